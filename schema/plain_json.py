"""Make what a YAML parser gives into plain JSON, and say what cannot be."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

MAXIMUM_DEPTH = 100
"""Objects of the standard are nested less than ten deep."""

MAXIMUM_SIZE = 20_000_000
"""Values in one file, each counted as often as it is referred to."""


@dataclass(frozen=True, slots=True)
class NotJson:
    """A place that JSON cannot hold: its path, the value, and why."""

    path: tuple[str | int, ...]
    value: object
    reason: str
    is_key: bool = False


@dataclass(slots=True)
class _Walk:
    """State of one walk: what was found, the path, the objects on it, size and copy of each."""

    found: list[NotJson] = field(default_factory=list)
    path: list[str | int] = field(default_factory=list)
    open_ids: set[int] = field(default_factory=set)
    sizes: dict[int, int] = field(default_factory=dict)
    copies: dict[int, Any] = field(default_factory=dict)


def plain_json(raw: object) -> tuple[Any, tuple[NotJson, ...]]:
    """Copy a value as JSON.

    Days and times become ISO 8601 text and tuples become lists, as a YAML parser and a reader
    give them. What JSON cannot hold becomes null and is reported: other types, keys that are not
    text, numbers that are not finite, text that is not Unicode, an object within itself, and
    files that are nested too deeply or that grow without bound by references to themselves.

    Parameters
    ----------
    raw
        Any value.

    Returns
    -------
    copy, not_json
        The copy, and what was left out of it.
    """
    walk = _Walk()
    copy = _copy(raw, walk)
    if walk.sizes.get(id(raw), 1) > MAXIMUM_SIZE:
        reason = f"holds more than {MAXIMUM_SIZE:,} values"
        return None, (NotJson((), type(raw).__name__, reason),)
    return copy, tuple(walk.found)


def _copy(value: object, walk: _Walk) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return value if value.isascii() else _text(value, walk)
    if isinstance(value, float):
        return value if abs(value) < float("inf") else _refuse(value, walk, "is not finite")
    if isinstance(value, dict | list | tuple):
        return _container(value, walk)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return _refuse(value, walk, f"is of the type {type(value).__name__}, which JSON lacks")


def _text(value: str, walk: _Walk) -> str | None:
    try:
        value.encode()
    except UnicodeEncodeError:
        _refuse(value, walk, "is not valid Unicode")
        return None
    return value


def _container(value: Any, walk: _Walk) -> Any:
    key = id(value)
    if key in walk.open_ids:
        return _refuse("...", walk, "holds itself")
    if len(walk.path) >= MAXIMUM_DEPTH:
        return _refuse("...", walk, f"is nested more than {MAXIMUM_DEPTH} deep")
    if key in walk.copies:
        return walk.copies[key]
    walk.open_ids.add(key)
    copy: Any = _mapping(value, walk) if isinstance(value, dict) else _sequence(value, walk)
    walk.open_ids.discard(key)
    children = value.values() if isinstance(value, dict) else value
    walk.copies[key] = copy
    walk.sizes[key] = 1 + sum(walk.sizes.get(id(child), 1) for child in children)
    return copy


def _mapping(value: dict[Any, Any], walk: _Walk) -> dict[str, Any]:
    copy = {}
    for key, item in value.items():
        walk.path.append(key if isinstance(key, str) else repr(key))
        if not isinstance(key, str):
            _refuse(key, walk, "is a key that is not text", is_key=True)
        elif key.isascii() or _text(key, walk) is not None:
            copy[key] = _copy(item, walk)
        walk.path.pop()
    return copy


def _sequence(value: list[Any] | tuple[Any, ...], walk: _Walk) -> list[Any]:
    copy = []
    for index, item in enumerate(value):
        walk.path.append(index)
        copy.append(_copy(item, walk))
        walk.path.pop()
    return copy


def _refuse(value: object, walk: _Walk, reason: str, *, is_key: bool = False) -> None:
    walk.found.append(NotJson(tuple(walk.path), value, reason, is_key))
