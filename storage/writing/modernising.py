"""Bring a copied h5ad of AnnData before 0.7 up to date, without decoding its matrices.

obs and var were structured arrays with labels in ``uns/NAME_categories``, several arrays of
``obsm`` one structured array, and sparse matrices were marked ``h5sparse_format``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import h5py
import numpy as np

from aivc.storage.node import GroupNode
from aivc.storage.writing.adding import is_current
from aivc.storage.writing.frames import write_frame
from aivc.storage.writing.hdf5_sink import Hdf5Sink
from aivc.storage.writing.sink import ARRAY, DICT, NULL, NUMBER, RECORDS, TEXT, TEXTS
from aivc.storage.writing.tables import ANNDATA, RAW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.storage.dataset import OpenedDataset
    from aivc.storage.writing.added import AddedColumn
    from aivc.storage.writing.chunk_queue import ChunkQueue

CATEGORIES = "_categories"
MAPPINGS = ("obsm", "varm", "layers", "obsp", "varp", "uns")


def is_outdated(dataset: OpenedDataset) -> bool:
    """Tell whether obs or var is stored in a way that AnnData wrote before 0.7."""
    nodes = [dataset.root.child(name) for name in ("obs", "var")]
    return any(
        not isinstance(node, GroupNode) or "encoding-type" not in node.attributes for node in nodes
    )


def modernise(
    file: h5py.File,
    dataset: OpenedDataset,
    queue: ChunkQueue,
    added: Sequence[AddedColumn],
) -> None:
    """Rewrite the frames and mark everything as AnnData does today.

    Parameters
    ----------
    file
        The copy, open for writing.
    dataset
        What it was copied from; its only table has no name.
    queue
        Where chunks are compressed.
    added
        Columns that obs gets in addition.

    Raises
    ------
    UnreadableInputError
        A column cannot be read.
    """
    table = dataset.tables[0]
    sink = Hdf5Sink(file["/"], queue)
    _move_raw(file)
    frames = {"obs": table.obs, "var": table.var}
    if table.raw_var is not None:
        frames["raw/var"] = table.raw_var
    for name, frame in frames.items():
        if name == "raw/var" or not is_current(dataset.root.child(name)):
            if sink.has(name):
                sink.remove(name)
            columns = added if name == "obs" else ()
            write_frame(sink, name, frame, added=columns)
    _drop_categories(file, [info.name for frame in frames.values() for info in frame.columns])
    for name in ("X", *MAPPINGS):
        if name in file:
            _mark_mapping(file, name) if name in MAPPINGS else _mark(file[name])
    if "raw" in file:
        file["raw"].attrs.update(RAW)
        for name in set(file["raw"]) - {"var"}:
            _mark_mapping(file["raw"], name) if name == "varm" else _mark(file["raw"][name])
    file.attrs.update(ANNDATA)


def _move_raw(file: h5py.File) -> None:
    for old in ("raw.X", "raw.var", "raw.varm"):
        if old in file:
            file.move(old, old.replace(".", "/"))


def _drop_categories(file: h5py.File, columns: list[str]) -> None:
    """Remove the labels that are now part of their columns."""
    for name in columns:
        if f"uns/{name}{CATEGORIES}" in file:
            del file[f"uns/{name}{CATEGORIES}"]


def _mark_mapping(group: h5py.Group, name: str) -> None:
    """Mark a mapping; one that is a structured array becomes a group with an array per field."""
    node = group[name]
    if isinstance(node, h5py.Dataset) and node.dtype.names:
        values = node[()]
        del group[name]
        made = group.create_group(name)
        for field in values.dtype.names:
            made.create_dataset(field, data=np.ascontiguousarray(values[field]))
    _mark(group[name])


def _mark(node: h5py.Group | h5py.Dataset) -> None:
    if "encoding-type" in node.attrs:
        return
    if isinstance(node, h5py.Dataset):
        node.attrs.update(_encoding(node))
        return
    if "h5sparse_format" in node.attrs:
        kind = node.attrs["h5sparse_format"]
        kind = kind.decode() if isinstance(kind, bytes) else kind
        shape = node.attrs["h5sparse_shape"]
        node.attrs.update({"encoding-type": f"{kind}_matrix", "encoding-version": "0.1.0"})
        node.attrs["shape"] = shape
        return
    node.attrs.update(DICT)
    for name in node:
        if isinstance(node.get(name, getlink=True), h5py.HardLink):
            _mark(node[name])


def _encoding(dataset: h5py.Dataset) -> dict[str, Any]:
    is_text = h5py.check_string_dtype(dataset.dtype) is not None
    if dataset.shape is None:
        return NULL
    if dataset.dtype.names:
        return RECORDS
    if dataset.shape == ():
        return TEXT if is_text else NUMBER
    return TEXTS if is_text else ARRAY
