"""How two axes lie across one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.keys.joint_keys import chunks
from aivc.validators.split_facts.count_axis import MANY_LEVELS
from aivc.validators.split_facts.model import Association

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from aivc.splits.observations import AxisKeys

DENSE = 1 << 22
"""Places of the largest table that has one for each pair of values; beyond, pairs are sorted."""


def associate(
    axes: Mapping[str, AxisKeys], wanted: Iterable[str], rows: NDArray[np.bool_]
) -> dict[tuple[str, str], Association]:
    """Say of some axes how they lie across every other one.

    Parameters
    ----------
    axes
        All axes.
    wanted
        Those that are claimed or kept whole.
    rows
        The rows that count: of compared parts, without controls; shape (n_rows,).
    """
    found = {}
    grouping = {name: keys for name, keys in axes.items() if len(keys.levels) <= MANY_LEVELS}
    for left in wanted:
        for right, keys in grouping.items():
            if left in grouping and left != right:
                found[left, right] = _association(grouping[left], keys, rows)
    return found


def _association(left: AxisKeys, right: AxisKeys, rows: NDArray[np.bool_]) -> Association:
    pairs = _pairs(left, right, rows)
    n_right = len(right.levels)
    of_left = np.bincount(pairs // n_right, minlength=len(left.levels))
    of_right = np.bincount(pairs % n_right, minlength=n_right)
    return Association(
        left=left.axis,
        right=right.axis,
        n_left=int(np.count_nonzero(of_left)),
        n_left_in_one=int(np.count_nonzero(of_left == 1)),
        n_right=int(np.count_nonzero(of_right)),
        n_right_in_one=int(np.count_nonzero(of_right == 1)),
    )


def _pairs(left: AxisKeys, right: AxisKeys, rows: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the distinct pairs of codes that occur, as one number each."""
    n_right = len(right.levels)
    size = len(left.levels) * n_right
    occurs = np.zeros(size, bool) if size <= DENSE else None
    distinct = np.empty(0, np.int64)
    for part in chunks(len(rows)):
        here = rows[part] & (left.codes[part] >= 0) & (right.codes[part] >= 0)
        mixed: NDArray[Any] = left.codes[part][here].astype(np.int64)
        mixed *= n_right
        mixed += right.codes[part][here]
        if occurs is not None:
            occurs[mixed] = True
        else:
            distinct = np.union1d(distinct, mixed)
    return distinct if occurs is None else np.flatnonzero(occurs)
