"""Which anchors would provide an operator that is missing."""

from __future__ import annotations

from collections import deque
from functools import cache
from itertools import pairwise

from aivc.validators.grammar.composition import ANCHOR_TYPES, KEYS
from aivc.validators.grammar.scales import LIFT, PROJECT, SCALES, operator_between


@cache
def direct_anchors(source: str, target: str) -> tuple[str, ...]:
    """Return the kinds of link that lead from one scale to another in one step.

    Examples
    --------
    >>> direct_anchors("spot", "cell")
    ('bin_to_cell', 'cell_to_spot')
    """
    found = {
        anchor.name
        for anchor in ANCHOR_TYPES
        if (anchor.finer, anchor.coarser) == (source, target)
        or (anchor.can_lift and (anchor.coarser, anchor.finer) == (source, target))
    }
    return tuple(sorted(found))


def key_to(source: str, target: str) -> str:
    """Return the column that projects rows to a scale, empty where none can."""
    return KEYS.get(target, "") if operator_between(source, target) == PROJECT else ""


@cache
def stations_between(source: str, target: str) -> tuple[str, ...]:
    """Return the scales of the shortest way that kinds of link and keys can make.

    Returns
    -------
    tuple of str
        From source to target, both included; empty where there is no such way.
    """
    first: tuple[str, ...] = (source,)
    waiting = deque([first])
    seen = {source}
    while waiting:
        way = waiting.popleft()
        if way[-1] == target:
            return way
        for scale in SCALES:
            if scale not in seen and _is_provided(way[-1], scale):
                seen.add(scale)
                waiting.append((*way, scale))
    return ()


def _is_provided(source: str, target: str) -> bool:
    if operator_between(source, target) not in {PROJECT, LIFT}:
        return False
    return bool(direct_anchors(source, target) or key_to(source, target))


def how_to_provide(source: str, target: str) -> str:
    """Say which anchor would lead from one scale to another.

    Examples
    --------
    >>> how_to_provide("cell", "niche")
    'an anchor of the type cell_to_niche would provide it'
    >>> how_to_provide("spot", "niche")
    'anchors would provide it by way of cell: bin_to_cell or cell_to_spot, then cell_to_niche'
    """
    if _is_provided(source, target):
        return f"{_step(source, target)} would provide it"
    stations = stations_between(source, target)
    if not stations:
        return "no type of anchor leads there"
    steps = ", then ".join(_names(one, next_one) for one, next_one in pairwise(stations))
    return f"anchors would provide it by way of {' and '.join(stations[1:-1])}: {steps}"


def _step(source: str, target: str) -> str:
    types, key = direct_anchors(source, target), key_to(source, target)
    link = f"an anchor of the type {' or '.join(types)}" if types else ""
    column = f"a column {key}" if key else ""
    return ", or ".join(part for part in (link, column) if part)


def _names(source: str, target: str) -> str:
    types, key = direct_anchors(source, target), key_to(source, target)
    return " or ".join((*types, *((f"a column {key}",) if key else ())))
