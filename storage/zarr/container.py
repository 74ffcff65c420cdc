"""Open a zarr store for reading, or say in one sentence why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.errors import UnreadableInputError
from aivc.storage.layouts.kind import Format
from aivc.storage.zarr.archive import ZipStore
from aivc.storage.zarr.directory import DirectoryStore
from aivc.storage.zarr.header import GroupHeader
from aivc.storage.zarr.metadata import read_header
from aivc.storage.zarr.stores import MARKERS
from aivc.storage.zarr.tree import ZarrGroup

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.storage.problems import ProblemLog


class ZarrContainer:
    """A zarr store held open for reading.

    Parameters
    ----------
    path : Path
        A directory, or a zip archive of one.
    problems : ProblemLog
        Where refused elements are noted.

    Raises
    ------
    UnreadableInputError
        The store is damaged, or holds no group at its root.
    """

    format = Format.ZARR

    def __init__(self, path: Path, problems: ProblemLog) -> None:
        is_directory = path.is_dir()
        self._store = DirectoryStore(path) if is_directory else ZipStore(path, problems)
        try:
            header = read_header(self._store, "")
        except UnreadableInputError:
            self._store.close()
            raise
        if not isinstance(header, GroupHeader):
            self._store.close()
            what = "a single zarr array" if header else "no zarr store"
            msg = f"{path} is {what}, not a group of arrays as AnnData writes it"
            raise UnreadableInputError(msg)
        self.root = ZarrGroup(self._store, "", header.attributes, problems)

    def close(self) -> None:
        """Release the store."""
        self._store.close()


def is_store(folder: Path) -> bool:
    """Tell whether a directory has zarr metadata at its root."""
    return any((folder / marker).is_file() for marker in MARKERS)
