"""Quantiles are there where the card promises them, and are in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.prediction import Status
from aivc.evaluation.task import TaskKind
from aivc.reference_models.conformance.law import Law, Needs, broken, kept, not_applicable
from aivc.reference_models.conformance.laws.answered import answers_of

if TYPE_CHECKING:
    from aivc.evaluation.prediction import Prediction
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Look at levels, order and numbers, and at what the card says."""
    promised = trial.coverage.uncertainty
    if trial.plain.quantiles is None:
        if promised in {None, "none"}:
            said = "the card says none" if promised else "the card does not say that there are any"
            return not_applicable(f"it gives no quantiles, and {said}")
        if trial.setting.kind is TaskKind.ENDPOINT:
            return not_applicable("an endpoint is answered with probabilities, not with quantiles")
        return broken(
            f"the card says that its uncertainty is {promised}, and there are no quantiles"
        )
    if promised == "none":
        return broken("the card says that it has no uncertainty, and there are quantiles")
    looked_at = 0
    for labels, answer in answers_of(trial):
        if fault := _fault(answer, labels):
            return broken(fault, looked_at + len(labels))
        looked_at += _with_interval(answer)
    if not looked_at:
        return _none_of(trial.plain)
    return kept(looked_at)


def _with_interval(answer: Prediction) -> int:
    if answer.quantiles is None:
        return 0
    rows = [row for row, status in enumerate(answer.status) if status is Status.PREDICTED]
    return sum(bool(np.isfinite(answer.quantiles[:, row]).any()) for row in rows)


def _none_of(answer: Prediction) -> Outcome:
    if Status.PREDICTED not in answer.status:
        return not_applicable("it predicts no unit, so that no quantile was seen")
    return broken("the quantiles of all units that it predicts are NaN", len(answer.status))


def _fault(answer: Prediction, labels: tuple[str, ...]) -> str:
    levels = np.array(answer.levels)
    inside = (levels > 0) & (levels < 1)
    if not inside.all() or (np.diff(levels) <= 0).any():
        return f"levels are {answer.levels}; they should ascend and lie between 0 and 1"
    if answer.quantiles is None:
        return "these units have no quantiles, and others have" if labels else ""
    for row, label in enumerate(labels):
        of_unit = answer.quantiles[:, row]
        if answer.status[row] is not Status.PREDICTED or np.isnan(of_unit).all():
            continue
        if not np.isfinite(of_unit).all():
            return f"{label}: some of its quantiles are no finite numbers, and others are"
        crossing = (np.diff(of_unit, axis=0) < 0).any(axis=0)
        if crossing.any():
            feature = answer.features[int(np.argmax(crossing))]
            return f"{label}, {feature}: a higher quantile lies below a lower one"
    return ""


LAW = Law(
    name="quantiles",
    sentence="Quantiles are given where the card promises uncertainty, and never cross.",
    why="Coverage and interval scores are nonsense where the upper bound lies below the lower one.",
    fix="Sort the quantiles of each value, and say in `uncertainty` of the card what you give.",
    check=check,
    needs=Needs.ANSWERS,
)
