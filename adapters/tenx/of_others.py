"""Folders whose count matrix belongs to a format that says more about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKS = (
    ("experiment.xenium", "an experiment.xenium lies beside, so that it is a Xenium folder"),
    ("cells.csv.gz", "a table of cells in space lies beside"),
    ("cells.parquet", "a table of cells in space lies beside"),
    ("tissue_positions_list.csv", "positions of spots lie beside, so that it is a Visium folder"),
    ("tissue_positions.csv", "positions of spots lie beside, so that it is a Visium folder"),
    ("tissue_positions.parquet", "positions of spots lie beside, so that it is a Visium folder"),
)

_UNPACKED_CELLS = "cells.csv"
"""Any table of cells may be called so; beside the counts of Xenium it is that of Xenium."""

_COUNTS_OF_XENIUM = "cell_feature_matrix"


def why_of_others(names: Iterable[str]) -> str | None:
    """Return why a folder is better read by another reader; None where nothing says so.

    Parameters
    ----------
    names
        Paths of the files in the folder.

    Examples
    --------
    >>> why_of_others(["matrix.h5", "spatial/tissue_positions.csv"])
    'positions of spots lie beside, so that it is a Visium folder'
    >>> why_of_others(["cells.csv", "cell_feature_matrix.h5"])
    'a table of cells in space lies beside'
    >>> why_of_others(["cells.csv", "matrix.mtx"])
    """
    paths = list(names)
    files = {path.rsplit("/", 1)[-1] for path in paths}
    if _UNPACKED_CELLS in files and any(_COUNTS_OF_XENIUM in path for path in paths):
        return "a table of cells in space lies beside"
    return next((because for mark, because in _MARKS if mark in files), None)
