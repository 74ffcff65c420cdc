"""Set and remove values of a card at JSON pointers (RFC 6901), without touching the original."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.validators.examples.errors import ImpossibleEditError

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_value(card: Mapping[str, Any], pointer: str, value: Any) -> dict[str, Any]:
    """Return the card with a value put at a pointer; ``/-`` at its end appends to a list.

    Raises
    ------
    ImpossibleEditError
        What the pointer leads through is not there.

    Examples
    --------
    >>> with_value({"donors": [{"donor_id": "D1"}]}, "/donors/0/donor_id", "D2")
    {'donors': [{'donor_id': 'D2'}]}
    >>> with_value({"accessions": []}, "/accessions/-", "geo:GSE1")
    {'accessions': ['geo:GSE1']}
    """
    changed, parent, last = _opened(card, pointer)
    if isinstance(parent, list) and last == "-":
        parent.append(unshared(value))
    elif isinstance(parent, list):
        parent[_position(parent, last, pointer)] = unshared(value)
    else:
        parent[last] = unshared(value)
    return changed


def without_value(card: Mapping[str, Any], pointer: str) -> dict[str, Any]:
    """Return the card without what is at a pointer.

    Raises
    ------
    ImpossibleEditError
        There is nothing at the pointer.

    Examples
    --------
    >>> without_value({"title": "A", "license": "CC0-1.0"}, "/license")
    {'title': 'A'}
    """
    changed, parent, last = _opened(card, pointer)
    if isinstance(parent, list):
        del parent[_position(parent, last, pointer)]
    elif last in parent:
        del parent[last]
    else:
        msg = f"The card has nothing at {pointer!r} to remove."
        raise ImpossibleEditError(msg)
    return changed


def unshared(value: Any) -> Any:
    """Copy plain data so that no two places of the copy are one object."""
    if isinstance(value, dict):
        return {key: unshared(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [unshared(item) for item in value]
    return value


def _opened(card: Mapping[str, Any], pointer: str) -> tuple[dict[str, Any], Any, str]:
    if not pointer.startswith("/"):
        msg = f"{pointer!r} is no JSON pointer into a card; it has to begin with '/'."
        raise ImpossibleEditError(msg)
    *path, last = [part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/")]
    changed = unshared(dict(card))
    place: Any = changed
    for part in path:
        if isinstance(place, dict) and part in place:
            place = place[part]
        elif isinstance(place, list):
            place = place[_position(place, part, pointer)]
        else:
            msg = f"The card has no {part!r} on the way to {pointer!r}; set what is above it."
            raise ImpossibleEditError(msg)
    if not isinstance(place, dict | list):
        msg = f"The card holds {place!r} where {pointer!r} wants to go on."
        raise ImpossibleEditError(msg)
    return changed, place, last


def _position(items: list[Any], part: str, pointer: str) -> int:
    if part.isdecimal() and int(part) < len(items):
        return int(part)
    msg = f"The card has no entry {part!r} of {len(items)} at {pointer!r}."
    raise ImpossibleEditError(msg)
