"""Choose the links that can be recounted row by row, and say the result as of any other link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.scale.model import NONE_AFFECTED
from aivc.validators.facts.scale.recount import LinkedUnits, Recount
from aivc.validators.facts.scale.recount_rows import recount_rows
from aivc.validators.facts.scale.streamed_keys import StreamedKeys
from aivc.validators.facts.scale.streamed_units import StreamedUnits

if TYPE_CHECKING:
    from aivc.schema.generated.views import ScaleLink
    from aivc.validators.facts.scale.pairs import Pairs
    from aivc.validators.facts.scale.read_sets import ReadSet
    from aivc.validators.facts.scale.streamed_keys import AnyKeys


def recount_by_rows(
    link: ScaleLink, pairs: Pairs, source: ReadSet, target: ReadSet
) -> Recount | None:
    """Recount a link whose pairs are two columns of one element.

    Returns
    -------
    Recount or None
        None where the pairs are others, or where more than numbers of pairs is needed: an obs says
        more about the rows, or a quantity has to be summed up to each of them.
    """
    if not pairs.of_rows:
        return None
    # Pairs of repeated units are held, so that the side that has fewer of them is the rows' own.
    for is_source in sorted(
        (True, False), key=lambda it: (source if it else target).units.n_repeated
    ):
        own, other = (source, target) if is_source else (target, source)
        mine, partners = (
            (pairs.sources, pairs.targets) if is_source else (pairs.targets, pairs.sources)
        )
        if _is_enough(link, own, is_source=is_source):
            counted = _counted(mine, partners, own, other)
            if counted is not None:
                return counted if is_source else _turned(counted)
    return None


def _is_enough(link: ScaleLink, own: ReadSet, *, is_source: bool) -> bool:
    """Tell whether a conserved quantity is summed up to the units of the other side, or none is."""
    if link.conserved_quantity == "counts":
        return is_source is (link.direction != "lift")
    return link.conserved_quantity != "cells" or own.unit_set.scale != "cell"


def _counted(mine: AnyKeys, partners: AnyKeys, own: ReadSet, other: ReadSet) -> Recount | None:
    units = own.units
    if not isinstance(units, StreamedUnits) or not isinstance(partners, StreamedKeys):
        return None
    is_of_rows = mine is units.rows and partners.rows.are_those_of(units.rows.rows)
    if not is_of_rows or partners.column is None or own.annotating is not None:
        return None
    found = recount_rows(units, partners, other.units)
    linked = np.flatnonzero(found.n_of_partner)
    return Recount(
        # All units of one partner as one pair: what is summed up to a partner is the same.
        source=np.zeros(len(linked), np.int64),
        target=linked,
        weights=found.n_of_partner[linked].astype(np.float64),
        n_pairs=found.n_pairs,
        n_pairs_unknown_source=0,
        n_pairs_unknown_target=found.n_pairs_unknown,
        unknown_sources=NONE_AFFECTED,
        unknown_targets=found.unknown,
        repeated=NONE_AFFECTED,
        of_weights=None,
        of_source=LinkedUnits(found.n_own_linked, found.several_partners, None),
        of_target=LinkedUnits(
            len(linked), other.units.affected(found.n_of_partner > 1), found.n_of_partner > 0
        ),
    )


def _turned(counted: Recount) -> Recount:
    return Recount(
        source=counted.target,
        target=counted.source,
        weights=counted.weights,
        n_pairs=counted.n_pairs,
        n_pairs_unknown_source=counted.n_pairs_unknown_target,
        n_pairs_unknown_target=0,
        unknown_sources=counted.unknown_targets,
        unknown_targets=NONE_AFFECTED,
        repeated=NONE_AFFECTED,
        of_weights=None,
        of_source=counted.of_target,
        of_target=counted.of_source,
    )
