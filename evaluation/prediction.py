"""What a predictor answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Status(StrEnum):
    """What became of a query."""

    PREDICTED = "predicted"
    ABSTAINED = "abstained"
    """The predictor says that it cannot tell. Its fallback stands in the row, or NaN."""
    FAILED = "failed"


@dataclass(frozen=True, eq=False)
class Prediction:
    """States of units.

    Attributes
    ----------
    unit_ids, features
        Names of rows and columns.
    mean
        Expected state, shape (n_units, n_features), float64; NaN where there is none.
    levels
        Levels of the quantiles, ascending, such as (0.05, 0.5, 0.95); empty where there are none.
    quantiles
        Shape (n_levels, n_units, n_features), float64; None where there are none, and NaN for a
        unit that has none.
    status
        What became of each query, shape (n_units,).
    reasons
        Why a unit was not predicted, or what a reader has to know of an answer, such as that it
        has no interval; empty text where there is nothing to say.
    """

    unit_ids: tuple[str, ...]
    features: tuple[str, ...]
    mean: NDArray[np.float64]
    status: tuple[Status, ...]
    reasons: tuple[str, ...]
    levels: tuple[float, ...] = ()
    quantiles: NDArray[np.float64] | None = None
