"""From what is true of genes to counts of molecules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.synthetic.panel import gene_symbols

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


def over_genes(effects: Mapping[str, float]) -> NDArray[np.float64]:
    """Return effects as a vector over the panel, shape (n_genes,); 0 for genes without one."""
    return np.array([effects.get(symbol, 0.0) for symbol in gene_symbols()])


def shares_of(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return which share of the molecules each gene has, from natural-log levels; same shape.

    Examples
    --------
    >>> shares_of(np.log(np.array([[1.0, 3.0]]))).round(2).tolist()
    [[0.25, 0.75]]
    """
    shares: NDArray[np.float64] = np.exp(levels)
    shares /= shares.sum(axis=1, keepdims=True)
    return shares


def draw_counts(
    rng: np.random.Generator, expected: NDArray[np.float64], dispersion: float
) -> NDArray[np.float32]:
    """Draw from negative binomials with variance = expected + dispersion * expected squared."""
    size = 1 / dispersion
    return rng.poisson(rng.gamma(size, expected / size)).astype(np.float32)
