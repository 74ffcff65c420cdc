"""Put together links and sets of the card, and what the data have of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, ScaleLink, ScaleUnitSet
    from aivc.validators.facts.model import Facts
    from aivc.validators.facts.scale.model import LinkFacts, UnitSetFacts


def counted_sets(card: DatasetCard, facts: Facts) -> Iterator[tuple[ScaleUnitSet, UnitSetFacts]]:
    """Yield every set of the card with its facts."""
    if facts.scale is not None:
        yield from zip(card.unit_sets, facts.scale.unit_sets, strict=True)


def read_links(card: DatasetCard, facts: Facts) -> Iterator[tuple[ScaleLink, LinkFacts]]:
    """Yield every link of the card with its facts, whether it was measured or not."""
    if facts.scale is not None:
        yield from zip(card.links, facts.scale.links, strict=True)


def measured_links(card: DatasetCard, facts: Facts) -> Iterator[tuple[ScaleLink, LinkFacts]]:
    """Yield the links whose pairs were found."""
    for link, found in read_links(card, facts):
        if found.is_measured:
            yield link, found


def sets_by_id(card: DatasetCard) -> dict[str, ScaleUnitSet]:
    """Return the sets of a card by id; where one is repeated, the first."""
    found: dict[str, ScaleUnitSet] = {}
    for unit_set in card.unit_sets:
        if unit_set.unit_set_id is not None:
            found.setdefault(unit_set.unit_set_id, unit_set)
    return found


def scales_of(link: ScaleLink, sets: dict[str, ScaleUnitSet]) -> tuple[str, str] | None:
    """Return the scales of source and target, None where either is unknown."""
    source, target = sets.get(link.source_set or ""), sets.get(link.target_set or "")
    if source is None or target is None or source.scale is None or target.scale is None:
        return None
    return source.scale, target.scale
