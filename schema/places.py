"""Find which slot of which class a path leads to."""

from collections.abc import Sequence
from dataclasses import dataclass

from aivc.schema.slots import ClassSpec, SlotSpec, class_spec


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an object of the standard.

    Attributes
    ----------
    pointer
        JSON pointer of the place.
    value
        What is there.
    class_name
        Class of the object that has the slot; of the object itself at the root.
    slot
        The slot, where the standard has it.
    key
        Last key of the path; empty at the root.
    in_list
        Whether the place is an entry of the list that the slot holds.
    inner_class
        Class of the object that is at the place, if there is one; else ``class_name``.
    """

    pointer: str
    value: object
    class_name: str
    slot: SlotSpec | None
    key: str
    in_list: bool
    inner_class: str


def find_place(raw: object, class_name: str, path: Sequence[str | int]) -> Place:
    """Follow a path from the root.

    Parameters
    ----------
    raw
        The whole object.
    class_name
        Class of the whole object.
    path
        Keys and indices.
    """
    value = raw
    owner = spec = _concrete(class_name, raw)
    slot: SlotSpec | None = None
    key, in_list = "", False
    for step in path:
        value = _child(value, step)
        if isinstance(step, int):
            in_list = True
        else:
            owner, slot, key, in_list = spec, spec.slots.get(step), step, False
        if slot is not None and slot.kind == "object" and slot.range and isinstance(value, dict):
            spec = _concrete(slot.range, value)
    return Place(json_pointer(path), value, owner.name, slot, key, in_list, spec.name)


def json_pointer(path: Sequence[str | int]) -> str:
    """Write a path as a JSON pointer (RFC 6901).

    Examples
    --------
    >>> json_pointer(["samples", 3, "a/b"])
    '/samples/3/a~1b'
    """
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def _child(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list | tuple) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _concrete(class_name: str, value: object) -> ClassSpec:
    spec = class_spec(class_name)
    if not spec.abstract or spec.designator is None or not isinstance(value, dict):
        return spec
    named = value.get(spec.designator)
    return class_spec(named) if isinstance(named, str) and named in spec.concrete else spec
