"""Count the rows of a dataset on every axis, by part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.axes import AXES
from aivc.validators.split_facts.count_associations import associate
from aivc.validators.split_facts.count_axis import MANY_LEVELS, facts_of, joint, single
from aivc.validators.split_facts.count_cells import Sides
from aivc.validators.split_facts.model import ORDER, PartFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from aivc.schema.generated.views import SplitManifest
    from aivc.splits.observations import AxisKeys, Observations, Partitioning
    from aivc.validators.split_facts.count_axis import Counted
    from aivc.validators.split_facts.count_cells import Counts
    from aivc.validators.split_facts.model import Association, AxisFacts

TREATMENTS = ("agent", "target")
"""What was done, the first that is known; it is counted together with contexts and amounts."""

BESIDE = ("cell_type", "cell_line", "donor", "dose", "time")

TABLE_BYTES = 24 << 20
"""Of all tables that are filled in one pass; together with the pieces of a pass well below 50 MB
unless a single axis needs more."""


@dataclass(frozen=True, slots=True)
class CountedSplit:
    """What was counted; the attributes are those of ``SplitFacts``."""

    parts: tuple[PartFacts, ...]
    axes: Mapping[str, AxisFacts]
    joints: Mapping[tuple[str, ...], AxisFacts]
    associations: Mapping[tuple[str, str], Association]


def count_axes(
    observations: Observations, partitioning: Partitioning, manifest: SplitManifest
) -> CountedSplit:
    """Count rows on every axis and joint of axes that a split is judged by.

    Parameters
    ----------
    observations
        The rows.
    partitioning
        Their parts; a row of several parts counts in each.
    manifest
        Says which axes are claimed together, and which are kept whole.
    """
    sides = Sides(partitioning, observations.is_control)
    axes = _count([single(keys, sides) for keys in observations.axes.values()], sides)
    by_name = {facts.axes[0]: facts for facts in axes}
    joints: dict[tuple[str, ...], AxisFacts] = {}
    for names in joints_wanted(observations.axes, manifest):
        (joints[names],) = _count([joint([observations.axes[name] for name in names])], sides)
    return CountedSplit(
        parts=_parts(observations, partitioning),
        axes=_with_missing_combinations(by_name),
        joints=joints,
        associations=associate(
            observations.axes,
            axes_judged(manifest),
            _Treated(observations, partitioning),
        ),
    )


def axes_judged(manifest: SplitManifest) -> tuple[str, ...]:
    """Name the axes that are claimed or kept whole, in the order of ``AXES``."""
    named = {manifest.unit_of_split, *(claim.claim_axis for claim in manifest.claims)}
    for claim in manifest.claims:
        named.update(claim.joint_with)
    return tuple(axis for axis in AXES if axis in named)


def joints_wanted(
    axes: Mapping[str, AxisKeys], manifest: SplitManifest
) -> tuple[tuple[str, ...], ...]:
    """Name the axes that are counted together, each joint in the order of ``AXES``."""
    treatment = next((axis for axis in TREATMENTS if axis in axes), None)
    asked: list[Iterable[str]] = [(treatment, other) for other in BESIDE if treatment is not None]
    asked += [
        (claim.claim_axis, *claim.joint_with)
        for claim in manifest.claims
        if claim.claim_axis and claim.joint_with
    ]
    found: dict[tuple[str, ...], None] = {}
    for names in asked:
        known = tuple(axis for axis in AXES if axis in set(names))
        countable = all(axis in axes and len(axes[axis].levels) <= MANY_LEVELS for axis in known)
        if countable and len(known) > 1 and len(known) == len(set(names)):
            found[known] = None
    return tuple(found)


def _count(all_counted: list[Counted], sides: Sides) -> list[AxisFacts]:
    found: list[AxisFacts] = []
    batch: list[Counted] = []
    used = 0
    for counted in all_counted:
        size = 16 * (len(counted.levels) + 2) * sides.size
        if batch and used + size > TABLE_BYTES:
            found += _pass(batch, sides)
            batch, used = [], 0
        batch.append(counted)
        used += size
    return [*found, *_pass(batch, sides)]


def _pass(batch: list[Counted], sides: Sides) -> list[AxisFacts]:
    """Count several axes in one pass over the rows."""
    counters = [counted.counter(sides) for counted in batch]
    for rows, side, start in sides.pieces():
        for counter in counters:
            counter.update(rows, side, start)
    counts: list[Counts] = [counter.result() for counter in counters]
    return [facts_of(counted, each, sides) for counted, each in zip(batch, counts, strict=True)]


def _with_missing_combinations(axes: Mapping[str, AxisFacts]) -> dict[str, AxisFacts]:
    """Count as missing only rows without any treatment; a single one is no missing combination."""
    found = dict(axes)
    if "combination" in found:
        columns = found["combination"].columns
        base = next(
            (
                axes[name]
                for name in ("agent", "target", "guide", "condition")
                if name in axes and axes[name].columns == columns
            ),
            None,
        )
        if base is not None:
            found["combination"] = replace(found["combination"], n_missing=base.n_missing)
    return found


def _parts(observations: Observations, partitioning: Partitioning) -> tuple[PartFacts, ...]:
    n_parts = len(partitioning.names)
    rows = np.zeros(n_parts + 1, np.int64)
    controls = np.zeros(n_parts + 1, np.int64)
    sides = Sides(partitioning, observations.is_control)
    for _, side, _ in sides.pieces():
        counted = np.bincount(side, minlength=sides.size).reshape(-1, 2)
        rows += counted.sum(axis=1)
        controls += counted[:, 1]
    return tuple(
        PartFacts(name, role, int(rows[k]), int(controls[k]))
        for k, (name, role) in enumerate(zip(partitioning.names, partitioning.roles, strict=True))
    )


class _Treated:
    """Tells which rows are in a compared part and are no controls."""

    def __init__(self, observations: Observations, partitioning: Partitioning) -> None:
        self._is_control = observations.is_control
        self._parts = partitioning.codes
        self._is_compared = np.array([*(role in ORDER for role in partitioning.roles), False])
        rows, codes = partitioning.also.T
        self._also = np.unique(rows[self._is_compared[codes]])

    def __call__(self, rows: slice) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = self._is_compared[self._parts[rows]]
        here = np.searchsorted(self._also, [rows.start, rows.stop])
        found[self._also[here[0] : here[1]] - rows.start] = True
        return found & ~self._is_control[rows]
