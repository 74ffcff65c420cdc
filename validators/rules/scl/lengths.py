"""Lengths of the card in micrometres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import UnitConversionError, convert

if TYPE_CHECKING:
    from aivc.schema.generated.views import Quantity, ScaleLink, ScaleUnitSet


def micrometres(quantity: Quantity | None) -> float | None:
    """Return a length in micrometres, None where there is none or it is no length."""
    if quantity is None or quantity.value is None or not quantity.unit:
        return None
    try:
        return convert(quantity.value, quantity.unit, "um")
    except (UnitConversionError, ValueError):
        return None


def smallest_unit(link: ScaleLink, sets: dict[str, ScaleUnitSet]) -> tuple[str, float] | None:
    """Return the set of a link whose units are smaller, and their size in micrometres."""
    sizes = [
        (size, name)
        for name in (link.source_set or "", link.target_set or "")
        if name in sets and (size := micrometres(sets[name].physical_size)) is not None and size > 0
    ]
    if not sizes:
        return None
    size, name = min(sizes)
    return name, size
