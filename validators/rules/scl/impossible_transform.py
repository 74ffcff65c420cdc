"""Rule SCL062: a transform has the numbers that its type needs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import CoordinateTransform, DatasetCard
    from aivc.validators.facts.model import Facts

_LEAST = {"scale": 2, "translation": 2, "rotation": 4, "affine": 6}
"""Numbers that a transform of the plane has."""

SCALE = {
    "transform_type": "scale",
    "input_system": "pixels",
    "output_system": "global",
    "transform_parameters": [0.5, 0.5],
}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report transforms without numbers, and scales of zero."""
    for link in card.links:
        for transform in link.transform:
            problem = _problem(transform)
            if problem:
                yield Evidence(
                    Location("card", pointer=transform.pointer),
                    observed=transform.transform_type or "",
                    values={
                        "source": transform.input_system or "",
                        "target": transform.output_system or "",
                        "problem": problem,
                    },
                )


def _problem(transform: CoordinateTransform) -> str:
    kind, numbers = transform.transform_type, transform.transform_parameters
    if kind in _LEAST and not numbers:
        return "has no numbers"
    if kind in _LEAST and len(numbers) < _LEAST[kind]:
        return f"has {len(numbers)} numbers, and needs {_LEAST[kind]} at least"
    if not all(map(math.isfinite, numbers)):
        return "has a number that is not finite"
    if kind == "scale" and 0 in numbers:
        return "is zero along an axis"
    return ""


RULE = Rule(
    code="SCL062",
    name="impossible-transform",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A transform has the numbers that its type needs, and does not fold places together.",
    message="The {observed} from {source} to {target} {problem}.",
    fix="Copy the numbers of the transform from the file that defines it, along all axes.",
    why="Places that cannot be brought over, or that all come to lie in one line, link anything to anything.",
    check=check,
    needs_card=True,
    slots=("CoordinateTransform.transform_parameters",),
    passing=(
        Example("a scale", edits=(SetCard("/links/0/transform", [SCALE]),)),
        Example(
            "identity needs no numbers",
            edits=(
                SetCard(
                    "/links/0/transform",
                    [{"transform_type": "identity", "input_system": "a", "output_system": "b"}],
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a scale without numbers, and one of zero",
            edits=(
                SetCard(
                    "/links/0/transform",
                    [
                        {**SCALE, "transform_parameters": []},
                        {**SCALE, "transform_parameters": [0.5, 0]},
                    ],
                ),
            ),
            expect=(Expect("card:/links/0/transform/0"), Expect("card:/links/0/transform/1")),
        ),
    ),
)
