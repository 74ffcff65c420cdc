"""HDF5 attributes as plain Python values."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np

from aivc.storage.guard import BROKEN_BYTES
from aivc.storage.hdf5.object_header import damaged_attributes
from aivc.storage.limits import MAX_ATTRIBUTE_VALUES
from aivc.storage.plain import decoded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.storage.hdf5.heaps import RawFile


def read_attributes(node: h5py.Group | h5py.Dataset, raw: RawFile) -> Mapping[str, Any]:
    """Return the attributes of a group or dataset; those that cannot be decoded are left out.

    References to objects become their absolute paths (``/obs/__categories/cell_type``).
    """
    found: dict[str, Any] = {}
    stored = node.attrs
    for name in _names(node, stored, raw):
        try:
            if math.prod(stored.get_id(name).shape or ()) <= MAX_ATTRIBUTE_VALUES:
                found[name] = _plain(node, stored[name])
        except BROKEN_BYTES:
            # The caller sees a missing attribute, and says so where one was needed.
            continue
    return MappingProxyType(found)


def _names(
    node: h5py.Group | h5py.Dataset, stored: h5py.AttributeManager, raw: RawFile
) -> list[str]:
    try:
        # h5py gives names that are no UTF-8 as bytes; no attribute that is read has one.
        names = sorted(name for name in stored if isinstance(name, str))
        damaged = damaged_attributes(node, raw) if names else frozenset()
        return [name for name in names if name not in damaged]
    except BROKEN_BYTES:
        return []


def _plain(node: h5py.Group | h5py.Dataset, value: Any) -> Any:
    if isinstance(value, h5py.RegionReference | h5py.Empty | np.void):
        return None
    if isinstance(value, h5py.Reference):
        name = h5py.h5r.get_name(value, node.file.id)
        return None if name is None else decoded(name)
    if isinstance(value, np.ndarray):
        return [_plain(node, item) for item in value.tolist()]
    if isinstance(value, list):
        return [_plain(node, item) for item in value]
    if isinstance(value, np.generic):
        return _plain(node, value.item())
    return decoded(value) if isinstance(value, bytes) else value
