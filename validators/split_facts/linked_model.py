"""Rows that one thing was measured in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class LinkedRows:
    """Rows that one thing was measured in.

    Attributes
    ----------
    what
        What they have in common: ``cell``, ``matter`` or ``molecules``.
    told_by
        Pointer of the link or set of the card, or the keys of the file that tell it.
    node, row
        Each ``row`` (a position among the observations) has the thing ``node``; a thing has two
        rows or more. Shape (n_memberships,).
    problem
        Why it could not be told which rows those are; empty where it could.
    """

    what: str
    told_by: str
    node: NDArray[np.int64]
    row: NDArray[np.int64]
    problem: str = ""
    link_id: str = ""

    def across(self, codes: NDArray[np.int16], evaluated: int, reference: int) -> NDArray[np.int64]:
        """Return the rows of one part that have a thing in common with rows of another one.

        Parameters
        ----------
        codes
            The part of each observation.
        evaluated
            The part whose rows are returned, ascending.
        reference
            The other part.
        """
        if not len(self.node):
            return np.empty(0, np.int64)
        is_known = np.zeros(int(self.node.max()) + 1, bool)
        is_known[self.node[codes[self.row] == reference]] = True
        return np.unique(self.row[(codes[self.row] == evaluated) & is_known[self.node]])
