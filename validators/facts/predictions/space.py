"""Values that the space of a task does not have."""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.predictions.counting import where
from aivc.validators.facts.predictions.model import SpaceFacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.validators.facts.predictions.asked import Asked
    from aivc.validators.facts.predictions.stated import StatedPredictions

SCALED_TO = 10_000.0
"""Counts are scaled to this sum before the logarithm is taken."""

LARGEST = {
    "log_of_sum": log1p(SCALED_TO),
    "mean_of_log": log1p(SCALED_TO),
    "share": 1.0,
    "survival": 1.0,
}
"""The largest value of a space; that of survival is of its probabilities, not of the risk."""

LOGARITHMS = frozenset({"log_of_sum", "mean_of_log"})
MOST_BELOW = 0.25
"""Share of negative logarithms in a unit up to which they can come from adding a mean effect to a
control in which genes are silent. Of a difference, about half are negative."""

SURVIVAL = "survival@"
ROUNDING = 1e-6
SUMS_AGREE = 1e-3
"""Shares are rounded by those who write them; a larger difference is no rounding."""


def space_facts(stated: StatedPredictions, asked: Asked, rows: NDArray[np.bool_]) -> SpaceFacts:
    """Return what the mean of units that were predicted holds and its space does not.

    A difference to a control, or counts, show as values below or above what the space can hold.
    """
    mean = stated.mean
    if mean is None or asked.space not in LARGEST:
        return SpaceFacts()
    bounded, horizons = mean, _horizons(stated.features)
    is_survival = asked.space == "survival"
    if is_survival:
        bounded = mean[:, list(horizons.values())]
    largest = LARGEST[asked.space]
    with np.errstate(invalid="ignore"):
        below = bounded < -ROUNDING
        negative = where(below, rows & _are_too_many(below, asked.space), stated.unit_ids)
        beyond = where(bounded > largest + ROUNDING, rows, stated.unit_ids)
        rising = (np.diff(bounded, axis=1) > ROUNDING) if is_survival else None
        uneven = np.abs(mean.sum(axis=1, keepdims=True) - 1) > SUMS_AGREE
    is_share = asked.space == "share"
    return SpaceFacts(
        negative,
        beyond,
        largest,
        where(uneven, rows, stated.unit_ids) if is_share else None,
        None if rising is None else where(rising, rows, stated.unit_ids),
    )


def _are_too_many(below: NDArray[np.bool_], space: str) -> NDArray[np.bool_]:
    """Return which units have more negative values than their space excuses, shape (n_units,)."""
    most = MOST_BELOW if space in LOGARITHMS else 0.0
    found: NDArray[np.bool_] = below.sum(axis=1) > most * below.shape[1]
    return found


def _horizons(features: Sequence[str]) -> dict[float, int]:
    """Return the columns of probabilities by time, ascending."""
    found = {}
    for place, name in enumerate(features):
        if name.startswith(SURVIVAL):
            try:
                found[float(name.removeprefix(SURVIVAL))] = place
            except ValueError:
                continue
    return dict(sorted(found.items()))
