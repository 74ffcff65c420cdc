"""Answers against the truth, and against those of a second run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.predictions.model import ValueFacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.validators.facts.predictions.asked import Measured
    from aivc.validators.facts.predictions.stated import StatedPredictions

LEAST_FEATURES = 3
"""A few numbers can be equal by chance, such as shares of zero and one."""

AGREE = 1e-5
"""Two runs may differ by this share of the larger value: sums on several cores differ in order."""


def copied_units(stated: StatedPredictions, truth: Measured, rows: NDArray[np.bool_]) -> ValueFacts:
    """Return the units whose answer is the truth, as float64 or rounded to float32.

    A truth of fewer than three different values is no proof and is not looked at.
    """
    place = {unit_id: row for row, unit_id in enumerate(truth.unit_ids)}
    columns, shared = _shared(stated.features, truth.features)
    if stated.mean is None or len(shared) < LEAST_FEATURES:
        return ValueFacts()
    found, looked_at = [], 0
    for row, unit_id in enumerate(stated.unit_ids):
        if not rows[row] or unit_id not in place:
            continue
        said, measured = stated.mean[row, columns], truth.states[place[unit_id], shared]
        if len(np.unique(measured[np.isfinite(measured)])) < LEAST_FEATURES:
            continue
        looked_at += 1
        if _equal(said, measured):
            found.append(unit_id)
    return ValueFacts(len(found), looked_at, tuple(found))


def changed_units(stated: StatedPredictions, second: StatedPredictions) -> ValueFacts:
    """Return the units that a second run answers otherwise, or not at all.

    Mean, quantiles of levels that both have, and status are compared; reasons are not.
    """
    rows = {unit_id: row for row, unit_id in enumerate(second.unit_ids)}
    columns, others = _shared(stated.features, second.features)
    pairs = _matrices(stated, second)

    def is_same(row: int, again: int) -> bool:
        return _status(stated, row) == _status(second, again) and all(
            np.allclose(left[row, columns], right[again, others], AGREE, AGREE, equal_nan=True)
            for left, right in pairs
        )

    has_all = len(columns) == len(stated.features)
    found = tuple(
        unit_id
        for row, unit_id in enumerate(stated.unit_ids)
        if not (has_all and unit_id in rows and is_same(row, rows[unit_id]))
    )
    return ValueFacts(len(found), len(stated.unit_ids), found)


def _matrices(
    stated: StatedPredictions, second: StatedPredictions
) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Return the means and the quantiles of levels that both have, side by side."""
    levels = sorted(stated.quantiles.keys() & second.quantiles.keys())
    pairs = [(stated.quantiles[level], second.quantiles[level]) for level in levels]
    if stated.mean is not None and second.mean is not None:
        pairs.append((stated.mean, second.mean))
    return pairs


def _status(stated: StatedPredictions, row: int) -> str:
    return "predicted" if stated.statuses is None else stated.statuses[row]


def _shared(left: Sequence[str], right: Sequence[str]) -> tuple[list[int], list[int]]:
    place = {name: column for column, name in enumerate(right)}
    both = [(column, place[name]) for column, name in enumerate(left) if name in place]
    return [column for column, _ in both], [column for _, column in both]


def _equal(said: NDArray[np.float64], measured: NDArray[np.float64]) -> bool:
    rounded = measured.astype(np.float32).astype(np.float64)
    return any(np.array_equal(said, each, equal_nan=True) for each in (measured, rounded))
