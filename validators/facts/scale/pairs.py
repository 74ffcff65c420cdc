"""Find the pairs of units that a link consists of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.validators.facts.scale.keyed_rows import KeyedRows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.schema.generated.views import ScaleLink
    from aivc.validators.facts.scale.annotating import Annotating
    from aivc.validators.facts.scale.places import UnitPlace
    from aivc.validators.facts.scale.read_sets import ReadSet
    from aivc.validators.facts.scale.streamed_keys import AnyKeys

_SAME_ID_TYPES = frozenset(
    {"same_cell_multiome", "cell_to_image_object", "cell_to_image_region", "spot_to_image_region"}
)
_SAME_ID_BASES = frozenset({"measured_identity", "barcode"})


class PairsError(AivcError, LookupError):
    """Nothing tells which units a link links."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of a link, a row each; a row without a key on either side is no pair.

    ``of_rows`` says that each row is a unit of one side with its partner, so that rows repeat what
    the units are rather than how often they are linked.
    """

    sources: AnyKeys
    targets: AnyKeys
    weights: NDArray[np.float64] | None
    how: str
    of_rows: bool


def pairs_in_columns(link: ScaleLink, source: ReadSet, target: ReadSet) -> Pairs:
    """Find pairs where no table of weights gives them.

    The partner stands in ``partner_column`` of one side; or both ids stand in the rows of one
    table; or the rows of one side have the column with the ids of the other; or both sides have
    the same ids. Columns of the obs that annotates shapes, points or labels are theirs as well.

    Raises
    ------
    PairsError
        Nothing of that is so.
    """
    for side in (source, target):
        if side.is_by_region:
            msg = f"ids of {side.what} repeat between regions, so that an id alone is no unit"
            raise PairsError(msg)
    own = _by_partner_column(link, source, target)
    return (
        own
        or _in_one_table(link, source, target)
        or _in_column_of_one(link, source, target)
        or _by_same_ids(link, source, target)
        or _raise_nothing_found(link)
    )


def _by_partner_column(link: ScaleLink, source: ReadSet, target: ReadSet) -> Pairs | None:
    column = link.partner_column
    if column is None:
        return None
    if source.place is not None and source.place.has(column):
        return _from_source(source, source.place, column, link)
    # The target's own ids say nothing of partners; they are what a column of the source names.
    is_own = column == target.column
    if not is_own and target.place is not None and target.place.has(column):
        return _from_target(target, target.place, column, link)
    found = _by_annotating(link, source, target, column)
    if found is not None:
        return found
    msg = f"neither {source.what} nor {target.what} has a column {column!r}"
    raise PairsError(msg)


def _in_one_table(link: ScaleLink, source: ReadSet, target: ReadSet) -> Pairs | None:
    place = source.place
    if place is None or target.place is None or place.what != target.place.what:
        return None
    if source.column == target.column:
        return None
    how = f"column {target.column or source.column} of {place.what}"
    targets = target.units.rows.without(link.unassigned_labels)
    return Pairs(source.units.rows, targets, None, how, of_rows=True)


def _in_column_of_one(link: ScaleLink, source: ReadSet, target: ReadSet) -> Pairs | None:
    if source.column == target.column:
        return None
    if source.place is not None and target.column and source.place.has(target.column):
        return _from_source(source, source.place, target.column, link)
    # An obs that annotates several elements tells their units apart, which an id alone does not.
    found = _by_annotating(link, source, target, target.column) if target.column else None
    if found is not None:
        return found
    if target.place is not None and source.column and target.place.has(source.column):
        return _from_target(target, target.place, source.column, link)
    return None


def _by_annotating(link: ScaleLink, source: ReadSet, target: ReadSet, column: str) -> Pairs | None:
    """Find partners in the obs that annotates shapes, points or labels of either side."""
    for side in (source, target):
        rows = side.annotating
        if rows is None or rows.place is side.place or not rows.place.has(column):
            continue
        if side is target and column == target.column:
            continue
        ids = _annotating_ids(side, rows)
        partners = rows.place.keyed(column).without(link.unassigned_labels)
        pair = (ids, partners) if side is source else (partners, ids)
        return Pairs(*pair, None, f"column {column} of {rows.place.what}", of_rows=True)
    return None


def _annotating_ids(side: ReadSet, rows: Annotating) -> KeyedRows:
    """Key the rows of an obs by the unit that they annotate; rows of other units have no key."""
    column = side.unit_set.unit_id_column
    keyed = rows.place.keyed(column if column and rows.place.has(column) else None)
    is_here = np.zeros(keyed.n_rows, bool)
    is_here[rows.rows[rows.rows >= 0]] = True
    return KeyedRows(keyed.hashes, keyed.is_missing | ~is_here, keyed.texts)


def _by_same_ids(link: ScaleLink, source: ReadSet, target: ReadSet) -> Pairs | None:
    is_same = link.link_type in _SAME_ID_TYPES or (
        link.direction == "same_scale" and link.link_basis in _SAME_ID_BASES
    )
    if not is_same:
        return None
    smaller = source if source.units.n_units <= target.units.n_units else target
    other = target if smaller is source else source
    both = smaller.units.held.rows
    shared = other.units.places(both.hashes) >= 0
    rows = type(both)(both.hashes, both.is_missing | ~shared, both.texts)
    return Pairs(rows, rows, None, f"the ids that {source.what} and {target.what} share", True)  # noqa: FBT003 - of_rows


def _from_source(source: ReadSet, place: UnitPlace, column: str, link: ScaleLink) -> Pairs:
    partners = place.keyed(column).without(link.unassigned_labels)
    how = f"column {column} of {place.what}"
    return Pairs(source.units.rows, partners, None, how, of_rows=True)


def _from_target(target: ReadSet, place: UnitPlace, column: str, link: ScaleLink) -> Pairs:
    partners = place.keyed(column).without(link.unassigned_labels)
    how = f"column {column} of {place.what}"
    return Pairs(partners, target.units.rows, None, how, of_rows=True)


def _raise_nothing_found(link: ScaleLink) -> Pairs:
    msg = (
        f"neither `weights` nor `pairs_table` nor `partner_column` of link {link.link_id} says "
        "which units are linked"
    )
    raise PairsError(msg)
