"""No query, no answer, and no error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.law import Law, Needs, kept

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Ask nothing."""
    trial.ask(queries=trial.setting.asking(()))
    return kept(1)


LAW = Law(
    name="empty-query",
    sentence="A table of queries without rows gets an answer without rows.",
    why="A row of a grid that no unit fills must not stop the evaluation of the other rows.",
    fix="Return a prediction of shape (0, number of features) when there are no queries.",
    check=check,
    needs=Needs.ANSWERS,
)
