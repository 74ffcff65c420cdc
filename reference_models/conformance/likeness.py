"""Whether two answers say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.prediction import Status
from aivc.reference_models.conformance.law import broken, kept, not_applicable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.prediction import Prediction
    from aivc.reference_models.conformance.law import Outcome

ROUNDING = 1e-5
"""Difference that rounding may make, relative to the largest value: sums in another order, single
precision, six digits in a text file."""


def is_identical(first: Prediction, second: Prediction) -> bool:
    """Whether two answers are the same to the last bit."""
    return (
        first.unit_ids == second.unit_ids
        and first.features == second.features
        and first.status == second.status
        and first.levels == second.levels
        and np.array_equal(first.mean, second.mean, equal_nan=True)
        and _are_equal(first.quantiles, second.quantiles)
    )


def _are_equal(one: NDArray[np.float64] | None, other: NDArray[np.float64] | None) -> bool:
    if one is None or other is None:
        return one is other
    return np.array_equal(one, other, equal_nan=True)


def rounding_of(prediction: Prediction) -> NDArray[np.float64]:
    """Return what rounding may change, shape (n_features,); NaN is left out."""
    finite = np.where(np.isfinite(prediction.mean), np.abs(prediction.mean), 0.0)
    largest = float(finite.max(initial=1e-12))
    return np.full(len(prediction.features), ROUNDING * largest)


def alike(
    first: Prediction,
    second: Prediction,
    tolerance: NDArray[np.float64],
    words: tuple[str, str],
    describe: Callable[[int], str] | None = None,
    rows: Sequence[int] | None = None,
) -> Outcome:
    """Compare two answers row by row; they are of the same shape.

    Parameters
    ----------
    first, second
        The answers; row by row about the same.
    tolerance
        Largest difference that does not count, shape (n_features,).
    words
        When each of them was given, such as ``("as asked", "in another order")``.
    describe
        Names a row; its unit where it is None.
    rows
        Rows that are compared; all of them where it is None.

    Returns
    -------
    Outcome
        Not applicable where both predict nothing, because nothing was seen then.
    """
    compared = list(range(len(first.unit_ids))) if rows is None else list(rows)
    name = describe or (lambda row: f"unit {first.unit_ids[row]}")
    for row in compared:
        if first.status[row] is not second.status[row]:
            return broken(
                f"{name(row)} is {first.status[row].value} {words[0]} and "
                f"{second.status[row].value} {words[1]}",
                len(compared),
            )
    if first.levels != second.levels:
        return broken(
            f"quantiles have levels {first.levels} {words[0]} and {second.levels} {words[1]}",
            len(compared),
        )
    predicted = [row for row in compared if first.status[row] is Status.PREDICTED]
    if not predicted:
        return not_applicable("it predicts none of what would be compared")
    for what, one, other in _layers(first, second):
        if found := _difference(one, other, tolerance, predicted):
            row, column, n_units = found
            return broken(
                f"{name(row)}, {first.features[column]}: {what} {one[row, column]:.6g} {words[0]}, "
                f"{other[row, column]:.6g} {words[1]}; {n_units} of {len(predicted)} units differ",
                len(predicted),
            )
    return kept(len(predicted))


def _layers(
    first: Prediction, second: Prediction
) -> list[tuple[str, NDArray[np.float64], NDArray[np.float64]]]:
    layers = [("mean", first.mean, second.mean)]
    if first.quantiles is not None and second.quantiles is not None:
        pairs = zip(first.levels, first.quantiles, second.quantiles, strict=True)
        layers += [(f"quantile {level:g}", one, other) for level, one, other in pairs]
    return layers


def _difference(
    one: NDArray[np.float64],
    other: NDArray[np.float64],
    tolerance: NDArray[np.float64],
    rows: Sequence[int],
) -> tuple[int, int, int] | None:
    """Return row and column of the largest difference that counts, and how many rows have one."""
    both_unknown = np.isnan(one) & np.isnan(other)
    excess = np.where(both_unknown, -np.inf, np.abs(one - other) - tolerance)
    excess = np.where(np.isnan(excess), np.inf, excess)[list(rows)]
    if not (excess > 0).any():
        return None
    at, column = np.unravel_index(int(np.argmax(excess)), excess.shape)
    return rows[int(at)], int(column), int((excess > 0).any(axis=1).sum())
