"""Deal groups to parts, once for every turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.packing import pack
from aivc.splits.making.targets import shares_of, targets_of
from aivc.splits.making.turns import turns_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.random import Generator
    from numpy.typing import NDArray

    from aivc.splits.making.request import SplitRequest
    from aivc.splits.making.tally import Tally
    from aivc.splits.making.turns import Turn

MOST_TURNS = 1_000
"""Divisions that one request may ask for; each is a manifest."""


class TooFewGroupsError(InfeasibleSplitError):
    """There are fewer groups than parts or folds; ``n_groups`` and ``needed`` say how many."""

    def __init__(self, n_groups: int, needed: int, what: str) -> None:
        self.n_groups, self.needed, self.what = n_groups, needed, what
        super().__init__(f"{needed} {what} need {needed} groups, and there are {n_groups}.")


class MissedSizeError(InfeasibleSplitError):
    """A part gets far more or less than was asked for, because groups cannot be divided.

    ``part``, ``wanted`` and ``got`` are its name and shares; ``members`` tells its groups.
    """

    def __init__(self, part: str, wanted: float, got: float, members: NDArray[np.bool_]) -> None:
        self.part, self.wanted, self.got, self.members = part, wanted, got, members
        super().__init__(
            f"Part {part} was to get {wanted:.1%} and can get no nearer than {got:.1%}."
        )


def deal(
    sizes: Tally, request: SplitRequest, salt: int, given: NDArray[np.int64] | None = None
) -> Iterator[tuple[Turn, NDArray[np.int64]]]:
    """Yield the part of each group in every turn.

    Parameters
    ----------
    sizes
        Of the groups, which are ordered by name.
    request
        What is wanted.
    salt
        Tells the draws for one set of groups from those for another.
    given
        Part of the groups that hold given values, -1 for the others, shape (n_groups,).

    Raises
    ------
    TooFewGroupsError
        A part or a fold would be empty.
    """
    n_groups = len(sizes.size)
    fixed = np.full(n_groups, -1, np.int64) if given is None else given
    _demand_groups(request, n_groups)
    folds = np.empty(0, np.int64)
    for turn in turns_of(request, n_groups):
        if turn.fold == 1 and turn.inner in {None, 1}:
            folds = _folds(sizes, request, _draw(request, salt, turn.repeat))
        draw = _draw(request, salt, turn.repeat, turn.fold)
        parts = fixed.copy()
        if turn.fold is not None:
            parts[folds == turn.fold - 1] = request.tested
        if turn.inner is not None:
            _take_inner_turn(parts, sizes, request, turn.inner, draw)
        yield turn, _fill(parts, sizes, request, draw, has_fold=turn.fold is not None)


def _draw(request: SplitRequest, *salts: int | None) -> Generator:
    return np.random.default_rng([request.seed, request.draw, *(salt or 0 for salt in salts)])


def _folds(sizes: Tally, request: SplitRequest, draw: Generator) -> NDArray[np.int64]:
    if request.folds is None:
        return np.arange(len(sizes.size))
    even = np.full(request.folds, 1 / request.folds)
    return pack(sizes, targets_of(even, int(sizes.size.sum())), draw)


def _take_inner_turn(
    parts: NDArray[np.int64], sizes: Tally, request: SplitRequest, turn: int, draw: Generator
) -> None:
    n_inner = request.inner_folds or 1
    rest = np.flatnonzero(parts < 0)
    if len(rest) < n_inner:
        raise TooFewGroupsError(len(rest), n_inner, "inner folds")
    even = targets_of(np.full(n_inner, 1 / n_inner), int(sizes.size[rest].sum()))
    fold = pack(sizes.of(rest), even, draw)
    validation = next(k for k, p in enumerate(request.parts) if p.role == "validation")
    parts[rest[fold == turn - 1]] = validation


def _fill(
    parts: NDArray[np.int64],
    sizes: Tally,
    request: SplitRequest,
    draw: Generator,
    *,
    has_fold: bool,
) -> NDArray[np.int64]:
    """Pack what took no turn into the parts that took none."""
    closed = {int(k) for k in np.unique(parts[parts >= 0])} - {request.training}
    if has_fold:
        closed.add(request.tested)
    open_groups = np.flatnonzero(~np.isin(parts, list(closed)))
    among = sizes.of(open_groups)
    targets = _targets(request, closed, int(sizes.size.sum()), int(among.size.sum()))
    fixed = parts[open_groups]
    n_free = int(np.count_nonzero(fixed < 0))
    n_empty = int(np.count_nonzero((targets > 0) & ~np.isin(np.arange(len(targets)), fixed)))
    if n_free < n_empty:
        raise TooFewGroupsError(n_free, n_empty, "parts")
    placed = parts.copy()
    placed[open_groups] = pack(among, targets, draw, fixed)
    if not (request.given or request.leave_one_out or request.folds == len(parts)):
        _demand_sizes(placed, sizes, request)
    return placed


def _demand_sizes(parts: NDArray[np.int64], sizes: Tally, request: SplitRequest) -> None:
    total = int(sizes.size.sum())
    wanted = shares_of(request.parts, total)
    if request.folds is not None:
        wanted[request.tested] = 1 / request.folds
    got = np.bincount(parts, sizes.size, minlength=len(wanted)) / max(total, 1)
    for k in range(len(wanted)):
        takes_turns = request.inner_folds and request.parts[k].role == "validation"
        is_sized = k != request.training and not takes_turns
        if is_sized and abs(got[k] - wanted[k]) > request.tolerance + 1e-9:
            name = request.parts[k].name
            raise MissedSizeError(name, float(wanted[k]), float(got[k]), parts == k)


def _targets(
    request: SplitRequest, closed: set[int], total: int, remaining: int
) -> NDArray[np.int64]:
    """Return sizes for the open parts: as asked for of everything, the rest to training."""
    shares = shares_of(request.parts, total)
    targets = np.array(
        [0 if k in closed else max(1, round(share * total)) for k, share in enumerate(shares)]
    )
    targets[request.training] = 0
    targets[request.training] = max(1, remaining - int(targets.sum()))
    return targets


def _demand_groups(request: SplitRequest, n_groups: int) -> None:
    n_folds = request.folds or (2 if request.leave_one_out else 0)
    n_others = sum(
        part.size is not None or part.role == "training"
        for k, part in enumerate(request.parts)
        if not (n_folds and k == request.tested)
    )
    if n_folds > n_groups:
        raise TooFewGroupsError(n_groups, n_folds, "folds")
    if n_folds and n_groups - 1 < n_others:
        raise TooFewGroupsError(n_groups, n_others + 1, "parts")
    if not n_folds and n_groups < len(request.parts):
        raise TooFewGroupsError(n_groups, len(request.parts), "parts")
    n_turns = (request.folds or (n_groups if request.leave_one_out else 1)) * request.repeats
    if n_turns * (request.inner_folds or 1) > MOST_TURNS:
        message = (
            f"Leaving each of {n_groups:,} groups out makes {n_groups:,} manifests; "
            "ask for folds of several groups instead, such as --folds 5."
        )
        raise InfeasibleSplitError(message)
