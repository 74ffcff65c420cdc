"""The different units among keyed rows, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.validators.facts.scale.model import Affected
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.scale.keyed_rows import KeyedRows


@dataclass(frozen=True, slots=True)
class Units:
    """Different keys.

    Attributes
    ----------
    hashes
        Hash of each unit, ascending, shape (n_units,).
    first_rows
        First row of each unit, shape (n_units,).
    rows
        What the units were read from.
    of_row
        Place of the unit of each row, -1 where a row has no key, shape (n_rows,).
    n_repeated
        Units that several rows have.
    repeated_rows
        First rows of five of them.
    """

    hashes: NDArray[np.uint64]
    first_rows: NDArray[np.int64]
    rows: KeyedRows
    of_row: NDArray[np.signedinteger[Any]]
    n_repeated: int
    repeated_rows: tuple[int, ...]

    @property
    def n_units(self) -> int:
        """Different units."""
        return len(self.hashes)

    def places_of(self, keyed: KeyedRows, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the place of the key of some rows among the units, -1 where it is none of them."""
        if keyed.hashes is self.rows.hashes:
            return self.of_row[rows].astype(np.int64)
        return self.places(keyed.hashes[rows])

    @property
    def n_missing(self) -> int:
        """Rows without a key."""
        return int(np.count_nonzero(self.rows.is_missing))

    @property
    def held(self) -> Units:
        """The same with what is known of every row in memory."""
        return self

    def places(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the place of each hash among the units, -1 where it is none of them."""
        return places_among(self.hashes, hashes)

    def earliest(
        self, is_affected: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the first rows of the first few of some units, and their places."""
        places = np.flatnonzero(is_affected)
        rows = self.first_rows[places]
        first = np.argsort(rows, kind="stable")[:MAX_EXAMPLES]
        return rows[first], places[first]

    def affected(self, is_affected: NDArray[np.bool_]) -> Affected:
        """Count units, and name the first of them in the order of rows."""
        rows, _ = self.earliest(is_affected)
        return Affected(int(np.count_nonzero(is_affected)), self.rows.texts(rows.tolist()))

    def repeated(self) -> Affected:
        """Count units that several rows have, and name some."""
        return Affected(self.n_repeated, self.rows.texts(self.repeated_rows))


def places_among(ordered: NDArray[np.uint64], hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the place of each hash among ascending ones, -1 where it is none of them."""
    if not len(ordered):
        return np.full(len(hashes), -1, np.int64)
    place = np.searchsorted(ordered, hashes)
    place[place == len(ordered)] = 0
    return np.where(ordered[place] == hashes, place, -1)


def units_of(rows: KeyedRows) -> Units:
    """Find the different keys; rows without a key are left out."""
    order = np.argsort(rows.hashes, kind="stable")
    if rows.is_missing.any():
        order = order[~rows.is_missing[order]]
    ordered = rows.hashes[order]
    is_first = np.ones(len(ordered), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    of_row = np.full(rows.n_rows, -1, np.min_scalar_type(-max(1, rows.n_rows)))
    of_row[order] = np.cumsum(is_first, dtype=of_row.dtype) - 1
    if is_first.all():  # most sets: nothing is copied, of a hundred million transcripts neither
        return Units(ordered, order, rows, of_row, 0, ())
    first_rows = order[is_first]
    n_rows = np.diff(np.append(np.flatnonzero(is_first), len(ordered)))
    repeated = np.sort(first_rows[n_rows > 1])
    return Units(
        hashes=ordered[is_first],
        first_rows=first_rows,
        rows=rows,
        of_row=of_row,
        n_repeated=len(repeated),
        repeated_rows=tuple(repeated[:MAX_EXAMPLES].tolist()),
    )
