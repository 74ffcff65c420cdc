"""Rule SPL025: a name in the assignments means one observation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AssignmentsText, Example, Expect, SetNames
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report names that several rows of the dataset have."""
    found = resolved(facts)
    if found is not None and found.ambiguous_names:
        yield Evidence(
            Location("assignments", column="observation_id"),
            count=found.ambiguous_names.count,
            total=found.ambiguous_names.total,
            examples=found.ambiguous_names.examples,
        )


RULE = Rule(
    code="SPL025",
    name="name-of-several-rows",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A name in the assignments means one observation.",
    message="{count} of the {total} names in {where} are those of several observations of the dataset, such as {examples}.",
    fix="Make the row names of the dataset unique (in AnnData `adata.obs_names_make_unique()`), then write the assignments again.",
    why="Observations of different samples that share a barcode go to the same part, whichever of them was meant.",
    check=check,
    passing=(Example("each name once", specimen="donor_split"),),
    failing=(
        Example(
            "two cells with one barcode",
            edits=(
                SetNames("obs", {1: "TACTCACGGCTAGGTG-1"}),
                AssignmentsText(
                    "observation_id,partition\nTACTCACGGCTAGGTG-1,train\nCCTGTCCATATGATGA-1,test\n"
                ),
            ),
            expect=(Expect("assignments/observation_id", 1),),
            specimen="donor_split",
        ),
    ),
)
