"""Rule SPL027: every row of the assignments names a key and a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AssignmentsText, Example, Expect, SetManifest, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report rows of the assignments that lack one of them."""
    found = resolved(facts)
    if found is None:
        return
    for column, count in (
        ("partition", found.rows_without_part),
        ("observation_id", found.rows_without_key),
    ):
        if count:
            yield Evidence(
                Location("assignments", column=column),
                observed="part" if column == "partition" else "key",
                count=count,
                total=found.n_table_rows,
            )


RULE = Rule(
    code="SPL027",
    name="idle-assignment",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Every row of the assignments names a key and a part.",
    message="{count} of the {total} rows of the assignments name no {observed}.",
    fix="Fill in the {observed}, or delete these rows: an observation that is in no part is not listed.",
    why="An empty cell is read as no part by one program and as training by the next.",
    check=check,
    passing=(
        Example(
            "what is in no part is not listed",
            edits=(
                SetParts({0: None}),
                SetManifest("/exclusions", [{"exclusion_reason": "doublet", "n_observations": 1}]),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a donor without a part",
            edits=(AssignmentsText("donor_id,partition\nD1,train\nD2,\nD3,test\n"),),
            expect=(Expect("assignments/partition", 1),),
            specimen="donor_split",
        ),
    ),
)
