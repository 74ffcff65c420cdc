"""Squared error of predicted probabilities to be without the event, censoring allowed for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError
from aivc.evaluation.survival.kaplan_meier import kaplan_meier
from aivc.evaluation.survival.outcomes import outcomes

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import ArrayLike, NDArray


def brier_scores(
    times: ArrayLike, events: ArrayLike, survival: ArrayLike, horizons: Sequence[float]
) -> NDArray[np.float64]:
    """Return the weighted squared error of each subject at each horizon; means are Brier scores.

    Subjects are weighted by the inverse of the probability that they were not censored yet (IPCW),
    estimated by Kaplan-Meier from the same subjects; who was censored before a horizon has an
    error of 0 there, and the others stand for them.

    Parameters
    ----------
    times, events
        Of each subject, shape (n_subjects,); 1 is an event, 0 is censored.
    survival
        Predicted probability to be without the event, shape (n_subjects, n_horizons).
    horizons
        Times, in the unit of ``times``.

    Returns
    -------
    numpy.ndarray
        Shape (n_subjects, n_horizons); NaN where a prediction is needed and is NaN.

    Raises
    ------
    TaskError
        Nobody is followed up to a horizon, or the inputs cannot be used.

    References
    ----------
    Graf et al. 1999, doi:10.1002/(SICI)1097-0258(19990915/30)18:17/18<2529::AID-SIM274>3.0.CO;2-5.
    """
    import numpy as np

    when, seen = outcomes(times, events)
    predicted = np.asarray(survival, dtype=np.float64).reshape(len(when), -1)
    asked = np.asarray(horizons, dtype=np.float64)
    if predicted.shape[1] != len(asked):
        msg = f"{predicted.shape[1]} probabilities per subject are for {len(asked)} horizons"
        raise TaskError(msg)
    if len(when) and (asked > when.max()).any():
        msg = (
            f"nobody is followed up to {asked.max():g}, the last look is at {when.max():g}; judge "
            f"at earlier horizons"
        )
        raise TaskError(msg)
    kept = kaplan_meier(when, seen, of_censoring=True)
    had = (when[:, None] <= asked) & seen[:, None]
    free = when[:, None] > asked
    # Followed exactly up to the horizon and censored there: without the event at the horizon.
    free |= (when[:, None] == asked) & ~seen[:, None]
    weight = np.zeros_like(predicted)
    at_event, at_horizon = kept.before(when), kept.before(asked)
    weight[had] = np.broadcast_to(1 / np.where(at_event > 0, at_event, 1)[:, None], had.shape)[had]
    weight[free] = np.broadcast_to(1 / np.where(at_horizon > 0, at_horizon, 1), free.shape)[free]
    return np.where(had | free, weight * (predicted - free) ** 2, 0.0)


def integrated_brier_scores(
    times: ArrayLike, events: ArrayLike, survival: ArrayLike, horizons: Sequence[float]
) -> NDArray[np.float64]:
    """Return the integrated error of each subject; the mean is the integrated Brier score.

    The mean over time between the first and the last horizon, by trapezoids; the error at the
    horizon where there is only one. Arguments as in :func:`brier_scores`, horizons ascending.

    Examples
    --------
    >>> integrated_brier_scores([1, 3], [1, 1], [[0.5, 0.5], [0.5, 0.5]], [1, 2]).tolist()
    [0.25, 0.25]
    """
    import numpy as np

    asked = np.asarray(horizons, dtype=np.float64)
    if not len(asked) or (np.diff(asked) <= 0).any():
        msg = f"horizons must be ascending and at least one, not {list(horizons)}"
        raise TaskError(msg)
    each = brier_scores(times, events, survival, horizons)
    if len(asked) == 1:
        alone: NDArray[np.float64] = each[:, 0]
        return alone
    between = (each[:, 1:] + each[:, :-1]) / 2
    over_time: NDArray[np.float64] = between @ np.diff(asked) / (asked[-1] - asked[0])
    return over_time
