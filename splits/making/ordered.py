"""Hold out doses or times between, or beyond, those of training."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.axes import AXES
from aivc.splits.errors import InfeasibleSplitError, UnknownAxisError
from aivc.splits.making.draft import Reason
from aivc.splits.making.problem import keys_of
from aivc.splits.making.targets import shares_of
from aivc.splits.making.turns import Turn, turns_of
from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.random import Generator
    from numpy.typing import NDArray

    from aivc.splits.making.draft import Draft
    from aivc.splits.making.problem import Problem
    from aivc.splits.making.request import SplitRequest
    from aivc.splits.observations import AxisKeys, Observations

_SALT = 9
"""Tells these draws from others."""


def by_order(problem: Problem) -> Iterator[tuple[Turn, Draft]]:
    """Yield a draft for every repeat; the values of each agent are divided along their order.

    Numbers are compared in converted units. Interpolation holds out values inside the range of
    training, extrapolation the highest ones. An agent with too few values trains as a whole.

    Raises
    ------
    UnknownAxisError
        The axis has no numbers.
    InfeasibleSplitError
        No agent has enough values.
    """
    request = problem.request
    keys = keys_of(problem.observations, request.ordered_axis)
    numbers = _numbers(keys)
    start = problem.start.leave_out(
        problem.is_placed & ~problem.observations.is_control & np.isnan(_of_rows(numbers, keys)),
        Reason(f"no {AXES[keys.axis].label} is known"),
    )
    series = _series(problem.observations)
    rows = np.flatnonzero(start.is_open & problem.is_placed & (keys.codes >= 0))
    joint = joint_codes([series[rows], _rank(numbers)[keys.codes[rows]]])
    for turn in turns_of(request, 0):
        draw = np.random.default_rng([request.seed, request.draw, turn.repeat or 0, _SALT])
        part = _divide(joint.combinations, request, draw)
        if len(missing := sorted(set(range(len(request.parts))) - set(part.tolist()))):
            raise InfeasibleSplitError(_too_few(request, joint.combinations, missing))
        codes = np.full(problem.observations.n_rows, -1, np.int64)
        codes[rows] = part[joint.codes]
        yield turn, start.place(codes >= 0, codes)


def agents_of_order(observations: Observations) -> AxisKeys | None:
    """Return the axis within whose values doses and times are compared, if there is one."""
    keys = observations.axes.get("agent")
    return keys if keys is not None and len(keys.levels) > 1 else None


def _numbers(keys: AxisKeys) -> NDArray[np.float64]:
    if keys.numbers is None or not np.isfinite(keys.numbers).any():
        message = f"The values of {keys.axis} are no numbers, so they have no order to hold out."
        raise UnknownAxisError(message)
    return keys.numbers


def _of_rows(numbers: NDArray[np.float64], keys: AxisKeys) -> NDArray[np.float64]:
    of_rows: NDArray[np.float64] = np.append(numbers, np.nan)[keys.codes]
    return of_rows


def _rank(numbers: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the rank of each number; equal numbers have one rank, NaN has -1."""
    distinct = np.unique(numbers[~np.isnan(numbers)])
    return np.where(np.isnan(numbers), -1, np.searchsorted(distinct, numbers))


def _series(observations: Observations) -> NDArray[np.int64]:
    """Return the agent of each row by the rank of its name, so that codes do not matter."""
    keys = agents_of_order(observations)
    if keys is None:
        return np.zeros(observations.n_rows, np.int64)
    rank = np.argsort(np.argsort(np.array(keys.levels)))
    of_rows: NDArray[np.int64] = np.append(rank, -1)[keys.codes]
    return of_rows


def _divide(
    combinations: NDArray[np.int64], request: SplitRequest, draw: Generator
) -> NDArray[np.int64]:
    """Return the part of each (series, rank), both ascending."""
    part = np.full(len(combinations), request.training, np.int64)
    starts = np.flatnonzero(np.diff(combinations[:, 0], prepend=-2))
    for start, stop in zip(starts, [*starts[1:], len(combinations)], strict=True):
        if combinations[start, 0] >= 0:
            part[start:stop] = _divide_one(stop - start, request, draw)
    return part


def _divide_one(n_values: int, request: SplitRequest, draw: Generator) -> NDArray[np.int64]:
    """Divide the ordered values of one series."""
    part = np.full(n_values, request.training, np.int64)
    evaluated = [k for k in range(len(request.parts)) if k != request.training]
    shares = shares_of(request.parts, n_values)
    wanted = [max(1, round(float(shares[k]) * n_values)) for k in evaluated]
    n_kept = 2 if request.interpolate else 1
    while sum(wanted) > n_values - n_kept and max(wanted) > 1:
        wanted[int(np.argmax(wanted))] -= 1
    if sum(wanted) > n_values - n_kept:
        return part
    labels = np.repeat(evaluated, wanted)
    if request.interpolate:
        inner = 1 + draw.permutation(n_values - 2)[: len(labels)]
        part[inner] = labels
        return part
    # What is judged last lies farthest out.
    order = sorted(labels.tolist(), key=lambda k: (request.parts[k].role == "test", k))
    part[n_values - len(order) :] = order
    return part


def _too_few(request: SplitRequest, combinations: NDArray[np.int64], missing: list[int]) -> str:
    longest = int(np.unique(combinations[:, 0], return_counts=True)[1].max(initial=0))
    needed = (2 if request.interpolate else 1) + len(request.parts) - 1
    names = " and ".join(request.parts[k].name for k in missing)
    kind = "Interpolation" if request.interpolate else "Extrapolation"
    return (
        f"{kind} of {request.ordered_axis} leaves nothing for {names}: it needs an agent with at "
        f"least {needed} values, and no agent has more than {longest}. "
        + ("Try --extrapolate, which needs one value less." if request.interpolate else "")
    ).rstrip()
