"""Rule SPL019: a buffer is a distance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import Dialect, UnitProblem, parse_unit
from aivc.validators.examples.example import Example, Expect, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a buffer that is negative or in a unit that is no length."""
    split = header(facts)
    buffer = None if split is None else split.manifest.buffer
    if split is None or buffer is None:
        return
    if buffer.value is not None and not buffer.value >= 0:
        yield Evidence(
            Location("manifest", pointer="/buffer/value"),
            observed=f"{buffer.value:g}",
            expected="a distance of 0 or more",
        )
    elif buffer.unit and not _is_length(buffer.unit, split.manifest.coordinate_unit):
        yield Evidence(
            Location("manifest", pointer="/buffer/unit"),
            observed=buffer.unit,
            expected="a unit of length, or that of the coordinates",
        )


def _is_length(unit: str, of_coordinates: str | None) -> bool:
    if unit == of_coordinates:
        return True
    length = parse_unit("um", Dialect.UCUM)
    found = parse_unit(unit, Dialect.UCUM)
    # What is no UCUM code at all is said by SPL002 or cannot be judged.
    return (
        isinstance(found, UnitProblem)
        or isinstance(length, UnitProblem)
        or found.dimension == length.dimension
    )


RULE = Rule(
    code="SPL019",
    name="impossible-buffer",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A buffer is a distance.",
    message="{where} is {observed}; it must be {expected}.",
    fix="Write the distance that was kept free, such as `buffer: {{value: 100, unit: um}}`, or delete `buffer` if none was kept.",
    why="Neighbours on both sides of a border look alike; a buffer that cannot be one keeps nothing apart.",
    check=check,
    slots=("SplitManifest.buffer",),
    passing=(
        Example(
            "a distance in micrometres",
            edits=(SetManifest("/buffer", {"value": 100, "unit": "um"}),),
            specimen="donor_split",
        ),
        Example(
            "pixels, as the coordinates",
            edits=(
                SetManifest("/coordinate_unit", "{pixel}"),
                SetManifest("/buffer", {"value": 5, "unit": "{pixel}"}),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a negative distance",
            edits=(SetManifest("/buffer", {"value": -50, "unit": "um"}),),
            expect=(Expect("manifest:/buffer/value"),),
            specimen="donor_split",
        ),
        Example(
            "hours",
            edits=(SetManifest("/buffer", {"value": 50, "unit": "h"}),),
            expect=(Expect("manifest:/buffer/unit"),),
            specimen="donor_split",
        ),
    ),
)
