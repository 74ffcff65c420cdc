"""The text of a card stored inside a container."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aivc.storage.errors import UnreadableInputError
from aivc.storage.limits import MAX_METADATA_BYTES, refuse_beyond
from aivc.storage.node import ArrayNode, GroupNode, ValueKind
from aivc.storage.plain import decoded

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = "aivc"
"""The uns entry, or root attribute, that holds a card."""

FIELD = "card"
"""The text inside it, where it is a group."""


def embedded_text(root: GroupNode) -> str | None:
    """Return the text of the embedded card, None where there is none.

    Raises
    ------
    UnreadableInputError
        Something is stored in its place, but it is no text.
    """
    uns = root.group("uns")
    node = uns.child(KEY) if uns is not None and KEY in uns.names() else None
    if node is not None:
        return _stored_text(node)
    return _attribute_text(root.attributes)


def _stored_text(node: GroupNode | ArrayNode) -> str:
    inner = node.child(FIELD) if isinstance(node, GroupNode) else node
    if isinstance(inner, ArrayNode) and inner.kind is ValueKind.TEXT and inner.shape in {(), (1,)}:
        values = inner.read().reshape(-1).tolist()
        return decoded(values[0])
    msg = f"{node.path} should hold the text of a card, or a group with the text {FIELD!r}"
    raise UnreadableInputError(msg)


def _attribute_text(attributes: Mapping[str, Any]) -> str | None:
    found = attributes.get(KEY)
    if found is None:
        return None
    if isinstance(found, dict):
        found = found.get(FIELD, found)
    text = found if isinstance(found, str) else json.dumps(found, sort_keys=True)
    refuse_beyond(MAX_METADATA_BYTES, len(text), KEY, "the embedded card")
    return text
