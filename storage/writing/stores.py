"""Write a dataset into the folder of a zarr store."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from aivc.storage.dataset import OpenedDataset
from aivc.storage.layouts.kind import Format
from aivc.storage.model import ContainerKind
from aivc.storage.open import open_dataset
from aivc.storage.writing.adding import add_columns, add_texts
from aivc.storage.writing.chunk_queue import ChunkQueue
from aivc.storage.writing.consolidated import consolidate, renew
from aivc.storage.writing.copying import copy_store
from aivc.storage.writing.spatial import write_spatial
from aivc.storage.writing.trees import write_tree
from aivc.storage.writing.zarr_documents import group_documents, write_documents
from aivc.storage.writing.zarr_sink import ZarrSink

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aivc.storage.model import Dataset
    from aivc.storage.writing.added import AddedColumn

    Added = Mapping[str, Sequence[AddedColumn]]

VERSION = 2
"""Format of new stores: every release of AnnData, and R, reads it."""

SPATIAL_VERSION = 3
"""Format of new SpatialData stores."""


def write_store(dataset: Dataset, folder: Path, added: Added, embedded: Mapping[str, str]) -> None:
    """Write a dataset into an empty folder.

    What is a zarr store already is copied as it is, in its own format, and added to.
    """
    if isinstance(dataset, OpenedDataset) and dataset.format is Format.ZARR:
        _copy(dataset, folder, added, embedded)
        return
    if dataset.kind is ContainerKind.SPATIALDATA:
        write_documents(folder, group_documents(SPATIAL_VERSION, {}))
        with ChunkQueue() as queue:
            root = ZarrSink(folder, "", SPATIAL_VERSION, queue)
            write_spatial(root, folder, dataset, added, embedded)
        consolidate(folder)
        return
    write_documents(folder, group_documents(VERSION, {}))
    with _current(dataset, folder.parent) as current, ChunkQueue() as queue:
        write_tree(current, ZarrSink(folder, "", VERSION, queue), added, embedded)
    consolidate(folder)


def _copy(dataset: OpenedDataset, folder: Path, added: Added, embedded: Mapping[str, str]) -> None:
    copy_store(dataset.path, folder)
    version = 3 if (folder / "zarr.json").is_file() else 2
    with ChunkQueue() as queue:
        root = ZarrSink(folder, "", version, queue)
        changed = add_columns(root, dataset, added) + add_texts(root, dataset, embedded)
    for path in changed:
        renew(folder, folder / path)


@contextmanager
def _current(dataset: Dataset, beside: Path) -> Iterator[Dataset]:
    """Give the dataset, or a copy of it in the layout of today if it has that before 0.7."""
    from aivc.storage.writing.files import copy_file
    from aivc.storage.writing.modernising import is_outdated

    is_h5ad = dataset.kind is ContainerKind.H5AD
    if not isinstance(dataset, OpenedDataset) or not is_h5ad or not is_outdated(dataset):
        yield dataset
        return
    with TemporaryDirectory(dir=beside, prefix=".modern.", suffix=".tmp") as folder:
        copy = Path(folder, "copy.h5ad")
        copy_file(dataset, copy, {}, {}, modern=True)
        with open_dataset(copy) as current:
            yield current
