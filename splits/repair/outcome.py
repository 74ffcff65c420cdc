"""What a repair comes to: the new parts, and the steps that lead to them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.repair.entries import Entries, partitioning_of
from aivc.splits.repair.model import Repair, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.splits.observations import Partitioning
    from aivc.splits.repair.taken_apart import Change

EXCLUDED = "excluded"


def repair_of(
    change: Change, entries: Entries, partitioning: Partitioning, obstacles: tuple[str, ...]
) -> Repair:
    """Count what a change drops and moves, and give dropped rows a part of their own.

    Parameters
    ----------
    change
        The part of each entry afterwards.
    entries, partitioning
        What it changes.
    obstacles
        What could not be mended, in words.
    """
    before, excluded = _with_excluded(partitioning)
    after = partitioning_of(entries.with_parts(change.part), before, excluded)
    was, left = np.zeros(entries.n_rows, bool), np.zeros(entries.n_rows, bool)
    was[entries.row] = True
    left[entries.row[change.part >= 0]] = True
    dropped = np.flatnonzero(was & ~left)
    touched = change.part != entries.part
    n_moved = len(np.unique(entries.row[touched & left[entries.row]]))
    if not touched.any():
        after = partitioning
    return Repair(
        partitioning=after,
        steps=tuple(_steps(change, entries, partitioning)),
        obstacles=obstacles,
        n_dropped=len(dropped),
        n_moved=n_moved,
        at_least=change.at_least,
        dropped=dropped,
    )


def _with_excluded(partitioning: Partitioning) -> tuple[Partitioning, int]:
    """Return a partitioning that has a part for dropped rows, and its position."""
    for k, role in enumerate(partitioning.roles):
        if role == EXCLUDED:
            return partitioning, k
    names = partitioning.names
    candidates = (EXCLUDED, *(f"{EXCLUDED} {k}" for k in range(2, len(names) + 3)))
    name = next(name for name in candidates if name not in names)
    more = replace(partitioning, names=(*names, name), roles=(*partitioning.roles, EXCLUDED))
    return more, len(names)


def _steps(change: Change, entries: Entries, partitioning: Partitioning) -> Iterable[Step]:
    touched = np.flatnonzero(change.part != entries.part)
    counted = Counter(
        zip(
            entries.part[touched].tolist(),
            change.part[touched].tolist(),
            change.why[touched].tolist(),
            strict=True,
        )
    )
    steps = [
        Step(
            change.reasons[why],
            partitioning.names[source],
            partitioning.names[goal] if goal >= 0 else "",
            n,
        )
        for (source, goal, why), n in counted.items()
    ]
    return sorted(
        steps, key=lambda step: (-step.n_observations, step.source, step.goal, step.reason)
    )
