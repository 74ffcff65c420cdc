"""Every quantity of a card, with the unit that its slot is usually given in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from aivc.schema.generated.views import Quantity
from aivc.validators.rules.crd.entities import objects_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard


def unit_texts(card: DatasetCard) -> Iterator[tuple[str, str, str | None]]:
    """Yield (pointer, unit as written, usual unit of the slot or None) of every unit of the card."""
    for view in objects_of(card):
        for slot, (kind, is_list, range_) in view.fields.items():
            if kind != "object" or range_ != "Quantity":
                continue
            value = getattr(view, slot)
            for part in value if is_list else (value,):
                if isinstance(part, Quantity) and part.unit is not None:
                    yield f"{part.pointer}/unit", part.unit, _usual_unit(view.class_name, slot)
    if card.binding is not None:
        if card.binding.dose_unit is not None:
            yield f"{card.binding.pointer}/dose_unit", card.binding.dose_unit, None
        if card.binding.time_unit is not None:
            yield f"{card.binding.pointer}/time_unit", card.binding.time_unit, "h"


@cache
def _usual_unit(class_name: str, slot: str) -> str | None:
    from aivc.schema.slots import class_spec

    return class_spec(class_name).slots[slot].unit
