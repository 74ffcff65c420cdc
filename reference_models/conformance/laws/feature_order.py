"""The order of features carries nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.alignment import aligned
from aivc.reference_models.conformance.changes.reordering import with_other_feature_order
from aivc.reference_models.conformance.law import Law, together
from aivc.reference_models.conformance.laws.among_ties import among_ties

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Reorder the columns of states and inputs."""
    return together((_look(trial), *among_ties(trial, _look)))


def _look(trial: Trial) -> Outcome:
    setting = trial.setting
    view, queries = with_other_feature_order(setting.view, setting.queries)
    answer = aligned(trial.ask(view=view, queries=queries), setting.queries)
    return trial.compare(answer, ("as asked", "with the features in another order"))


LAW = Law(
    name="feature-order",
    sentence="With its features in another order a unit gets the same state, feature by feature.",
    why="A matrix whose columns are taken by position is wrong, and looks right.",
    fix="Take columns by the names in `features`; average or keep all where features are alike.",
    check=check,
)
