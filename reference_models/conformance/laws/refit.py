"""Fitting again forgets what was fitted before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.view import Role
from aivc.reference_models.conformance.alignment import aligned
from aivc.reference_models.conformance.changes.reordering import with_rows
from aivc.reference_models.conformance.law import Law
from aivc.reference_models.conformance.laws.in_process import in_process
from aivc.reference_models.conformance.subjects.calling import (
    ask_predictor,
    copied_queries,
    copied_view,
    fit_predictor,
)

if TYPE_CHECKING:
    from aivc.evaluation.view import TrainingView
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Fit one predictor to a part of the view first, and then to all of it."""
    predictor = in_process(trial).make()
    view, queries = trial.setting.view, trial.setting.queries
    fit_predictor(predictor, _part_of(view), seed=0)
    fit_predictor(predictor, copied_view(view), seed=0)
    answer = aligned(ask_predictor(predictor, copied_queries(queries)), queries)
    return trial.compare(answer, ("fitted once", "fitted to something else before"))


def _part_of(view: TrainingView) -> TrainingView:
    """Leave out the second half of the treated units of training."""
    treated = [row for row in view.rows(Role.TRAINING) if view.units[row].intervention.acting]
    chosen = treated or list(view.rows(Role.TRAINING))
    without = frozenset(chosen[len(chosen) // 2 :])
    rows = [row for row in range(len(view.units)) if row not in without]
    return with_rows(view, rows)


LAW = Law(
    name="refit",
    sentence="A predictor that is fitted again has forgotten what it was fitted to before.",
    why="In cross-validation it would have seen the test part of this fold in the last one.",
    fix="Set everything that fit() learns anew, lists and caches included.",
    check=check,
)
