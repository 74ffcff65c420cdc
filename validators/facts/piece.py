"""A cache-sized part of a matrix, and what can be summed over it.

Collectors see a matrix as pieces. Along the major axis (rows; columns of a CSC matrix) a piece
holds whole entries, so that what belongs to one of them is complete; the other axis is the minor.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.validators.facts import kernels

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Piece(ABC):
    """Entries ``[start, stop)`` of the major axis."""

    start: int
    stop: int
    by_columns: bool
    data: NDArray[Any]
    """The numbers as stored; one- or two-dimensional."""

    @cached_property
    def values(self) -> NDArray[np.float64]:
        """The numbers as float64, in the shape of ``data``."""
        return kernels.as_values(self.data, has_zeros=self.n_zeros > 0)

    @cached_property
    def extent(self) -> tuple[float, float]:
        """Smallest and largest stored number; NaN if there is a NaN or no number at all."""
        if not self.data.size:
            return (np.nan, np.nan)
        return float(self.data.min()), float(self.data.max())

    @cached_property
    def is_finite(self) -> bool:
        """Whether no number is NaN or infinite."""
        return not self.data.size or all(map(np.isfinite, self.extent))

    @cached_property
    def is_integral(self) -> bool:
        """Whether every number is whole."""
        if self.data.dtype.kind in "iub":
            return True
        return bool((np.rint(self.data) == self.data).all())

    @cached_property
    def n_zeros(self) -> int:
        """How many zeros are stored."""
        low, high = self.extent
        if low > 0 or high < 0:
            return 0
        return self.data.size - int(np.count_nonzero(self.data))

    @property
    @abstractmethod
    def clean(self) -> Piece:
        """The piece with entries in range, in order, and one for each place."""

    @property
    def finite(self) -> Piece:
        """The piece itself, or with 0 in place of what is not finite."""
        if self.is_finite:
            return self
        return self.replaced(np.where(np.isfinite(self.values), self.values, 0.0))

    @abstractmethod
    def replaced(self, values: NDArray[np.float64]) -> Piece:
        """Return the piece with other numbers in the same places."""

    @abstractmethod
    def rows_where(self, mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Rows of the stored numbers that the mask, in the shape of ``data``, marks."""

    @abstractmethod
    def stored(self) -> NDArray[np.int64]:
        """Count the stored numbers of each entry of the major axis."""

    @abstractmethod
    def over_major(self, weights: NDArray[Any]) -> NDArray[Any]:
        """Sum weights, in the shape of ``data``, over each entry of the major axis."""

    @abstractmethod
    def into_minor(self, weights: Any, into: NDArray[Any]) -> None:
        """Add weights, in the shape of ``data``, to an array along the whole minor axis."""

    @abstractmethod
    def of_columns(self, per_column: NDArray[Any]) -> NDArray[Any]:
        """Give each stored number what its column has; broadcasts to the shape of ``data``."""
