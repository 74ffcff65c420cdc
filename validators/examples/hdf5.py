"""Pieces of the AnnData encoding in HDF5: frames, columns, matrices and uns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np

from aivc.validators.examples.errors import ImpossibleEditError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.validators.examples.specimen import SpecimenFrame, SpecimenMatrix

TEXT = h5py.string_dtype()
STORED_TEXT = h5py.h5t.py_create(TEXT, logical=True)
ONE_VALUE = h5py.h5s.create(h5py.h5s.SCALAR)
INDEX = "_index"


def write_frame(group: h5py.Group, name: str, frame: SpecimenFrame) -> None:
    """Write obs or var."""
    written = write_names(group, name, frame.names)
    written.attrs.create("column-order", list(frame.columns), dtype=TEXT)
    for column, values in frame.columns.items():
        _write_column(written, column, values)


def write_names(group: h5py.Group, name: str, names: Sequence[str]) -> h5py.Group:
    """Write a frame without columns and return it."""
    frame = group.create_group(name)
    _mark(frame, "dataframe", "0.2.0")
    frame.attrs["_index"] = INDEX
    frame.attrs.create("column-order", [], dtype=TEXT)
    _write_texts(frame, INDEX, names)
    return frame


def write_vector(
    group: h5py.Group, name: str, values: Sequence[Any], dtype: str | None = None
) -> None:
    """Write numbers or truth values."""
    _mark(group.create_dataset(name, data=np.asarray(values, dtype=dtype)), "array", "0.2.0")


def write_matrix(group: h5py.Group, name: str, matrix: SpecimenMatrix) -> None:
    """Write a matrix, sparse or dense."""
    if matrix.storage == "dense":
        _mark(group.create_dataset(name, data=matrix.values), "array", "0.2.0")
        return
    step = -1 if matrix.is_reversed else 1
    stored = [np.flatnonzero(row)[::step] for row in matrix.values]
    indptr = np.concatenate([[0], np.cumsum([len(columns) for columns in stored])])
    written = group.create_group(name)
    _mark(written, "csr_matrix", "0.1.0")
    written.attrs["shape"] = np.array(matrix.values.shape, dtype=np.int64)
    indices = np.concatenate(stored) if stored else np.zeros(0)
    rows = np.repeat(np.arange(len(stored)), np.diff(indptr))
    written.create_dataset("data", data=matrix.values[rows, indices])
    written.create_dataset("indices", data=indices.astype(np.int32))
    written.create_dataset("indptr", data=indptr.astype(np.int32))


def write_value(
    group: h5py.Group, values: Mapping[str, Any], encoding: str = "dict", version: str = "0.1.0"
) -> None:
    """Mark a group and write plain values into it.

    Raises
    ------
    ImpossibleEditError
        A value is of no kind that AnnData stores.
    """
    _mark(group, encoding, version)
    for key, value in values.items():
        _write_entry(group, key, value)


def write_embedded_text(group: h5py.Group, name: str, text: str) -> None:
    """Write one text."""
    _mark(group.create_dataset(name, data=text, dtype=TEXT), "string", "0.2.0")


def _mark(item: h5py.Group | h5py.Dataset, encoding: str, version: str) -> None:
    # The mapping `attrs` looks for an attribute to replace; that takes most of the time of a write.
    for name, text in ((b"encoding-type", encoding), (b"encoding-version", version)):
        attribute = h5py.h5a.create(item.id, name, STORED_TEXT, ONE_VALUE)
        attribute.write(np.array(text, dtype=TEXT))


def _write_texts(group: h5py.Group, name: str, texts: Sequence[str]) -> None:
    written = group.create_dataset(name, data=np.array(list(texts), dtype=object), dtype=TEXT)
    _mark(written, "string-array", "0.2.0")


def _write_column(group: h5py.Group, name: str, values: Sequence[Any]) -> None:
    present = [value for value in values if value is not None]
    if any(isinstance(value, str) for value in present):
        _write_categorical(group, name, values)
    elif present and all(isinstance(value, bool) for value in present):
        _write_booleans(group, name, values)
    elif all(type(value) is int for value in values):
        write_vector(group, name, values, "int64")
    else:
        numbers = [float("nan") if value is None else float(value) for value in values]
        write_vector(group, name, numbers, "float64")


def _write_categorical(group: h5py.Group, name: str, values: Sequence[Any]) -> None:
    labels = [None if value is None else str(value) for value in values]
    categories = sorted({label for label in labels if label is not None})
    code = {label: position for position, label in enumerate(categories)}
    column = group.create_group(name)
    _mark(column, "categorical", "0.2.0")
    column.attrs["ordered"] = False
    codes = [-1 if label is None else code[label] for label in labels]
    write_vector(column, "codes", codes, "int8" if len(categories) < 128 else "int16")
    _write_texts(column, "categories", categories)


def _write_booleans(group: h5py.Group, name: str, values: Sequence[Any]) -> None:
    if all(value is not None for value in values):
        write_vector(group, name, values, "bool")
        return
    column = group.create_group(name)
    _mark(column, "nullable-boolean", "0.1.0")
    write_vector(column, "values", [bool(value) for value in values], "bool")
    write_vector(column, "mask", [value is None for value in values], "bool")


def _write_entry(group: h5py.Group, key: str, value: Any) -> None:
    if isinstance(value, Mapping):
        write_value(group.create_group(key), value)
    elif isinstance(value, str):
        write_embedded_text(group, key, value)
    elif isinstance(value, bool | int | float):
        _mark(group.create_dataset(key, data=value), "numeric-scalar", "0.2.0")
    elif isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        _write_texts(group, key, value)
    elif isinstance(value, list | tuple):
        write_vector(group, key, value)
    else:
        msg = f"uns can hold text, numbers, lists and mappings; {key!r} is {value!r}."
        raise ImpossibleEditError(msg)
