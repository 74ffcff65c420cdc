"""Spoil a written file in ways that no table can express."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np

from aivc.validators.examples.errors import ImpossibleEditError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.validators.examples.example import Damage


def damage_file(path: Path, damages: tuple[Damage, ...]) -> None:
    """Spoil a file or a store, in the order of the damages.

    Raises
    ------
    ImpossibleEditError
        No damage has this name, or the file has no such element.
    """
    if path.is_dir():
        _damage_store(path, damages)
        return
    with h5py.File(path, "r+") as file:
        for damage in damages:
            name = f"{damage.table}/{damage.element}".lstrip("/")
            if damage.kind not in DAMAGES:
                msg = f"No damage is called {damage.kind!r}; there are {', '.join(DAMAGES)}."
                raise ImpossibleEditError(msg)
            parent, _, last = name.rpartition("/")
            group = file[parent] if parent else file
            if last not in group and damage.kind != "unlisted_column":
                msg = f"The file has no {name!r} to spoil."
                raise ImpossibleEditError(msg)
            DAMAGES[damage.kind](group, last)


def _damage_store(path: Path, damages: tuple[Damage, ...]) -> None:
    for damage in damages:
        if damage.kind not in STORE_DAMAGES:
            msg = f"A store can be damaged by {', '.join(STORE_DAMAGES)}, not by {damage.kind!r}."
            raise ImpossibleEditError(msg)
        folder = path / damage.element
        if not folder.is_dir():
            msg = f"The store has no {damage.element!r} to spoil."
            raise ImpossibleEditError(msg)
        STORE_DAMAGES[damage.kind](folder)


def _missing_resolution(folder: Path) -> None:
    coarsest = max(part for part in folder.iterdir() if part.is_dir())
    shutil.rmtree(coarsest)


def _index_out_of_range(group: h5py.Group, name: str) -> None:
    matrix = group[name]
    last_of_first_row = int(matrix["indptr"][1]) - 1
    matrix["indices"][last_of_first_row] = matrix.attrs["shape"][1]


def _repeated_entry(group: h5py.Group, name: str) -> None:
    indices = group[name]["indices"]
    indices[1] = indices[0]


def _ragged_matrix(group: h5py.Group, name: str) -> None:
    _replace(group[name], "data", group[name]["data"][:-1])


def _stored_zeros(group: h5py.Group, name: str) -> None:
    values = group[name]["data"][:]
    values[::2] = 0
    group[name]["data"][:] = values


def _shape_mismatch(group: h5py.Group, name: str) -> None:
    matrix = group[name]
    pointers = matrix["indptr"][:]
    _replace(matrix, "indptr", np.append(pointers, pointers[-1]))
    n_rows, n_columns = matrix.attrs["shape"]
    matrix.attrs["shape"] = np.array([n_rows + 1, n_columns], dtype=np.int64)


def _unused_category(group: h5py.Group, name: str) -> None:
    labels = [*group[name]["categories"].asstr()[:], "another one"]
    _replace(group[name], "categories", np.array(labels, dtype=object))


def _unreadable_column(group: h5py.Group, name: str) -> None:
    del group[name]
    column = group.create_group(name)
    column.attrs["encoding-type"] = "something-new"
    column.attrs["encoding-version"] = "9.0.0"


def _unlisted_column(group: h5py.Group, name: str) -> None:
    n_rows = group[group.attrs["_index"]].shape[0]
    written = group.create_dataset(name, data=np.zeros(n_rows))
    written.attrs["encoding-type"] = "array"
    written.attrs["encoding-version"] = "0.2.0"


def _missing_column(group: h5py.Group, name: str) -> None:
    del group[name]


def _replace(group: h5py.Group, name: str, values: NDArray[Any]) -> None:
    attributes = dict(group[name].attrs)
    dtype = h5py.string_dtype() if values.dtype.kind == "O" else None
    del group[name]
    written = group.create_dataset(name, data=values, dtype=dtype)
    written.attrs.update(attributes)


DAMAGES: Mapping[str, Callable[[h5py.Group, str], None]] = {
    "index_out_of_range": _index_out_of_range,
    "repeated_entry": _repeated_entry,
    "ragged_matrix": _ragged_matrix,
    "stored_zeros": _stored_zeros,
    "shape_mismatch": _shape_mismatch,
    "unused_category": _unused_category,
    "unreadable_column": _unreadable_column,
    "unlisted_column": _unlisted_column,
    "missing_column": _missing_column,
}
"""Damage by name."""

STORE_DAMAGES: Mapping[str, Callable[[Path], None]] = {"missing_resolution": _missing_resolution}
"""Damages of a store."""
