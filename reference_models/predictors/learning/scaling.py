"""Inputs of like scale, and their leading directions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from aivc.reference_models.predictors.learning.means import known_mean

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEW = 300
"""Rows or columns below which all singular vectors are worked out."""

_NEGLIGIBLE = 1e-10
"""Share of the first singular value below which a direction is rounding."""


@dataclass(frozen=True, eq=False)
class Scaling:
    """Mean and standard deviation of each column, shape (n_columns,); 1 for a constant one."""

    center: NDArray[np.float64]
    scale: NDArray[np.float64]

    @classmethod
    def of(cls, values: NDArray[np.float64]) -> Self:
        """Measure the columns; NaN is left out."""
        center = known_mean(values)
        scale = np.sqrt(known_mean((values - center) ** 2))
        moves = scale > _NEGLIGIBLE * np.abs(center).max(initial=1.0)
        return cls(center, np.where(moves, scale, 1.0))

    def apply(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Centre and scale; what is not known becomes the mean."""
        scaled: NDArray[np.float64] = np.nan_to_num((values - self.center) / self.scale)
        return scaled


def leading_directions(values: NDArray[np.float64], most: int) -> NDArray[np.float64]:
    """Return orthonormal directions, shape (n_columns, at most ``most``).

    These are the columns themselves where there are few enough and none depends on the others,
    and the leading principal directions otherwise.
    """
    n_columns = values.shape[1]
    if n_columns <= most and np.linalg.matrix_rank(values) == n_columns:
        return np.eye(n_columns)
    _, singular, directions = thin_svd(values, most)
    kept = singular > _NEGLIGIBLE * singular.max(initial=1.0)
    return directions[:, kept]


def thin_svd(
    values: NDArray[np.float64], most: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the leading singular vectors and values: (rows, k), (k,) and (columns, k)."""
    rows, columns = values.shape
    count = min(most, rows, columns)
    if count == 0 or not values.any():
        return np.zeros((rows, count)), np.zeros(count), np.zeros((columns, count))
    if min(rows, columns) < _FEW:
        left, singular, right = np.linalg.svd(values, full_matrices=False)
        return left[:, :count], singular[:count], right[:count].T
    from scipy.sparse.linalg import svds

    # Where the search starts is of no consequence, but it has to be the same every time.
    start = np.random.default_rng(0).standard_normal(min(rows, columns))
    left, singular, right = svds(values, k=count, v0=start)
    order = np.argsort(-singular, kind="stable")
    return left[:, order], singular[order], right[order].T
