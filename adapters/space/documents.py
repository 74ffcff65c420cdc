"""Small JSON documents beside the data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes

MOST_BYTES = 16 << 20


def read_document(path: Path, log: ConversionNotes) -> dict[str, Any]:
    """Read a JSON object.

    Raises
    ------
    UnreadableInputError
        It is damaged, no object, or far too large.
    """
    log.read_file(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            msg = f"{path} holds {path.stat().st_size:,} bytes; expected a small JSON document"
            raise UnreadableInputError(msg)
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        msg = f"{path} is no JSON document: {error}; copy it again from the instrument"
        raise UnreadableInputError(msg) from error
    if not isinstance(found, dict):
        msg = f"{path} holds {type(found).__name__}, expected a JSON object"
        raise UnreadableInputError(msg)
    return found


def number_in(document: dict[str, Any], key: str) -> float | None:
    """Return a positive number of a document, None where there is none.

    Examples
    --------
    >>> number_in({"pixel_size": 0.2125}, "pixel_size")
    0.2125
    """
    value = document.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return float(value) if 0 < value < float("inf") else None


def text_in(document: dict[str, Any], key: str) -> str | None:
    """Return a text of a document that is not empty, None where there is none."""
    value = document.get(key)
    return value.strip() if isinstance(value, str) and value.strip() else None


def plain_part(document: dict[str, Any]) -> dict[str, Any]:
    """Return what an h5ad can keep of a document: texts, numbers, and lists and objects of these.

    Examples
    --------
    >>> plain_part({"a": 1, "b": None, "c": {"d": "x"}, "e": []})
    {'a': 1, 'c': {'d': 'x'}}
    """
    found: dict[str, Any] = {}
    for key, value in document.items():
        name = key.replace("/", "_")
        if isinstance(value, dict):
            inner = plain_part(value)
            if inner:
                found[name] = inner
        elif isinstance(value, list):
            if value and (_all(value, str) or _all(value, (int, float))):
                found[name] = value
        elif value is not None:
            found[name] = value
    return found


def _all(values: list[Any], kind: type | tuple[type, ...]) -> bool:
    return all(isinstance(value, kind) and not isinstance(value, bool) for value in values)
