"""Let training see a few observations of each value that is held out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.groups import group_rows
from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.splits.making.draft import Draft
    from aivc.splits.making.problem import Problem
    from aivc.splits.making.turns import Turn

_SALT = 13
"""Tells these draws from others."""


def with_few_shots(problem: Problem, draft: Draft, turn: Turn) -> Draft:
    """Move up to so many observations of each held-out value to training.

    What else is kept whole moves as a whole, so fewer may move. Controls do not count and stay.

    Raises
    ------
    InfeasibleSplitError
        Of some value nothing can move: the smallest group of it is larger than the limit, or
        nothing would be left to test.
    """
    limit = problem.request.few_shot
    if limit is None:
        return draft
    held = problem.held[0]
    training = problem.request.training
    evaluated = (draft.codes >= 0) & (draft.codes != training) & (held.codes >= 0)
    groups = group_rows(draft.codes >= 0, problem.whole, problem.observations.id_hashes)
    seeds = [problem.request.seed, problem.request.draw, turn.repeat or 0, turn.fold or 0, _SALT]
    draw = np.random.default_rng(seeds)
    sizes = groups.sizes()
    treated = evaluated & ~problem.observations.is_control
    pairs = joint_codes([held.codes[treated], groups.codes[treated]]).combinations
    rows_of_level = np.bincount(held.codes[treated], minlength=len(held.levels))
    moving: list[NDArray[np.int64]] = []
    for level in sorted(np.unique(pairs[:, 0]).tolist(), key=held.levels.__getitem__):
        candidates = pairs[slice(*np.searchsorted(pairs[:, 0], [level, level + 1])), 1]
        chosen = _chosen(candidates, sizes, limit, int(rows_of_level[level]), draw)
        if not len(chosen):
            message = (
                f"No observation of {held.reason} {held.levels[level]} can go to training: what is "
                f"kept together is larger than {limit}, or nothing would be left to test. "
                "Allow more, or keep less whole."
            )
            raise InfeasibleSplitError(message)
        moving.append(chosen)
    moves = np.isin(groups.codes, np.concatenate([np.empty(0, np.int64), *moving]))
    return draft.place(moves, training)


def _chosen(
    groups: NDArray[np.int64],
    sizes: NDArray[np.int64],
    limit: int,
    n_rows: int,
    draw: np.random.Generator,
) -> NDArray[np.int64]:
    order = groups[draw.permutation(len(groups))]
    room = min(limit, n_rows - 1)
    kept: list[int] = []
    for group in order.tolist():
        if sizes[group] <= room:
            kept.append(group)
            room -= int(sizes[group])
        if room == 0:
            break
    return np.array(kept, np.int64)
