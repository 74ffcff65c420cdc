"""Members of combinations that are on both sides, where their axis is kept whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.splits.axes import AXES
from aivc.validators.split_facts.kept_whole import claims_about, pointer_of
from aivc.validators.split_facts.overlap import MOST_EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.validators.split_facts.model import AxisFacts, Pair, SplitFacts

WITH_MEMBERS = ("agent", "target", "guide")


@dataclass(frozen=True, slots=True)
class SeenMembers:
    """Values of one evaluated part of which the reference knows members."""

    pointer: str
    axis: str
    evaluated: str
    reference: str
    reason: str
    n_seen: int
    n_all: int
    examples: tuple[str, ...]


def singles_in_combinations(split: SplitFacts) -> Iterator[SeenMembers]:
    """Yield held out singles that the reference holds within combinations only."""
    for pair, facts in _kept_whole(split):
        within: dict[str, str] = {}
        for level in _levels(facts, pair.reference):
            if len(facts.members[level]) > 1:
                for member in facts.members[level]:
                    within.setdefault(member, facts.name_of(level))
        known = set(_singles(facts, pair.reference))
        singles = _singles(facts, pair.evaluated)
        seen = [
            f"{name} ({singles[name]:,} in {split.parts[pair.evaluated].name}; "
            f"in {within[name]} of {split.parts[pair.reference].name})"
            for name in sorted(singles)
            if name in within and name not in known
        ]
        if seen:
            yield _found(split, pair, facts, seen, len(singles))


def combinations_with_seen_members(split: SplitFacts) -> Iterator[SeenMembers]:
    """Yield held out combinations of which the reference knows members.

    Nothing where the manifest claims something of combinations of that part.
    """
    for pair, facts in _kept_whole(split):
        if any(claim.claim_axis == "combination" for claim in claims_about(split, pair)):
            continue
        anywhere = {m for level in _levels(facts, pair.reference) for m in facts.members[level]}
        combined = [k for k in _levels(facts, pair.evaluated) if len(facts.members[k]) > 1]
        same = set(_levels(facts, pair.reference))
        seen = [
            f"{facts.name_of(level)} ({', '.join(members)} known)"
            for level in combined
            if level not in same and (members := [m for m in facts.members[level] if m in anywhere])
        ]
        if seen:
            yield _found(split, pair, facts, seen, len(combined))


def _kept_whole(split: SplitFacts) -> Iterator[tuple[Pair, AxisFacts]]:
    """Yield pairs and the axes with members that the manifest keeps whole between them."""
    for pair in split.pairs():
        for axis in WITH_MEMBERS:
            facts = split.axes.get(axis)
            if facts is not None and facts.members and pointer_of(split, pair, axis):
                yield pair, facts


def _levels(facts: AxisFacts, part: int) -> list[int]:
    levels: list[int] = (facts.treated[:, part] > 0).nonzero()[0].tolist()
    return levels


def _singles(facts: AxisFacts, part: int) -> dict[str, int]:
    """Return the rows of each single value of a part."""
    return {
        facts.members[level][0]: int(facts.treated[level, part])
        for level in _levels(facts, part)
        if len(facts.members[level]) == 1
    }


def _found(
    split: SplitFacts, pair: Pair, facts: AxisFacts, seen: list[str], n_all: int
) -> SeenMembers:
    axis = facts.axes[0]
    pointer = pointer_of(split, pair, axis)
    label = AXES[axis].label
    return SeenMembers(
        pointer=pointer,
        axis=label,
        evaluated=split.parts[pair.evaluated].name,
        reference=split.parts[pair.reference].name,
        reason=f"{pointer} says that each {label} is unseen"
        if pointer.startswith("/claims")
        else f"each {label} is to be kept whole",
        n_seen=len(seen),
        n_all=n_all,
        examples=tuple(seen[:MOST_EXAMPLES]),
    )
