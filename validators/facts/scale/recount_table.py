"""Recount a link whose pairs are a table of weights, of which places and weights alone are held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.scale.model import NONE_AFFECTED, Affected, WeightFacts
from aivc.validators.facts.scale.recount import Recount, linked_of, named_pairs
from aivc.validators.facts.scale.recount_weights import CLOSE, finite, sums_off
from aivc.validators.facts.scale.streamed_keys import StreamedKeys
from aivc.validators.facts.scale.unknown_partners import UnknownPartners
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.scale.pairs import Pairs
    from aivc.validators.facts.scale.streamed_units import AnyUnits

_NO_KEY = -2


def recount_table(pairs: Pairs, source: AnyUnits, target: AnyUnits) -> Recount | None:
    """Match the pairs of a table that is read in batches with the units of its sets.

    Returns
    -------
    Recount or None
        None where the pairs are no such table.
    """
    one, other = pairs.sources, pairs.targets
    if not isinstance(one, StreamedKeys) or not isinstance(other, StreamedKeys) or pairs.of_rows:
        return None
    if one.column is None or other.column is None or not one.rows.are_those_of(other.rows):
        return None
    at = (np.full(one.n_rows, _NO_KEY, np.int32), np.full(one.n_rows, _NO_KEY, np.int32))
    unknown = (UnknownPartners(), UnknownPartners())
    for blocks in other.beside(one):
        has_both = (blocks[0].codes >= 0) & (blocks[1].codes >= 0)
        for side, units in enumerate((source, target)):
            block = blocks[side].only(has_both)
            places = units.places(block.hashes)
            unknown[side].add(block, block.counts(), places < 0)
            here = slice(block.start, block.start + len(block.codes))
            at[side][here] = np.append(places, _NO_KEY)[block.codes]
    is_pair = at[0] != _NO_KEY
    counts = (at[0] >= 0) & (at[1] >= 0)
    if pairs.weights is not None:
        # A weight of zero is no link; a broken one is reported, and links nothing.
        counts &= pairs.weights > 0
    linked = _merged(at, counts, pairs.weights, max(1, target.n_units))
    linked_source, linked_target, summed, repeats = linked
    rows = np.flatnonzero(counts)[repeats[:MAX_EXAMPLES]] if len(repeats) else repeats
    return Recount(
        source=linked_source,
        target=linked_target,
        weights=summed,
        n_pairs=int(np.count_nonzero(is_pair)),
        n_pairs_unknown_source=unknown[0].n_pairs,
        n_pairs_unknown_target=unknown[1].n_pairs,
        unknown_sources=unknown[0].affected(one),
        unknown_targets=unknown[1].affected(other),
        repeated=Affected(len(repeats), named_pairs(pairs, rows)),
        of_weights=_weight_facts(pairs, is_pair, linked, source, target),
        of_source=linked_of(source, linked_source),
        of_target=linked_of(target, linked_target),
    )


def _merged(
    at: tuple[NDArray[np.int32], NDArray[np.int32]],
    counts: NDArray[np.bool_],
    weights: NDArray[np.float64] | None,
    width: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """Return each linked pair once with the sum of its weights, and which repeat one before."""
    key = at[0][counts].astype(np.int64)
    key *= width
    key += at[1][counts]
    order = np.argsort(key, kind="stable")
    key = key[order]
    is_first = np.ones(len(key), np.bool_)
    is_first[1:] = key[1:] != key[:-1]
    if weights is None:
        summed = np.ones(int(np.count_nonzero(is_first)))
    else:
        summed = finite(weights[counts])[order]
        if not is_first.all():
            summed = np.bincount(np.cumsum(is_first) - 1, summed).astype(np.float64)
    linked_source, linked_target = np.divmod(key[is_first], width)
    return linked_source, linked_target, summed, np.sort(order[~is_first])


def _weight_facts(
    pairs: Pairs,
    is_pair: NDArray[np.bool_],
    linked: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]],
    source: AnyUnits,
    target: AnyUnits,
) -> WeightFacts | None:
    weights = pairs.weights
    if weights is None:
        return None

    def affected(is_affected: NDArray[np.bool_]) -> Affected:
        is_affected &= is_pair
        n_affected = int(np.count_nonzero(is_affected))
        if not n_affected:
            return NONE_AFFECTED
        rows = np.flatnonzero(is_affected)[:MAX_EXAMPLES]
        values = weights[rows].tolist()
        named = zip(named_pairs(pairs, rows), values, strict=True)
        return Affected(n_affected, tuple(f"{name} {value:g}" for name, value in named))

    at_source, at_target, summed, _ = linked
    is_finite = np.isfinite(weights)
    return WeightFacts(
        not_finite=affected(~is_finite),
        negative=affected(is_finite & (weights < 0)),
        above_one=affected(is_finite & (weights > 1 + CLOSE)),
        fractional=affected(is_finite & (weights != np.round(weights))),
        off_by_source=sums_off(at_source, summed, source),
        off_by_target=sums_off(at_target, summed, target),
        above_by_source=sums_off(at_source, summed, source, only_above=True),
    )
