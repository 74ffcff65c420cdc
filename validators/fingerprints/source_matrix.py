"""Which matrix of a table says what the observations are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.storage.model import Matrix, Table

SOURCES = ("layers/counts", "layers/raw_counts", "layers/umi_counts", "raw/X", "X")
"""The least processed matrix by its name, first come, first taken."""


def source_matrix(table: Table) -> Matrix | None:
    """Return the least processed matrix that has a row for each observation, or None."""
    for name in SOURCES:
        matrix = table.matrix(name)
        if matrix is not None and matrix.shape[0] == table.n_obs and min(matrix.shape) > 0:
            return matrix
    return next((m for m in table.matrices if m.shape[0] == table.n_obs and min(m.shape) > 0), None)
