"""Find what two parts of a matrix hold in common: equal rows, rescaled ones, noisy copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.fingerprints.candidates import chosen_width
from aivc.validators.fingerprints.equal_rows import equal_rows
from aivc.validators.fingerprints.look_alikes import LookAlikes
from aivc.validators.fingerprints.near_copies import find_near_copies
from aivc.validators.fingerprints.sensitivity import Sensitivity, measure_sensitivity
from aivc.validators.fingerprints.telling_bits import bits_needed, bits_of_content, bits_of_support

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from aivc.validators.fingerprints.content_scan import RowContents
    from aivc.validators.fingerprints.sensitivity import Planted

_SUMS_AGREE = 1e-9
"""Sums of the same numbers in another order differ by less, relative to their size."""

CORRELATED = 2.0
"""Features come and go together in cells of a kind; so patterns hold fewer bits."""

LEAST_RECALL = 0.5
"""Where fewer copies with nine tenths of their counts would be found, none is looked for."""


@dataclass(frozen=True, slots=True)
class RowPairs:
    """Rows of the left part, ascending, each with one row of the right part; shape (n_pairs,)."""

    left: NDArray[np.intp]
    right: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.left)

    def without(self, *others: RowPairs) -> RowPairs:
        """Leave out rows of the left part that others have."""
        rest = ~np.isin(self.left, np.concatenate([other.left for other in others]))
        return self.where(rest)

    def where(self, mask: NDArray[np.bool_]) -> RowPairs:
        """Keep the pairs that a mask marks."""
        return RowPairs(self.left[mask], self.right[mask])


@dataclass(frozen=True, slots=True)
class Between:
    """What two parts hold in common.

    Attributes
    ----------
    n_rows
        Rows of the left part that are not empty.
    exact
        Rows with the same content.
    rescaled
        Rows that are zero in the same features and differ in their numbers.
    near
        Noisy copies of another kind.
    n_undecided
        Rows that are equal and hold too little to be called copies.
    look_alikes, sensitivity
        How far noisy copies can be told; None where a part has no row that could be one.
    """

    n_rows: int
    exact: RowPairs
    rescaled: RowPairs
    near: RowPairs
    n_undecided: int
    look_alikes: LookAlikes | None
    sensitivity: Sensitivity | None


def copies_between(
    contents: RowContents,
    planted: Planted,
    left: NDArray[np.intp],
    right: NDArray[np.intp],
    keeps_order: Callable[[NDArray[np.intp], NDArray[np.intp]], NDArray[np.bool_]],
) -> Between:
    """Compare the rows of two parts of a matrix.

    Parameters
    ----------
    contents
        What every row of the matrix holds.
    planted
        Copies of some rows of the matrix, to see whether such would be found.
    left, right
        Positions of the rows of each part, ascending.
    keeps_order
        Tells of pairs of rows whether their values are in the same order, as
        :func:`aivc.validators.fingerprints.kept_order.keep_order` does.
    """
    left = left[contents.nonzero[left] > 0]
    right = right[contents.nonzero[right] > 0]
    exact, equal = _exact(contents, left, right)
    rescaled = _rescaled(contents, left, right).without(exact, equal)
    rescaled = rescaled.where(keeps_order(rescaled.left, rescaled.right))
    near, look_alikes, sensitivity = _near(contents, planted, left, right)
    return Between(
        len(left),
        exact,
        rescaled,
        near.without(exact, equal, rescaled),
        len(equal),
        look_alikes,
        sensitivity,
    )


def _exact(
    contents: RowContents, left: NDArray[np.intp], right: NDArray[np.intp]
) -> tuple[RowPairs, RowPairs]:
    """Return rows that are copies, and rows that are equal and may be so by chance."""
    found = RowPairs(*equal_rows(contents.hashes, left, right))
    # The chance that two of 100 million hashes are equal is 3 in 10,000; sums leave none.
    sums = contents.totals.row_sums
    same = contents.nonzero[found.left] == contents.nonzero[found.right]
    same &= np.isclose(sums[found.left], sums[found.right], rtol=_SUMS_AGREE, atol=0.0)
    found = found.where(same)
    tells = bits_of_content(contents.totals, found.left) >= bits_needed(contents.totals.n_rows)
    return found.where(tells), found.where(~tells)


def _rescaled(contents: RowContents, left: NDArray[np.intp], right: NDArray[np.intp]) -> RowPairs:
    found = RowPairs(*equal_rows(contents.supports, left, right))
    same = contents.nonzero[found.left] == contents.nonzero[found.right]
    bits = bits_of_support(contents.totals, contents.nonzero[found.left])
    return found.where(same & (bits >= CORRELATED * bits_needed(contents.totals.n_rows)))


def _near(
    contents: RowContents,
    planted: Planted,
    left: NDArray[np.intp],
    right: NDArray[np.intp],
) -> tuple[RowPairs, LookAlikes | None, Sensitivity | None]:
    none = RowPairs(left[:0], right[:0])
    if not len(left) or not len(right):
        return none, None, None
    mine, theirs = contents.sketches[left], contents.sketches[right]
    look_alikes = LookAlikes.measure(mine, theirs)
    width = chosen_width(mine, theirs)
    sensitivity = measure_sensitivity(planted, look_alikes, width)
    if sensitivity.recall[0] < LEAST_RECALL:
        return none, look_alikes, sensitivity
    found = find_near_copies(mine, theirs, look_alikes, width)
    _, first = np.unique(found.left, return_index=True)
    return RowPairs(left[found.left[first]], right[found.right[first]]), look_alikes, sensitivity
