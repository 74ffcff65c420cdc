"""Whether predicted probabilities of an endpoint come true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError
from aivc.evaluation.survival.kaplan_meier import kaplan_meier
from aivc.evaluation.survival.outcomes import outcomes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class RiskGroup:
    """Subjects of similar predicted probability, and how many of them were without the event.

    ``observed`` is of Kaplan-Meier, with its interval; NaN where nobody of the group was followed
    that long.
    """

    n_subjects: int
    predicted: float
    observed: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class HorizonCalibration:
    """Predicted against observed probability to be without the event at a horizon.

    Attributes
    ----------
    predicted, observed
        Mean of the predictions, and the estimate of Kaplan-Meier with its interval.
    slope
        Of what was observed, as jackknife pseudo-values, on what was predicted: 1 where predictions
        hold, below 1 where they are too far apart; NaN where all predictions are the same.
    error
        Mean over subjects of the distance between predicted and observed in their group.
    groups
        Groups of ascending predicted probability.
    """

    horizon: float
    n_subjects: int
    predicted: float
    observed: float
    low: float
    high: float
    slope: float
    error: float
    groups: tuple[RiskGroup, ...]


def horizon_calibration(
    times: ArrayLike,
    events: ArrayLike,
    survival: ArrayLike,
    horizon: float,
    *,
    n_groups: int = 5,
    level: float = 0.95,
) -> HorizonCalibration:
    """Compare predicted with observed probabilities to be without the event at a horizon.

    Parameters
    ----------
    times, events
        Of each subject, shape (n_subjects,); 1 is an event, 0 is censored.
    survival
        Predicted probability to be without the event at the horizon, shape (n_subjects,); subjects
        without one (NaN) are left out, and ``n_subjects`` tells how many are not.
    horizon
        Time, in the unit of ``times``.
    n_groups
        Groups of about the same size; equal predictions stay in one group.
    level
        Level of the intervals.

    Raises
    ------
    TaskError
        Nobody is followed up to the horizon, there is no prediction, or the inputs cannot be used.

    References
    ----------
    Pseudo-values: Andersen and Pohar Perme 2010, doi:10.1177/0962280209105020.
    """
    import numpy as np

    when, seen = outcomes(times, events)
    said = np.asarray(survival, dtype=np.float64)
    known = np.isfinite(said)
    when, seen, said = when[known], seen[known], said[known]
    if not len(when) or horizon > when.max():
        msg = (
            f"calibration at {horizon:g}: {len(when)} subjects have a prediction, and none of them "
            f"is followed that long; choose an earlier horizon"
        )
        raise TaskError(msg)
    groups = tuple(
        _group(when[rows], seen[rows], said[rows], horizon, level)
        for rows in _by_prediction(said, n_groups)
    )
    whole = _group(when, seen, said, horizon, level)
    return HorizonCalibration(
        horizon,
        len(when),
        whole.predicted,
        whole.observed,
        whole.low,
        whole.high,
        _slope(said, _pseudo_values(when, seen, horizon)),
        _mean_distance(groups),
        groups,
    )


def _group(
    when: NDArray[np.float64],
    seen: NDArray[np.bool_],
    said: NDArray[np.float64],
    horizon: float,
    level: float,
) -> RiskGroup:
    curve = kaplan_meier(when, seen)
    low, high = curve.interval(horizon, level)
    return RiskGroup(len(when), float(said.mean()), float(curve.at(horizon)), low, high)


def _by_prediction(said: NDArray[np.float64], n_groups: int) -> list[NDArray[np.intp]]:
    import numpy as np

    bounds = np.unique(np.quantile(said, np.linspace(0, 1, n_groups + 1)[1:-1]))
    member = np.searchsorted(bounds, said, side="left")
    return [np.flatnonzero(member == group) for group in np.unique(member)]


def _pseudo_values(
    when: NDArray[np.float64], seen: NDArray[np.bool_], horizon: float
) -> NDArray[np.float64]:
    """Return n S - (n - 1) S without the subject, S being the share at the horizon.

    Without a subject one fewer is at risk up to its time, and nothing changes after it, so that one
    product from the left and one from the right give all of them.
    """
    import numpy as np

    curve = kaplan_meier(when, seen)
    inside = int(np.searchsorted(curve.times, horizon, side="right"))
    at_risk, events = curve.at_risk[:inside], curve.events[:inside]
    fewer = np.maximum(at_risk - 1, 1)
    before = np.cumprod(np.append(1.0, 1 - events / fewer))
    after = np.append(np.cumprod((1 - events / at_risk)[::-1])[::-1], 1.0)
    place = np.searchsorted(curve.times, when)
    without = np.full(len(when), before[-1])
    early = np.flatnonzero(place < inside)
    own = place[early]
    at_own = 1 - (events[own] - seen[early]) / fewer[own]
    without[early] = before[own] * at_own * after[own + 1]
    n_subjects = len(when)
    pseudo: NDArray[np.float64] = n_subjects * after[0] - (n_subjects - 1) * without
    return pseudo


def _slope(said: NDArray[np.float64], came: NDArray[np.float64]) -> float:
    from math import nan

    centred = said - said.mean()
    spread = float(centred @ centred)
    # Equal predictions leave rounding behind, which is no spread.
    return float(centred @ came) / spread if spread > 1e-18 * len(said) else nan


def _mean_distance(groups: tuple[RiskGroup, ...]) -> float:
    from math import isnan, nan

    known = [group for group in groups if not isnan(group.observed)]
    n_subjects = sum(group.n_subjects for group in known)
    distance = sum(g.n_subjects * abs(g.predicted - g.observed) for g in known)
    return distance / n_subjects if n_subjects else nan
