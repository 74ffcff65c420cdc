"""A predictor that says that it draws nothing gives the same answer for every seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.law import Law, not_applicable

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Compare two seeds."""
    if trial.coverage.is_stochastic is None:
        return not_applicable("the card does not say whether it depends on chance (is_stochastic)")
    if trial.coverage.is_stochastic:
        return not_applicable("the card says that another seed gives another answer")
    return trial.compare(trial.ask(seed=1), ("with seed 0", "with seed 1"))


LAW = Law(
    name="seed",
    sentence="Where the card says that nothing depends on chance, another seed changes nothing.",
    why="Whoever believes the card runs one seed, and takes luck for skill.",
    fix="Say `is_stochastic: true` on the card, or take the chance out.",
    check=check,
)
