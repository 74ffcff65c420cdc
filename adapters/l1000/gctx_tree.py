"""Open the tree of a GCTX file."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from aivc.storage.errors import UnreadableInputError
from aivc.storage.problems import ProblemLog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aivc.storage.hdf5.container import Hdf5Container
    from aivc.storage.node import GroupNode

MATRIX = "0/DATA/0/matrix"
FEATURES = "0/META/ROW"
SAMPLES = "0/META/COL"


def open_tree(path: Path) -> Hdf5Container:
    """Open the file for reading; close it.

    Raises
    ------
    UnreadableInputError
        It is missing, damaged, or no HDF5 file.
    """
    from aivc.storage.hdf5.container import Hdf5Container

    if not path.is_file():
        msg = f"there is no file {path}"
        raise UnreadableInputError(msg)
    return Hdf5Container(path, ProblemLog())


@contextmanager
def opened(path: Path) -> Iterator[GroupNode]:
    """Open the file for the length of a block."""
    container = open_tree(path)
    try:
        yield container.root
    finally:
        container.close()
