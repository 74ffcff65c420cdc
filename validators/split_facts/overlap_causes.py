"""Why a value is on both sides: treated rows, controls alone, or rows that are in both parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.splits.axes import AXES, AxisKind
from aivc.validators.split_facts.kept_whole import counts_controls
from aivc.validators.split_facts.overlap import is_apart

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.split_facts.model import AxisFacts, Pair, SplitFacts


def leaked_levels(split: SplitFacts, pair: Pair, facts: AxisFacts) -> NDArray[np.int64]:
    """Return the values that both parts hold for reasons of their own, most rows first.

    Left out are values that are shared by controls alone, which is a matter of the control policy,
    and those shared only by rows that are in both parts, which is a fault of the assignments.
    """
    found = is_apart(split, pair, facts) & ~shared_by_controls(split, pair, facts)
    levels = found.nonzero()[0]
    order = (-facts.rows[levels, pair.reference]).argsort(kind="stable")
    leaked: NDArray[np.int64] = levels[order]
    return leaked


def shared_by_controls(split: SplitFacts, pair: Pair, facts: AxisFacts) -> NDArray[np.bool_]:
    """Mark values that both parts hold, but not both in treated rows, shape (n_levels,).

    On axes of single things, such as wells, a control is as much of a leak as any other row, and
    none is marked.
    """
    is_unit = any(AXES[axis].kind is AxisKind.UNIT for axis in facts.axes)
    if is_unit or not counts_controls(split):
        return facts.treated[:, pair.evaluated] < 0  # no count is negative: none is marked
    treated = facts.treated
    if facts.repeated is not None:
        treated = treated - facts.repeated[:, :, 0]
    both_treated = (treated[:, pair.evaluated] > 0) & (treated[:, pair.reference] > 0)
    found: NDArray[np.bool_] = is_apart(split, pair, facts) & ~both_treated
    return found
