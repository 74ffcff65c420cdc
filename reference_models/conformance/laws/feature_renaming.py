"""Names of features carry nothing to a predictor that knows no others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.reference_models.conformance.changes.renaming import with_other_features
from aivc.reference_models.conformance.law import Law, not_applicable, together
from aivc.reference_models.conformance.laws.among_ties import among_ties

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Rename features, the first in the alphabet to the last."""
    if trial.coverage.is_pretrained:
        return not_applicable("it learnt from other data before, so that it may know names")
    return together((_look(trial), *among_ties(trial, _look)))


def _look(trial: Trial) -> Outcome:
    setting = trial.setting
    view, queries = with_other_features(setting.view, setting.queries)
    answer = trial.ask(view=view, queries=queries)
    named_back = replace(answer, features=setting.queries.features)
    return trial.compare(named_back, ("as named", "with other names of features"))


LAW = Law(
    name="feature-renaming",
    sentence="Features under other names get the same states.",
    why="What sorts features by name, or takes some by it, depends on the alphabet.",
    fix="Keep the order of the view. Say in `pretrained_on` where names are known from.",
    check=check,
)
