"""What stands in the way of a division: one value, one great group, or values that tie groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.making.blocks import block_links, coordinates_of
from aivc.splits.making.pairs import pair_links
from aivc.splits.making.problem import pose
from aivc.splits.making.whole_groups import groups_of
from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.splits.making.links import Links
    from aivc.splits.making.problem import Problem
    from aivc.splits.making.request import SplitRequest
    from aivc.splits.observations import Observations

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Bridge:
    """A value that ties several held-out values together.

    ``axis`` is empty where the link does not come from an axis, ``value`` where it has no name.
    """

    axis: str
    reason: str
    value: str
    n_rows: int
    tied: tuple[str, ...]

    def in_words(self) -> str:
        """Say what ties what."""
        if self.value:
            return f"{self.reason} {self.value} ties {', '.join(self.tied)}"
        return f"{', '.join(self.tied)} are tied by the same {self.reason}"


@dataclass(frozen=True, slots=True)
class Blocking:
    """What stands in the way.

    Attributes
    ----------
    label
        What the held-out axis is called.
    n_values, n_groups, n_rows
        Held-out values, the groups that they form, rows that are placed.
    largest, largest_rows
        The first values of the largest group, and its rows.
    bridges
        Values that tie groups together, those with fewest rows first.
    """

    label: str
    n_values: int
    n_groups: int
    n_rows: int
    largest: tuple[str, ...]
    largest_rows: int
    bridges: tuple[Bridge, ...]

    def sentences(self) -> list[str]:
        """Say it."""
        if self.n_values == 1:
            return [f"All observations are of one {self.label}: {', '.join(self.largest)}."]
        share = self.largest_rows / max(self.n_rows, 1)
        told = [
            (
                f"{self.n_values:,} values of {self.label} form {self.n_groups:,} group"
                f"{'' if self.n_groups == 1 else 's'}; the largest has {self.largest_rows:,} of "
                f"{self.n_rows:,} observations ({share:.0%}): {', '.join(self.largest)}."
            )
        ]
        shown = [bridge.in_words() for bridge in self.bridges[:_SHOWN]]
        if shown:
            more = len(self.bridges) - len(shown)
            told.append("; ".join(shown) + (f"; and {more:,} more." if more > 0 else "."))
        return told


def blocking_of(
    observations: Observations, request: SplitRequest, links: Sequence[Links]
) -> Blocking | None:
    """Return what stands in the way of dividing the axis that has fewest groups."""
    problem = pose(observations, request, links)
    found = [_of_axis(problem, unit) for unit in _units(problem)]
    return min(found, key=lambda each: each.n_groups, default=None)


def _units(problem: Problem) -> list[Links]:
    """Return what is dealt: blocks, pairs, or the values of each held-out axis."""
    if problem.request.block is not None:
        return [block_links(coordinates_of(problem.observations), problem.request.block)]
    if problem.request.novelty == "seen_in_other_context":
        return [pair_links(problem)]
    return list(problem.held) or list(problem.whole[:1])


def _of_axis(problem: Problem, unit: Links) -> Blocking:
    groups = groups_of(problem, (unit,))
    rows = np.flatnonzero((groups.codes >= 0) & (unit.codes >= 0))
    sizes = groups.sizes()
    largest = int(np.argmax(sizes)) if len(sizes) else -1
    in_largest = rows[groups.codes[rows] == largest]
    return Blocking(
        unit.reason,
        len(np.unique(unit.codes[rows])),
        groups.n_groups,
        int(sizes.sum()),
        _names(unit, unit.codes[in_largest]),
        int(sizes[largest]) if len(sizes) else 0,
        _bridges(problem, unit, in_largest),
    )


def _names(links: Links, codes: NDArray[np.signedinteger]) -> tuple[str, ...]:
    distinct = np.unique(codes[codes >= 0]).tolist()
    names = sorted(links.levels[code] if links.levels else f"set {code}" for code in distinct)
    more = len(names) - _SHOWN
    return tuple(names[:_SHOWN]) + ((f"and {more:,} more",) if more > 0 else ())


def _bridges(problem: Problem, unit: Links, rows: NDArray[np.intp]) -> tuple[Bridge, ...]:
    """Return the values of links that lie in several values of the unit."""
    found = []
    for links in problem.whole:
        here = rows[links.codes[rows] >= 0]
        pairs = joint_codes([links.codes[here], unit.codes[here]]).combinations
        values, n_tied = np.unique(pairs[:, 0], return_counts=True)
        counts = np.bincount(links.codes[here], minlength=int(values.max(initial=-1)) + 1)
        for value in values[n_tied > 1].tolist():
            tied = _names(unit, pairs[pairs[:, 0] == value, 1])
            name = links.levels[value] if links.levels else ""
            found.append(Bridge(links.axis, links.reason, name, int(counts[value]), tied))
    return tuple(sorted(found, key=lambda each: (each.n_rows, each.reason, each.value)))
