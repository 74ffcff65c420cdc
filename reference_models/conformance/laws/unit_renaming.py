"""Names of units carry nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.changes.renaming import with_other_units
from aivc.reference_models.conformance.law import Law, together
from aivc.reference_models.conformance.laws.among_ties import among_ties

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Rename units, the first in the alphabet to the last."""
    return together((_look(trial), *among_ties(trial, _look)))


def _look(trial: Trial) -> Outcome:
    view, queries = with_other_units(trial.setting.view, trial.setting.queries)
    answer = trial.ask(view=view, queries=queries)
    return trial.compare(answer, ("as named", "with other names of units"))


LAW = Law(
    name="unit-renaming",
    sentence="Units under other names get the same answers: a measurement does not know its label.",
    why="Names of samples spell out plates, doses and outcomes, and sort in an order that tells.",
    fix="Read intervention, context, time and control of a unit; use its name for nothing else.",
    check=check,
)
