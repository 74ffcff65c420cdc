"""Matrices whose making is known."""

from __future__ import annotations

import math

import numpy as np

N, G = 300, 400


def counts(seed: int = 0, depth: float = 2000, genes: int = G) -> np.ndarray:
    rng = np.random.default_rng(seed)
    profile = rng.dirichlet(np.full(genes, 0.3))
    depths = rng.lognormal(math.log(depth), 0.4, N)
    return rng.poisson(profile * depths[:, np.newaxis])


def normalised(table: np.ndarray, depth: float | None = 1e4) -> np.ndarray:
    totals = table.sum(axis=1, keepdims=True)
    return table / totals * (np.median(totals) if depth is None else depth)


LOGS = {
    "e": np.log1p,
    "2": lambda values: np.log2(values + 1),
    "10": lambda values: np.log10(values + 1),
}
