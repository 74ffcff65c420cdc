"""Measure where negative controls are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.axes import AXES, AxisKind
from aivc.validators.split_facts.control_facts import (
    ControlFacts,
    ElsewhereControls,
    GroupControls,
    SharedControls,
)
from aivc.validators.split_facts.kept_whole import is_kept_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.observations import Observations, Partitioning
    from aivc.validators.split_facts.model import AxisFacts, Pair, SplitFacts

MOST_EXAMPLES = 5

AXIS_OF_ROLE = {"assay": "platform"}


def measure_controls(
    split: SplitFacts, card: DatasetCard, observations: Observations, partitioning: Partitioning
) -> ControlFacts:
    """Measure where controls are, and which treated groups have none of their own.

    Parameters
    ----------
    split
        Parts and axes, counted.
    card
        Says what controls are matched on.
    observations, partitioning
        The rows and their parts.
    """
    axes, matched_by = match_axes(split, card)
    compared = [k for k, part in enumerate(split.parts) if part.is_compared]
    return ControlFacts(
        policy=split.manifest.control_policy or "",
        n_controls=tuple(part.n_controls for part in split.parts),
        n_unassigned=int(np.count_nonzero(observations.is_control & (partitioning.codes < 0))),
        match_axes=axes,
        matched_by=matched_by,
        groups=tuple(_groups(split.axes[axis], part) for part in compared for axis in axes),
        elsewhere=tuple(
            found
            for pair in split.pairs()
            for axis in axes
            if (found := _elsewhere(split.axes[axis], pair)) is not None
        ),
        shared=tuple(
            rows
            for pair in split.pairs()
            if (rows := _shared(split, pair, observations, partitioning)) is not None
        ),
    )


def match_axes(split: SplitFacts, card: DatasetCard) -> tuple[tuple[str, ...], str]:
    """Return the axes on which controls belong to treated rows, and who says so.

    These are the roles that controls of the card are matched on; where the card says nothing,
    those axes of context or place that the manifest keeps whole.
    """
    roles = {role for control in card.controls for role in control.matched_on}
    told = {AXIS_OF_ROLE.get(role, role) for role in roles}
    if told:
        return _in_order(split, told), "card"
    kept = {
        axis for axis in split.axes for pair in split.pairs() if is_kept_whole(split, pair, axis)
    }
    axes = _in_order(split, kept)
    return axes, "manifest" if axes else ""


def _in_order(split: SplitFacts, names: set[str]) -> tuple[str, ...]:
    kinds = {AxisKind.CONTEXT, AxisKind.TECHNICAL}
    return tuple(a for a in split.axes if a in names and AXES[a].kind in kinds)


def _groups(facts: AxisFacts, part: int) -> GroupControls:
    treated = facts.treated[:, part]
    bare = (treated > 0) & (facts.controls[:, part] == 0)
    nowhere = bare & (facts.controls.sum(axis=1) == 0)
    return GroupControls(
        part=part,
        axis=facts.axes[0],
        n_groups=int(np.count_nonzero(treated)),
        n_without=int(np.count_nonzero(bare)),
        rows_without=int(treated[bare].sum()),
        n_nowhere=int(np.count_nonzero(nowhere)),
        without=_most(facts, bare, treated),
    )


def _elsewhere(facts: AxisFacts, pair: Pair) -> ElsewhereControls | None:
    evaluated = facts.treated[:, pair.evaluated] > 0
    controls = facts.controls[:, pair.reference]
    found = evaluated & (controls > 0)
    if not found.any():
        return None
    return ElsewhereControls(
        pair=pair,
        axis=facts.axes[0],
        n_groups=int(np.count_nonzero(found)),
        n_evaluated=int(np.count_nonzero(evaluated)),
        n_controls=int(controls[found].sum()),
        groups=_most(facts, found, controls),
    )


def _most(
    facts: AxisFacts, chosen: NDArray[np.bool_], counts: NDArray[np.int64]
) -> tuple[tuple[str, int], ...]:
    levels = np.flatnonzero(chosen)
    first = levels[np.argsort(-counts[levels], kind="stable")][:MOST_EXAMPLES]
    return tuple((facts.name_of(level), int(counts[level])) for level in first.tolist())


def _shared(
    split: SplitFacts, pair: Pair, observations: Observations, partitioning: Partitioning
) -> SharedControls | None:
    if not len(partitioning.also):
        return None
    rows = _rows_in_both(pair, partitioning)
    rows = rows[observations.is_control[rows]]
    if not len(rows):
        return None
    return SharedControls(
        pair=pair,
        n_rows=len(rows),
        n_controls=split.parts[pair.evaluated].n_controls,
        examples=_names(observations, rows[:MOST_EXAMPLES].tolist()),
    )


def _rows_in_both(pair: Pair, partitioning: Partitioning) -> NDArray[np.int64]:
    """Return the rows that are in both parts of a pair."""
    rows, codes = partitioning.also.T
    several = np.unique(rows)

    def is_in(part: int) -> NDArray[np.bool_]:
        first = partitioning.codes[several] == part
        found: NDArray[np.bool_] = first | np.isin(several, rows[codes == part])
        return found

    both: NDArray[np.int64] = several[is_in(pair.evaluated) & is_in(pair.reference)]
    return both


def _names(observations: Observations, positions: Sequence[int]) -> tuple[str, ...]:
    return observations.names_of(positions)
