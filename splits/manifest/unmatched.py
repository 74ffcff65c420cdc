"""Keys of the assignments that fit nothing, or too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.manifest.assignments import OBSERVATION
from aivc.splits.manifest.integrity import MAX_EXAMPLES, Mangling, Tally
from aivc.splits.manifest.join import key_texts
from aivc.splits.manifest.mangled import find_mangled
from aivc.storage.keys.distinct import distinct_values
from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.splits.manifest.assignments import AssignmentTable
    from aivc.splits.manifest.join import Joined
    from aivc.splits.manifest.parts import Parts
    from aivc.splits.manifest.row_keys import RowKey
    from aivc.splits.observations import Observations

_SPARSE = 16
"""A table with so many places for each number is larger than sorting is slow."""

MAX_NAMES = 2_000_000
"""Names that are compared letter by letter; beyond, keys that match nothing are only counted."""


def unmatched(
    joins: Sequence[Joined],
    table: AssignmentTable,
    row_keys: Mapping[str, RowKey],
    is_missing: NDArray[np.bool_],
    observations: Observations,
) -> tuple[Tally, tuple[Mangling, ...], NDArray[np.bool_]]:
    """Return the keys that no row has, those that a mishap explains, and the rows so explained."""
    manglings: list[Mangling] = []
    explained = np.zeros(observations.n_rows, bool)
    spoilt: dict[str, NDArray[np.bool_]] = {}
    for name in sorted({name for joined in joins for name in joined.columns}):
        codes = _unknown_codes(joins, table, row_keys, name)
        if not len(codes):
            continue
        names, rows_of = _unasked(row_keys[name], is_missing, observations)
        keys = [table.keys[name].label(code) for code in codes.tolist()]
        is_spoilt = np.zeros(len(table.keys[name].distinct) + 1, bool)
        for found in find_mangled(keys, names):
            asked = sorted({key for key, _ in found.pairs})
            rows = np.isin(rows_of, [place for _, place in found.pairs]) & is_missing
            examples = tuple(f"{keys[k]!r} for {names[n]!r}" for k, n in found.pairs[:MAX_EXAMPLES])
            tally = Tally(len(asked), len(table.keys[name].distinct), examples)
            n_rows = int(np.count_nonzero(rows))
            manglings.append(Mangling(name, found.kind, tally, n_rows, found.is_ambiguous))
            explained |= rows
            is_spoilt[codes[asked]] = True
        spoilt[name] = is_spoilt
    return _unknown(joins, table, spoilt), tuple(manglings), explained


def _unknown_codes(
    joins: Sequence[Joined], table: AssignmentTable, row_keys: Mapping[str, RowKey], name: str
) -> NDArray[np.int64]:
    """Return the texts of one key that the assignments use and no row of the dataset has."""
    used = [table.keys[name].codes[j.table_rows] for j in joins if name in j.columns]
    is_used = np.zeros(len(table.keys[name].distinct), bool)
    is_used[np.concatenate(used)] = True
    return np.flatnonzero(is_used & (row_keys[name].asked < 0))


def _unasked(
    key: RowKey, is_missing: NDArray[np.bool_], observations: Observations
) -> tuple[list[str], NDArray[np.int64]]:
    """Return texts of the dataset that no key asks for, and the place of each row among them."""
    places = np.full(observations.n_rows, -1, np.int64)
    if key.labels is None:
        rows = np.flatnonzero(is_missing)
        if len(rows) > MAX_NAMES:
            return [], places
        places[rows] = np.arange(len(rows))
        return list(observations.names_of(rows.tolist())), places
    is_free = np.ones(len(key.labels) + 1, bool)
    is_free[key.asked[key.asked >= 0]] = False
    is_free[-1] = False
    free = np.flatnonzero(is_free)
    place_of = np.full(len(key.labels) + 1, -1, np.int64)
    place_of[free] = np.arange(len(free))
    return [key.labels[code] for code in free.tolist()], place_of[key.rows]


def _unknown(
    joins: Sequence[Joined], table: AssignmentTable, spoilt: Mapping[str, NDArray[np.bool_]]
) -> Tally:
    count, total = 0, 0
    examples: list[str] = []
    for joined in joins:
        rows, n_keys = _distinct_rows(joined, table)
        total += n_keys
        unknown = rows[joined.asked[rows] < 0]
        for name in joined.columns:
            if name in spoilt:
                codes = table.keys[name].codes[joined.table_rows[unknown]]
                unknown = unknown[~spoilt[name][codes]]
        count += len(unknown)
        examples += key_texts(joined, table.keys, joined.table_rows[unknown[:MAX_EXAMPLES]])
    return Tally(count, total, tuple(examples[:MAX_EXAMPLES]))


def _distinct_rows(joined: Joined, table: AssignmentTable) -> tuple[NDArray[np.int64], int]:
    """Return one place in ``table_rows`` for each distinct key, in the order of the table."""
    first = _first_of_each(_key_numbers(joined, table))
    return np.sort(first), len(first)


def _key_numbers(joined: Joined, table: AssignmentTable) -> NDArray[np.int64]:
    """Give each distinct key of the assignments a number, whether the dataset has it or not."""
    codes = [table.keys[name].codes[joined.table_rows] for name in joined.columns]
    if len(codes) == 1:
        return codes[0].astype(np.int64)
    return joint_codes(codes).codes.astype(np.int64)


def _first_of_each(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the first place of each number that occurs."""
    size = int(numbers.max(initial=-1)) + 1
    if size > _SPARSE * len(numbers) + _SPARSE:
        return np.unique(numbers, return_index=True)[1]
    # Numbers that are nearly all used need no sorting.
    place = np.full(size, -1, np.int64)
    place[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)
    return place[place >= 0]


def repeated_keys(joins: Sequence[Joined], table: AssignmentTable, parts: Parts) -> Tally:
    """Count keys that are listed more than once for one part."""
    count, total = 0, 0
    examples: list[str] = []
    for joined in joins:
        claims = _key_numbers(joined, table) * len(parts.names) + joined.parts
        first = _first_of_each(claims)
        repeated = np.empty(0, np.int64)
        if len(first) < len(claims):
            _, place, times = np.unique(claims, return_index=True, return_counts=True)
            repeated = np.sort(place[times > 1])
        count += len(repeated)
        total += len(first)
        examples += key_texts(joined, table.keys, joined.table_rows[repeated[:MAX_EXAMPLES]])
    return Tally(count, total, tuple(examples[:MAX_EXAMPLES]))


def ambiguous_names(joins: Sequence[Joined], table: AssignmentTable) -> Tally:
    """Count names of rows in the assignments that several rows of the dataset have."""
    for joined in joins:
        if joined.columns == (OBSERVATION,):
            known = joined.asked >= 0
            n_rows = np.bincount(joined.rows, minlength=joined.n_keys)
            if n_rows.max(initial=0) < 2:
                return Tally(0, len(distinct_values(joined.asked[known])))
            asked, first = np.unique(joined.asked[known], return_index=True)
            several = np.sort(first[n_rows[asked] > 1])
            rows = joined.table_rows[known][several]
            names = key_texts(joined, table.keys, rows[:MAX_EXAMPLES])
            return Tally(len(rows), len(asked), names)
    return Tally()
