"""The facts of one axis, or of several together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.axes import AXES, AxisKind
from aivc.validators.split_facts.count_cells import LAST_BIT, AxisCounter, parts_of_levels
from aivc.validators.split_facts.count_codes import JointCodes, PlacedCodes
from aivc.validators.split_facts.model import AxisFacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.splits.observations import AxisKeys
    from aivc.validators.split_facts.count_cells import Counts, Sides
    from aivc.validators.split_facts.count_codes import Codes

MANY_LEVELS = 200_000
"""Values beyond which an axis names single rows: those of one part only are not listed."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Codes to be counted, and what they stand for.

    ``levels`` are the positions on each axis of each code, shape (n_codes, n_axes). Where
    ``unlisted_levels`` is given, one more code stands for all values of a single part, of which
    each part has that many.
    """

    axes: tuple[str, ...]
    codes: Codes
    levels: NDArray[np.int64]
    keys: tuple[AxisKeys, ...]
    unlisted_levels: NDArray[np.int64] | None = None

    def counter(self, sides: Sides) -> AxisCounter:
        """Return what counts them."""
        return AxisCounter(self.codes, len(self.levels) + (self.unlisted_levels is not None), sides)


def single(keys: AxisKeys, sides: Sides) -> Counted:
    """Count the values of one axis; of very many, only those that several parts hold are listed."""
    n_levels = len(keys.levels)
    if n_levels <= MANY_LEVELS:
        levels = np.arange(n_levels)[:, np.newaxis]
        return Counted((keys.axis,), keys.codes, levels, (keys,))
    return _only_shared(keys, sides)


def joint(keys: Sequence[AxisKeys]) -> Counted:
    """Count the values of several axes together; a row has none where it has none on any axis."""
    codes = JointCodes(
        [each.codes for each in keys],
        [len(each.levels) for each in keys],
        len(keys[0].codes),
    )
    return Counted(tuple(each.axis for each in keys), codes, codes.combinations, tuple(keys))


def facts_of(counted: Counted, counts: Counts, sides: Sides) -> AxisFacts:
    """Make facts of counts; levels that occur in no part are dropped."""
    rows = counts.rows[1 : len(counted.levels) + 1]
    used = np.flatnonzero(rows.any(axis=(1, 2)))
    is_intervention = any(AXES[axis].kind is AxisKind.INTERVENTION for axis in counted.axes)
    missing = counts.rows[0]
    facts = AxisFacts(
        axes=counted.axes,
        levels=counted.levels[used],
        names=tuple(keys.levels for keys in counted.keys),
        treated=rows[used, :, 0],
        controls=rows[used, :, 1],
        n_missing=missing[:, 0].copy() if is_intervention else missing.sum(axis=1),
        first_rows=counts.places[1:][used].max(axis=2),
        unlisted_levels=counted.unlisted_levels,
        unlisted_rows=None if counted.unlisted_levels is None else counts.rows[-1].sum(axis=1),
        repeated=_repeated(counted, sides, used),
    )
    return _named(facts, counted.keys[0], used) if len(counted.keys) == 1 else facts


def _repeated(counted: Counted, sides: Sides, used: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """Count the rows that are in several parts; None where there are none."""
    pieces = list(sides.repeated())
    if not pieces:
        return None
    counter = counted.counter(sides)
    for piece in pieces:
        counter.update(*piece)
    return counter.result().rows[1:][used]


def _named(facts: AxisFacts, keys: AxisKeys, used: NDArray[np.int64]) -> AxisFacts:
    """Describe a single axis; its levels are numbered anew, as some may have been dropped."""
    kept = facts.levels[:, 0]
    return replace(
        facts,
        levels=np.arange(len(used))[:, np.newaxis],
        names=(tuple(keys.levels[k] for k in kept.tolist()),),
        columns=keys.columns,
        source=keys.source,
        numbers=None if keys.numbers is None else keys.numbers[kept],
        unit=keys.unit,
        members=tuple(keys.members[k] for k in kept.tolist()) if keys.members else (),
        resolution=keys.resolution,
    )


def _only_shared(keys: AxisKeys, sides: Sides) -> Counted:
    """Give all values of a single part one code, the last."""
    parts = parts_of_levels(keys.codes, len(keys.levels), sides)
    one = parts.dtype.type(1)
    several = parts & (parts - one) != 0
    if sides.n_parts > LAST_BIT:
        several |= parts >> np.uint64(LAST_BIT) != 0
    shared = np.flatnonzero(several & (parts != 0))
    place = np.full(len(parts) + 1, len(shared), np.min_scalar_type(-len(shared) - 1))
    place[shared] = np.arange(len(shared))
    place[-1] = -1
    codes = PlacedCodes(keys.codes, place)
    alone = np.zeros(sides.n_parts, np.int64)
    for part in range(min(sides.n_parts, LAST_BIT)):
        alone[part] = np.count_nonzero(~several & (parts == one << parts.dtype.type(part)))
    return Counted((keys.axis,), codes, shared[:, np.newaxis], (keys,), alone)
