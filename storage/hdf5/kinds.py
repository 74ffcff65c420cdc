"""What the values of an HDF5 dataset are, told from its type alone."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import h5py

from aivc.storage.node import ValueKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

_KINDS = {
    "i": ValueKind.INTEGER,
    "u": ValueKind.INTEGER,
    "f": ValueKind.FLOAT,
    "b": ValueKind.BOOLEAN,
    "S": ValueKind.TEXT,
}


def kind_of(dtype: np.dtype[Any]) -> ValueKind:
    """Return the kind of the values that h5py describes by ``dtype``."""
    if h5py.check_string_dtype(dtype) is not None:
        return ValueKind.TEXT
    if h5py.check_enum_dtype(dtype) is not None:
        return ValueKind.ENUM
    if h5py.check_opaque_dtype(dtype) or dtype.subdtype is not None:
        return ValueKind.OTHER
    if dtype.names:
        return ValueKind.COMPOUND
    return _KINDS.get(dtype.kind, ValueKind.OTHER)


def enum_labels(dtype: np.dtype[Any]) -> Mapping[int, str]:
    """Return the name of each value of an enum type, empty for any other type."""
    names = h5py.check_enum_dtype(dtype) or {}
    return MappingProxyType({int(value): str(name) for name, value in names.items()})


def is_stored_as_in_memory(dataset: h5py.Dataset) -> bool:
    """Tell whether the stored bytes are those of ``dataset.dtype``, without any conversion."""
    return bool(dataset.id.get_type().equal(h5py.h5t.py_create(dataset.dtype)))
