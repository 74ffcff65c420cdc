"""Open a dataset by what it holds, whatever it is called."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.storage.dataset import OpenedDataset
from aivc.storage.errors import UnreadableInputError
from aivc.storage.layouts.foreign import foreign_tree, unknown_file, unknown_folder
from aivc.storage.layouts.kind import layout_of
from aivc.storage.problems import ProblemLog

if TYPE_CHECKING:
    from aivc.storage.dataset import Container
    from aivc.storage.model import ContainerKind, Dataset

HDF5_SIGNATURE = b"\x89HDF\r\n\x1a\n"
ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_START = 4096


def open_dataset(path: str | Path) -> Dataset:
    """Open an AnnData, MuData or SpatialData container for reading.

    The format is told from the content: HDF5, a zarr store (format 2 or 3), or a zip archive of a
    zarr store. Only headers are read. What is odd but readable is in :attr:`Dataset.problems`.

    Parameters
    ----------
    path : str or Path
        A file or a directory.

    Returns
    -------
    Dataset
        Close it, or use it as a context manager.

    Raises
    ------
    UnreadableInputError
        There is nothing at the path, it may not be read, it is damaged, or it is of another
        format; the message says in one sentence which, and what to do.

    Examples
    --------
    >>> with open_dataset("screen.h5ad") as dataset:  # doctest: +SKIP
    ...     [table.n_obs for table in dataset.tables]
    [5000]
    """
    path = Path(path)
    problems = ProblemLog()
    container = _container(path, problems)
    try:
        return OpenedDataset(path, _kind(path, container), container, problems)
    except BaseException:
        container.close()
        raise


def kind_of_container(path: str | Path) -> ContainerKind | None:
    """Return which container lies at a path, None where there is none that can be read.

    Only the root is looked at; nothing is raised.
    """
    try:
        container = _container(Path(path), ProblemLog())
    except (UnreadableInputError, OSError):
        return None
    try:
        layout = layout_of(container.root)
        return None if layout is None else layout.get(container.format)
    except UnreadableInputError:
        return None
    finally:
        container.close()


def _kind(path: Path, container: Container) -> ContainerKind:
    layout = layout_of(container.root)
    kind = None if layout is None else layout.get(container.format)
    if kind is None:
        raise foreign_tree(path, container.root, container.format)
    return kind


def _container(path: Path, problems: ProblemLog) -> Container:
    if path.is_dir():
        from aivc.storage.zarr.container import ZarrContainer, is_store

        if not is_store(path):
            raise unknown_folder(path)
        return ZarrContainer(path, problems)
    start = _first_bytes(path)
    if start.startswith(ZIP_SIGNATURES):
        from aivc.storage.zarr.container import ZarrContainer

        return ZarrContainer(path, problems)
    if not _is_hdf5(path, start):
        raise unknown_file(path, start)
    from aivc.storage.hdf5.container import Hdf5Container

    return Hdf5Container(path, problems)


def _first_bytes(path: Path) -> bytes:
    if not path.exists():
        hint = "; the link leads to nothing" if path.is_symlink() else ""
        msg = f"there is no file or directory {path}{hint}"
        raise UnreadableInputError(msg)
    if not path.is_file():
        msg = f"{path} is neither a regular file nor a directory"
        raise UnreadableInputError(msg)
    try:
        with path.open("rb") as opened:
            start = opened.read(_START)
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror}; check its permissions"
        raise UnreadableInputError(msg) from error
    if not start:
        msg = f"{path} is empty"
        raise UnreadableInputError(msg)
    return start


def _is_hdf5(path: Path, start: bytes) -> bool:
    """Look for the signature at 0, 512, 1024, 2048, ...: a user block may stand before it."""
    if start.startswith(HDF5_SIGNATURE):
        return True
    size = path.stat().st_size
    offset = 512
    with path.open("rb") as opened:
        while offset < size:
            if os.pread(opened.fileno(), len(HDF5_SIGNATURE), offset) == HDF5_SIGNATURE:
                return True
            offset *= 2
    return False
