"""What is shared on an axis that the manifest keeps whole, as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.splits.axes import AXES, AxisKind
from aivc.validators.findings import Evidence, Location
from aivc.validators.split_facts.kept_whole import is_kept_whole, pointer_of
from aivc.validators.split_facts.overlap import (
    MOST_EXAMPLES,
    counted_rows,
    overlap_of,
    published_name,
    shared_value,
)
from aivc.validators.split_facts.overlap_causes import leaked_levels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.model import AxisFacts, Pair, SplitFacts
    from aivc.validators.split_facts.overlap import SharedValue

MOST_MERGES = 3

MESSAGE = (
    "{count} of {total} values of {axis} in '{evaluated}' are in '{reference}' too, with {rows} of "
    "its {all_rows} observations, though {reason}: {examples}.{merged}"
)

FIX = (
    "Put all observations of each {axis} into one part, or drop those of '{evaluated}'; "
    "`aivc split audit --repair split.yaml` writes a manifest with the fewest changes. {otherwise}"
)


def shared_values(facts: Facts, *axes: str) -> Iterator[Evidence]:
    """Yield evidence for each axis and pair of parts that share what they must not."""
    split = facts.split
    if split is None:
        return
    for axis in axes:
        counted = split.axes.get(axis)
        if counted is None:
            continue
        for pair in split.pairs():
            if is_kept_whole(split, pair, axis):
                yield from _evidence(split, pair, counted)


def _evidence(split: SplitFacts, pair: Pair, counted: AxisFacts) -> Iterator[Evidence]:
    leaked = leaked_levels(split, pair, counted)
    rows = counted_rows(split, counted)
    n_rows = int(rows[leaked, pair.evaluated].sum())
    if not n_rows or _follows(split, pair, counted, n_rows):
        return
    axis = AXES[counted.axes[0]]
    pointer = pointer_of(split, pair, axis.name)
    overlap = overlap_of(split, pair, counted)
    shown = leaked[:MOST_EXAMPLES].tolist()
    examples = [shared_value(split, pair, counted, level, rows) for level in shown]
    yield Evidence(
        location_of(split, pair, counted),
        observed=published_name(split, pair, counted.axes),
        expected="0",
        count=len(leaked),
        total=overlap.n_levels,
        examples=tuple(in_words(split, pair, example) for example in examples),
        values={
            "axis": axis.label,
            "evaluated": split.parts[pair.evaluated].name,
            "reference": split.parts[pair.reference].name,
            "rows": f"{n_rows:,}",
            "all_rows": f"{overlap.n_rows:,}",
            "reason": _reason(pointer, axis.label),
            "merged": _merged(counted, shown),
            "otherwise": _otherwise(pointer, axis.name),
        },
    )


def location_of(split: SplitFacts, pair: Pair, counted: AxisFacts) -> Location:
    """Return where the manifest says that an axis is kept whole, else the column that tells it."""
    pointer = pointer_of(split, pair, counted.axes[0])
    if pointer or not counted.columns:
        return Location("manifest", pointer=pointer)
    return Location("obs", column=counted.columns[-1])


def in_words(split: SplitFacts, pair: Pair, value: SharedValue) -> str:
    """Name a shared value, with its rows on both sides and one of them by name."""
    evaluated, reference = split.parts[pair.evaluated].name, split.parts[pair.reference].name
    shown = f", such as {value.row_evaluated}" if value.row_evaluated else ""
    return (
        f"{value.name} ({value.n_evaluated:,} in {evaluated}{shown}; {value.n_reference:,} in "
        f"{reference})"
    )


def _follows(split: SplitFacts, pair: Pair, counted: AxisFacts, n_rows: int) -> bool:
    """Tell whether wells or cells straddle only because a whole that holds them does.

    What the manifest declares goes first: whoever puts a donor in one part puts its wells there.
    """
    axis = counted.axes[0]
    if AXES[axis].kind is not AxisKind.UNIT or pointer_of(split, pair, axis):
        return False
    return any(
        int(counted_rows(split, other)[leaked_levels(split, pair, other), pair.evaluated].sum())
        >= n_rows
        for name, other in split.axes.items()
        if name != axis and pointer_of(split, pair, name)
    )


def _reason(pointer: str, label: str) -> str:
    if pointer.startswith("/claims"):
        return f"{pointer} claims that each {label} is unseen"
    if pointer:
        return f"each {label} is to be kept whole"
    return f"a {label} is one physical thing"


def _otherwise(pointer: str, axis: str) -> str:
    if pointer.startswith("/claims"):
        return "Else take the claim out."
    if pointer:
        return "Else name another `unit_of_split`."
    return f"If that is meant, list `{axis}` in `shared_axes`."


def _merged(counted: AxisFacts, shown: list[int]) -> str:
    """Tell which labels of the first shared values were taken for one, and why."""
    if counted.resolution is None:
        return ""
    names = {counted.name_of(level) for level in shown}
    names.update(m for level in shown if counted.members for m in counted.members[level])
    told = [
        f"{' = '.join(dict.fromkeys((*merge.labels, merge.canonical)))} ({merge.reason})"
        for merge in counted.resolution.merges
        if merge.canonical in names
    ]
    return f" Taken for one: {'; '.join(told[:MOST_MERGES])}." if told else ""
