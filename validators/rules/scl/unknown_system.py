"""Rule SCL061: coordinate systems of sets are those of the file and of transforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.coordinates import joined_systems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

SCALE = {
    "transform_type": "scale",
    "input_system": "pixels",
    "output_system": "global",
    "transform_parameters": [0.5, 0.5],
}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report sets in a coordinate system that nothing else names."""
    known = joined_systems(card, facts)
    for unit_set in card.unit_sets:
        system = unit_set.coordinate_system
        if known and system is not None and system not in known:
            yield Evidence(
                Location("card", pointer=f"{unit_set.pointer}/coordinate_system"),
                observed=system,
                expected=", ".join(sorted(known)),
                values={"set": unit_set.unit_set_id or ""},
            )


RULE = Rule(
    code="SCL061",
    name="coordinate-system-unknown",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The coordinate system of a set is one that the file or a transform has.",
    message="Set `{set}` is said to lie in the coordinate system {observed}, which neither an element of the file nor a transform of the card has; there are {expected}.",
    fix="Correct `coordinate_system` of the set, or add the transform that leads there.",
    why="A place without its system is two numbers.",
    check=check,
    needs_card=True,
    slots=("ScaleUnitSet.coordinate_system",),
    passing=(
        Example(
            "a system that a transform leads to",
            edits=(
                SetCard("/links/0/transform", [SCALE]),
                SetCard("/unit_sets/1/coordinate_system", "global"),
            ),
        ),
        Example(
            "the file names no systems, and the card no transforms",
            edits=(SetCard("/unit_sets/1/coordinate_system", "global"),),
        ),
    ),
    failing=(
        Example(
            "a misspelt system",
            edits=(
                SetCard("/links/0/transform", [SCALE]),
                SetCard("/unit_sets/1/coordinate_system", "Global"),
            ),
            expect=(Expect("card:/unit_sets/1/coordinate_system"),),
        ),
    ),
)
