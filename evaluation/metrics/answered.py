"""Which rows of a prediction are an answer, and what stands where there is none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.averages import all_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer, Reference

ROUNDING = 1e-6
"""Share of the largest measured effect; a smaller predicted one is rounding of 32-bit numbers."""

LARGEST = 1e100
"""Beyond it a number is no state of anything, and its square is soon infinite."""


def finite_where_judged(reference: Reference, answer: Answer) -> NDArray[np.bool_]:
    """Return which rows have a finite answer for every value that is judged, shape (n_rows,)."""
    return all_of((np.abs(answer.values) <= LARGEST) | ~reference.judged)


def filled(reference: Reference, answer: Answer, answered: NDArray[np.bool_]) -> Answer:
    """Put neutral values where there is no answer, so that metrics need not look for NaN.

    An effect that is rounding of a file becomes none, or its sign and direction would count as
    said. A row that has a value and no quantiles is a point: all of its quantiles are that value.
    """
    kept = answered[:, None]
    size = np.abs(np.where(reference.judged, reference.effects, 0.0)).max(initial=0.0)
    said = np.abs(answer.values - reference.neutral) > ROUNDING * size
    values = np.where(kept & said, answer.values, reference.neutral)
    quantiles = answer.quantiles
    if quantiles is not None:
        quantiles = np.where(kept & np.isfinite(quantiles), quantiles, values)
    noise = None if answer.noise is None else np.nan_to_num(answer.noise)
    return replace(answer, values=values, quantiles=quantiles, noise=noise)
