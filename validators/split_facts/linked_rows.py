"""Rows of several tables that are pictures of one thing: a cell, or the same molecules."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.schema.generated.views import ScaleUnitSet
from aivc.storage.keys.joint_keys import joint_codes
from aivc.validators.facts.scale.linked_units import linked_units
from aivc.validators.facts.scale.read_sets import read_set
from aivc.validators.split_facts.counted_twice import partners_in_columns
from aivc.validators.split_facts.linked_model import LinkedRows
from aivc.validators.split_facts.same_units import same_units
from aivc.validators.split_facts.table_rows import places_of_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard, ScaleLink
    from aivc.splits.observations import Observations
    from aivc.storage.model import Dataset
    from aivc.validators.facts.scale.read_sets import ReadSet

SAME_CELL = frozenset({"same_cell_multiome", "cell_to_image_object"})
"""Types of links between two measurements of one cell."""

HOLDING = frozenset({"cell_to_spot", "bin_to_cell", "cell_to_well", "pseudobulk"})
"""Types of links between a measurement and a larger one that it is a part of."""

COUNTED = frozenset({"transcript_to_cell", "bin_to_cell"})
"""Types of links by which what is counted goes to a unit; it can go to units of two tables."""

OTHER_PIECES = frozenset(
    {"adjacent_section", "sibling_aliquot", "matched_donor", "matched_condition"}
)
"""Pairings of links between different pieces of matter."""


def linked_rows(
    dataset: Dataset, card: DatasetCard, observations: Observations, folder: Path
) -> tuple[LinkedRows, ...]:
    """Find rows that are measurements of the same thing.

    Two tables may hold the same units (the card declares one set for both, or both name the same
    unit of the same element); a link of the card may join their units, as cells and the spots
    that they lie in; or what is counted may have gone to units of both, as molecules that two
    methods of segmentation gave to cells.

    Parameters
    ----------
    dataset
        The container.
    card
        Its card, as far as it can be read.
    observations
        The rows that are divided.
    folder
        Folder of the card, in which tables of weights lie.

    Returns
    -------
    tuple of LinkedRows
        One for each reason; those that could not be read say why.
    """
    reader = _Reader(dataset, card, observations, folder)
    between = [link for link in card.links if _joins(link, SAME_CELL | HOLDING)]
    counted = [link for link in card.links if _joins(link, COUNTED)]
    found = [
        *same_units(dataset, card, observations),
        *(reader.joined(link) for link in between),
        *(reader.shared(one, other) for one, other in _of_one_source(counted)),
    ]
    return tuple(each for each in found if each is not None)


def _joins(link: ScaleLink, types: frozenset[str]) -> bool:
    return link.link_type in types and link.pairing not in OTHER_PIECES


def _of_one_source(links: Sequence[ScaleLink]) -> Iterator[tuple[ScaleLink, ScaleLink]]:
    for one, other in combinations(links, 2):
        if one.source_set == other.source_set and one.target_set != other.target_set:
            yield one, other


class _Reader:
    """Looks up which rows the units of links are; a set is read once."""

    def __init__(
        self, dataset: Dataset, card: DatasetCard, observations: Observations, folder: Path
    ) -> None:
        self._dataset = dataset
        self._card = card
        self._observations = observations
        self._folder = folder
        self._sets = {each.unit_set_id: each for each in card.unit_sets}
        self._read: dict[str | None, ReadSet | None] = {}

    def joined(self, link: ScaleLink) -> LinkedRows | None:
        """Return the rows that a link joins, None where one side has no rows that are divided."""
        source, target = self._rows(link.source_set), self._rows(link.target_set)
        mine, theirs = self._units(link.source_set), self._units(link.target_set)
        if source is None or target is None or mine is None or theirs is None:
            return None
        what = "cell" if link.link_type in SAME_CELL else "matter"
        try:
            units = linked_units(link, mine, theirs, self._dataset, self._folder)
        except AivcError as error:
            return _unread(what, link, str(error))
        return _in_pairs(what, link, source[units.source], target[units.target])

    def shared(self, one: ScaleLink, other: ScaleLink) -> LinkedRows | None:
        """Return the rows to which two links give the same things."""
        left, right = self._rows(one.target_set), self._rows(other.target_set)
        mine, theirs = self._units(one.target_set), self._units(other.target_set)
        source = self._sets.get(one.source_set)
        if left is None or right is None or mine is None or theirs is None or source is None:
            return None
        try:
            keys = partners_in_columns(self._dataset, source, one, other)
        except AivcError as error:
            return _unread("molecules", one, str(error))
        at = mine.units.places(keys[:, 0]), theirs.units.places(keys[:, 1])
        return _in_pairs("molecules", one, np.append(left, -1)[at[0]], np.append(right, -1)[at[1]])

    def _units(self, name: str | None) -> ReadSet | None:
        if name not in self._read:
            rows = _set_of_rows(self._sets.get(name), self._card, self._dataset)
            self._read[name] = (
                None if rows is None else read_set(rows, self._card, self._dataset)[1]
            )
        return self._read[name]

    def _rows(self, name: str | None) -> NDArray[np.int64] | None:
        """Return the position of the row of each unit of a set, None where none has one."""
        units = self._units(name)
        if units is None or units.annotating is None:
            return None
        rows = units.annotating.rows
        table = units.annotating.place.table or ""
        if table == self._observations.table and not self._observations.segments:
            return rows
        named = self._dataset.table(table)
        places = None if named is None else places_of_rows(named, self._observations)
        return None if places is None else np.append(places, -1)[rows]


def _set_of_rows(
    unit_set: ScaleUnitSet | None, card: DatasetCard, dataset: Dataset
) -> ScaleUnitSet | None:
    """Return a set whose units are rows of a table; of labels the rows alone, not the pixels."""
    if unit_set is None:
        return None
    element = (unit_set.element or "").strip("/")
    if not element or any(element.startswith(table.name) for table in dataset.tables if table.name):
        return unit_set
    if all(table.unit_set != unit_set.unit_set_id for table in card.tables):
        return None
    kinds = {e.kind for e in dataset.elements if element in {e.path, e.name}}
    if kinds != {"labels"}:
        return unit_set
    said = {slot: getattr(unit_set, slot) for slot in ScaleUnitSet.fields if slot != "element"}
    return ScaleUnitSet(pointer=unit_set.pointer, **said)


def _in_pairs(
    what: str, link: ScaleLink, left: NDArray[np.int64], right: NDArray[np.int64]
) -> LinkedRows | None:
    """Link rows by pairs; one that is both sides of a pair is linked to nothing by it."""
    known = (left >= 0) & (right >= 0) & (left != right)
    if not known.any():
        return None
    low, high = np.minimum(left[known], right[known]), np.maximum(left[known], right[known])
    distinct = joint_codes([low, high]).combinations.astype(np.int64)
    node = np.repeat(np.arange(len(distinct), dtype=np.int64), 2)
    return LinkedRows(what, link.pointer, node, distinct.ravel(), link_id=link.link_id or "")


def _unread(what: str, link: ScaleLink, problem: str) -> LinkedRows:
    nothing = np.empty(0, np.int64)
    return LinkedRows(what, link.pointer, nothing, nothing, problem, link.link_id or "")
