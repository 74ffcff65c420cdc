"""Names of agents and contexts carry nothing, not even where a choice is between equals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.evaluation.task import TaskKind
from aivc.reference_models.conformance.changes.renaming import with_other_labels
from aivc.reference_models.conformance.errors import NoAnswerError
from aivc.reference_models.conformance.law import Law, Verdict, not_applicable, together
from aivc.reference_models.conformance.laws.among_ties import among_ties

if TYPE_CHECKING:
    from aivc.evaluation.prediction import Prediction
    from aivc.evaluation.view import Queries
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial

WORDS = ("as named", "with other names of agents and contexts")


def check(trial: Trial) -> Outcome:
    """Rename agents and contexts, the first in the alphabet to the last."""
    if trial.coverage.is_pretrained:
        return not_applicable("it learnt from other data before, so that it may know names")
    return together(
        (
            _look(trial),
            *among_ties(trial, _look),
            *among_ties(trial, _look_at_unseen),
        )
    )


def _look(trial: Trial) -> Outcome:
    return trial.compare(_renamed(trial, trial.setting.queries), WORDS)


def _look_at_unseen(trial: Trial) -> Outcome:
    unseen = trial.setting.asking(query.unit for query in trial.setting.unseen)
    try:
        first = trial.ask(queries=unseen)
    except NoAnswerError:
        return not_applicable("it has no answer to agents that training has not")
    found = trial.compare(_renamed(trial, unseen), WORDS, first=first)
    if found.verdict is Verdict.NOT_APPLICABLE:
        return not_applicable("agents that training has not are not predicted")
    return found


def _renamed(trial: Trial, queries: Queries) -> Prediction:
    """Ask under other names, and call the features as before; agents that are genes share names."""
    view, asked = with_other_labels(trial.setting.view, queries)
    return replace(trial.ask(view=view, queries=asked), features=queries.features)


LAW = Law(
    name="label-renaming",
    sentence="Agents and contexts under other names get the same answers, among equals too.",
    why=(
        "Ties that are broken by the alphabet give a ranking that rests on names: abstaining "
        "predictions have been ranked from .017 to 1.0 by the first letter of their target."
    ),
    fix="Average what is equally near. Say in `pretrained_on` where names are known from.",
    check=check,
    kinds=(TaskKind.RESPONSE, TaskKind.MODALITY, TaskKind.COMPOSITION),
)
