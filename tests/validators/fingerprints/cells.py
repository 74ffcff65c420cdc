"""Cells drawn from one profile: the hardest case, in which all look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import scipy.sparse as sp

from tests.validators.facts.memory import MemoryDataset, MemoryMatrix, MemoryTable

if TYPE_CHECKING:
    from collections.abc import Sequence

N_GENES = 6_000


def drawn(
    n_cells: int, *, seed: int = 0, depth: int = 1_500, n_genes: int = N_GENES
) -> sp.csr_matrix:
    """Draw whole counts of cells of one kind."""
    rng = np.random.default_rng(seed)
    profile = np.exp(np.random.default_rng(99).normal(0, 2.0, n_genes))
    depths = rng.lognormal(0, 0.3, n_cells)[:, np.newaxis] * depth
    counts = rng.poisson(profile / profile.sum() * depths)
    return sp.csr_matrix(counts.astype(np.float32))


def thinned(cells: sp.csr_matrix, kept: float, *, seed: int = 1) -> sp.csr_matrix:
    """Keep each molecule with a chance."""
    copy = cells.copy()
    draws = np.random.default_rng(seed)
    copy.data = draws.binomial(copy.data.astype(int), kept).astype(np.float32)
    copy.eliminate_zeros()
    return copy


def log_normalised(cells: sp.csr_matrix, decimals: int = 12) -> sp.csr_matrix:
    """Scale each cell to 10,000 molecules and take log(x + 1), rounded."""
    copy = cells.astype(np.float64)
    totals = np.asarray(copy.sum(axis=1)).ravel()
    copy.data = np.round(
        np.log1p(copy.data * np.repeat(1e4 / totals, np.diff(copy.indptr))), decimals
    )
    return sp.csr_matrix(copy)


def stacked(*parts: sp.spmatrix) -> sp.csr_matrix:
    """Put cells behind one another."""
    return sp.csr_matrix(sp.vstack(parts))


def names_of_genes(n: int) -> list[str]:
    """Name genes in a way that is no stable id and no symbol."""
    return [f"feature number {k}" for k in range(n)]


def table_of(
    content: object,
    *,
    names: Sequence[str] | None = None,
    rows: Sequence[str] | None = None,
    table: str = "",
    **more: object,
) -> MemoryTable:
    """Put a matrix into a table of a file in memory."""
    n_rows, n_columns = content.shape
    obs = pd.DataFrame(index=list(rows or [f"cell {k}" for k in range(n_rows)]))
    var = pd.DataFrame(index=list(names or names_of_genes(n_columns)))
    return MemoryTable(obs, var, [MemoryMatrix(content, **more)], name=table)


def dataset_of(content: object, **more: object) -> MemoryDataset:
    """Put a matrix into a file in memory."""
    return MemoryDataset(table_of(content, **more))
