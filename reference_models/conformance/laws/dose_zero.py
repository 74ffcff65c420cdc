"""A dose of zero is no intervention."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.evaluation.task import TaskKind
from aivc.evaluation.units import Intervention
from aivc.reference_models.conformance.changes.replacing import nothing_done, replaced, rows_of
from aivc.reference_models.conformance.law import Law
from aivc.reference_models.conformance.laws.changed import look_at_change

if TYPE_CHECKING:
    from aivc.evaluation.units import Unit
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Ask for a dose of zero of each agent, and for nothing, of the same units."""
    queries = trial.setting.queries
    rows = rows_of(queries, n_agents=1)
    nothing = trial.ask(queries=replaced(queries, rows, nothing_done))
    words = ("with no intervention", "with a dose of zero")
    return look_at_change(trial, _at_zero, words, first=nothing)


def _at_zero(unit: Unit) -> Intervention:
    return Intervention(tuple(replace(step, dose=0.0) for step in unit.intervention.steps))


LAW = Law(
    name="dose-zero",
    sentence="A dose of zero of any agent gets the answer of a unit to which nothing was done.",
    why="To move at dose zero is to know that a well is treated, not what the agent does.",
    fix=(
        "Leave out steps whose dose is 0 before anything else: in Python by `Intervention.acting` "
        "and `Unit.is_control`, in files where `dose` of `dosing_steps` is 0. A unit without steps "
        "is a control."
    ),
    check=check,
    kinds=(TaskKind.RESPONSE,),
)
