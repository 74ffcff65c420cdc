"""Look for the trace of counts: numbers of a row that are whole multiples of one number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.row_sample import SampledRows

_TOLERANCE = 0.03
"""Distance from a whole number: float32 and four decimals stay well within it."""

_LARGEST = 32.0
"""Multiples above it are not judged; errors grow with them."""

_WITNESSES = 4
"""Numbers above the smallest that a row must have to say anything, two of them different: by chance
four lie near whole numbers in one row of 80,000 (0.06 ** 4)."""

_DIVISORS = range(1, 9)
"""What the smallest number of a row may be a count of."""


@dataclass(frozen=True, slots=True)
class CountTrace:
    """What was found.

    Attributes
    ----------
    share
        Share of rows with enough different numbers that are multiples of one; 0 if none has.
    units
        The image of a single count in each row, NaN where there is none, shape (n_rows,).
    common_unit
        That image where it is the same for all rows, else NaN.
    """

    share: float
    units: NDArray[np.float64]
    common_unit: float

    @property
    def is_rounding(self) -> bool:
        """Whether all rows have one power of ten, as numbers rounded to some decimals have."""
        if not self.common_unit > 0:
            return False
        exponent = math.log10(self.common_unit)
        return abs(exponent - round(exponent)) < 1e-4


def count_trace(sample: SampledRows, linear: NDArray[np.float64]) -> CountTrace:
    """Find, for each row, the largest number that all numbers of the row are multiples of.

    Parameters
    ----------
    sample
        The rows.
    linear
        Their numbers on a linear scale, in the order of ``sample.values``; NaN is left out.
    """
    row_of = sample.row_of
    positive = linear > 0
    smallest = np.full(sample.n_rows, np.inf)
    np.minimum.at(smallest, row_of[positive], linear[positive])
    witnesses = positive & (linear > smallest[row_of] * (1 + _TOLERANCE))
    varied = _has_two_values(row_of[witnesses], linear[witnesses], sample.n_rows)
    units = np.full(sample.n_rows, np.nan)
    can_tell = np.zeros(sample.n_rows, bool)
    for divisor in _DIVISORS:
        entries = np.flatnonzero(witnesses & (varied & np.isnan(units))[row_of])
        rows = row_of[entries]
        multiple = linear[entries] / (smallest[rows] / divisor)
        judged = multiple <= _LARGEST * divisor
        off = judged & (np.abs(multiple - np.rint(multiple)) > _TOLERANCE)
        speaks = np.bincount(rows[judged], minlength=sample.n_rows) >= _WITNESSES
        can_tell |= speaks
        fits = speaks & (np.bincount(rows[off], minlength=sample.n_rows) == 0)
        units[fits] = smallest[fits] / divisor
    found = np.isfinite(units)
    share = float(found.sum() / can_tell.sum()) if can_tell.any() else 0.0
    return CountTrace(share, units, same_for_all(units[found], enough=0.9))


def same_for_all(numbers: NDArray[np.float64], *, enough: float) -> float:
    """Return the median if enough numbers equal it to a thousandth, else NaN."""
    if len(numbers) < 2:
        return math.nan
    median = float(np.median(numbers))
    close = np.abs(numbers - median) <= 1e-3 * abs(median)
    return median if close.mean() >= enough else math.nan


def _has_two_values(
    rows: NDArray[np.intp], numbers: NDArray[np.float64], n_rows: int
) -> NDArray[np.bool_]:
    lowest = np.full(n_rows, np.inf)
    highest = np.full(n_rows, -np.inf)
    np.minimum.at(lowest, rows, numbers)
    np.maximum.at(highest, rows, numbers)
    return highest > lowest * (1 + _TOLERANCE)
