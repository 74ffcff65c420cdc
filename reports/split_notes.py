"""What was measured of a split beyond shared values, in sentences with numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.splits.distances import distance_in_words
from aivc.validators.split_facts.fitting_facts import FittedOn
from aivc.validators.split_facts.overlap_members import combination_novelty
from aivc.validators.split_facts.overlap_ranges import ordered_overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.validators.split_facts.compound_facts import CompoundPair
    from aivc.validators.split_facts.model import Pair, SplitFacts
    from aivc.validators.split_facts.overlap_members import CombinationNovelty
    from aivc.validators.split_facts.overlap_ranges import OrderedOverlap


def split_notes(split: SplitFacts) -> Iterator[str]:
    """Yield a sentence for each thing that was measured, pair by pair."""
    yield from _compounds(split)
    for pair in split.pairs():
        novelty = combination_novelty(split, pair)
        if novelty is not None and any(novelty.combinations):
            yield f"{_named(split, pair)}: {_novelty(novelty)}"
        for axis in ("dose", "time"):
            found = ordered_overlap(split, pair, axis)
            if found is not None and found.positions:
                yield f"{_named(split, pair)}: {_order(found)}"
    yield from _space(split)
    yield from _copies(split)
    yield from _fitting(split)


def _named(split: SplitFacts, pair: Pair) -> str:
    return f"{split.parts[pair.evaluated].name} against {split.parts[pair.reference].name}"


def _compounds(split: SplitFacts) -> Iterator[str]:
    facts = split.compounds
    for compounds in facts.pairs if facts is not None else ():
        if facts is not None and any(overlap.n_rows for overlap in compounds.overlaps):
            named = _named(split, compounds.pair)
            yield f"{named}: {_likeness(compounds, facts.threshold)}"


def _likeness(compounds: CompoundPair, threshold: float) -> str:
    shares = [
        f"{overlap.fraction:.6f} {overlap.likeness.value}"
        for overlap in compounds.overlaps
        if overlap.n_rows
    ]
    words = f"share of rows with a compound of the other part, by likeness: {', '.join(shares)}"
    if compounds.nearest is None:
        return words
    least, median, most = compounds.nearest
    return (
        f"{words} (a neighbour has a Tanimoto similarity of {threshold:g} or more; that to the "
        f"nearest is {least:.2f} to {most:.2f}, median {median:.2f})"
    )


def _novelty(novelty: CombinationNovelty) -> str:
    seen = _by_number(novelty.combinations)
    alone = _by_number(novelty.combinations_alone)
    return f"combinations by members seen anywhere: {seen}; seen alone: {alone}"


def _by_number(counts: tuple[int, ...]) -> str:
    return ", ".join(f"{count:,} with {number}" for number, count in enumerate(counts) if count)


def _order(found: OrderedOverlap) -> str:
    counts = {
        "equal to": found.n_equal,
        "between": found.n_inside,
        "beyond": found.n_outside,
        "of no group known in": found.n_alone,
    }
    told = [f"{count:,} {where}" for where, count in counts.items() if count]
    per = f" of each {found.grouped_by}" if found.grouped_by else ""
    return f"values of {found.axis}{per}: {', '.join(told)} the values of the other part"


def _space(split: SplitFacts) -> Iterator[str]:
    space = split.space
    for near in space.nearness if space is not None else ():
        if space is not None and near.n_evaluated:
            radius = distance_in_words(space.radius, space.unit, ".6g")
            yield (
                f"{_named(split, near.pair)}: {near.n_near:,} of {near.n_evaluated:,} rows are "
                f"nearer than {radius} to a row of the other part"
            )


def _copies(split: SplitFacts) -> Iterator[str]:
    for matrix in split.content.matrices if split.content is not None else ():
        place = f"{matrix.table}/{matrix.matrix}".lstrip("/")
        for pair in matrix.pairs:
            names = f"{split.parts[pair.evaluated].name}, {split.parts[pair.reference].name}"
            test = pair.near_test
            told = f"{names}: in {place} {pair.exact.count:,} rows are equal"
            if test is None or not test.tells:
                yield f"{told}, {pair.rescaled.count:,} rescaled; noisy copies could not be told"
                continue
            found = ", ".join(f"{share:.0%}" for share in test.recall)
            yield (
                f"{told}, {pair.rescaled.count:,} rescaled and {pair.near.count:,} noisy copies; "
                f"of copies that keep 90, 70 and 50 % of their counts {found} would be found"
            )


def _fitting(split: SplitFacts) -> Iterator[str]:
    for found in (split.fitting.evidence or ()) if split.fitting is not None else ():
        if found.fitted_on is FittedOn.TRAINING:
            place = f"{found.table}/{found.element}".lstrip("/")
            yield f"{place} fits the rows of training alone, as it should"
