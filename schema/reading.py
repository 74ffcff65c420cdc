"""Read a card, or any object of it, as far as it can be read."""

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

from aivc.schema.generated import views
from aivc.schema.view import View

V = TypeVar("V", bound=View)


def read_card(raw: object) -> views.DatasetCard:
    """Read the card of a dataset.

    Parameters
    ----------
    raw
        What a YAML or JSON parser gives.

    Returns
    -------
    DatasetCard
        A view that holds everything of the right type. It is empty if nothing can be read.

    Examples
    --------
    >>> card = read_card({"title": "Slices", "samples": [{"sample_id": "s1"}, "oops"]})
    >>> card.title, [sample.sample_id for sample in card.samples], card.license
    ('Slices', ['s1'], None)
    """
    return read(views.DatasetCard, raw)


def read(cls: type[V], raw: object, pointer: str = "") -> V:
    """Read one object, tolerant of everything.

    It never raises on what a parser can give. Values of the wrong type are left out, as are keys
    that the standard does not know; :func:`aivc.schema.structure.check_structure` names them. A
    boolean is no number, an integer is a number, and a number in quotes is text.

    Parameters
    ----------
    cls
        View to read. Where it has subclasses, the one that the designator names is made; an
        unknown designator gives ``cls`` itself, with what the subclasses have in common.
    raw
        What a YAML or JSON parser gives.
    pointer
        JSON pointer of the object in its card.
    """
    if not isinstance(raw, dict):
        return cls(pointer=pointer)
    made = _concrete(cls, raw)
    fields = made.fields
    values: dict[str, Any] = {}
    for key, value in raw.items():
        field = fields.get(key) if isinstance(key, str) else None
        if field is None:
            continue
        kind, many, target = field
        if many:
            values[key] = _read_list(kind, target, value, f"{pointer}/{key}")
        elif target is None:
            values[key] = _SCALARS[kind](value)
        elif isinstance(value, dict):
            values[key] = read(getattr(views, target), value, f"{pointer}/{key}")
    return made(pointer=pointer, **values)


def _concrete(cls: type[V], raw: dict[object, object]) -> type[V]:
    if cls.designator_slot is None or len(cls.concrete_classes) == 1:
        return cls
    named = raw.get(cls.designator_slot)
    if not isinstance(named, str) or named not in cls.concrete_classes:
        return cls
    found: type[V] = getattr(views, named)
    return found


def _read_list(kind: str, target: str | None, value: object, pointer: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        return ()
    if target is not None:
        cls = getattr(views, target)
        return tuple(
            read(cls, item, f"{pointer}/{i}")
            for i, item in enumerate(value)
            if isinstance(item, dict)
        )
    convert = _SCALARS[kind]
    return tuple(item for item in map(convert, value) if item is not None)


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return value
    # YAML reads an unquoted day as a date.
    return value.isoformat() if isinstance(value, dt.date) else None


def _integer(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    # JSON does not tell 3 from 3.0.
    return int(value) if isinstance(value, float) and value.is_integer() else None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value)
    except OverflowError:
        return None


def _boolean(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _any(value: object) -> str | float | bool | None:
    if isinstance(value, bool | int | float):
        return value
    return _text(value)


_SCALARS: dict[str, Callable[[object], Any]] = {
    "any": _any,
    "boolean": _boolean,
    "integer": _integer,
    "number": _number,
    "text": _text,
}
