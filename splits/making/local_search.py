"""Better a packing by moves of single groups and swaps of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.splits.making.tally import Tally

_WORK = 2_000_000_000
"""Products that the search may cost; what is left over then is small already."""

_MOST_STEPS = 2_000
_CANDIDATES = 256
"""Groups of a part that a swap considers: those that it would be best to be rid of."""

_LEAST_GAIN = 1e-10

_GOOD_ENOUGH = 5e-5
"""Sum of squared deviations, about half a percent of everything in each part. Going on from there
would bring every seed to the same few divisions, and repeats would repeat nothing."""


def improve(
    parts: NDArray[np.int64],
    free: NDArray[np.intp],
    sizes: Tally,
    targets: NDArray[np.int64],
) -> None:
    """Move and swap free groups in place while that brings the parts nearer to their targets.

    What is made small is the sum over parts of the squared deviation in size, and in each stratum,
    rare strata weighing as much as frequent ones.
    """
    open_parts = np.flatnonzero(targets > 0)
    if len(open_parts) < 2 or len(free) < 2:
        return
    search = _Search(parts, free, sizes, targets, open_parts)
    cost = len(free) * (1 + sizes.strata.shape[1]) * len(open_parts)
    for _ in range(min(_MOST_STEPS, max(10, _WORK // max(cost, 1)))):
        if search.deviation() < _GOOD_ENOUGH or not (search.move() or search.swap()):
            break
    parts[free] = open_parts[search.part]


class _Search:
    """The state of one search: groups as rows of features, parts as what they have too much."""

    def __init__(
        self,
        parts: NDArray[np.int64],
        free: NDArray[np.intp],
        sizes: Tally,
        targets: NDArray[np.int64],
        open_parts: NDArray[np.intp],
    ) -> None:
        place = np.full(len(targets), -1, np.int64)
        place[open_parts] = np.arange(len(open_parts))
        self.part = place[parts[free]]
        features = np.column_stack([sizes.size, sizes.strata]).astype(np.float64)
        weight, excess = _scaled(features, parts, targets.astype(np.float64))
        self.weight, self.features = weight, features[free]
        self.weighted = self.features * weight
        self.excess = excess[open_parts]
        self.norm = np.einsum("ij,ij->i", self.weighted, self.features)
        self.counts = np.bincount(parts[parts >= 0], minlength=len(targets))[open_parts]

    def deviation(self) -> float:
        """Return what is made small."""
        return float(np.einsum("ij,j,ij->", self.excess, self.weight, self.excess))

    def gains(self) -> NDArray[np.float64]:
        """Return the change that moving each group to each part makes; negative is better."""
        # einsum and not @: its sums do not depend on how many cores there are.
        against = np.einsum("ij,kj->ik", self.weighted, self.excess)
        mine = np.take_along_axis(against, self.part[:, np.newaxis], axis=1)
        change: NDArray[np.float64] = 2 * (against - mine + self.norm[:, np.newaxis])
        np.put_along_axis(change, self.part[:, np.newaxis], np.inf, axis=1)
        return change

    def move(self) -> bool:
        """Make the best move; return whether there was one."""
        change = self.gains()
        change[self.counts[self.part] < 2] = np.inf
        best = int(np.argmin(change))
        group, part = divmod(best, change.shape[1])
        if not change[group, part] < -_LEAST_GAIN:
            return False
        self._shift(group, part)
        return True

    def swap(self) -> bool:
        """Make the best swap among promising groups; return whether there was one."""
        change = self.gains()
        n_parts = change.shape[1]
        best, chosen = -_LEAST_GAIN, None
        for one in range(n_parts):
            for other in range(one + 1, n_parts):
                left, right = (
                    self._promising(change, one, other),
                    self._promising(change, other, one),
                )
                if not len(left) or not len(right):
                    continue
                both = change[left, other][:, np.newaxis] + change[right, one]
                both -= 4 * np.einsum("ij,kj->ik", self.weighted[left], self.features[right])
                at = int(np.argmin(both))
                if both.flat[at] < best:
                    best = float(both.flat[at])
                    a, b = divmod(at, len(right))
                    chosen = (int(left[a]), other, int(right[b]), one)
        if chosen is None:
            return False
        self._shift(chosen[0], chosen[1])
        self._shift(chosen[2], chosen[3])
        return True

    def _promising(self, change: NDArray[np.float64], source: int, goal: int) -> NDArray[np.intp]:
        members = np.flatnonzero(self.part == source)
        if len(members) <= _CANDIDATES:
            return members
        return members[np.argsort(change[members, goal], kind="stable")[:_CANDIDATES]]

    def _shift(self, group: int, part: int) -> None:
        before = int(self.part[group])
        self.excess[before] -= self.features[group]
        self.excess[part] += self.features[group]
        self.counts[before] -= 1
        self.counts[part] += 1
        self.part[group] = part


def _scaled(
    features: NDArray[np.float64],
    parts: NDArray[np.int64],
    targets: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the weight of each feature, and what each part has too much of it."""
    is_placed = parts >= 0
    placed, where = features[is_placed], parts[is_placed]
    totals = placed.sum(axis=0)
    everything = max(float(totals[0]), 1.0)
    share = targets / max(float(targets.sum()), 1.0)
    excess = np.zeros((len(targets), features.shape[1]))
    np.add.at(excess, where, placed)
    excess -= share[:, np.newaxis] * totals
    n_strata = features.shape[1] - 1
    rows = max(float(totals[1:].sum()), 1.0)
    weight = np.empty(features.shape[1])
    weight[0] = 1 / everything**2
    weight[1:] = 1 / (rows * np.maximum(totals[1:], 1.0) * max(n_strata, 1))
    return weight, excess
