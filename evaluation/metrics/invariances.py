"""What no metric may depend on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.sides import Answer, Reference

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

Sides = tuple[Reference, Answer, Sequence[int]]
"""A truth, a prediction of it, and for each row the row of the truth that it was."""


def _rows_reordered(reference: Reference, answer: Answer) -> Sides:
    order = np.random.default_rng(1).permutation(len(reference.ids))
    moved = _answer_in_order(answer, order, np.arange(len(answer.features)))
    return reference, moved, range(len(order))


def _features_reordered(reference: Reference, answer: Answer) -> Sides:
    order = np.random.default_rng(2).permutation(len(answer.features))
    moved = _answer_in_order(answer, np.arange(len(answer.ids)), order)
    return reference, moved, range(len(reference.ids))


def _truth_reordered(reference: Reference, answer: Answer) -> Sides:
    random = np.random.default_rng(3)
    rows = random.permutation(len(reference.ids))
    columns = random.permutation(len(reference.features))
    moved = reference.taken(rows.tolist(), columns.tolist())
    return moved, answer, rows.tolist()


def _rows_renamed(reference: Reference, answer: Answer) -> Sides:
    """Give names whose alphabetical order is the opposite."""
    new = {name: f"z{999 - place:03d}" for place, name in enumerate(sorted(reference.ids))}
    return (
        replace(reference, ids=tuple(new[name] for name in reference.ids)),
        replace(answer, ids=tuple(new[name] for name in answer.ids)),
        range(len(new)),
    )


def _not_asked(reference: Reference, answer: Answer) -> Sides:
    """Add a row that nobody asked for."""
    more = np.vstack([answer.values, answer.values[:1] * 3.0])
    quantiles = answer.quantiles
    if quantiles is not None:
        quantiles = np.concatenate([quantiles, quantiles[:, :1] * 3.0], axis=1)
    wider = Answer((*answer.ids, "not asked"), answer.features, more, answer.levels, quantiles)
    return reference, wider, range(len(reference.ids))


def _answer_in_order(answer: Answer, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Answer:
    """Return the same answer with rows and columns in another order."""
    return answer.aligned(
        [answer.ids[row] for row in rows], [answer.features[column] for column in columns]
    )


INVARIANCES: Mapping[str, Callable[[Reference, Answer], Sides]] = MappingProxyType(
    {
        "rows of the prediction in another order": _rows_reordered,
        "features of the prediction in another order": _features_reordered,
        "rows and features of the truth in another order": _truth_reordered,
        "rows renamed, so that the alphabet runs backwards": _rows_renamed,
        "a row that nobody asked for": _not_asked,
    }
)
"""Changes of names and orders by what they are, each of which leaves every value as it is."""
