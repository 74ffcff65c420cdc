"""Refuse requests that contradict themselves, before any data are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.splits.axes import AXES
from aivc.splits.making.request import POLICIES, ROLES, SplitRequestError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.splits.making.request import SplitRequest

_FEWEST_FOLDS = 2


def check_request(request: SplitRequest) -> None:
    """Raise when a request cannot be meant.

    Raises
    ------
    SplitRequestError
        The message lists everything that is wrong with it.
    """
    # What an axis means cannot be asked of one that there is not.
    faults = [*_faults_of_axes(request)] or [
        *_faults_of_parts(request),
        *_faults_of_turns(request),
        *_faults_of_numbers(request),
        *_faults_of_designs(request),
    ]
    if faults:
        message = "This split cannot be made: " + "; ".join(faults) + "."
        raise SplitRequestError(message)


def _faults_of_axes(request: SplitRequest) -> Iterator[str]:
    named = (*request.hold_out, *request.keep_whole, *request.shared)
    for axis in dict.fromkeys((*named, *filter(None, [request.ordered_axis]))):
        if axis == "spatial_block" and axis in request.hold_out and request.block:
            yield "--block alone holds out blocks in space; leave --hold-out spatial_block out"
        if axis not in AXES:
            yield f"there is no axis {axis!r}; use one of {', '.join(AXES)}"
    if len(set(request.hold_out)) < len(request.hold_out):
        yield "an axis is held out twice"
    if "combination" in request.hold_out and not request.members_seen:
        yield (
            "of a combination that is held out, training may know no member alone, one, or all: "
            "say which with --combination-seen 0, 1 or 2"
        )
    for axis in sorted({*request.hold_out, *request.keep_whole} & {*request.shared}):
        yield f"{axis} cannot be kept whole and shared at once"


def _faults_of_parts(request: SplitRequest) -> Iterator[str]:
    names = [part.name for part in request.parts]
    roles = [part.role for part in request.parts]
    if len(set(names)) < len(names):
        yield "two parts have one name"
    if roles.count("training") != 1:
        yield f"exactly one part must train, not {roles.count('training')}"
    if len(names) < 2:
        yield "a split has at least two parts"
    for name in sorted({"excluded", "buffer"} & set(names)):
        yield f"the name {name!r} is kept for what is left out"
    for role in sorted(set(roles) - set(ROLES)):
        yield f"there is no role {role!r}; use one of {', '.join(ROLES)}"
    sizes = [part.size for part in request.parts if part.size is not None]
    if any(size <= 0 for size in sizes):
        yield "sizes must be above 0"
    for size in (size for size in sizes if size > 1 and size != int(size)):
        yield f"{size:g} is no size: write a share below 1, or a whole number"
    if sum(size for size in sizes if size < 1) > 1 + 1e-9:
        yield "the shares add up to more than 1"
    for name in sorted(set(request.given) - set(names)):
        yield f"values are given for a part {name!r} that is not asked for"


def _faults_of_turns(request: SplitRequest) -> Iterator[str]:
    for name, count in (("folds", request.folds), ("inner folds", request.inner_folds)):
        if count is not None and count < _FEWEST_FOLDS:
            yield f"{name} must be at least 2"
    if request.repeats < 1:
        yield "repeats must be at least 1"
    if request.folds is not None and request.leave_one_out:
        yield "folds and leaving one out exclude each other"
    if request.leave_one_out and request.repeats > 1:
        yield "leaving each one out once leaves nothing to repeat"
    if request.inner_folds and not any(part.role == "validation" for part in request.parts):
        yield "inner folds need a validation part that takes turns"
    takes_turns = request.folds is not None or request.leave_one_out
    if takes_turns and request.given:
        yield "given values and folds exclude each other; use inner folds beside a given test"


def _faults_of_numbers(request: SplitRequest) -> Iterator[str]:
    if request.few_shot is not None and request.few_shot < 1:
        yield "few-shot must be at least 1"
    if request.few_shot is not None and len(request.hold_out) != 1:
        yield "few-shot needs exactly one axis to hold out"
    if request.block is not None and not request.block > 0:
        yield "the edge of a block must be above 0"
    if request.buffer is not None and not request.buffer > 0:
        yield "the buffer must be above 0"
    if request.buffer is not None and request.block is None and "section" not in request.hold_out:
        yield "a buffer needs blocks in space"
    if not 0 <= request.tolerance <= 1:
        yield "the tolerance is a share between 0 and 1"
    if request.seed < 0:
        yield "the seed must not be negative"


def _faults_of_designs(request: SplitRequest) -> Iterator[str]:
    asked = _designs_asked(request)
    if len(asked) > 1:
        yield f"{' and '.join(asked)} cannot be had in one split"
    if request.ordered_axis and request.ordered_axis not in {"dose", "time"}:
        yield f"{request.ordered_axis} has no order; dose and time have"
    alone = bool(request.members_seen or request.ordered_axis)
    if alone and set(request.hold_out) - {"combination", request.ordered_axis}:
        yield f"{asked[0]} cannot be joined with further axes to hold out"
    if request.ordered_axis and (request.folds or request.leave_one_out or request.inner_folds):
        yield f"{asked[0]} has no folds: the order of the values decides"
    if alone and request.given:
        yield f"{asked[0]} chooses the values itself: give a size, such as --test 0.2"
    if request.members_seen and (request.leave_one_out or request.inner_folds):
        yield "combinations have folds, but no inner ones and no leaving one out"
    if any(seen not in {0, 1, 2} for seen in request.members_seen):
        yield "0, 1 or 2 members of a combination can be seen"
    yield from _faults_of_pairs(request)


def _designs_asked(request: SplitRequest) -> list[str]:
    designs = {
        "combinations": bool(request.members_seen),
        "interpolation": bool(request.interpolate),
        "extrapolation": bool(request.extrapolate),
        "blocks in space": request.block is not None,
        "few-shot": request.few_shot is not None,
    }
    return [name for name, is_asked in designs.items() if is_asked]


def _faults_of_pairs(request: SplitRequest) -> Iterator[str]:
    if request.novelty not in {"unseen", "seen_in_other_context"}:
        yield f"novelty {request.novelty!r} is neither unseen nor seen_in_other_context"
    if request.off_diagonal not in {"excluded", "training"}:
        yield "rows off the diagonal are excluded, or go to training"
    is_of_pairs = request.novelty != "unseen" or request.off_diagonal != "excluded"
    if is_of_pairs and len(request.hold_out) < 2:
        yield "a value that is seen in another context needs two axes to hold out"
    held = set(request.hold_out)
    named = {axis for values in request.given.values() for axis, _ in values}
    if len(held) > 1 and request.novelty == "unseen" and named - held:
        yield f"of several axes, values can be given for {' and '.join(sorted(held))} only"
    if len(request.hold_out) > 1 and request.leave_one_out:
        yield "leaving one out takes one axis"
    if request.size_in not in {"observations", "units"}:
        yield "sizes are counted in observations or units"
    if request.control_policy not in POLICIES:
        yield f"there is no control policy {request.controls!r}; use {', '.join(POLICIES)}"
