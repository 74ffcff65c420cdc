"""Place controls by their policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.making.groups import group_rows
from aivc.splits.making.packing import pack
from aivc.splits.making.request import SplitRequestError
from aivc.splits.making.tally import tally
from aivc.splits.making.targets import targets_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.splits.making.draft import Draft
    from aivc.splits.making.problem import Problem
    from aivc.splits.making.turns import Turn

_SALT = 77


def place_controls(problem: Problem, draft: Draft, turn: Turn) -> Draft:
    """Place the controls that the design left open.

    ``train_only`` and ``shared_all`` send them to training (the latter to all other parts as well,
    see :func:`further_parts`). Otherwise controls that something kept whole ties to placed rows go
    with those, and the rest is divided at random in the proportions of the parts, whole groups
    each.

    Raises
    ------
    SplitRequestError
        Controls shall go with their group and have none.
    """
    draft = draft.place(problem.free_controls, problem.request.training)
    draft = _with_what_they_share(problem, draft)
    is_loose = draft.is_open
    if not is_loose.any():
        return draft
    if problem.request.control_policy == "split_with_group" and problem.held:
        axes = " and ".join(problem.request.hold_out)
        message = (
            f"{int(is_loose.sum()):,} controls have no {axes}, so there is no group that they "
            "could go with. Use --controls split_random, train_only or shared_all."
        )
        raise SplitRequestError(message)
    return draft.place(is_loose, _at_random(problem, draft, turn))


def further_parts(problem: Problem, draft: Draft) -> NDArray[np.int64]:
    """Return further memberships of controls that all parts share: (row, part), ascending."""
    if problem.request.control_policy != "shared_all":
        return np.empty((0, 2), np.int64)
    rows = np.flatnonzero(problem.free_controls & (draft.codes >= 0))
    others = [k for k in range(len(problem.request.parts)) if k != problem.request.training]
    return np.column_stack([np.repeat(rows, len(others)), np.tile(others, len(rows))])


def _with_what_they_share(problem: Problem, draft: Draft) -> Draft:
    for links in problem.whole:
        loose = draft.is_open & (links.codes >= 0)
        if not loose.any():
            continue
        part = part_of_each(links.codes, draft.codes)
        codes = part[links.codes]
        draft = draft.place(loose & (codes >= 0), codes)
    return draft


def part_of_each(values: NDArray[np.signedinteger], parts: NDArray[np.int16]) -> NDArray[np.int64]:
    """Return the one part that each value is in; -1 for values in none or in several."""
    n_values = int(values.max(initial=-1)) + 1
    placed = (values >= 0) & (parts >= 0)
    low = np.full(n_values + 1, np.iinfo(np.int64).max)
    high = np.full(n_values + 1, -1, np.int64)
    np.minimum.at(low, values[placed], parts[placed])
    np.maximum.at(high, values[placed], parts[placed])
    return np.where(low == high, high, -1)


def _at_random(problem: Problem, draft: Draft, turn: Turn) -> NDArray[np.int64]:
    groups = group_rows(draft.is_open, problem.whole, problem.observations.id_hashes)
    sizes = tally(groups.codes, groups.n_groups, problem.strata)
    n_parts = len(problem.request.parts)
    placed = np.bincount(draft.codes[draft.codes >= 0], minlength=n_parts)
    total = int(sizes.size.sum())
    shares = placed / max(int(placed.sum()), 1)
    targets = targets_of(shares, total)
    if groups.n_groups < np.count_nonzero(targets):
        # Too few to divide: a part without controls of its own is better than one without training.
        parts = np.full(groups.n_groups, problem.request.training, np.int64)
    else:
        asked = problem.request
        numbers = (turn.repeat or 0, turn.fold or 0, turn.inner or 0)
        draw = np.random.default_rng([asked.seed, asked.draw, *numbers, _SALT])
        parts = pack(sizes, targets, draw)
    return np.append(parts, -1)[groups.codes]
