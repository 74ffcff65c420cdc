"""How two axes lie across one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.distinct import distinct_values
from aivc.storage.keys.joint_keys import chunks
from aivc.validators.split_facts.count_axis import MANY_LEVELS
from aivc.validators.split_facts.count_codes import DENSE
from aivc.validators.split_facts.model import Association

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from aivc.splits.observations import AxisKeys


def associate(
    axes: Mapping[str, AxisKeys],
    wanted: Iterable[str],
    is_counted: Callable[[slice], NDArray[np.bool_]],
) -> dict[tuple[str, str], Association]:
    """Say of some axes how they lie across every other one.

    Parameters
    ----------
    axes
        All axes.
    wanted
        Those that are claimed or kept whole.
    is_counted
        Tells of a slice of rows which of them count: those of compared parts, without controls.
    """
    found = {}
    grouping = {name: keys for name, keys in axes.items() if len(keys.levels) <= MANY_LEVELS}
    for left in wanted:
        for right, keys in grouping.items():
            if left in grouping and left != right:
                found[left, right] = _association(grouping[left], keys, is_counted)
    return found


def _association(
    left: AxisKeys, right: AxisKeys, is_counted: Callable[[slice], NDArray[np.bool_]]
) -> Association:
    pairs = _pairs(left, right, is_counted)
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


def _pairs(
    left: AxisKeys, right: AxisKeys, is_counted: Callable[[slice], NDArray[np.bool_]]
) -> NDArray[np.int64]:
    """Return the distinct pairs of codes that occur, as one number each."""
    n_right = len(right.levels)
    size = len(left.levels) * n_right
    # The place behind the last is for rows that do not count.
    occurs = np.zeros(size + 1, bool) if size <= DENSE else None
    distinct = np.empty(0, np.int64)
    for rows in chunks(len(left.codes)):
        one, other = left.codes[rows], right.codes[rows]
        mixed: NDArray[np.int64] = one.astype(np.int64)
        mixed *= n_right
        mixed += other
        mixed[(one < 0) | (other < 0) | ~is_counted(rows)] = size
        if occurs is not None:
            occurs[mixed] = True
        else:
            distinct = distinct_values(np.append(distinct, distinct_values(mixed)))
    found = distinct if occurs is None else np.flatnonzero(occurs)
    pairs: NDArray[np.int64] = found[found < size]
    return pairs
