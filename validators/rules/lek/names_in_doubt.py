"""What is not certain about names on axes that are kept whole, as evidence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.splits.axes import AXES
from aivc.splits.identity.spelling import folded
from aivc.validators.findings import Evidence
from aivc.validators.rules.lek.kept_whole_axis import location_of
from aivc.validators.split_facts.kept_whole import is_kept_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.splits.identity.model import Doubt
    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.model import AxisFacts, Pair, SplitFacts


def could_join(facts: Facts) -> Iterator[Evidence]:
    """Yield ambiguous names that may be one value in two parts, once for each pair and axis."""
    for split, pair, counted in _kept_whole(facts):
        parts = _parts_of_names(counted)
        found = [doubt for doubt in _ambiguous(counted) if _joins(doubt, parts, pair)]
        if found:
            yield _evidence(split, pair, counted, found)


def not_looked_up(facts: Facts) -> Iterator[Evidence]:
    """Yield what was not looked up, or was assumed, once for each axis and detail."""
    seen: set[tuple[str, str]] = set()
    for split, pair, counted in _kept_whole(facts):
        resolution = counted.resolution
        for doubt in resolution.doubts if resolution is not None else ():
            key = (counted.axes[0], doubt.detail)
            if doubt.kind in {"not_held", "assumed"} and key not in seen:
                seen.add(key)
                yield _evidence(split, pair, counted, [doubt])


def _kept_whole(facts: Facts) -> Iterator[tuple[SplitFacts, Pair, AxisFacts]]:
    split = facts.split
    if split is None:
        return
    for pair in split.pairs():
        reported: set[Doubt] = set()
        for axis, counted in split.axes.items():
            doubts = set(counted.resolution.doubts) if counted.resolution is not None else set()
            # Agents and targets are often one column: what is said of one is not said again.
            if doubts - reported and is_kept_whole(split, pair, axis):
                reported |= doubts
                yield split, pair, counted


def _ambiguous(counted: AxisFacts) -> Iterator[Doubt]:
    resolution = counted.resolution
    for doubt in resolution.doubts if resolution is not None else ():
        if doubt.kind == "ambiguous":
            yield doubt


def _parts_of_names(counted: AxisFacts) -> dict[str, set[int]]:
    """Return the parts in which each name occurs, alone or as a member."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for level, parts in enumerate(counted.rows.astype(bool)):
        members = counted.members[level] if counted.members else ()
        for name in {counted.name_of(level), *members}:
            found[folded(name)].update(parts.nonzero()[0].tolist())
    return dict(found)


def _joins(doubt: Doubt, parts: dict[str, set[int]], pair: Pair) -> bool:
    """Tell whether a doubtful label is in one part and what it may be in the other."""
    labels = {folded(label) for label in doubt.labels}
    names = labels | {folded(name) for name in doubt.candidates}
    return any(
        {pair.evaluated, pair.reference} <= parts.get(label, set()) | parts.get(other, set())
        and not {pair.evaluated, pair.reference} <= parts.get(label, set())
        for label in labels
        for other in names - {label}
    )


def _evidence(split: SplitFacts, pair: Pair, counted: AxisFacts, doubts: list[Doubt]) -> Evidence:
    return Evidence(
        location_of(split, pair, counted),
        count=sum(doubt.count for doubt in doubts),
        total=counted.n_levels,
        examples=tuple(f"{', '.join(doubt.labels)}: {doubt.detail}" for doubt in doubts),
        values={
            "axis": AXES[counted.axes[0]].label,
            "evaluated": split.parts[pair.evaluated].name,
            "reference": split.parts[pair.reference].name,
        },
    )
