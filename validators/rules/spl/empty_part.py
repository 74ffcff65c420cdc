"""Rule SPL014: every part that the header declares has observations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import IDLE, part_pointer, resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report declared parts that no row of the assignments names."""
    found = resolved(facts)
    split = facts.split
    if found is None or split is None:
        return
    roles = {part.name: part.role for part in split.parts}
    for name in found.empty_parts:
        if roles.get(name) not in IDLE:
            pointer = part_pointer(split, name)
            yield Evidence(Location("manifest", pointer=pointer), observed=name)


RULE = Rule(
    code="SPL014",
    name="empty-part",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every part that the header declares has observations.",
    message="The part `{observed}` is declared and has not a single observation.",
    fix="Assign observations to `{observed}`, correct the name in the assignments, or delete the part from the header.",
    why="A score on nothing is no score; programs that find no test take validation or training in its place.",
    check=check,
    passing=(
        Example(
            "a declared part for what was excluded may be empty",
            edits=(
                SetManifest(
                    "/partitions/-", {"partition_name": "left_out", "partition_role": "excluded"}
                ),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a test without observations",
            edits=(SetParts(dict.fromkeys(range(32, 48), "validation")),),
            expect=(Expect("manifest:/partitions/2"),),
            specimen="donor_split",
        ),
    ),
)
