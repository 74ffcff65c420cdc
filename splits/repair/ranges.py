"""The fewest rows to drop so that doses or times lie between, or beyond, those of training."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAME = 1e-9
"""Numbers that differ by less than this share are one number, written in different units."""


def rows_out_of_order(
    number: NDArray[np.float64],
    group: NDArray[np.int64],
    evaluated: NDArray[np.bool_],
    reference: NDArray[np.bool_],
    *,
    is_between: bool,
) -> NDArray[np.bool_]:
    """Choose entries to drop, the fewest for each group.

    Parameters
    ----------
    number
        Number of each entry, NaN where it has none, shape (n_entries,).
    group
        Group within which an order is judged, -1 for none.
    evaluated, reference
        Entries of either side.
    is_between
        Whether evaluated numbers must lie strictly between, or strictly beyond, those of training.
        Either way a group without training rows cannot be evaluated.

    Examples
    --------
    >>> number, group = np.array([1.0, 10, 1, 3, 30]), np.zeros(5, int)
    >>> test = np.array([False, False, True, True, True])
    >>> rows_out_of_order(number, group, test, ~test, is_between=True).tolist()
    [False, False, True, False, True]
    """
    goes = np.zeros(len(number), bool)
    used = (group >= 0) & ~np.isnan(number) & (evaluated | reference)
    order = np.flatnonzero(used)[np.lexsort((number[used], group[used]))]
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    for members in np.split(order, starts[1:]) if len(order) else ():
        if evaluated[members].any():
            goes[members] = _of_group(
                number[members], evaluated[members], reference[members], is_between=is_between
            )
    return goes


def _of_group(
    number: NDArray[np.float64],
    evaluated: NDArray[np.bool_],
    reference: NDArray[np.bool_],
    *,
    is_between: bool,
) -> NDArray[np.bool_]:
    place = np.cumsum(np.diff(number, prepend=number[0]) > SAME * np.abs(number))
    n_places = int(place[-1]) + 1
    tested = np.bincount(place[evaluated], minlength=n_places)
    trained = np.bincount(place[reference], minlength=n_places)
    choose = _between if is_between else _beyond
    keeps_tested, keeps_trained = choose(tested, trained)
    return (evaluated & ~keeps_tested[place]) | (reference & ~keeps_trained[place])


Kept = tuple["NDArray[np.bool_]", "NDArray[np.bool_]"]


def _between(tested: NDArray[np.int64], trained: NDArray[np.int64]) -> Kept:
    """Let training reach as far as it does; each number between its ends is of the larger side."""
    keeps_tested = np.zeros(len(tested), bool)
    ends = np.flatnonzero(trained)
    if len(ends):
        keeps_tested[ends[0] + 1 : ends[-1]] = True
        # Where both are as many, the test keeps its rows: there are fewer of them elsewhere.
        keeps_tested &= (tested >= trained) & (tested > 0)
    return keeps_tested, ~keeps_tested


def _beyond(tested: NDArray[np.int64], trained: NDArray[np.int64]) -> Kept:
    """Choose the range of training with which fewest rows go: theirs outside, the others inside."""
    ends = np.flatnonzero(trained)
    all_tested, all_trained = int(tested.sum()), int(trained.sum())
    nothing = np.zeros(len(tested), bool)
    best = (all_tested, nothing, ~nothing)
    until = np.concatenate(([0], np.cumsum(tested))), np.concatenate(([0], np.cumsum(trained)))
    for low in ends.tolist():
        highs = ends[ends >= low]
        inside = [total[highs + 1] - total[low] for total in until]
        cost = np.where(inside[0] < all_tested, inside[0] + all_trained - inside[1], all_tested)
        k = int(cost.argmin())
        if cost[k] < best[0]:
            keeps_trained = nothing.copy()
            keeps_trained[low : highs[k] + 1] = True
            best = (int(cost[k]), ~keeps_trained, keeps_trained)
    return best[1], best[2]
