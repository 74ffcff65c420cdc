"""Read the metadata documents of zarr formats 2 and 3, believing nothing unchecked."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aivc.storage.errors import UnreadableInputError
from aivc.storage.guard import decoding
from aivc.storage.limits import MAX_METADATA_BYTES, refuse_beyond
from aivc.storage.node import join
from aivc.storage.zarr.header import ArrayHeader, GroupHeader
from aivc.storage.zarr.v2 import array_v2
from aivc.storage.zarr.v3 import header_v3

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.storage.zarr.stores import Store


def read_header(store: Store, path: str) -> ArrayHeader | GroupHeader | None:
    """Read what the metadata at a path say, None if there are none.

    Raises
    ------
    UnreadableInputError
        The metadata are damaged, or describe something that aivc does not read.
    """
    name = path or "/"
    newer = _document(store, join(path, "zarr.json"))
    if newer is not None:
        with decoding(name):
            return header_v3(newer, name)
    older = _document(store, join(path, ".zarray"))
    is_group = older is None and store.size(join(path, ".zgroup")) is not None
    if older is None and not is_group:
        return None
    attributes = _document(store, join(path, ".zattrs")) or {}
    if older is None:
        return GroupHeader(attributes)
    with decoding(name):
        return replace(array_v2(older, name), attributes=attributes)


def _document(store: Store, key: str) -> Mapping[str, Any] | None:
    refuse_beyond(MAX_METADATA_BYTES, store.size(key) or 0, key, "the metadata")
    stored = store.get(key)
    if stored is None:
        return None
    with decoding(key):
        found = json.loads(stored)
    if not isinstance(found, dict):
        msg = f"{key} holds {type(found).__name__}, not a JSON object"
        raise UnreadableInputError(msg)
    return found
