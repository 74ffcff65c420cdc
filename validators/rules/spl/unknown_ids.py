"""Rule SPL008: every key of the assignments is in the dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AssignmentsText, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report keys that no row of the dataset has."""
    found = resolved(facts)
    if found is None or found.observations_digest is not None or not found.unknown_keys:
        return
    yield Evidence(
        Location("assignments"),
        count=found.unknown_keys.count,
        total=found.unknown_keys.total,
        examples=found.unknown_keys.examples,
    )


RULE = Rule(
    code="SPL008",
    name="unknown-ids",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every key of the assignments is in the dataset.",
    message="{count} of the {total} keys of the assignments match no observation of the dataset, such as {examples}.",
    fix="Delete these rows of the assignments, or audit the file that has them. Row names must be exactly those of obs.",
    why="The part that a paper describes is then larger than the one that anybody can test on.",
    check=check,
    slots=("Assignment.observation_id",),
    references=("https://github.com/ArcInstitute/state/issues/226",),
    passing=(
        Example(
            "quoted names are the same names",
            edits=(
                AssignmentsText('donor_id,partition\n"D1",train\n"D2",validation\n"D3",test\n'),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a donor that is not in the data",
            edits=(
                AssignmentsText("donor_id,partition\nD1,train\nD2,validation\nD3,test\nD9,test\n"),
            ),
            expect=(Expect("assignments", 1),),
            specimen="donor_split",
        ),
    ),
)
