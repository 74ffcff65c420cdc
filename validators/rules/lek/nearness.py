"""What rules about space say alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.splits.distances import distance_in_words
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.model import Pair, SplitFacts
    from aivc.validators.split_facts.space_facts import NearExample, Nearness, SpaceFacts


def space_of(facts: Facts) -> tuple[SplitFacts, SpaceFacts] | None:
    """Return the split and what was measured of space, None where nothing was."""
    split = facts.split
    if split is None or split.space is None:
        return None
    return split, split.space


def part_names(split: SplitFacts, pair: Pair) -> dict[str, object]:
    """Return the names of the parts of a pair as fields of a message."""
    return {
        "evaluated": split.parts[pair.evaluated].name,
        "reference": split.parts[pair.reference].name,
    }


def length(value: float, unit: str) -> str:
    """Write a length; coordinates whose unit nobody states have units of their own."""
    return distance_in_words(value, unit, ".4g")


def pairs_of_rows(examples: tuple[NearExample, ...], amount: str = "{:.4g}") -> tuple[str, ...]:
    """Write counter-examples as ``row to row (amount)``."""
    return tuple(
        f"{e.evaluated} to {e.reference} ({amount.format(e.amount)})"
        for e in examples[:MAX_EXAMPLES]
    )


def in_sections(nearness: Nearness) -> str:
    """Say in which sections near rows lie; empty where sections have no names."""
    named = [f"{s.name} ({s.n_near:,})" for s in nearness.sections if s.name]
    return f", in {', '.join(named)}" if named else ""
