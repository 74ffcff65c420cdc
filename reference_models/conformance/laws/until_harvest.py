"""An exposure that ends at harvest is one that lasts until harvest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.evaluation.grid_row import Regime
from aivc.evaluation.task import TaskKind
from aivc.evaluation.units import Intervention
from aivc.reference_models.conformance.law import Law, not_applicable
from aivc.reference_models.conformance.laws.changed import look_at_change

if TYPE_CHECKING:
    from aivc.evaluation.units import Unit
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Write out the end of exposures that last until harvest."""
    coverage = trial.coverage
    if coverage.regimes is None or not coverage.takes(Regime.SCHEDULE_UNSEEN):
        return not_applicable("the card covers no schedules (schedule_unseen)")
    return look_at_change(trial, _with_end, ("lasting until harvest", "ending at harvest"))


def _with_end(unit: Unit) -> Intervention:
    steps = unit.intervention.steps
    return Intervention(tuple(replace(step, end_hours=unit.harvest_hours) for step in steps))


LAW = Law(
    name="until-harvest",
    sentence="An exposure that is said to end at harvest is one that lasts until harvest.",
    why="Labs write the same schedule in both ways.",
    fix="Take `harvest_hours` for the end of a step that names none, or ends later.",
    check=check,
    kinds=(TaskKind.RESPONSE,),
)
