"""Agents that are given at once commute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.grid_row import Regime
from aivc.evaluation.task import TaskKind
from aivc.evaluation.units import Intervention
from aivc.reference_models.conformance.changes.replacing import replaced
from aivc.reference_models.conformance.errors import NoAnswerError
from aivc.reference_models.conformance.law import Law, not_applicable, together
from aivc.reference_models.conformance.laws.changed import look_at_change

if TYPE_CHECKING:
    from aivc.evaluation.units import Unit
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial

WORDS = ("in one order", "in the other")


def check(trial: Trial) -> Outcome:
    """List the members of pairs the other way round: known pairs, and a new one."""
    if not trial.coverage.takes_pairs:
        return not_applicable("the card covers no combinations (most_combined 1)")
    return together((look_at_change(trial, _turned, WORDS, n_agents=2), _new_pair(trial)))


def _new_pair(trial: Trial) -> Outcome:
    if not trial.coverage.takes(Regime.COMBINATION_ALL_SEEN):
        return not_applicable("the card covers no new combinations")
    new = [
        query.unit
        for query in trial.setting.hard
        if query.regime is Regime.COMBINATION_ALL_SEEN and len(query.unit.intervention.agents) == 2
    ]
    queries = trial.setting.asking(new)
    try:
        first = trial.ask(queries=queries)
    except NoAnswerError:
        return not_applicable("it has no answer to a pair that training has not")
    turned = replaced(queries, range(len(new)), _turned)
    return trial.compare(trial.ask(queries=turned), WORDS, first=first)


def _turned(unit: Unit) -> Intervention:
    return Intervention(unit.intervention.steps[::-1])


LAW = Law(
    name="commute",
    sentence="Agents that are given at the same time may be listed in any order.",
    why="A+B and B+A are one experiment; two answers to it are at least one wrong one.",
    fix=(
        "Sort the members, or sum over them; what has an order has it in the times of its steps, "
        "not in how they are listed (`Intervention.key` is sorted)."
    ),
    check=check,
    kinds=(TaskKind.RESPONSE,),
)
