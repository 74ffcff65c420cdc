"""Open an HDF5 file for reading, or say in one sentence why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import h5py

from aivc.storage.errors import UnreadableInputError
from aivc.storage.guard import BROKEN_BYTES, reason
from aivc.storage.hdf5.heaps import RawFile
from aivc.storage.hdf5.tree import Hdf5Group
from aivc.storage.layouts.kind import Format

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.storage.problems import ProblemLog


class Hdf5Container:
    """An HDF5 file held open for reading.

    Parameters
    ----------
    path : Path
        A file with the HDF5 signature.
    problems : ProblemLog
        Where refused elements are noted.

    Raises
    ------
    UnreadableInputError
        The file is truncated, damaged, locked by a writer, or may not be read.
    """

    format = Format.HDF5

    def __init__(self, path: Path, problems: ProblemLog) -> None:
        try:
            self._file = h5py.File(path, "r", locking="best-effort")
        except BROKEN_BYTES as error:
            raise UnreadableInputError(_sentence(path, error)) from error
        try:
            self.root = Hdf5Group(self._file["/"], "", problems, RawFile.of(self._file))
        except BROKEN_BYTES as error:
            self._file.close()
            raise UnreadableInputError(_sentence(path, error)) from error

    def close(self) -> None:
        """Release the file."""
        self._file.close()


def _sentence(path: Path, error: Exception) -> str:
    text = reason(error)
    if "truncated" in text:
        return (
            f"{path} is a truncated HDF5 file: it ends before its declared size, as after an "
            "interrupted copy or download; fetch it again"
        )
    if "lock" in text:
        return f"{path} is open for writing in another program; close it there and try again"
    return f"{path} is a damaged HDF5 file: {text}"
