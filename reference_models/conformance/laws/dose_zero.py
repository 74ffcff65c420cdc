"""A dose of zero is no intervention."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.evaluation.task import TaskKind
from aivc.evaluation.units import Intervention
from aivc.reference_models.conformance.law import Law
from aivc.reference_models.conformance.replacing import in_words, nothing_done, replaced, rows_of

if TYPE_CHECKING:
    from aivc.evaluation.units import Unit
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Ask for a dose of zero of each agent, and for nothing, of the same units."""
    queries = trial.setting.queries
    rows = rows_of(queries, n_agents=1)
    at_zero = replaced(queries, rows, _at_zero)
    nothing = replaced(queries, rows, nothing_done)
    return trial.compare(
        trial.ask(queries=at_zero),
        ("with no intervention", "with a dose of zero"),
        first=trial.ask(queries=nothing),
        describe=lambda row: in_words(queries.units[row]),
        rows=rows,
    )


def _at_zero(unit: Unit) -> Intervention:
    return Intervention(tuple(replace(step, dose=0.0) for step in unit.intervention.steps))


LAW = Law(
    name="dose-zero",
    sentence="A dose of zero of any agent gets the answer of a unit to which nothing was done.",
    why="To move at dose zero is to know that a well is treated, not what the agent does.",
    fix="Use `Intervention.acting`, which leaves out steps that do nothing, and `Unit.is_control`.",
    check=check,
    kinds=(TaskKind.RESPONSE,),
)
