"""Recount a link: who is linked, with how many partners, and with what weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.scale.keyed_rows import KeyedRows
from aivc.validators.facts.scale.model import Affected, WeightFacts
from aivc.validators.facts.scale.recount_weights import CLOSE, finite, sums_off
from aivc.validators.facts.scale.units import Units
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.scale.pairs import Pairs
    from aivc.validators.facts.scale.streamed_keys import AnyKeys
    from aivc.validators.facts.scale.streamed_units import AnyUnits


@dataclass(frozen=True, slots=True)
class LinkedUnits:
    """The units of one side of a link.

    Attributes
    ----------
    n_linked
        Units with a partner.
    several
        Units with more than one.
    is_linked
        Which are linked, shape (n_units,); None where only how many was counted.
    """

    n_linked: int
    several: Affected
    is_linked: NDArray[np.bool_] | None


@dataclass(frozen=True, slots=True)
class Recount:
    """The pairs of a link among known units.

    Attributes
    ----------
    source, target
        Place of the units of each linked pair, shape (n_linked,); a pair stands here once.
    weights
        Weight of each, 1 where there is none; weights of a pair that is repeated are added up.
    of_source, of_target
        The linked units of either side.
    """

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    weights: NDArray[np.float64]
    n_pairs: int
    n_pairs_unknown_source: int
    n_pairs_unknown_target: int
    unknown_sources: Affected
    unknown_targets: Affected
    repeated: Affected
    of_weights: WeightFacts | None
    of_source: LinkedUnits
    of_target: LinkedUnits


def recount(pairs: Pairs, source: AnyUnits, target: AnyUnits) -> Recount:
    """Match the pairs of a link with the units of its sets."""
    sources, source = _in_memory(pairs.sources, source)
    targets, target = _in_memory(pairs.targets, target)
    held = _HeldPairs(sources, targets, pairs.weights, pairs.of_rows)
    return _recount(held, source, target)


@dataclass(frozen=True, slots=True)
class _HeldPairs:
    """Pairs with every key in memory."""

    sources: KeyedRows
    targets: KeyedRows
    weights: NDArray[np.float64] | None
    of_rows: bool


def _in_memory(keyed: AnyKeys, units: AnyUnits) -> tuple[KeyedRows, AnyUnits]:
    if isinstance(keyed, KeyedRows):
        return keyed, units
    if keyed is units.rows:
        return units.held.rows, units.held
    return keyed.held(), units


def _recount(pairs: _HeldPairs, source: AnyUnits, target: AnyUnits) -> Recount:
    rows = np.flatnonzero(~(pairs.sources.is_missing | pairs.targets.is_missing))
    at_source = source.places_of(pairs.sources, rows)
    at_target = target.places_of(pairs.targets, rows)
    unknown = (at_source < 0) | (at_target < 0)
    weights = None if pairs.weights is None else pairs.weights[rows]
    # A weight of zero is no link; a broken one is reported, and links nothing.
    counts = ~unknown if weights is None else ~unknown & (np.nan_to_num(weights) > 0)
    merged = _merged(pairs, counts, weights, (at_source, at_target), (source, target))
    linked_source, linked_target, summed, is_repeat = merged
    repeated = rows[:0] if pairs.of_rows else rows[counts][is_repeat]
    return Recount(
        source=linked_source,
        target=linked_target,
        weights=summed,
        n_pairs=len(rows),
        n_pairs_unknown_source=int((at_source < 0).sum()),
        n_pairs_unknown_target=int((at_target < 0).sum()),
        unknown_sources=_unknown(pairs.sources, rows[at_source < 0]),
        unknown_targets=_unknown(pairs.targets, rows[at_target < 0]),
        repeated=Affected() if pairs.of_rows else _pairs(pairs, repeated),
        of_weights=None
        if weights is None
        else _weight_facts(
            pairs, rows, weights, (linked_source, linked_target, summed), source, target
        ),
        of_source=linked_of(source, linked_source),
        of_target=linked_of(target, linked_target),
    )


def linked_of(units: AnyUnits, at: NDArray[np.int64]) -> LinkedUnits:
    """Count the linked units of one side by the place of the unit of each linked pair."""
    partners = np.bincount(at, minlength=units.n_units)
    is_linked = partners > 0
    return LinkedUnits(int(np.count_nonzero(is_linked)), units.affected(partners > 1), is_linked)


def _merged(
    pairs: _HeldPairs,
    counts: NDArray[np.bool_],
    weights: NDArray[np.float64] | None,
    at: tuple[NDArray[np.int64], NDArray[np.int64]],
    units: tuple[AnyUnits, AnyUnits],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.bool_]]:
    """Return each linked pair once, with the sum of its weights, and which rows repeat one."""
    at_source, at_target = at[0][counts], at[1][counts]
    if weights is None and _is_row_each(pairs, units):
        n = len(at_source)
        return at_source, at_target, np.broadcast_to(1.0, n), np.broadcast_to(np.False_, n)
    width = max(1, units[1].n_units)
    distinct, place = _distinct_places(at_source * width + at_target)
    linked_source, linked_target = divmod(distinct, width)
    if weights is None:
        summed = np.ones(len(distinct))
    else:
        summed = np.bincount(place, finite(weights[counts]), len(distinct)).astype(np.float64)
    return linked_source, linked_target, summed, _repeats(place)


def _is_row_each(pairs: _HeldPairs, units: tuple[AnyUnits, AnyUnits]) -> bool:
    """Tell whether each pair is the row of another unit of one side, so that none repeats."""
    return any(
        isinstance(side, Units) and keyed.hashes is side.rows.hashes and not side.n_repeated
        for keyed, side in zip((pairs.sources, pairs.targets), units, strict=True)
    )


def _distinct_places(values: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the distinct values, ascending, and the place of each value among them."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    is_first = np.ones(len(ordered), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    place = np.empty(len(values), np.int64)
    place[order] = np.cumsum(is_first) - 1
    return ordered[is_first], place


def _repeats(place: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Mark pairs that stood in a row before."""
    is_repeat = np.ones(len(place), bool)
    order = np.argsort(place, kind="stable")
    ordered = place[order]
    is_first = np.ones(len(ordered), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    is_repeat[order[is_first]] = False
    return is_repeat


def _unknown(keyed: KeyedRows, rows: NDArray[np.int64]) -> Affected:
    if not len(rows):
        return Affected()
    _, first = np.unique(keyed.hashes[rows], return_index=True)
    named = rows[np.sort(first)[:MAX_EXAMPLES]]
    return Affected(len(first), keyed.texts(named.tolist()))


def _pairs(pairs: _HeldPairs, rows: NDArray[np.int64]) -> Affected:
    return Affected(len(rows), named_pairs(pairs, rows))


def named_pairs(pairs: Pairs | _HeldPairs, rows: NDArray[np.int64]) -> tuple[str, ...]:
    """Return the first few of some pairs as text."""
    few = rows[:MAX_EXAMPLES].tolist()
    sources, targets = pairs.sources.texts(few), pairs.targets.texts(few)
    return tuple(f"{one} → {other}" for one, other in zip(sources, targets, strict=True))


def _weight_facts(
    pairs: _HeldPairs,
    rows: NDArray[np.int64],
    weights: NDArray[np.float64],
    linked: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]],
    source: AnyUnits,
    target: AnyUnits,
) -> WeightFacts:
    def affected(is_affected: NDArray[np.bool_]) -> Affected:
        at = rows[is_affected]
        values = weights[is_affected][:MAX_EXAMPLES].tolist()
        named = named_pairs(pairs, at)
        texts = (f"{name} {value:g}" for name, value in zip(named, values, strict=True))
        return Affected(len(at), tuple(texts))

    is_finite = np.isfinite(weights)
    known = finite(weights)
    at_source, at_target, summed = linked
    return WeightFacts(
        not_finite=affected(~is_finite),
        negative=affected(is_finite & (known < 0)),
        above_one=affected(is_finite & (known > 1 + CLOSE)),
        fractional=affected(is_finite & (known != np.round(known))),
        off_by_source=sums_off(at_source, summed, source),
        off_by_target=sums_off(at_target, summed, target),
        above_by_source=sums_off(at_source, summed, source, only_above=True),
    )
