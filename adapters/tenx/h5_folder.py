"""Find the count matrices in HDF5 below a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.peeking import HDF5, first_bytes, names_in
from aivc.adapters.tenx.h5_layout import H5Kind, layout_of
from aivc.adapters.tenx.places import DEPTH, Place, place_of
from aivc.schema.errors import AivcError
from aivc.storage.problems import ProblemLog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from aivc.adapters.tenx.h5_layout import H5Layout

SUFFIXES = (".h5", ".hdf5")
LOOKED_AT = 32
"""Files of a folder that are opened to detect it."""


def layout_in(path: Path) -> H5Layout | None:
    """Return what an HDF5 file of 10x holds; None for every other file, damaged ones included."""
    if first_bytes(path, len(HDF5)) != HDF5:
        return None
    from aivc.storage.hdf5.container import Hdf5Container

    try:
        container = Hdf5Container(path, ProblemLog())
        try:
            return layout_of(container.root)
        finally:
            container.close()
    except AivcError:
        return None


def matrices_in(folder: Path, names: Sequence[str]) -> Iterator[tuple[Place, H5Layout]]:
    """Yield the count matrices of a folder.

    Parameters
    ----------
    folder
        The folder.
    names
        Files below it; those that are not called as HDF5 files are passed over.
    """
    for relative in names:
        if not relative.lower().endswith(SUFFIXES):
            continue
        path = folder / relative
        layout = layout_in(path)
        if layout is not None and layout.kind is not H5Kind.MOLECULES:
            prefix = path.name.rsplit(".", 1)[0]
            yield place_of(path, relative, prefix), layout


def first_matrix_in(folder: Path) -> tuple[Place, H5Layout] | None:
    """Return one of the count matrices below a folder, having opened only a few files."""
    names = [name for name in names_in(folder, DEPTH) if name.lower().endswith(SUFFIXES)]
    return next(matrices_in(folder, names[:LOOKED_AT]), None)
