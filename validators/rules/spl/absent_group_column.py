"""Rule SPL029: columns that the header names as groups or strata are in the dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report grouping keys and strata that obs does not have."""
    found = resolved(facts)
    for pointer, name in () if found is None else found.absent_columns:
        yield Evidence(
            Location("manifest", pointer=pointer),
            observed=name,
            values={"slot": pointer.split("/")[1]},
        )


RULE = Rule(
    code="SPL029",
    name="absent-group-column",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Columns that the header names as groups or strata are in the dataset.",
    message="`{slot}` names `{observed}`, which is no column of obs.",
    fix="Write the name of the column as it is in obs, or delete it from `{slot}`.",
    why="How the groups were made cannot be followed, nor repeated.",
    check=check,
    slots=("SplitManifest.grouping_keys", "SplitManifest.strata"),
    passing=(
        Example(
            "columns of obs",
            edits=(
                SetManifest("/grouping_keys", ["donor_id"]),
                SetManifest("/strata", ["cell_type_ontology_term_id"]),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a column that was renamed",
            edits=(SetManifest("/grouping_keys", ["patient"]),),
            expect=(Expect("manifest:/grouping_keys/0"),),
            specimen="donor_split",
        ),
    ),
)
