"""Sums of the weights of units, and which of them are not one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.scale.model import Affected

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.scale.streamed_units import AnyUnits

CLOSE = 1e-3
"""Distance from one at which a sum of shares still is one: shares are written with few decimals."""


def finite(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Take weights that are no numbers for zero."""
    return np.where(np.isfinite(weights), weights, 0.0)


def sums_off(
    at: NDArray[np.int64],
    weights: NDArray[np.float64],
    units: AnyUnits,
    *,
    only_above: bool = False,
) -> Affected:
    """Count linked units whose weights do not sum to one."""
    sums = np.bincount(at, weights, units.n_units).astype(np.float64)
    is_linked = np.bincount(at, minlength=units.n_units) > 0
    distance = sums - 1.0 if only_above else np.abs(sums - 1.0)
    is_off = is_linked & (distance > CLOSE)
    return named_sums(units, is_off, sums)


def named_sums(
    units: AnyUnits, is_affected: NDArray[np.bool_], sums: NDArray[np.float64]
) -> Affected:
    """Count units, and name the first of them with their sums."""
    rows, places = units.earliest(is_affected)
    texts = units.rows.texts(rows.tolist())
    named = tuple(f"{text} {sums[place]:.4g}" for text, place in zip(texts, places, strict=True))
    return Affected(int(np.count_nonzero(is_affected)), named)
