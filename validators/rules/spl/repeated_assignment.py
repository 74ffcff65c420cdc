"""Rule SPL011: no key is assigned to the same part twice."""

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
    """Report keys that are listed more than once for one part."""
    found = resolved(facts)
    if found is not None and found.repeated_keys:
        yield Evidence(
            Location("assignments"),
            count=found.repeated_keys.count,
            total=found.repeated_keys.total,
            examples=found.repeated_keys.examples,
        )


RULE = Rule(
    code="SPL011",
    name="repeated-assignment",
    severity=Severity.INFO,
    level=Level.OBS,
    title="No key is assigned to the same part twice.",
    message="{count} of {total} assignments are written more than once, such as {examples}; the part is the same each time.",
    fix="Delete the copies. `aivc split import` writes each once.",
    why="It changes nothing here, but a loader that joins tables doubles these observations.",
    check=check,
    passing=(
        Example(
            "each key once",
            edits=(AssignmentsText("donor_id,partition\nD1,train\nD2,validation\nD3,test\n"),),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a donor that is listed twice",
            edits=(
                AssignmentsText("donor_id,partition\nD1,train\nD1,train\nD2,validation\nD3,test\n"),
            ),
            expect=(Expect("assignments", 1),),
            specimen="donor_split",
        ),
    ),
)
