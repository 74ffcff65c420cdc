"""Counts of cells in which a copy can be told from a look-alike: many genes, few of them seen."""

from __future__ import annotations

import numpy as np

N_GENES = 2000
TYPICAL = 2500


def counts_of_cells(n_cells: int, n_genes: int, rng: np.random.Generator) -> np.ndarray:
    """Return whole counts of one kind of cell, shape (n_cells, n_genes)."""
    share = rng.gamma(0.4, 1.0, n_genes) + 1e-4
    depth = TYPICAL * min(1.0, n_genes / N_GENES) * rng.gamma(8.0, 1 / 8.0, (n_cells, 1))
    return rng.poisson(depth * share / share.sum()).astype(np.float32)


def thinned(counts: np.ndarray, kept: float, rng: np.random.Generator) -> np.ndarray:
    """Keep each molecule with this chance, as sequencing less deeply does."""
    return rng.binomial(counts.astype(np.int64), kept).astype(np.float32)


def log_normalised(counts: np.ndarray) -> np.ndarray:
    """Scale each cell to 10,000 and take log(1 + x)."""
    totals = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    return np.log1p(counts / totals * 1e4).astype(np.float32)
