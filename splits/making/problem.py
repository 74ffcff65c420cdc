"""A request set against the data: which axes, which rows, which links."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.axes import AXES, AxisKind
from aivc.splits.errors import UnknownAxisError
from aivc.splits.making.draft import Draft, Reason, blank
from aivc.splits.making.links import Links
from aivc.splits.making.request import SplitRequestError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.splits.making.request import SplitRequest
    from aivc.splits.observations import AxisKeys, Observations

PHYSICAL = ("cell", "well")
"""One physical thing each: in two parts, the same measurement would be learned from and tested."""


@dataclass(frozen=True)
class Problem:
    """A request set against the data.

    Attributes
    ----------
    observations, request
        As given.
    held
        Held-out axes with their rows' values.
    whole
        What else is kept whole: axes, then links from elsewhere.
    start
        Rows that are out from the start, and why; all others are open.
    is_placed
        Rows that the design places: open ones, without controls that go where the policy says.
    strata
        Codes of each stratifying column.
    """

    observations: Observations
    request: SplitRequest
    held: tuple[Links, ...]
    whole: tuple[Links, ...]
    start: Draft
    is_placed: NDArray[np.bool_]
    strata: tuple[NDArray[Any], ...]

    @property
    def free_controls(self) -> NDArray[np.bool_]:
        """Controls that are placed by policy and not by what they share."""
        return self.start.is_open & ~self.is_placed


def pose(observations: Observations, request: SplitRequest, links: Sequence[Links]) -> Problem:
    """Set a request against the data.

    Raises
    ------
    UnknownAxisError
        The data say nothing about an axis.
    SplitRequestError
        A value or a column does not exist.
    """
    held = tuple(links_of(keys_of(observations, axis)) for axis in request.hold_out)
    start = _without(observations, request)
    singles = singles_of(observations)
    for links_held in held:
        lacks = _lacks(observations, links_held)
        if links_held.axis == "combination":
            lacks &= ~singles
        start = start.leave_out(lacks, _no_value(links_held.axis))
    goes_by_policy = request.control_policy in {"train_only", "shared_all"}
    is_free = observations.is_control if goes_by_policy else np.zeros(len(start.codes), bool)
    return Problem(
        observations,
        request,
        held,
        (*_whole_axes(observations, request), *links),
        start,
        start.is_open & ~is_free,
        tuple(_column(observations, name) for name in request.strata),
    )


def keys_of(observations: Observations, axis: str) -> AxisKeys:
    """Return the rows' values on an axis.

    Raises
    ------
    UnknownAxisError
        The data say nothing about it; the message lists what they do tell.
    """
    if axis in observations.axes:
        return observations.axes[axis]
    reason = observations.absent.get(axis)
    why = f" ({reason})" if reason else ""
    known = ", ".join(observations.axes)
    told = f"What they do tell: {known}." if known else "They tell of no other axis either."
    message = (
        f"The data do not say which {AXES[axis].label} each observation is of{why}. {told} "
        f"Name the column with --bind {axis}=COLUMN."
    )
    raise UnknownAxisError(message)


def links_of(keys: AxisKeys) -> Links:
    """Keep the values of an axis whole."""
    return Links(AXES[keys.axis].label, keys.codes, keys.levels, keys.axis)


def value_rows(observations: Observations, axis: str, value: str) -> NDArray[np.bool_]:
    """Return the rows that have a value, as a mask.

    Raises
    ------
    SplitRequestError
        No row has it; the message names the nearest.
    """
    keys = keys_of(observations, axis)
    wanted = _level_of(keys, value)
    rows = np.asarray(keys.codes == (-2 if wanted is None else wanted))
    if not rows.any():
        near = get_close_matches(value, keys.levels, 3, 0.5)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        shown = ", ".join(sorted(keys.levels)[:5])
        message = (
            f"No observation has the {AXES[axis].label} {value!r}.{hint} "
            f"There are {len(keys.levels):,}: {shown}{', ...' if len(keys.levels) > 5 else ''}."
        )
        raise SplitRequestError(message)
    return rows


def _level_of(keys: AxisKeys, value: str) -> int | None:
    if value in keys.levels:
        return keys.levels.index(value)
    for merge in keys.resolution.merges if keys.resolution else ():
        if value in merge.labels and merge.canonical in keys.levels:
            return keys.levels.index(merge.canonical)
    return None


def _without(observations: Observations, request: SplitRequest) -> Draft:
    start = blank(observations.n_rows)
    for axis, value in request.exclude:
        rows = value_rows(observations, axis, value)
        start = start.leave_out(rows, Reason(f"{AXES[axis].label} {value} left out on request"))
    return start


def _lacks(observations: Observations, held: Links) -> NDArray[np.bool_]:
    """Return rows without a value that could have one; nobody can say that they are new."""
    lacks = held.codes < 0
    if AXES[held.axis].kind is AxisKind.INTERVENTION or goes_anywhere(observations, held.axis):
        lacks &= ~observations.is_control
    return lacks


def singles_of(observations: Observations) -> NDArray[np.bool_]:
    """Return rows of one agent, target or guide alone: known not to be of a combination.

    Training may know them; a test of combinations holds none.
    """
    single = np.zeros(observations.n_rows, bool)
    for axis in ("agent", "target", "guide"):
        keys = observations.axes.get(axis)
        if keys is not None:
            single |= keys.codes >= 0
    combination = observations.axes.get("combination")
    return single if combination is None else single & (combination.codes < 0)


def goes_anywhere(observations: Observations, axis: str) -> bool:
    """Return whether no control at all has a value on the axis."""
    codes = observations.axes[axis].codes
    return bool(observations.is_control.any()) and not bool(
        (codes[observations.is_control] >= 0).any()
    )


def _no_value(axis: str) -> Reason:
    return Reason(f"no {AXES[axis].label} is known")


def _whole_axes(observations: Observations, request: SplitRequest) -> tuple[Links, ...]:
    asked = [axis for axis in request.keep_whole if axis not in request.hold_out]
    physical = [
        axis
        for axis in PHYSICAL
        if axis in observations.axes and axis not in {*asked, *request.shared, *request.hold_out}
    ]
    return tuple(links_of(keys_of(observations, axis)) for axis in (*asked, *physical))


def _column(observations: Observations, name: str) -> NDArray[Any]:
    if name in observations.axes:
        return observations.axes[name].codes
    found = observations.column(name)
    if found is None:
        message = f"There is no axis and no column of obs called {name!r} to keep shares equal in."
        raise SplitRequestError(message)
    return found[0]
