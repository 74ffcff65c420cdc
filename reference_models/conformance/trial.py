"""A predictor in a setting: what it answers there, asked once and kept."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.conformance.alignment import aligned
from aivc.reference_models.conformance.errors import NoAnswerError
from aivc.reference_models.conformance.likeness import alike, is_identical, rounding_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.prediction import Prediction
    from aivc.evaluation.view import Queries, TrainingView
    from aivc.reference_models.conformance.coverage import Coverage
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.setting import HardQuery, Setting
    from aivc.reference_models.conformance.subjects.subject import Subject

SEED = 0
OTHER_SEEDS = (1, 2, 3, 4)
SPREADS = 3.0
"""Differences up to so many times the spread between seeds are chance, where a card says that there
is chance."""


@dataclass(frozen=True, eq=False)
class Trial:
    """A predictor in a setting.

    Attributes
    ----------
    subject
        The predictor.
    coverage
        What its card says of it.
    setting
        What it is asked.
    """

    subject: Subject
    coverage: Coverage
    setting: Setting

    def ask(
        self,
        *,
        view: TrainingView | None = None,
        queries: Queries | None = None,
        seed: int = SEED,
    ) -> Prediction:
        """Let it learn afresh and answer; rows and columns are those of the queries.

        Raises
        ------
        NoAnswerError
            It cannot, or what it gives is no answer to these queries.
        """
        asked = self.setting.queries if queries is None else queries
        known = self.setting.view if view is None else view
        return aligned(self.subject.answer(known, asked, seed=seed), asked)

    @cached_property
    def plain(self) -> Prediction:
        """The answer to the queries of the setting."""
        return self.ask()

    @cached_property
    def again(self) -> Prediction:
        """The answer when the same is asked a second time."""
        return self.ask()

    @cached_property
    def beyond(self) -> tuple[tuple[tuple[HardQuery, ...], Prediction], ...]:
        """What is asked beyond the plain queries, and the answers; those that there are.

        That there is none to some of it is told by laws of their own.
        """
        given = []
        for asked in (self.setting.hard, self.setting.unseen):
            queries = self.setting.asking(query.unit for query in asked)
            with suppress(NoAnswerError):
                if asked:
                    given.append((asked, self.ask(queries=queries)))
        return tuple(given)

    @property
    def is_steady(self) -> bool:
        """Whether the same question gets the same answer."""
        return is_identical(self.plain, self.again)

    @cached_property
    def tolerance(self) -> NDArray[np.float64]:
        """Largest differences that do not count, shape (n_features,) of the queries.

        That is rounding, and chance where the card says that the predictor draws.
        """
        rounding = rounding_of(self.plain)
        if self.coverage.is_stochastic is not True:
            return rounding
        drawn = np.stack([self.plain.mean, *(self.ask(seed=seed).mean for seed in OTHER_SEEDS)])
        spread = drawn.max(axis=0) - drawn.min(axis=0)
        widest = np.where(np.isfinite(spread), spread, 0.0).max(axis=0, initial=0.0)
        return np.asarray(rounding + SPREADS * widest)

    def compare(
        self,
        other: Prediction,
        words: tuple[str, str],
        *,
        first: Prediction | None = None,
        describe: Callable[[int], str] | None = None,
        rows: Sequence[int] | None = None,
    ) -> Outcome:
        """Compare an answer with the plain one, or with another, row by row."""
        to = self.plain if first is None else first
        return alike(to, other, self.tolerance, words, describe, rows)

    @cached_property
    def among_ties(self) -> Trial:
        """The same predictor where much is exactly alike; this trial where there is no such."""
        ties = self.setting.ties
        return self if ties is None else Trial(self.subject, self.coverage, ties)
