"""Sums that do not depend on the order of adding, so that workers can share them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

_UNIT = 2.0**32
_MAX_ADDS = 1 << 20
"""Parts are below 2**32; so many of them add up exactly in a float64."""


class ExactSums:
    """One sum per place, exact as long as whole parts stay below 2**53.

    Each number is cut into its whole part and multiples of 2**-32 and 2**-64; what lies below is
    rounded away, number by number. Sums of each part are whole numbers that float64 holds exactly,
    so any grouping gives the same bits. (Binned summation after Demmel & Nguyen 2015,
    doi:10.1109/TC.2014.2345391, with fixed bins.)
    """

    def __init__(self, n: int) -> None:
        self._whole = np.zeros(n)
        self._fine: NDArray[np.float64] | None = None
        self._finest: NDArray[np.float64] | None = None
        self._adds = 0

    def add(
        self,
        values: NDArray[np.float64],
        into: Callable[[NDArray[np.float64], NDArray[np.float64]], None],
        *,
        is_integral: bool,
        most: int,
    ) -> None:
        """Add finite numbers.

        Parameters
        ----------
        values
            The numbers.
        into
            Adds numbers of the same shape to the places of an array.
        is_integral
            Whether all numbers are whole.
        most
            The largest number of values that fall into one place.
        """
        if is_integral:
            into(values, self._whole)
            return
        if self._adds + most > _MAX_ADDS:
            self._carry()
        whole = np.rint(values)
        rest = (values - whole) * _UNIT
        fine = np.rint(rest)
        into(whole, self._whole)
        if self._fine is None:
            self._fine = np.zeros(len(self._whole))
        into(fine, self._fine)
        rest -= fine
        if rest.any():
            if self._finest is None:
                self._finest = np.zeros(len(self._whole))
            into(np.rint(rest * _UNIT), self._finest)
        self._adds += most

    def merge(self, other: ExactSums) -> None:
        """Add the sums of other numbers over the same places."""
        self._carry()
        other._carry()
        self._whole += other._whole
        self._fine = _sum(self._fine, other._fine)
        self._finest = _sum(self._finest, other._finest)
        self._carry()

    def result(self) -> NDArray[np.float64]:
        """Return the sums, rounded to float64."""
        if self._fine is None:
            return self._whole.copy()
        self._carry()
        # The parts of a number are unique only where all of them are positive.
        negative = self._whole < 0
        sign = np.where(negative, -1.0, 1.0)
        finest = np.zeros(1) if self._finest is None else self._finest * sign
        whole, fine, finest = _carried(self._whole * sign, self._fine * sign, finest)
        rounded: NDArray[np.float64] = sign * (whole + (fine + finest / _UNIT) / _UNIT)
        return rounded

    def _carry(self) -> None:
        if self._fine is not None:
            finest = np.zeros(1) if self._finest is None else self._finest
            self._whole, self._fine, finest = _carried(self._whole, self._fine, finest)
            self._finest = None if self._finest is None else finest
        self._adds = 0


def _carried(
    whole: NDArray[Any], fine: NDArray[Any], finest: NDArray[Any]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    up = np.floor(finest / _UNIT)
    finest = finest - up * _UNIT
    fine = fine + up
    up = np.floor(fine / _UNIT)
    return whole + up, fine - up * _UNIT, finest


def _sum(
    mine: NDArray[np.float64] | None, others: NDArray[np.float64] | None
) -> NDArray[np.float64] | None:
    if mine is None or others is None:
        return others.copy() if mine is None and others is not None else mine
    return mine + others
