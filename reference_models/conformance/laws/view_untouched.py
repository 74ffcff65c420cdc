"""A predictor does not write to what it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.conformance.law import Law, Needs, broken, kept
from aivc.reference_models.conformance.laws.in_process import in_process
from aivc.reference_models.conformance.subjects.calling import (
    ask_predictor,
    copied_queries,
    copied_view,
    fit_predictor,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.evaluation.view import Queries, TrainingView
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Compare the arrays of view and queries before and after."""
    make = in_process(trial).make
    view, queries = copied_view(trial.setting.view), copied_queries(trial.setting.queries)
    ask_predictor(fit_predictor(make(), view, seed=0), queries)
    before = _arrays(trial.setting.view, trial.setting.queries)
    after = _arrays(view, queries)
    looked_at = 0
    for (name, one), (_, other) in zip(before, after, strict=True):
        looked_at += 1
        if not np.array_equal(one, other, equal_nan=True):
            return broken(f"it wrote to the {name}", looked_at)
    return kept(looked_at)


def _arrays(view: TrainingView, queries: Queries) -> Iterator[tuple[str, NDArray[np.float64]]]:
    yield "states of the view", view.states
    if view.noise is not None:
        yield "noise of the view", view.noise
    for name, inputs in (
        ("inputs of the view", view.inputs),
        ("inputs of queries", queries.inputs),
    ):
        if inputs is not None:
            yield name, inputs.values


LAW = Law(
    name="view-untouched",
    sentence="Arrays of the view and of the queries are the same after an answer as before.",
    why="The next predictor, and the floors, learn from the same arrays.",
    fix="Copy before you scale or centre in place.",
    check=check,
    needs=Needs.ANSWERS,
)
