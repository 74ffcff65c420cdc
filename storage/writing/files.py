"""Write a dataset into an HDF5 file."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import h5py

from aivc.storage.dataset import OpenedDataset
from aivc.storage.errors import UnreadableInputError
from aivc.storage.guard import BROKEN_BYTES, reason
from aivc.storage.layouts.kind import Format
from aivc.storage.model import ContainerKind
from aivc.storage.writing.adding import add_columns, add_texts
from aivc.storage.writing.chunk_queue import ChunkQueue
from aivc.storage.writing.hdf5_sink import Hdf5Sink
from aivc.storage.writing.modernising import is_outdated, modernise
from aivc.storage.writing.trees import write_tree
from aivc.storage.writing.user_block import USER_BLOCK, write_user_block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aivc.storage.model import Dataset
    from aivc.storage.writing.added import AddedColumn

    Added = Mapping[str, Sequence[AddedColumn]]

LOCKING = "best-effort"
"""Many shared file systems know no locks; nobody else writes into a temporary file."""


def write_file(
    dataset: Dataset, target: Path, kind: ContainerKind, added: Added, embedded: Mapping[str, str]
) -> None:
    """Write a dataset into an empty file; see :func:`~aivc.storage.writing.write.write_container`.

    What lies in an HDF5 file already is copied as it is, and added to.
    """
    if isinstance(dataset, OpenedDataset) and dataset.format is Format.HDF5:
        copy_file(dataset, target, added, embedded, modern=any(added.values()))
        return
    block = USER_BLOCK if kind is ContainerKind.H5MU else 0
    with (
        h5py.File(target, "w", userblock_size=block, locking=LOCKING) as file,
        ChunkQueue() as queue,
    ):
        write_tree(dataset, Hdf5Sink(file["/"], queue), added, embedded)
    if block:
        write_user_block(target)


def copy_file(
    dataset: OpenedDataset,
    target: Path,
    added: Added,
    embedded: Mapping[str, str],
    *,
    modern: bool,
) -> None:
    """Copy an HDF5 file and add to the copy.

    Parameters
    ----------
    dataset
        What was opened from the file.
    target
        The copy.
    added, embedded
        What it gets in addition.
    modern
        Bring the layout of AnnData before 0.7 up to date.

    Raises
    ------
    UnreadableInputError
        The file is so damaged that nothing can be added to a copy of it.
    """
    shutil.copyfile(dataset.path, target)
    try:
        file = h5py.File(target, "r+", locking=LOCKING)
    except BROKEN_BYTES as error:
        msg = f"{dataset.path} is too damaged to be added to: {reason(error)}"
        raise UnreadableInputError(msg) from error
    with file, ChunkQueue() as queue:
        root = Hdf5Sink(file["/"], queue)
        if modern and is_outdated(dataset):
            modernise(file, dataset, queue, added.get("", ()))
        else:
            add_columns(root, dataset, added)
        add_texts(root, dataset, embedded)
