"""Rule MEA055: spots are as large, and as far apart, as the card says."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetElement
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.spotted import measured_spots, place_in_words
from aivc.validators.rules.scl.lengths import micrometres

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, SpotSpatial
    from aivc.validators.facts.images.model import SpotFacts
    from aivc.validators.facts.model import Facts

CLOSE = 0.1
"""Share by which the distance of spots may differ: slides shrink and images are placed by hand."""

CLOSE_DIAMETER = 0.3
"""Visium draws its spots of 55 micrometres as circles of 65."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each distance and each diameter of the card that the places contradict, once."""
    told: set[str] = set()
    for operator, spots in measured_spots(card, facts):
        # Places that follow no grid, or are not where they belong, tell no distance.
        if spots.off or (operator.array_geometry != "bead" and not spots.geometry):
            continue
        for slot, stated, found in _compared(operator, spots):
            if (pointer := f"{operator.pointer}/{slot}") in told:
                continue
            told.add(pointer)
            yield Evidence(
                Location("card", pointer=pointer),
                observed=f"{stated:.4g} um",
                expected=f"{found:.4g} um",
                count=spots.n_spots,
                values={"place": place_in_words(spots)},
            )


def _compared(operator: SpotSpatial, spots: SpotFacts) -> Iterator[tuple[str, float, float]]:
    """Yield slots whose length is another than that found, both in micrometres."""
    pitch, diameter = micrometres(operator.spot_pitch), micrometres(operator.spot_diameter)
    unit = spots.micrometres
    if unit is not None and pitch and abs(spots.pitch * unit / pitch - 1) > CLOSE:
        # The unit is wrong as well as the card may be; a diameter in it would say the same again.
        yield "spot_pitch", pitch, spots.pitch * unit
        return
    # Without a unit the distance of spots is the measure.
    measure = unit or (pitch / spots.pitch if pitch and spots.pitch > 0 else None)
    if measure and diameter and isfinite(spots.diameter):
        found = spots.diameter * measure
        if abs(found / diameter - 1) > CLOSE_DIAMETER:
            yield "spot_diameter", diameter, found


RULE = Rule(
    code="MEA055",
    name="spot-size-differs",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Spots are as large, and as far apart, as the card says.",
    message="{where} is {observed}, but by the {count:,} spots in {place} it is {expected}.",
    fix=(
        "Correct the length in the card, or what the places are in: pixels called micrometres, "
        "and a radius called a diameter, look like this."
    ),
    why="Neighbourhoods, tiles and buffers are given in micrometres; with a wrong measure they take in half of the cells, or all.",
    check=check,
    needs_card=True,
    operators=("SpotSpatial",),
    slots=("SpotSpatial.spot_pitch", "SpotSpatial.spot_diameter"),
    passing=(
        Example("55 and 100 micrometres in both", specimen="section"),
        Example(
            "circles as Visium draws them",
            specimen="section",
            edits=(SetElement("shapes/spot_circles", "radius", 32.5),),
        ),
    ),
    failing=(
        Example(
            "a card that has the distances of another slide",
            specimen="section",
            edits=(SetCard("/operators/1/spot_pitch", {"value": 200, "unit": "um"}),),
            expect=(Expect("card:/operators/1/spot_pitch", 48),),
        ),
        Example(
            "a radius in place of a diameter",
            specimen="section",
            edits=(SetElement("shapes/spot_circles", "radius", 13.75),),
            expect=(Expect("card:/operators/1/spot_diameter", 48),),
        ),
    ),
)
