"""Rule MEA054: spots are laid out as the card says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.spotted import measured_spots, place_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each operator whose spots lie in another grid, with the first section that shows it."""
    told: set[str] = set()
    for operator, spots in measured_spots(card, facts):
        differs = spots.geometry and operator.array_geometry not in {None, spots.geometry}
        # Spots that were put in wrong places show no grid; another rule is about them.
        if differs and not spots.off and operator.pointer not in told:
            told.add(operator.pointer)
            yield Evidence(
                Location("card", pointer=f"{operator.pointer}/array_geometry"),
                observed=str(operator.array_geometry),
                expected=spots.geometry,
                count=spots.n_spots,
                values={"place": place_in_words(spots)},
            )


RULE = Rule(
    code="MEA054",
    name="array-geometry-differs",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Spots are laid out as the card says.",
    message="{where} is {observed}, but the {count:,} spots in {place} lie on a {expected} grid.",
    fix="Write `array_geometry: {expected}`, unless rows and columns of spots were changed.",
    why="A spot of a hexagonal array has six neighbours and one of a square array four; graphs and buffers are built on it.",
    check=check,
    needs_card=True,
    operators=("SpotSpatial",),
    slots=("SpotSpatial.array_geometry",),
    passing=(Example("a hexagonal array", specimen="section"),),
    failing=(
        Example(
            "called square",
            specimen="section",
            edits=(SetCard("/operators/1/array_geometry", "square"),),
            expect=(Expect("card:/operators/1/array_geometry", 48),),
        ),
    ),
)
