"""How many rows have each feature, from a look at some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.model import MatrixEncoding
from aivc.validators.facts.stored_pieces import pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.model import Matrix

STRETCHES = 16
ROWS_OF_A_STRETCH = 256
"""Some thousand rows, from all over the file, say well enough which features are rare."""


def rows_with(matrix: Matrix, max_bytes: int) -> tuple[NDArray[np.int64], int]:
    """Count the rows in which each feature is not zero, among some rows of a matrix.

    A matrix that is stored by columns is read whole.

    Parameters
    ----------
    matrix
        The matrix.
    max_bytes
        Decoded size of a block.

    Returns
    -------
    counts, n_rows
        Shape (n_features,), and how many rows were looked at.
    """
    by_columns = matrix.encoding is MatrixEncoding.CSC
    counts = np.zeros(matrix.shape[1], np.int64)
    stretches = [(0, matrix.shape[1])] if by_columns else _stretches(matrix.shape[0])
    for start, stop in stretches:
        for block in matrix.blocks(max_bytes, start=start, stop=stop):
            for piece in pieces(block, matrix.shape[int(not by_columns)], by_columns=by_columns):
                clean = piece.clean
                nonzero = (clean.data != 0).astype(np.int64)
                if by_columns:
                    counts[piece.start : piece.stop] = clean.over_major(nonzero)
                else:
                    clean.into_minor(nonzero, counts)
    return counts, matrix.shape[0] if by_columns else sum(stop - start for start, stop in stretches)


def _stretches(n_rows: int) -> list[tuple[int, int]]:
    if n_rows <= STRETCHES * ROWS_OF_A_STRETCH:
        return [(0, n_rows)]
    starts = (np.arange(STRETCHES) * (n_rows - ROWS_OF_A_STRETCH)) // (STRETCHES - 1)
    return [(int(start), int(start) + ROWS_OF_A_STRETCH) for start in starts]
