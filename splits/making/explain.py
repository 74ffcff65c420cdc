"""Say what blocks a request, and the smallest change to it that helps; every change is tried."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.splits.axes import AXES
from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.blocking import Blocking, blocking_of
from aivc.splits.making.deal import MissedSizeError, TooFewGroupsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.splits.making.links import Links
    from aivc.splits.making.request import SplitRequest
    from aivc.splits.observations import Observations

_ALONE = 5
_TOGETHER = (2, 3, 4, 6, 8, 12)
"""Values that are tried to be left out: each of the first few alone, then more and more of them."""


def explained(
    error: InfeasibleSplitError,
    observations: Observations,
    request: SplitRequest,
    links: Sequence[Links],
) -> InfeasibleSplitError:
    """Return the error with what blocks the request and what would help."""
    sentences = [str(error)]
    is_of_groups = isinstance(error, TooFewGroupsError | MissedSizeError)
    blocking = blocking_of(observations, request, links) if is_of_groups else None
    if blocking is not None:
        sentences.extend(blocking.sentences())
    for changed, advice in _relaxations(error, request, blocking):
        if _works(observations, changed, links):
            sentences.append(f"The smallest change that helps: {advice}.")
            break
    else:
        if is_of_groups:
            sentences.append("No single change that was tried helps.")
    return InfeasibleSplitError(" ".join(sentences))


def _works(observations: Observations, request: SplitRequest, links: Sequence[Links]) -> bool:
    from aivc.splits.making.make import divide

    try:
        divide(observations, request, links)
    except AivcError:
        return False
    return True


def _relaxations(
    error: InfeasibleSplitError, request: SplitRequest, blocking: Blocking | None
) -> Iterator[tuple[SplitRequest, str]]:
    """Yield changed requests, those that give up least first."""
    yield from _without_bridges(request, blocking)
    yield from _less_whole(request, blocking)
    yield from _other_sizes(error, request)
    yield from _fewer_folds(error, request)
    yield from _fewer_parts(error, request)


def _without_bridges(
    request: SplitRequest, blocking: Blocking | None
) -> Iterator[tuple[SplitRequest, str]]:
    """Leave out values that tie others together: each alone, then more and more of them."""
    bound = [bridge for bridge in blocking.bridges if bridge.axis] if blocking else []
    alone = [[bridge] for bridge in bound[:_ALONE]]
    for chosen in [*alone, *(bound[:n] for n in _TOGETHER if n <= len(bound))]:
        values = tuple((bridge.axis, bridge.value) for bridge in chosen)
        rows = sum(bridge.n_rows for bridge in chosen)
        options = " ".join(f"--exclude {axis}={value}" for axis, value in values)
        changed = replace(request, exclude=(*request.exclude, *values))
        yield changed, f"leave out {rows:,} observations with {options}"


def _less_whole(
    request: SplitRequest, blocking: Blocking | None
) -> Iterator[tuple[SplitRequest, str]]:
    """Keep one thing less whole."""
    for axis in dict.fromkeys(bridge.axis for bridge in blocking.bridges) if blocking else ():
        if not axis:
            continue
        label = AXES[axis].label
        asked = tuple(kept for kept in request.keep_whole if kept != axis)
        changed = replace(request, keep_whole=asked, shared=(*request.shared, axis))
        how = f"drop --keep-whole {axis}" if axis in request.keep_whole else f"add --share {axis}"
        yield changed, f"let parts share a {label} ({how})"


def _other_sizes(
    error: InfeasibleSplitError, request: SplitRequest
) -> Iterator[tuple[SplitRequest, str]]:
    if not isinstance(error, MissedSizeError):
        return
    missed = abs(error.got - error.wanted)
    resized = tuple(
        replace(part, size=round(error.got, 4)) if part.name == error.part else part
        for part in request.parts
    )
    yield (
        replace(request, parts=resized),
        f"ask for {error.got:.1%} in {error.part} instead of {error.wanted:.1%}",
    )
    tolerance = min(1.0, float(int(missed * 100) + 1) / 100)
    yield (
        replace(request, tolerance=tolerance),
        f"allow parts to miss their size by {tolerance:.0%} (--tolerance {tolerance:g})",
    )


def _fewer_folds(
    error: InfeasibleSplitError, request: SplitRequest
) -> Iterator[tuple[SplitRequest, str]]:
    if not isinstance(error, TooFewGroupsError):
        return
    if request.inner_folds is not None and error.what == "inner folds" and error.n_groups > 1:
        fewer = replace(request, inner_folds=error.n_groups)
        yield fewer, f"ask for {error.n_groups} inner folds"
    if request.folds is not None:
        for n_folds in range(min(request.folds - 1, error.n_groups), 1, -1):
            yield replace(request, folds=n_folds), f"ask for {n_folds} folds"


def _fewer_parts(
    error: InfeasibleSplitError, request: SplitRequest
) -> Iterator[tuple[SplitRequest, str]]:
    if not isinstance(error, TooFewGroupsError):
        return
    for k, part in enumerate(request.parts):
        if part.role not in {"training", "test"} and len(request.parts) > 2:
            fewer = request.parts[:k] + request.parts[k + 1 :]
            yield replace(request, parts=fewer, inner_folds=None), f"do without part {part.name}"
