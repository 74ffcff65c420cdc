"""Compounds of two parts that are alike and not the same, as evidence."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from aivc.validators.findings import Evidence, Location
from aivc.validators.split_facts.kept_whole import is_kept_whole, pointer_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.compound_facts import (
        CompoundFacts,
        CompoundMatch,
        CompoundPair,
    )
    from aivc.validators.split_facts.model import SplitFacts

BY_COMPOUND = ("agent", "scaffold", "compound_cluster")
"""Axes on which a manifest can keep compounds whole, finest first."""


def compound_pairs(facts: Facts) -> Iterator[tuple[SplitFacts, CompoundPair]]:
    """Yield the pairs of parts whose compounds were compared."""
    split = facts.split
    if split is not None and split.compounds is not None:
        for each in split.compounds.pairs:
            yield split, each


def kept_whole(split: SplitFacts, found: CompoundPair) -> tuple[str, ...]:
    """Return the axes of compounds that are kept whole between two parts, finest first."""
    return tuple(axis for axis in BY_COMPOUND if is_kept_whole(split, found.pair, axis))


def evidence(
    split: SplitFacts, found: CompoundPair, axis: str, matches: Sequence[CompoundMatch]
) -> Evidence:
    """Describe compounds of the evaluated part that have their like in the reference."""
    pair = found.pair
    n_compounds = max(overlap.n_compounds for overlap in found.overlaps)
    compounds: CompoundFacts | None = split.compounds
    return Evidence(
        Location("manifest", pointer=pointer_of(split, pair, axis)),
        expected="0",
        count=len(matches),
        total=n_compounds,
        examples=tuple(map(in_words, matches)),
        values={
            "evaluated": split.parts[pair.evaluated].name,
            "reference": split.parts[pair.reference].name,
            "rows": f"{sum(match.n_rows for match in matches):,}",
            "threshold": f"{compounds.threshold:g}" if compounds is not None else "",
        },
    )


def in_words(match: CompoundMatch) -> str:
    """Name a compound and the one that it is like.

    Examples
    --------
    >>> from aivc.validators.split_facts.compound_facts import CompoundMatch
    >>> in_words(CompoundMatch("prednisone", "prednisolone", 0.68, 3))
    'prednisone is like prednisolone (similarity 0.68)'
    """
    if not isnan(match.similarity):
        return f"{match.compound} is like {match.match} (similarity {match.similarity:.2f})"
    return f"{match.compound} is a form of {match.match} ({match.shared})"
