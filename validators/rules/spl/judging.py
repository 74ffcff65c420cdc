"""What several rules about manifests ask of the facts."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.splits.manifest.integrity import IntegrityFacts
    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.model import SplitFacts

EVALUATED = ("validation", "calibration", "test", "external_test")
"""Roles of parts that something is judged, chosen or calibrated on."""

IDLE = ("excluded", "buffer")
"""Roles of parts that nothing is done with."""


def resolved(facts: Facts) -> IntegrityFacts | None:
    """Return what was found about the assignments, None where they could not be looked at."""
    split = facts.split
    if split is None or not split.integrity.n_table_rows:
        return None
    return split.integrity


def header(facts: Facts) -> SplitFacts | None:
    """Return the split, None where its header cannot be read."""
    split = facts.split
    return None if split is None or split.integrity.parse_problem else split


def part_pointer(split: SplitFacts, name: str) -> str:
    """Return the JSON pointer of a part of the header."""
    found = [part for part in split.manifest.partitions if part.partition_name == name]
    return found[0].pointer if found else "/partitions"


def twins(split: SplitFacts) -> frozenset[tuple[str, str]]:
    """Return pairs of validation and test that are the same rows."""
    both: dict[tuple[str, str], int] = {}
    for shared in split.integrity.shared_between:
        for pair in permutations(shared.parts, 2):
            both[pair] = both.get(pair, 0) + shared.count
    roles = {part.name: part for part in split.parts}
    return frozenset(
        (one, other)
        for (one, other), count in both.items()
        if one in roles
        and other in roles
        and roles[one].role == "validation"
        and roles[other].role in {"test", "external_test"}
        and 0 < count == roles[one].n_rows == roles[other].n_rows
    )


def quoted(names: tuple[str, ...] | list[str]) -> str:
    """Write names as a list in a sentence."""
    return ", ".join(f"`{name}`" for name in names)
