"""The order of the rows of the view carries nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.changes.reordering import other_order, with_rows_in_order
from aivc.reference_models.conformance.law import Law, together
from aivc.reference_models.conformance.laws.among_ties import among_ties

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Learn from the same rows in another order, backwards where rows are alike."""
    return together((_shuffled(trial), *among_ties(trial, _backwards)))


def _shuffled(trial: Trial) -> Outcome:
    view = trial.setting.view
    other = with_rows_in_order(view, list(other_order(len(view.units))))
    return trial.compare(trial.ask(view=other), ("as it stands", "with its rows in another order"))


def _backwards(trial: Trial) -> Outcome:
    view = trial.setting.view
    other = with_rows_in_order(view, range(len(view.units))[::-1])
    words = ("as it stands", "with its rows backwards")
    return trial.compare(trial.ask(view=other), words)


LAW = Law(
    name="view-order",
    sentence="A view with its rows in another order teaches the same.",
    why="Who stands first in a file must not decide between contexts that are equally near.",
    fix="Average what is equally near, or choose by what the rows hold.",
    check=check,
)
