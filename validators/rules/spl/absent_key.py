"""Rule SPL026: every key of the assignments is a column of the dataset."""

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
    """Report columns of the assignments that obs does not have."""
    found = resolved(facts)
    for name in () if found is None else found.absent_keys:
        yield Evidence(
            Location("assignments", column=name), observed=name or "a column without a name"
        )


RULE = Rule(
    code="SPL026",
    name="absent-key",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every key of the assignments is a column of the dataset.",
    message="The assignments are by `{observed}`, which is no column of obs and no key of the standard.",
    fix="Rename the column to the one of obs that holds these values, or delete it if it is no key. `aivc inspect` lists the columns of obs.",
    why="Rows of the assignments with that key match nothing, so that observations are in no part.",
    check=check,
    slots=("SplitManifest.assignments",),
    passing=(
        Example(
            "a column of obs",
            edits=(AssignmentsText("donor_id,partition\nD1,train\nD2,validation\nD3,test\n"),),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a column that obs does not have",
            edits=(AssignmentsText("patient,partition\nD1,train\nD2,validation\nD3,test\n"),),
            expect=(Expect("assignments/patient"),),
            specimen="donor_split",
        ),
    ),
)
