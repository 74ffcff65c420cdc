"""Risk against coverage of a prediction, as a report states it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.calibration.intervals import central_levels
from aivc.evaluation.calibration.selective import risk_curve
from aivc.evaluation.scoring.answers import Fate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.calibration.asked_units import AskedUnits
    from aivc.evaluation.scoring.answers import Answers
    from aivc.evaluation.scoring.row_results import ScoredReadout

DIGITS = 9
"""Doubts that agree to so many digits are equal."""
NO_INTERVAL, ABSTAINED = 1e300, 1e301
"""Doubt of a unit without an interval, and of one that was abstained from; no width is as large."""


def risk_results(
    readout: ScoredReadout, answers: Answers, asked: AskedUnits | None, readout_id: str
) -> list[dict[str, Any]]:
    """Return the value of an error over the units that the predictor is surest of.

    Its intervals say how sure it is: the narrower the widest of them on average, the surer. Units
    that it abstained from come last, and then those without an answer.

    Parameters
    ----------
    readout
        The readout that decides; its first metric that sees scale and is an error is followed.
    answers
        What became of each unit.
    asked
        Their intervals; None where there are none.
    readout_id
        Its name.
    """
    errors = [
        scored
        for scored in readout.metrics
        if readout.sees_scale(scored) and scored.metric.better.value == "lower"
    ]
    if not errors:
        return []
    scores = errors[0].scores
    doubts = dict(zip(_unit_ids(readout, answers), doubt_of(answers, asked), strict=False))
    if set(scores.ids) - set(doubts):
        # Rows that are made of several units have no doubt of their own.
        return []
    kept = np.flatnonzero(scores.scored)
    doubt = np.array([doubts[scores.ids[place]] for place in kept])
    curve = risk_curve(scores.top[kept], scores.bottom[kept], doubt)
    return [
        {
            "calibration_kind": "selective_risk",
            "readout_id": readout_id,
            "nominal_level": share,
            "observed_level": risk,
            "n_evaluated": int(np.ceil(share * len(kept) - 1e-9)),
        }
        for share, risk in curve
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
    doubt[answers.having(Fate.MISSING) | answers.having(Fate.FAILED)] = np.inf
    return doubt


def _unit_ids(readout: ScoredReadout, answers: Answers) -> tuple[str, ...]:
    ids = readout.judged.reference.ids
    return ids if len(ids) == len(answers.fates) else ()
