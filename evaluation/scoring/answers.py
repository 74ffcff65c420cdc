"""What became of each unit that was asked for, and the states that are scored."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.metrics.answered import LARGEST
from aivc.evaluation.prediction import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.prediction import Prediction


class Fate(StrEnum):
    """What became of a unit."""

    PREDICTED = "predicted"
    ABSTAINED = "abstained"
    FAILED = "failed"
    """The predictor said so, or a value that it was asked for is no number that can be squared."""
    MISSING = "missing"
    """The file does not hold the unit."""


@dataclass(frozen=True, eq=False)
class Answers:
    """A prediction in the order of the truth.

    Attributes
    ----------
    features
        Names of the columns.
    states
        Shape (n_units, n_features), float64. NaN throughout unless the unit was predicted.
    levels, quantiles
        Shape (n_levels, n_units, n_features); None where there are none. NaN as ``states``.
    fates
        What became of each unit, shape (n_units,).
    """

    features: tuple[str, ...]
    states: NDArray[np.float64]
    levels: tuple[float, ...]
    quantiles: NDArray[np.float64] | None
    fates: tuple[Fate, ...]

    def having(self, fate: Fate) -> NDArray[np.bool_]:
        """Return which units have a fate, shape (n_units,)."""
        return np.array([each is fate for each in self.fates], dtype=bool)


def answers_to(unit_ids: Sequence[str], features: Sequence[str], prediction: Prediction) -> Answers:
    """Bring a prediction into the order of the units and features that were asked for.

    Parameters
    ----------
    unit_ids, features
        What was asked for.
    prediction
        What was answered, in any order. What nobody asked for is left aside.

    Raises
    ------
    PredictionError
        A unit or a feature stands twice in the prediction, so that nobody knows which counts.

    Examples
    --------
    >>> from aivc.evaluation.prediction import Prediction
    >>> answer = Prediction(
    ...     ("b", "a"), ("g",), np.array([[2.0], [np.nan]]), (Status.PREDICTED,) * 2, ("", "")
    ... )
    >>> [fate.value for fate in answers_to(("a", "b", "c"), ("g",), answer).fates]
    ['failed', 'predicted', 'missing']
    """
    rows = _places("unit", prediction.unit_ids, unit_ids)
    columns = _places("feature", prediction.features, features)
    states = _taken(prediction.mean, rows, columns)
    fates = tuple(
        _fate(prediction.status[row] if row >= 0 else None, values)
        for row, values in zip(rows, states, strict=True)
    )
    gone = np.array([fate is not Fate.PREDICTED for fate in fates], dtype=bool)
    states[gone] = np.nan
    quantiles = None
    if prediction.quantiles is not None and prediction.levels:
        quantiles = np.stack([_taken(each, rows, columns) for each in prediction.quantiles])
        quantiles[:, gone] = np.nan
    return Answers(tuple(features), states, prediction.levels, quantiles, fates)


def _fate(status: Status | None, values: NDArray[np.float64]) -> Fate:
    if status is None:
        return Fate.MISSING
    if status is Status.ABSTAINED:
        return Fate.ABSTAINED
    if status is Status.FAILED or not (np.abs(values) <= LARGEST).all():
        return Fate.FAILED
    return Fate.PREDICTED


def _places(what: str, held: Sequence[str], wanted: Sequence[str]) -> NDArray[np.int64]:
    place = {name: row for row, name in enumerate(held)}
    if len(place) != len(held):
        twice = min(name for name, times in Counter(held).items() if times > 1)
        msg = (
            f"prediction: {what} {twice!r} stands there twice, expected once; keep the one that "
            "is meant"
        )
        raise PredictionError(msg)
    return np.array([place.get(name, -1) for name in wanted], dtype=np.int64)


def _taken(
    values: NDArray[np.float64], rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the asked rows and columns, NaN where there is none."""
    padded = np.full((values.shape[0] + 1, values.shape[1] + 1), np.nan)
    padded[:-1, :-1] = values
    return padded[np.ix_(rows, columns)]
