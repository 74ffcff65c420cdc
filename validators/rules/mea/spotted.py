"""Put together the sections of spots that were measured, and their operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, SpotSpatial
    from aivc.validators.facts.images.model import SpotFacts
    from aivc.validators.facts.model import Facts


def measured_spots(card: DatasetCard, facts: Facts) -> Iterator[tuple[SpotSpatial, SpotFacts]]:
    """Yield each section whose grid was found, with the operator of its spots."""
    from aivc.schema.generated.views import SpotSpatial

    operators = {o.pointer: o for o in card.operators if isinstance(o, SpotSpatial)}
    for spots in facts.imaging.spots if facts.imaging is not None else ():
        operator = operators.get(spots.pointer)
        if operator is not None and not spots.problem:
            yield operator, spots


def place_in_words(spots: SpotFacts) -> str:
    """Say which spots these are."""
    is_told = not spots.section or spots.place.endswith(f"/{spots.section}")
    return spots.place if is_told else f"{spots.place} of {spots.section}"
