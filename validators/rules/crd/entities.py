"""Walk over a card: every object that has an identifier, and every reference to one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.schema.view import View


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the card that names an object by its identifier."""

    pointer: str
    slot: str
    target_class: str
    identifier: str


def objects_of(view: View) -> Iterator[View]:
    """Yield a view and everything written inside it, in the order of the standard."""
    yield view
    for name, (kind, is_list, _) in view.fields.items():
        if kind != "object":
            continue
        value = getattr(view, name)
        for part in value if is_list else (value,):
            if part is not None:
                yield from objects_of(part)


def identified(card: DatasetCard) -> Iterator[tuple[str, str, View]]:
    """Yield (class, identifier, object) of every object of the card that has an identifier.

    The class is the one that references name, such as ``Agent`` for a ``Chemical``.
    """
    for view in objects_of(card):
        if view is not card and view.identifier is not None:
            yield root_class(view.class_name), view.identifier, view


def references_of(card: DatasetCard) -> Iterator[Reference]:
    """Yield every reference that the card makes."""
    for view in objects_of(card):
        for slot, target in reference_slots(view.class_name):
            value = getattr(view, slot)
            values = value if isinstance(value, tuple) else (value,)
            for position, identifier in enumerate(values):
                if identifier is not None:
                    place = f"/{position}" if isinstance(value, tuple) else ""
                    yield Reference(f"{view.pointer}/{slot}{place}", slot, target, identifier)


@cache
def reference_slots(class_name: str) -> tuple[tuple[str, str], ...]:
    """Return the slots of a class that hold references, with the class that they name."""
    from aivc.schema.slots import class_spec

    spec = class_spec(class_name)
    return tuple(
        (slot.name, root_class(slot.range))
        for slot in spec.slots.values()
        if slot.is_reference and slot.range
    )


@cache
def root_class(class_name: str) -> str:
    """Return the class at the top of the inheritance of a class."""
    from aivc.schema.slots import class_spec

    parent = class_spec(class_name).is_a
    return class_name if parent is None else root_class(parent)
