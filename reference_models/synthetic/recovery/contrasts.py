"""Least squares within blocks, and intervals of what it estimates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Fit:
    """Coefficients of the columns of a design, their covariance, and the degrees of freedom."""

    coefficients: Array
    covariance: Array
    degrees: int

    def interval(self, column: int, level: float) -> tuple[float, float, float]:
        """Return the coefficient of a column and its two-sided interval by Student's t."""
        estimate = float(self.coefficients[column])
        half = self._quantile(level) * float(np.sqrt(self.covariance[column, column]))
        return estimate, estimate - half, estimate + half

    def ratio(self, above: int, below: int, level: float) -> tuple[float, float, float]:
        """Return the ratio of two coefficients and its interval.

        Bounds are those of Fieller, J. R. Stat. Soc. B 16, 175 (1954).

        Raises
        ------
        ValueError
            The denominator is not told from zero, so that the ratio may be anything.
        """
        a, b = self.coefficients[[above, below]]
        c = self.covariance
        squared = self._quantile(level) ** 2
        spread = b * b - squared * c[below, below]
        if spread <= 0:
            msg = "the denominator of a ratio is not told from zero at this level"
            raise ValueError(msg)
        middle = a * b - squared * c[above, below]
        root = np.sqrt(middle**2 - spread * (a * a - squared * c[above, above]))
        return float(a / b), float((middle - root) / spread), float((middle + root) / spread)

    def _quantile(self, level: float) -> float:
        from scipy.special import stdtrit

        return float(stdtrit(self.degrees, (1 + level) / 2))


def fit_within(design: Array, values: Array, blocks: NDArray[np.object_]) -> Fit:
    """Fit values to a design (n, p) and one mean for each block.

    Examples
    --------
    >>> design = np.array([[0.0], [1.0], [0.0], [1.0]])
    >>> fit = fit_within(design, np.array([0.0, 2.1, 5.0, 6.9]), np.array(["a", "a", "b", "b"]))
    >>> round(float(fit.coefficients[0]), 3)
    2.0
    """
    x, y = within(design, blocks), within(values[:, None], blocks)[:, 0]
    inverse = np.linalg.inv(x.T @ x)
    coefficients = inverse @ (x.T @ y)
    residuals = y - x @ coefficients
    degrees = len(y) - x.shape[1] - len(np.unique(blocks))
    return Fit(coefficients, inverse * float(residuals @ residuals) / degrees, degrees)


def within(values: Array, blocks: NDArray[np.object_]) -> Array:
    """Take the mean of its block from every row of (n, p)."""
    _, of = np.unique(blocks, return_inverse=True)
    sums = np.zeros((of.max() + 1, values.shape[1]))
    np.add.at(sums, of, values)
    return np.asarray(values - (sums / np.bincount(of)[:, None])[of])
