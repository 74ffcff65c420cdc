"""How many rows of one dataset another one holds, from their fingerprints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.fingerprints.candidates import chosen_width
from aivc.validators.fingerprints.look_alikes import NEVER, LookAlikes
from aivc.validators.fingerprints.near_copies import find_near_copies
from aivc.validators.fingerprints.shared_features import sketches_among
from aivc.validators.fingerprints.sketch_order import N_BINS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.fingerprints.fingerprint import HashSample, TableFingerprint

_Z = 1.959963984540054
"""Normal quantile of a 95 % interval."""

_ROWS_TRIED = 2048
_LEAST_FOUND = 0.5
"""Share of rows that must be found among themselves before it counts that others are not found."""

LEAST_SHARED = 0.5
"""Of the features of the smaller of two tables: fewer, and their rows are not compared."""


@dataclass(frozen=True, slots=True)
class Containment:
    """How many rows of one table are in another.

    Attributes
    ----------
    n_compared
        Rows that were compared.
    n_found
        Those that were found.
    n_rows
        Rows that they stand for.
    share, low, high
        Share of ``n_rows`` that is in the other table, with 95 % bounds; all three are equal where
        every row was compared.
    """

    n_compared: int
    n_found: int
    n_rows: int
    share: float
    low: float
    high: float

    @classmethod
    def estimate(cls, n_found: int, n_compared: int, n_rows: int) -> Containment:
        """Estimate a share from a sample (Wilson 1927, doi:10.2307/2276774)."""
        if n_compared >= n_rows:
            share = n_found / max(1, n_compared)
            return cls(n_compared, n_found, n_rows, share, share, share)
        return cls(n_compared, n_found, n_rows, *wilson(n_found, n_compared))


def wilson(n_found: int, n: int) -> tuple[float, float, float]:
    """Return a share and its 95 % bounds.

    Examples
    --------
    >>> [round(bound, 3) for bound in wilson(5, 10)]
    [0.5, 0.237, 0.763]
    """
    if n == 0:
        return 0.0, 0.0, 1.0
    share = n_found / n
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    reach = _Z / (1 + _Z**2 / n) * (share * (1 - share) / n + _Z**2 / (4 * n**2)) ** 0.5
    low = 0.0 if n_found == 0 else max(0.0, middle - reach)
    high = 1.0 if n_found == n else min(1.0, middle + reach)
    return share, low, high


@dataclass(frozen=True, slots=True)
class NearOverlap:
    """Rows with a copy in the other table, noise allowed; None where it cannot be estimated.

    ``problem`` says why one of them cannot; it is empty where both can.
    """

    left: Containment | None = None
    right: Containment | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class TableOverlap:
    """What two tables have in common.

    ``left`` and ``right`` give the rows of each that the other holds: ``exact`` with the same
    values, ``support`` with the same features not zero (normalised and rounded copies included).
    """

    left: str
    right: str
    n_shared_features: int
    n_left_features: int
    n_right_features: int
    left_exact: Containment
    right_exact: Containment
    left_support: Containment
    right_support: Containment
    near: NearOverlap


def shared_features(left: TableFingerprint, right: TableFingerprint) -> int:
    """Count the features that two tables have in common."""
    return len(np.intersect1d(left.feature_keys, right.feature_keys))


def compare(left: TableFingerprint, right: TableFingerprint) -> TableOverlap:
    """Compare two tables.

    Parameters
    ----------
    left, right
        Fingerprints made with the same key, or both without. Noisy copies are found best where the
        sketches of one were made by the order of the other.
    """
    left_exact, right_exact = _contained(left.contents, right.contents)
    left_support, right_support = _contained(left.supports, right.supports)
    return TableOverlap(
        left.name,
        right.name,
        shared_features(left, right),
        left.n_features,
        right.n_features,
        left_exact,
        right_exact,
        left_support,
        right_support,
        _near(left, right),
    )


def _contained(left: HashSample, right: HashSample) -> tuple[Containment, Containment]:
    scale = max(left.scale, right.scale)
    mine, theirs = left.at_scale(scale), right.at_scale(scale)
    return (
        Containment.estimate(n_in(mine, theirs), len(mine), left.n_rows),
        Containment.estimate(n_in(theirs, mine), len(theirs), right.n_rows),
    )


def n_in(some: NDArray[np.uint64], ascending: NDArray[np.uint64]) -> int:
    """Count the hashes that are among others."""
    return int(np.count_nonzero(is_in(some, ascending)))


def is_in(some: NDArray[np.uint64], ascending: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell which hashes are among others, which are in ascending order."""
    if not len(ascending):
        return np.zeros(len(some), bool)
    place = np.minimum(np.searchsorted(ascending, some), len(ascending) - 1)
    found: NDArray[np.bool_] = ascending[place] == some
    return found


def _near(left: TableFingerprint, right: TableFingerprint) -> NearOverlap:
    if not len(left.sketches) or not len(right.sketches):
        return NearOverlap(problem="a fingerprint holds no sketches")
    if min(left.sketch_scale, right.sketch_scale) > 1:
        problem = "both fingerprints hold sketches of some rows only; compare the data with one"
        return NearOverlap(problem=problem)
    mine, theirs, look_alikes = comparable_sketches(left, right)
    width = chosen_width(mine, theirs)
    if look_alikes is None or not _finds_itself(mine, look_alikes, width):
        problem = "the features that both have are too few to tell noisy copies from look-alikes"
        return NearOverlap(problem=problem)
    found = find_near_copies(mine, theirs, look_alikes, width)
    in_right = Containment.estimate(len(np.unique(found.left)), len(mine), _sketched(left))
    in_left = Containment.estimate(len(np.unique(found.right)), len(theirs), _sketched(right))
    problem = "the fingerprint of one holds sketches of some rows only"
    if left.sketch_scale > 1:
        return NearOverlap(in_right, None, problem)
    if right.sketch_scale > 1:
        return NearOverlap(None, in_left, problem)
    return NearOverlap(in_right, in_left)


def _finds_itself(sketches: NDArray[np.uint8], look_alikes: LookAlikes, width: int) -> bool:
    """Tell whether rows would be found among themselves; else none being found says nothing."""
    some = sketches[:_ROWS_TRIED]
    found = find_near_copies(some, some, look_alikes, width)
    return len(np.unique(found.left)) >= _LEAST_FOUND * len(some)


def _sketched(table: TableFingerprint) -> int:
    """Return the rows that the sketches of a table stand for."""
    return table.n_rows if table.sketch_scale > 1 else len(table.sketches)


def comparable_sketches(
    left: TableFingerprint, right: TableFingerprint
) -> tuple[NDArray[np.uint8], NDArray[np.uint8], LookAlikes | None]:
    """Return sketches by the features that both have, and how alike unrelated rows then are.

    It is None where they are too much alike for copies to be told.
    """
    mine = sketches_among(left, right.feature_keys)
    theirs = sketches_among(right, left.feature_keys)
    look_alikes = LookAlikes.measure(mine, theirs, left.n_rows * right.n_rows)
    tells = bool((look_alikes.needed[: N_BINS + 1] < NEVER).any())
    return mine, theirs, look_alikes if tells else None
