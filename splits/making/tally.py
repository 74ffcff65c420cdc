"""How large groups are, and of what strata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_MOST_CELLS = 1 << 25
"""Cells of the table of groups by strata: 256 MB of int64."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Sizes of groups.

    ``size`` has shape (n_groups,); ``strata`` shape (n_groups, n_strata) counts rows.
    """

    size: NDArray[np.int64]
    strata: NDArray[np.int64]

    def of(self, groups: NDArray[Any]) -> Tally:
        """Return the sizes of some groups."""
        return Tally(self.size[groups], self.strata[groups])


def tally(
    codes: NDArray[np.int64],
    n_groups: int,
    strata: Sequence[NDArray[Any]],
    units: NDArray[Any] | None = None,
) -> Tally:
    """Measure groups.

    Parameters
    ----------
    codes
        Group of each row, -1 for none, shape (n_rows,).
    n_groups
        Groups.
    strata
        Codes of each stratifying column; a stratum is a combination of values.
    units
        Codes of the values that sizes count; rows are counted where it is None.
    """
    rows = np.flatnonzero(codes >= 0)
    placed = codes[rows]
    size = np.bincount(placed, minlength=n_groups)
    by_stratum = _by_stratum(placed, n_groups, [column[rows] for column in strata])
    if units is not None:
        pairs = joint_codes([placed, units[rows]]).combinations
        size = np.bincount(pairs[pairs[:, 1] >= 0, 0], minlength=n_groups)
    return Tally(size, by_stratum)


def _by_stratum(
    placed: NDArray[np.int64], n_groups: int, strata: Sequence[NDArray[Any]]
) -> NDArray[np.int64]:
    if not strata:
        return np.empty((n_groups, 0), np.int64)
    stratum = joint_codes(list(strata)).codes.astype(np.int64)
    counts = np.bincount(stratum)
    kept = max(1, _MOST_CELLS // max(n_groups, 1))
    if len(counts) > kept:
        # The rare ones are kept even together, so that memory stays bounded.
        place = np.full(len(counts), kept - 1, np.int64)
        place[np.argsort(-counts, kind="stable")[: kept - 1]] = np.arange(kept - 1)
        stratum, counts = place[stratum], counts[:kept]
    width = len(counts)
    table = np.bincount(placed * width + stratum, minlength=n_groups * width)
    return table.reshape(n_groups, width)
