"""Risk against coverage of a prediction, as a report states it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.calibration.intervals import central_levels
from aivc.evaluation.calibration.selective import risk_curve
from aivc.evaluation.scoring.answers import Fate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.calibration.asked_units import AskedUnits
    from aivc.evaluation.metrics.scores import Scores
    from aivc.evaluation.scoring.answers import Answers
    from aivc.evaluation.scoring.judged_units import JudgedUnits
    from aivc.evaluation.scoring.row_results import ScoredReadout

ABSOLUTE = ("rmse", "jensen_shannon", "integrated_brier")
"""Errors that are followed. One that is relative to the effect of a unit would be largest where
little happens, which is where intervals are narrow."""
DIGITS = 9
"""Doubts that agree to so many digits are equal."""
NO_INTERVAL, ABSTAINED, NO_ANSWER = 1e300, 1e301, 1e302
"""Doubt of a unit without an interval, of one that was abstained from, and of one without an
answer; no width is as large."""


def risk_results(readouts: Sequence[ScoredReadout], units: JudgedUnits) -> list[dict[str, Any]]:
    """Return the value of an error over the units that the predictor is surest of.

    Its intervals say how sure it is: the narrower the widest of them on average, the surer. Units
    without intervals come after those that have some, then units that it abstained from, and last
    those without an answer. The first readout counts that has such an error and has units as rows.

    Parameters
    ----------
    readouts
        In the order of the task.
    units
        What was asked for, and how unsure the predictor is of each.
    """
    for readout in readouts:
        if readout.ids != units.unit_ids:
            # Rows that are made of several units have no doubt of their own.
            continue
        by_name = {scored.metric.metric_id: scored.scores for scored in readout.metrics}
        for name in ABSOLUTE:
            if name in by_name:
                return _curve(by_name[name], units.doubts, readout.readout_id)
    return []


def _curve(scores: Scores, doubt: NDArray[np.float64], readout_id: str) -> list[dict[str, Any]]:
    kept = np.flatnonzero(scores.scored)
    return [
        {
            "calibration_kind": "selective_risk",
            "readout_id": readout_id,
            "nominal_level": share,
            "observed_level": risk,
            "n_evaluated": int(np.ceil(share * len(kept) - 1e-9)),
        }
        for share, risk in risk_curve(scores.top[kept], scores.bottom[kept], doubt[kept])
    ]


def doubt_of(answers: Answers, asked: AskedUnits | None) -> NDArray[np.float64]:
    """Return how unsure a predictor is of each unit, shape (n_units,)."""
    doubt = np.zeros(len(answers.fates))
    if asked is not None:
        pairs = central_levels(asked.levels)
        if pairs:
            _, low, high = pairs[0]
            widths = asked.quantiles[high] - asked.quantiles[low]
            with np.errstate(invalid="ignore"):
                known = np.isfinite(widths)
                mean = np.where(known, widths, 0).sum(axis=1) / known.sum(axis=1)
            doubt = np.where(known.any(axis=1), mean, NO_INTERVAL)
    doubt = np.array([float(f"{each:.{DIGITS}g}") for each in doubt])
    doubt[answers.having(Fate.ABSTAINED)] = ABSTAINED
    doubt[answers.having(Fate.MISSING) | answers.having(Fate.FAILED)] = NO_ANSWER
    return doubt
