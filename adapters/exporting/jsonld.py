"""Write JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def json_text(document: Mapping[str, Any]) -> str:
    """Write a document as text, in the order in which it was put together."""
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def without_empty(entity: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing.

    Examples
    --------
    >>> without_empty({"name": "a", "url": None, "about": []})
    {'name': 'a'}
    """
    return {key: value for key, value in entity.items() if value not in (None, "", [], {}, ())}
