"""What is given after harvest does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.grid_row import Regime
from aivc.evaluation.task import TaskKind
from aivc.evaluation.units import Intervention, Step
from aivc.reference_models.conformance.law import Law, not_applicable
from aivc.reference_models.conformance.laws.changed import look_at_change

if TYPE_CHECKING:
    from aivc.evaluation.units import Unit
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Add a second exposure to the same agent, from an hour after harvest on."""
    coverage = trial.coverage
    if coverage.regimes is None or not coverage.takes(Regime.SCHEDULE_UNSEEN):
        return not_applicable("the card covers no schedules (schedule_unseen)")
    return look_at_change(trial, _with_later_step, ("as asked", "with a step after harvest"))


def _with_later_step(unit: Unit) -> Intervention:
    (own,) = unit.intervention.steps
    start = unit.harvest_hours + 1
    later = Step(own.agent, own.dose, own.unit, start, start + 24)
    return Intervention((own, later))


LAW = Law(
    name="after-harvest",
    sentence="What is given after a unit was harvested does not change its answer.",
    why="Causes come before their effects.",
    fix="Leave out steps that start at `harvest_hours` or later, and cut the others off there.",
    check=check,
    kinds=(TaskKind.RESPONSE,),
)
