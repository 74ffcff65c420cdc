"""Rows that hold the same values, as links for a maker of splits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.making.links import Links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.splits.observations import Observations
    from aivc.storage.model import Dataset, Matrix, Table


def identical_rows(dataset: Dataset, rows: Observations) -> tuple[Links, ...]:
    """Link rows of the same content in each matrix with a row for every observation.

    Every stored value is read once, in blocks. Empty rows are alike and are not linked.

    Parameters
    ----------
    dataset
        The opened container.
    rows
        The rows that are divided.
    """
    found = []
    for table, matrix, start in _matrices(dataset, rows):
        own = _codes(_hashes(table, matrix))
        if own.max(initial=-1) >= 0:
            codes = np.full(rows.n_rows, -1, np.int64)
            codes[start : start + len(own)] = own
            found.append(Links(f"content in {matrix.path}", codes))
    return tuple(found)


def _matrices(dataset: Dataset, rows: Observations) -> Iterator[tuple[Table, Matrix, int]]:
    """Yield tables with their matrix, and the first of the rows that is theirs."""
    from aivc.validators.fingerprints.source_matrix import source_matrix

    named = dataset.table(rows.table)
    starts = {name: start for name, start, _ in rows.segments}
    for table in dataset.tables if named is None else (named,):
        matrix = source_matrix(table)
        is_divided = table.name in starts if starts else table.n_obs == rows.n_rows
        if is_divided and matrix is not None:
            yield table, matrix, starts.get(table.name, 0)


def _hashes(table: Table, matrix: Matrix) -> NDArray[np.uint64]:
    from aivc.validators.facts.progress import Progress
    from aivc.validators.fingerprints.content_scan import BLOCK_BYTES, scan_contents
    from aivc.validators.fingerprints.features import features_of
    from aivc.validators.fingerprints.rarity import rows_with
    from aivc.validators.fingerprints.sketch_order import SketchOrder, rarity_levels

    keys = features_of(table, matrix, resolves=False).keys()
    order = SketchOrder.of(keys, rarity_levels(*rows_with(matrix, BLOCK_BYTES)))
    return scan_contents(matrix, keys, order, Progress(None), BLOCK_BYTES).hashes


def _codes(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return a code for every number that two rows or more have, -1 for the others and for 0."""
    distinct, place, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    repeats = (counts > 1) & (distinct != 0)
    number = np.where(repeats, np.cumsum(repeats) - 1, -1)
    codes: NDArray[np.int64] = number[place]
    return codes
