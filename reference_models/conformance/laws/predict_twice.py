"""Answering changes nothing in a predictor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.alignment import aligned
from aivc.reference_models.conformance.law import Law
from aivc.reference_models.conformance.laws.in_process import in_process
from aivc.reference_models.conformance.subjects.calling import (
    ask_predictor,
    copied_queries,
    copied_view,
    fit_predictor,
)

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Ask one fitted predictor the same a second time, with another question in between."""
    queries = trial.setting.queries
    make = in_process(trial).make
    fitted = fit_predictor(make(), copied_view(trial.setting.view), seed=0)
    other = trial.setting.asking(queries.units[::-1][:2])
    for asked in (queries, other):
        ask_predictor(fitted, copied_queries(asked))
    answer = aligned(ask_predictor(fitted, copied_queries(queries)), queries)
    return trial.compare(answer, ("asked first", "asked again"))


LAW = Law(
    name="predict-twice",
    sentence="A fitted predictor that is asked again answers as it did before.",
    why="Who learns from queries, or draws on from where it stopped, is scored by chance.",
    fix="Make a new generator of the seed in every predict(), and keep nothing of the queries.",
    check=check,
)
