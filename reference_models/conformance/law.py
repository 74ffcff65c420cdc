"""What a law is, and what can be said of a predictor that is held against it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aivc.evaluation.task import TaskKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aivc.reference_models.conformance.trial import Trial


class Verdict(StrEnum):
    """What was found."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"
    """The law says nothing of this predictor, or could not be looked at; the outcome says why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, why, and how many answers it rests on.

    A law is never kept because nobody could look.

    Raises
    ------
    ValueError
        It is said to be kept and nothing was looked at.
    """

    verdict: Verdict
    because: str
    n_looked_at: int = 0

    def __post_init__(self) -> None:
        if self.verdict is Verdict.PASSED and self.n_looked_at < 1:
            msg = f"nothing was looked at, so that nothing is known to be kept: {self.because}"
            raise ValueError(msg)


def kept(n_looked_at: int, because: str = "") -> Outcome:
    """Say that a law is kept by so many answers."""
    return Outcome(Verdict.PASSED, because, n_looked_at)


def broken(because: str, n_looked_at: int = 0) -> Outcome:
    """Say that a law is broken, and by what."""
    return Outcome(Verdict.FAILED, because, n_looked_at)


def not_applicable(because: str) -> Outcome:
    """Say that a law was not looked at, and why."""
    return Outcome(Verdict.NOT_APPLICABLE, because)


def together(outcomes: Sequence[Outcome]) -> Outcome:
    """Make one outcome of several: broken if one is, kept if one is, and what was not looked at."""
    for outcome in outcomes:
        if outcome.verdict is Verdict.FAILED:
            return outcome
    told = dict.fromkeys(outcome.because for outcome in outcomes if outcome.because)
    reasons = "; ".join(told)
    looked_at = sum(outcome.n_looked_at for outcome in outcomes)
    if any(outcome.verdict is Verdict.PASSED for outcome in outcomes):
        return kept(looked_at, reasons)
    return not_applicable(reasons)


class Needs(StrEnum):
    """What has to hold before a law can be judged by itself."""

    NOTHING = "nothing"
    ANSWERS = "answers"
    """Plain queries are answered at all."""
    STEADY_ANSWERS = "steady_answers"
    """The same question gets the same answer twice, so that answers can be compared."""


ALL_KINDS = tuple(TaskKind)


@dataclass(frozen=True, slots=True)
class Law:
    """Something that holds for the answers of every predictor.

    Attributes
    ----------
    name
        Its name, such as ``query-order``.
    sentence
        What holds.
    why
        What goes wrong in an evaluation where it does not.
    fix
        What to do about it.
    check
        Holds a predictor against it.
    kinds
        Kinds of task that it is about.
    needs
        What has to hold first. A fault is told by its own law, not by every law after it.
    """

    name: str
    sentence: str
    why: str
    fix: str
    check: Callable[[Trial], Outcome]
    kinds: tuple[TaskKind, ...] = ALL_KINDS
    needs: Needs = Needs.STEADY_ANSWERS
