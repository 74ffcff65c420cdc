"""Hold out combinations of which training knows 0, 1 or 2 members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.draft import Reason
from aivc.splits.making.member_sets import MemberSets, member_sets
from aivc.splits.making.packing import pack
from aivc.splits.making.tally import Tally
from aivc.splits.making.targets import shares_of, targets_of
from aivc.splits.making.turns import Turn, turns_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.random import Generator
    from numpy.typing import NDArray

    from aivc.splits.making.draft import Draft
    from aivc.splits.making.problem import Problem
    from aivc.splits.making.request import SplitRequest

SINGLE = Reason("single of a member that is held out")
OTHER = Reason("combination with another number of known members than was asked for")
LONE = Reason("combination of a member that was never measured alone")
_SALT = 5
"""Tells these draws from others."""


def by_members(problem: Problem) -> Iterator[tuple[Turn, Draft]]:
    """Yield a draft for every turn.

    Members are divided first: those of the test are in no training row at all, alone or combined.
    A combination is tested where exactly as many of its members as asked for are among those that
    training has measured alone, and the others are the test's own. Of combinations whose members
    are all known, some are held out. What fits none of this is left out, with the reason.

    Raises
    ------
    InfeasibleSplitError
        There is no such combination under any division that was tried.
    """
    sets = member_sets(problem)
    request = problem.request
    folds = np.empty(0, np.int64)
    for turn in turns_of(request, 0):
        draw = np.random.default_rng([request.seed, request.draw, turn.repeat or 0, _SALT])
        if turn.fold in {None, 1}:
            folds = _member_folds(sets, request, draw)
        owner = _owners(sets, request, turn, folds, draw)
        yield turn, _draft(problem, sets, owner, draw)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What becomes of each level: a part, or a reason (one of them is -1)."""

    part: NDArray[np.int64]
    why: NDArray[np.int64]


REASONS = (SINGLE, OTHER, LONE)


def _member_folds(sets: MemberSets, request: SplitRequest, draw: Generator) -> NDArray[np.int64]:
    if request.folds is None:
        return np.empty(0, np.int64)
    even = targets_of(np.full(request.folds, 1 / request.folds), sets.n_members)
    return pack(_ones(sets.n_members), even, draw)


def _ones(n: int) -> Tally:
    return Tally(np.ones(n, np.int64), np.empty((n, 0), np.int64))


def _owners(
    sets: MemberSets,
    request: SplitRequest,
    turn: Turn,
    folds: NDArray[np.int64],
    draw: Generator,
) -> NDArray[np.int64]:
    """Return the role that owns each member: training, or the first part of an evaluated role."""
    owners = np.full(sets.n_members, request.training, np.int64)
    if set(request.members_seen) == {2}:
        return owners
    roles = _first_parts(request)
    sized = [request.parts[request.training], *(request.parts[k] for k in roles)]
    shares = shares_of(sized, sets.n_members)
    free = np.ones(sets.n_members, bool)
    for k, share in zip(roles, shares[1:], strict=True):
        if turn.fold is not None and k == request.tested:
            chosen = folds == turn.fold - 1
        else:
            wanted = max(1, round(share * sets.n_members))
            chosen = sets.grown(free, wanted, draw, inside=0 in request.members_seen)
        owners[chosen & free] = k
        free &= ~chosen
    return owners


def _first_parts(request: SplitRequest) -> list[int]:
    """Return the first part of each evaluated role; further tests share its members."""
    first: dict[str, int] = {}
    for k, part in enumerate(request.parts):
        if part.role != "training":
            first.setdefault(part.role, k)
    # Those that are judged last choose first.
    return sorted(first.values(), key=lambda k: request.parts[k].role != "test")


def _draft(problem: Problem, sets: MemberSets, owner: NDArray[np.int64], draw: Generator) -> Draft:
    judged = _judge(sets, problem.request, owner, draw)
    missing = [
        part.name for k, part in enumerate(problem.request.parts) if not (judged.part == k).any()
    ]
    if missing:
        message = (
            f"No combination is left for {' and '.join(missing)}: of {len(sets.combined):,} "
            f"combinations of {sets.n_members:,} members none has as many known members as was "
            "asked for, once the members are divided. Ask for a larger share, for fewer parts, or "
            "for another number of known members."
        )
        raise InfeasibleSplitError(message)
    level = sets.level_of_rows
    draft = problem.start.place(level >= 0, np.append(judged.part, -1)[level])
    for k, reason in enumerate(REASONS):
        draft = draft.leave_out((np.append(judged.why, -1)[level] == k) & (level >= 0), reason)
    return draft


def _judge(
    sets: MemberSets, request: SplitRequest, owner: NDArray[np.int64], draw: Generator
) -> _Judged:
    part = np.full(sets.n_levels, -1, np.int64)
    why = np.full(sets.n_levels, -1, np.int64)
    tests = parts_by_seen(request)
    singles = sets.size == 1
    owned_by_training = sets.count(owner == request.training)
    part[singles & (owned_by_training == 1)] = request.training
    why[singles & (owned_by_training == 0)] = REASONS.index(SINGLE)
    combined = ~singles
    inside = combined & (owned_by_training == sets.size)
    part[inside] = request.training
    why[combined & ~inside] = REASONS.index(OTHER)
    alone = sets.is_alone & (owner == request.training)
    known = sets.count(alone)
    for k, seen in tests:
        first = next(
            q for q in _first_parts(request) if request.parts[q].role == request.parts[k].role
        )
        if seen == 2:
            continue
        own = sets.count(owner == first)
        fits = combined & (known == seen) & (own == sets.size - seen) & (own > 0)
        part[fits], why[fits] = k, -1
        lone = combined & ~fits & (own > 0) & (owned_by_training + own == sets.size)
        why[lone & (owned_by_training == seen) & (known < seen)] = REASONS.index(LONE)
    _hold_out_known(part, sets, request, [k for k, seen in tests if seen == 2], inside, known, draw)
    return _Judged(part, why)


def parts_by_seen(request: SplitRequest) -> list[tuple[int, int]]:
    """Pair every evaluated part with the number of members that training shall know."""
    by_role: dict[str, list[int]] = {}
    for k, part in enumerate(request.parts):
        if part.role != "training":
            by_role.setdefault(part.role, []).append(k)
    pairs: list[tuple[int, int]] = []
    for parts in by_role.values():
        seen = request.members_seen
        numbers = seen if len(parts) == len(seen) else (seen[0],) * len(parts)
        pairs.extend(zip(parts, numbers, strict=True))
    return pairs


def _hold_out_known(
    part: NDArray[np.int64],
    sets: MemberSets,
    request: SplitRequest,
    parts: list[int],
    inside: NDArray[np.bool_],
    known: NDArray[np.int64],
    draw: Generator,
) -> None:
    """Hold out some combinations of which training knows every member alone."""
    if not parts:
        return
    eligible = np.flatnonzero(inside & (known == sets.size) & (sets.size == 2))
    sized = [request.parts[request.training], *(request.parts[k] for k in parts)]
    if len(eligible) < len(sized):
        return
    sizes = Tally(sets.n_rows[eligible], np.empty((len(eligible), 0), np.int64))
    total = int(sizes.size.sum())
    packed = pack(sizes, targets_of(shares_of(sized, total), total), draw)
    part[eligible] = np.array([request.training, *parts])[packed]
