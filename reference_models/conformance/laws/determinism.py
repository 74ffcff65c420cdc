"""The same question and the same seed get the same answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.law import Law, Needs, broken, kept

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Ask the same twice and compare to the last bit."""
    if trial.is_steady:
        return kept(len(trial.plain.unit_ids))
    difference = trial.compare(trial.again, ("at first", "the second time"))
    because = difference.because or "the last digits differ"
    return broken(because, len(trial.plain.unit_ids))


LAW = Law(
    name="determinism",
    sentence="The same view, queries and seed give the same answer, to the last bit.",
    why="A score that nobody can compute again is hearsay.",
    fix=(
        "Draw from one generator that is made of `seed`; look for clocks, unseeded generators and "
        "threads that race."
    ),
    check=check,
    needs=Needs.ANSWERS,
)
