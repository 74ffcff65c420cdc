"""The same views and queries in another order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.conformance.settings.rows import with_own_digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.view import Inputs, Queries, TrainingView


def other_order(length: int, seed: int = 5) -> NDArray[np.intp]:
    """Return an order in which hardly anything stays where it was: shuffled, always the same."""
    return np.random.default_rng(seed).permutation(length)


def with_rows_in_order(view: TrainingView, order: Sequence[int]) -> TrainingView:
    """Return a view with its rows, and those of its inputs, in another order."""
    rows = list(order)
    if view.inputs is None:
        return with_rows(view, rows)
    return with_rows(replace(view, inputs=_with_other_rows(view.inputs)), rows)


def with_rows(view: TrainingView, rows: Sequence[int]) -> TrainingView:
    """Return a view with some of its rows, in this order."""
    return with_own_digest(view.only(rows))


def with_other_feature_order(view: TrainingView, queries: Queries) -> tuple[TrainingView, Queries]:
    """Return view and queries with the columns of states and of inputs in another order.

    What is asked stands in an order of its own, so that only names tell which column is which.
    """
    columns = list(other_order(len(view.features)))
    asked = list(other_order(len(queries.features), seed=6))
    other = replace(
        view,
        features=tuple(view.features[column] for column in columns),
        states=view.states[:, columns],
        noise=None if view.noise is None else view.noise[:, columns],
        inputs=_with_other_columns(view.inputs),
    )
    return with_own_digest(other), replace(
        queries,
        features=tuple(queries.features[column] for column in asked),
        inputs=_with_other_columns(queries.inputs),
    )


def _with_other_rows(inputs: Inputs) -> Inputs:
    rows = list(other_order(len(inputs.unit_ids)))
    names = tuple(inputs.unit_ids[row] for row in rows)
    return replace(inputs, unit_ids=names, values=inputs.values[rows])


def _with_other_columns(inputs: Inputs | None) -> Inputs | None:
    if inputs is None:
        return None
    columns = list(other_order(len(inputs.features)))
    names = tuple(inputs.features[column] for column in columns)
    return replace(inputs, features=names, values=inputs.values[:, columns])
