"""What a metric gives: for every row what it adds to the numerator and to the denominator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.averages import ratio

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Scores:
    """Scores of one metric, row by row.

    The value of every metric is Σ top / Σ bottom over the rows that are scored: a mean over rows
    has ones below. So one way to draw rows anew serves all metrics.

    Attributes
    ----------
    ids
        Names of the rows, as in the reference.
    top, bottom
        Shape (n_rows,), float64. ``bottom`` depends on the truth alone.
    scored
        Whether the row counts, which the truth alone decides.
    answered
        Whether the prediction has the row; what it has not scores worst.
    notes
        What a reader has to know.

    Examples
    --------
    >>> import numpy as np
    >>> scored = np.array([True, True, False])
    >>> scores = Scores(
    ...     ("a", "b", "c"), np.array([1.0, 0.0, 9.0]), np.ones(3), scored, scored
    ... )
    >>> scores.value()
    0.5
    >>> scores.values(np.array([[2, 0, 0], [0, 0, 3]])).tolist()
    [1.0, nan]
    """

    ids: tuple[str, ...]
    top: NDArray[np.float64]
    bottom: NDArray[np.float64]
    scored: NDArray[np.bool_]
    answered: NDArray[np.bool_]
    notes: tuple[str, ...] = ()

    def value(self) -> float:
        """Return the value over all scored rows; NaN where nothing can be divided by."""
        return float(self.values(np.ones((1, len(self.ids))))[0])

    def values(self, counts: NDArray[np.float64] | NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the value of each draw.

        Parameters
        ----------
        counts
            How often each row was drawn, shape (n_draws, n_rows).

        Returns
        -------
        values
            Shape (n_draws,); NaN where the denominator of a draw is not positive.
        """
        above = counts @ np.where(self.scored, self.top, 0.0)
        below = counts @ np.where(self.scored, self.bottom, 0.0)
        return ratio(above, below)

    def unit_values(self) -> NDArray[np.float64]:
        """Return the value of each row, shape (n_rows,); their mean is the value.

        A row of a ratio of sums has its numerator over the mean denominator. Rows that are not
        scored are NaN.
        """
        if not self.scored.any():
            return np.full(len(self.ids), np.nan)
        mean_bottom = self.bottom[self.scored].mean()
        if not mean_bottom > 0:
            return np.full(len(self.ids), np.nan)
        return np.where(self.scored, self.top / mean_bottom, np.nan)
