"""Find rows of one part whose number a row of another part has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CHUNK = 1 << 20
_MAX_BITS = 28
_MIXER = np.uint64(0x9E3779B97F4A7C15)


def equal_rows(
    numbers: NDArray[np.uint64], left: NDArray[np.intp], right: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the rows of the left part that have an equal in the right one, and the first such.

    Rows without an equal are nearly all dropped by two filters before anything is sorted; so memory
    and time grow with the rows, not with their order.

    Parameters
    ----------
    numbers
        One number for each row of both parts, shape (n_rows,); equal where the content is.
    left, right
        Positions of the rows of each part, ascending.

    Returns
    -------
    left, right
        Shape (n_found,), by ascending left.
    """
    right = _kept(numbers, right, _filter(numbers, left))
    left = _kept(numbers, left, _filter(numbers, right))
    if not len(left) or not len(right):
        return left[:0], right[:0]
    order = right[np.argsort(numbers[right], kind="stable")]
    keys = numbers[order]
    place = np.minimum(np.searchsorted(keys, numbers[left], side="left"), len(keys) - 1)
    is_equal = keys[place] == numbers[left]
    return left[is_equal], order[place[is_equal]]


def _filter(numbers: NDArray[np.uint64], rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    bits = min(_MAX_BITS, max(10, (16 * len(rows)).bit_length()))
    seen = np.zeros(1 << bits, bool)
    for start in range(0, len(rows), _CHUNK):
        seen[_short(numbers[rows[start : start + _CHUNK]], len(seen))] = True
    return seen


def _kept(
    numbers: NDArray[np.uint64], rows: NDArray[np.intp], seen: NDArray[np.bool_]
) -> NDArray[np.intp]:
    parts = [rows[:0]]
    for start in range(0, len(rows), _CHUNK):
        some = rows[start : start + _CHUNK]
        parts.append(some[seen[_short(numbers[some], len(seen))]])
    return np.concatenate(parts)


def _short(numbers: NDArray[np.uint64], size: int) -> NDArray[np.intp]:
    shift = np.uint64(64 - (size.bit_length() - 1))
    return ((numbers * _MIXER) >> shift).astype(np.intp)
