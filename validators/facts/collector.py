"""What a collector is, and the part of a matrix that it has seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, Self

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.piece import Piece


@dataclass(frozen=True, slots=True)
class Span:
    """Entries ``[start, stop)`` of the major axis of a matrix of the given shape.

    The major axis runs over rows, or over columns where a matrix is stored by columns.
    """

    shape: tuple[int, int]
    start: int
    stop: int
    by_columns: bool = False

    @classmethod
    def whole(cls, shape: tuple[int, int], *, by_columns: bool = False) -> Span:
        """Span a whole matrix."""
        return cls(shape, 0, shape[1] if by_columns else shape[0], by_columns)

    @property
    def n_major(self) -> int:
        """Length along the major axis."""
        return self.stop - self.start

    @property
    def n_minor(self) -> int:
        """Length of the whole minor axis."""
        return self.shape[0] if self.by_columns else self.shape[1]

    def of(self, piece: Piece) -> slice:
        """Return where a piece lies in an array along the span."""
        return slice(piece.start - self.start, piece.stop - self.start)

    def joined(self, other: Span) -> Span:
        """Return the span of both.

        Raises
        ------
        ValueError
            The other does not begin where this one ends.
        """
        if other.start != self.stop or other.shape != self.shape:
            msg = f"spans are merged in order: {other.start} does not follow {self.stop}"
            raise ValueError(msg)
        return replace(self, stop=other.stop)


class Collector(Protocol):
    """Measures something in one pass, a piece at a time.

    Collectors of neighbouring spans merge, in order, into one that holds the same bits as if it
    had seen every piece itself. So a matrix can be measured by several workers.
    """

    span: Span

    def update(self, piece: Piece) -> None:
        """See one piece."""
        ...

    def merge(self, other: Self) -> None:
        """Take over what the collector of the span behind this one has seen."""
        ...


def merge_rows(span: Span, mine: NDArray[Any], others: NDArray[Any]) -> NDArray[Any]:
    """Merge arrays along rows: neighbours where the span runs over rows, else a sum."""
    return mine + others if span.by_columns else np.concatenate([mine, others])
