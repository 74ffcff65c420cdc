"""What the card does not cover is not predicted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.prediction import Status
from aivc.evaluation.task import TaskKind
from aivc.reference_models.conformance.errors import NoAnswerError
from aivc.reference_models.conformance.law import Law, Needs, broken, kept, not_applicable

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.setting import HardQuery
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Ask what the card does not cover, question by question."""
    coverage = trial.coverage
    if coverage.regimes is None and coverage.most_combined is None:
        return not_applicable("the card names no regimes (covers_regimes)")
    outside = [
        query
        for query in (*trial.setting.hard, *trial.setting.unseen)
        if not _is_covered(query, trial)
    ]
    if not outside:
        return not_applicable("the card covers everything that is asked here")
    looked_at = 0
    for query in outside:
        try:
            answer = trial.ask(queries=trial.setting.asking([query.unit]))
        except NoAnswerError:
            continue
        looked_at += 1
        if answer.status[0] is Status.PREDICTED:
            return broken(
                f"{query.label} is predicted, and the card does not cover {_missing(query, trial)}",
                looked_at,
            )
    if not looked_at:
        return not_applicable("it gives no answer to what its card does not cover")
    return kept(looked_at)


def _is_covered(query: HardQuery, trial: Trial) -> bool:
    return not _missing(query, trial)


def _missing(query: HardQuery, trial: Trial) -> str:
    coverage = trial.coverage
    if not coverage.takes(query.regime):
        return query.regime.value
    n_agents = len(query.unit.intervention.agents)
    if coverage.most_combined is not None and n_agents > coverage.most_combined:
        return f"combinations of {n_agents}"
    return ""


LAW = Law(
    name="keeps-to-its-card",
    sentence="Doses, times and combinations that the card does not cover are abstained from.",
    why="An extrapolation that nobody announced looks like knowledge.",
    fix="Abstain there with a reason, or add the regime to `covers_regimes` of the card.",
    check=check,
    kinds=(TaskKind.RESPONSE,),
    needs=Needs.ANSWERS,
)
