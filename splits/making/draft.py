"""A division in the making: the part of each row, or why it has none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Reason:
    """Why rows are in no part. ``role`` is ``excluded`` or ``buffer``."""

    text: str
    role: str = "excluded"


@dataclass(frozen=True, slots=True)
class Draft:
    """The part of each row, or why it has none.

    Attributes
    ----------
    codes
        Position among the parts that were asked for, -1 for none yet or none at all; shape
        (n_rows,).
    why
        Position in ``reasons`` of what keeps a row out, -1 for rows that are not kept out.
    reasons
        The reasons.
    """

    codes: NDArray[np.int16]
    why: NDArray[np.int16]
    reasons: tuple[Reason, ...] = ()

    @property
    def is_open(self) -> NDArray[np.bool_]:
        """Rows that have no part and no reason to have none."""
        return (self.codes < 0) & (self.why < 0)

    def leave_out(self, rows: NDArray[np.bool_], reason: Reason) -> Draft:
        """Take rows out for a reason; those that are out already keep theirs."""
        leaving = rows & (self.why < 0)
        if not leaving.any():
            return self
        reasons = self.reasons if reason in self.reasons else (*self.reasons, reason)
        codes, why = self.codes.copy(), self.why.copy()
        codes[leaving], why[leaving] = -1, reasons.index(reason)
        return Draft(codes, why, reasons)

    def place(self, rows: NDArray[np.bool_], codes: NDArray[np.int64] | int) -> Draft:
        """Give rows their parts; ``codes`` holds one for every row."""
        placed = self.codes.copy()
        placed[rows] = codes if isinstance(codes, int) else codes[rows]
        return replace(self, codes=placed)


def blank(n_rows: int) -> Draft:
    """Start with nothing placed."""
    return Draft(np.full(n_rows, -1, np.int16), np.full(n_rows, -1, np.int16))
