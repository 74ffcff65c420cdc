"""Run the card of a metric: known answers, responses to known changes, and invariances."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.changes import changed, changes_of
from aivc.evaluation.metrics.invariances import INVARIANCES
from aivc.evaluation.metrics.metric import Better
from aivc.evaluation.metrics.response import Change, Outcome
from aivc.evaluation.metrics.standard_truth import StandardTruth, standard_truth

if TYPE_CHECKING:
    from aivc.evaluation.metrics.metric import Metric
    from aivc.evaluation.metrics.sides import Answer
    from aivc.evaluation.readouts.readout import ReadoutKind

TOLERANCE = 1e-9
"""Sums in another order differ by less."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One line of a card that was run.

    Attributes
    ----------
    what
        What was tried.
    declared
        What the metric says of it.
    value
        What it gave.
    holds
        Whether the two agree.
    """

    what: str
    declared: str
    value: float
    holds: bool


def run_card(metric: Metric) -> tuple[Tried, ...]:
    """Run everything that a metric declares of itself, and what every metric has to keep.

    Returns
    -------
    lines
        Known answers, then responses and invariances for each kind of readout.

    Examples
    --------
    >>> from aivc.evaluation.metrics.registry import METRICS
    >>> all(line.holds for line in run_card(METRICS["pds_cosine"]))
    True
    """
    lines = list(_known_answers(metric))
    for kind in sorted(metric.kinds):
        truth = standard_truth(kind)
        lines += _responses(metric, kind, truth)
        lines += _invariances(metric, kind, truth)
    return tuple(lines)


def _known_answers(metric: Metric) -> list[Tried]:
    lines = []
    for known in metric.known_answers:
        value = metric.scores(known.reference, known.answer).value()
        holds = abs(value - known.value) <= TOLERANCE
        lines.append(Tried(known.name, f"{known.value:.6g}: {known.because}", value, holds))
    return lines


def _responses(metric: Metric, kind: ReadoutKind, truth: StandardTruth) -> list[Tried]:
    rough = metric.scores(truth.reference, truth.rough).value()
    worst = metric.scores(truth.reference, changed(truth, Change.ALL_MISSING)).value()
    lines = [Tried(f"{kind.value}: a rough prediction", "", rough, holds=True)]
    for change in Change:
        if change not in changes_of(kind):
            continue
        outcome = metric.responses[change]
        value = metric.scores(truth.reference, changed(truth, change)).value()
        holds = _holds(metric, outcome, value, rough, worst)
        lines.append(Tried(f"{kind.value}: {change.value}", outcome.value, value, holds))
    return lines


def _holds(metric: Metric, outcome: Outcome, value: float, rough: float, worst: float) -> bool:
    gain = value - rough if metric.better is Better.HIGHER else rough - value
    if outcome is Outcome.BETTER:
        return gain > TOLERANCE
    if outcome is Outcome.WORSE:
        return gain < -TOLERANCE
    goals = {
        Outcome.SAME: rough,
        Outcome.BEST: metric.best_value,
        Outcome.NO_SKILL: metric.no_skill_value,
        Outcome.WORST: worst,
        Outcome.FREE: value,
    }
    goal = goals[outcome]
    return goal is not None and abs(value - goal) <= TOLERANCE


def _invariances(metric: Metric, kind: ReadoutKind, truth: StandardTruth) -> list[Tried]:
    """Compare row by row, for a rough prediction of which every other row knows nothing.

    Ties that are broken by the alphabet leave the mean over all rows as it is.
    """
    answer = _every_other_neutral(truth)
    before = metric.scores(truth.reference, answer)
    lines = []
    for what, change in INVARIANCES.items():
        reference, same, rows = change(truth.reference, answer)
        after = metric.scores(reference, same)
        moved = after.unit_values() - before.unit_values()[list(rows)]
        holds = bool(np.all(np.abs(moved[after.scored]) <= TOLERANCE))
        holds = holds and after.scored.tolist() == before.scored[list(rows)].tolist()
        lines.append(Tried(f"{kind.value}: {what}", Outcome.SAME.value, after.value(), holds))
    return lines


def _every_other_neutral(truth: StandardTruth) -> Answer:
    quantiles = truth.rough.quantiles
    known = (np.arange(len(truth.rough.ids)) % 2 == 0)[:, None]
    if quantiles is not None and truth.neutral.quantiles is not None:
        quantiles = np.where(known, quantiles, truth.neutral.quantiles)
    values = np.where(known, truth.rough.values, truth.neutral.values)
    return replace(truth.rough, values=values, quantiles=quantiles)
