"""Tables of one place whose rows nothing puts into common sections."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.split_facts.observe_sections import OWNERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.splits.observations import Observations


def tables_apart(observations: Observations) -> tuple[str, ...]:
    """Name two tables with regions at one place of which none is known to be the other's.

    Where regions of one table cover the same place, each is a section counted from the same
    corner. Those of another table are sections too, and only a column can tell which of them are
    which; rows of the two are not compared.

    Returns
    -------
    tuple of str
        Names of the first two such tables; empty where there are none, or where a column or an
        entity of the card tells sections.
    """
    coordinates = observations.coordinates
    section = observations.axes.get("section")
    if coordinates is None or section is None or section.source != "computed":
        return ()
    codes = np.asarray(coordinates.section, np.int64)
    tables = [
        (name, _planes(codes[start:stop], coordinates.values[start:stop], start))
        for name, start, stop in observations.segments
    ]
    for (one, mine), (other, theirs) in combinations(tables, 2):
        if _meet_apart(mine, theirs, observations):
            return one, other
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class _Planes:
    """Sections of a table: their codes, one row of each, and the boxes around their rows."""

    codes: NDArray[np.int64]
    rows: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def without(self, codes: NDArray[np.int64]) -> _Planes:
        """Leave some sections out."""
        kept = ~np.isin(self.codes, codes)
        return _Planes(self.codes[kept], self.rows[kept], self.low[kept], self.high[kept])


def _planes(codes: NDArray[np.int64], values: NDArray[np.float64], start: int) -> _Planes:
    placed = np.flatnonzero(np.isfinite(values).all(axis=1) & (codes >= 0))
    placed = placed[np.argsort(codes[placed], kind="stable")]
    known, firsts = np.unique(codes[placed], return_index=True)
    if not len(placed):
        return _Planes(known, firsts, np.empty((0, 2)), np.empty((0, 2)))
    low = np.minimum.reduceat(values[placed, :2], firsts)
    high = np.maximum.reduceat(values[placed, :2], firsts)
    return _Planes(known, start + placed[firsts], low, high)


def _meet_apart(mine: _Planes, theirs: _Planes, observations: Observations) -> bool:
    """Tell whether sections of one table alone lie where sections of the other alone lie."""
    own, others = mine.without(theirs.codes), theirs.without(mine.codes)
    owners = [observations.axes[name].codes for name in OWNERS if name in observations.axes]
    for k in range(len(own.codes)):
        sides = np.minimum(own.high[k], others.high) - np.maximum(own.low[k], others.low)
        beside = np.flatnonzero((sides >= 0).all(axis=1))
        for codes in owners:
            beside = beside[codes[others.rows[beside]] == codes[own.rows[k]]]
        system = _system(int(own.codes[k]), observations)
        if any(_system(code, observations) == system for code in others.codes[beside].tolist()):
            return True
    return False


def _system(code: int, observations: Observations) -> str:
    """Return the coordinate system of a section, empty where all have one."""
    coordinates = observations.coordinates
    systems = () if coordinates is None else coordinates.systems
    return systems[code] if code < len(systems) else ""
