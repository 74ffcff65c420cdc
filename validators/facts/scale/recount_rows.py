"""Recount a link whose pairs are two columns of one element, without holding its rows.

Of a hundred million transcripts, most of which name a cell, nobody needs the list: how many each
cell has is enough. Only units that several rows have are looked at pair by pair.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.scale.units import places_among
from aivc.validators.facts.scale.unknown_partners import UnknownPartners

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.validators.facts.scale.model import Affected
    from aivc.validators.facts.scale.streamed_keys import KeyBlock, StreamedKeys
    from aivc.validators.facts.scale.streamed_units import StreamedUnits
    from aivc.validators.facts.scale.units import Units


@dataclass(frozen=True, slots=True)
class RowsRecount:
    """What was counted; ``own`` is the side that the rows are units of.

    Attributes
    ----------
    n_pairs
        Rows that have both keys.
    n_own_linked
        Own units with a partner that is known.
    several_partners
        Own units with more than one.
    n_of_partner
        Own units of each unit of the other side, shape (n_partner_units,).
    n_pairs_unknown
        Pairs whose partner the other side does not have.
    unknown
        Different partners of these.
    """

    n_pairs: int
    n_own_linked: int
    several_partners: Affected
    n_of_partner: NDArray[np.int64]
    n_pairs_unknown: int
    unknown: Affected


def recount_rows(
    own: StreamedUnits, partners: StreamedKeys, known: Units | StreamedUnits
) -> RowsRecount:
    """Count the pairs of the rows of an element.

    Parameters
    ----------
    own
        The units that the rows are.
    partners
        Another column of the same rows.
    known
        The units of the other side.
    """
    n_of_partner = np.zeros(known.n_units, np.int64)
    unknown = UnknownPartners()
    n_pairs = n_once = 0
    pairs = np.empty((0, 2), np.int64)
    for mine, block in _blocks(own, partners):
        counts = block.counts()
        places = known.places(block.hashes)
        unknown.add(block, counts, places < 0)
        n_pairs += int(counts.sum())
        if mine is not None and own.n_repeated:
            repeated = places_among(own.repeated_hashes, mine.hashes)
            is_linked = block.where(places >= 0) & mine.where(repeated >= 0)
            rows = np.flatnonzero(is_linked)
            several = np.stack([repeated[mine.codes[rows]], places[block.codes[rows]]], axis=1)
            pairs = _distinct_pairs(np.concatenate([pairs, several]))
            counts = counts - np.bincount(block.codes[rows], minlength=len(counts))
        is_known = places >= 0
        n_once += int(counts[is_known].sum())
        np.add.at(n_of_partner, places[is_known], counts[is_known])
    n_of_partner += np.bincount(pairs[:, 1], minlength=known.n_units)
    n_partners = np.bincount(pairs[:, 0], minlength=own.n_repeated)
    return RowsRecount(
        n_pairs=n_pairs,
        n_own_linked=n_once + int(np.count_nonzero(n_partners)),
        several_partners=own.named(own.repeated_hashes[n_partners > 1]),
        n_of_partner=n_of_partner,
        n_pairs_unknown=unknown.n_pairs,
        unknown=unknown.affected(partners),
    )


def _blocks(
    own: StreamedUnits, partners: StreamedKeys
) -> Iterator[tuple[KeyBlock | None, KeyBlock]]:
    """Yield partners, with the rows' own keys where these tell anything; no pair is half."""
    if own.rows.column is None or not (own.n_missing or own.n_repeated):
        for block in partners.blocks():
            yield None, block
        return
    for mine, block in partners.beside(own.rows):
        has_both = (mine.codes >= 0) & (block.codes >= 0)
        yield mine.only(has_both), block.only(has_both)


def _distinct_pairs(pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    if not len(pairs):
        return pairs
    width = int(pairs[:, 1].max()) + 1
    distinct = np.unique(pairs[:, 0] * width + pairs[:, 1])
    return np.stack(np.divmod(distinct, width), axis=1)
