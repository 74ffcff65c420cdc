"""The different units among keys that are read again whenever they are needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import numpy as np

from aivc.validators.facts.scale.keyed_rows import KeyedRows, hash_labels
from aivc.validators.facts.scale.model import Affected
from aivc.validators.facts.scale.units import Units, places_among, units_of
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.scale.streamed_keys import AnyKeys, StreamedKeys

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True)
class StreamedUnits:
    """Different keys, numbered by the order of their hashes as those of :class:`Units` are.

    Attributes
    ----------
    rows
        What the units were read from.
    n_units
        Different keys.
    n_missing
        Rows without a key.
    repeated_hashes
        Hashes of units that several rows have, ascending.
    """

    rows: StreamedKeys
    n_units: int
    n_missing: int
    repeated_hashes: NDArray[np.uint64]

    @property
    def n_repeated(self) -> int:
        """Units that several rows have."""
        return len(self.repeated_hashes)

    @cached_property
    def hashes(self) -> NDArray[np.uint64]:
        """Hash of each unit, ascending, shape (n_units,)."""
        found = _all_hashes(self.rows)
        return found if len(found) == self.n_units else _distinct(found)

    @cached_property
    def held(self) -> Units:
        """The same with what is known of every row in memory, about fifty bytes for each."""
        return units_of(self.rows.held())

    def places(self, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return the place of each hash among the units, -1 where it is none of them."""
        return places_among(self.hashes, hashes)

    def earliest(
        self, is_affected: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the first rows of the first few of some units, and their places."""
        if not is_affected.any():
            return np.empty(0, np.int64), np.empty(0, np.int64)
        rows, hashes = first_rows_of(self.rows, self.hashes[is_affected])
        return rows, self.places(hashes)

    def affected(self, is_affected: NDArray[np.bool_]) -> Affected:
        """Count units, and name the first of them in the order of rows."""
        rows, _ = self.earliest(is_affected)
        return Affected(int(np.count_nonzero(is_affected)), self.rows.texts(rows.tolist()))

    def repeated(self) -> Affected:
        """Count units that several rows have, and name some."""
        return self.named(self.repeated_hashes)

    def named(self, hashes: NDArray[np.uint64]) -> Affected:
        """Count units by their hashes, ascending, and name the first of them."""
        if not len(hashes):
            return Affected()
        rows, _ = first_rows_of(self.rows, hashes)
        return Affected(len(hashes), self.rows.texts(rows.tolist()))

    def places_of(self, keyed: KeyedRows, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the place of the key of some rows among the units, -1 where it is none of them."""
        return self.places(keyed.hashes[rows])


AnyUnits: TypeAlias = Units | StreamedUnits


def any_units_of(keys: AnyKeys) -> AnyUnits:
    """Find the different keys, in the way that suits how they are held."""
    return units_of(keys) if isinstance(keys, KeyedRows) else streamed_units_of(keys)


def streamed_units_of(keys: StreamedKeys) -> StreamedUnits:
    """Find the different keys; rows without a key are left out.

    Eight bytes a row are held meanwhile, and none where keys are whole numbers in ascending order.
    """
    kind = keys.number_type()
    if kind is not None:
        return _of_numbers(keys, kind)
    found = np.empty(keys.n_rows, np.uint64)
    n_found = n_keyed = 0
    several: list[NDArray[np.uint64]] = [np.empty(0, np.uint64)]
    for block in keys.blocks():
        counts = block.counts()
        used = block.hashes[counts > 0]
        several.append(block.hashes[counts > 1])
        found[n_found : n_found + len(used)] = used
        n_found += len(used)
        n_keyed += int(counts.sum())
    found = found[:n_found]
    found.sort()
    several.append(_copies(found))
    repeated = _distinct(np.sort(np.concatenate(several)))
    n_units = n_found - int(np.count_nonzero(found[1:] == found[:-1]))
    return StreamedUnits(keys, n_units, keys.n_rows - n_keyed, repeated)


def first_rows_of(
    keys: StreamedKeys, hashes: NDArray[np.uint64], limit: int = MAX_EXAMPLES
) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return the first rows of the first few of some keys in the order of rows, and their hashes.

    Parameters
    ----------
    hashes
        Hashes of keys, ascending.
    limit
        How many keys to find.
    """
    rows: list[int] = []
    known: list[int] = []
    for block in keys.blocks():
        is_wanted = (places_among(hashes, block.hashes) >= 0) & ~np.isin(
            block.hashes, np.array(known, np.uint64)
        )
        at = np.flatnonzero(block.where(is_wanted)) if is_wanted.any() else np.empty(0, np.int64)
        if len(at):
            codes, first = np.unique(block.codes[at], return_index=True)
            order = np.argsort(first)[: limit - len(rows)]
            rows += (block.start + at[first[order]]).tolist()
            known += block.hashes[codes[order]].tolist()
        if len(rows) >= min(limit, len(hashes)):
            break
    return np.array(rows, np.int64), np.array(known, np.uint64)


def _of_numbers(keys: StreamedKeys, kind: np.dtype[Any]) -> StreamedUnits:
    none = np.empty(0, np.uint64)
    if _are_ascending(keys):
        return StreamedUnits(keys, keys.n_rows, 0, none)
    found = np.empty(keys.n_rows, kind)
    start = 0
    for numbers in keys.numbers():
        found[start : start + len(numbers)] = numbers
        start += len(numbers)
    found.sort()
    copies = _copies(found)
    n_units = len(found) - len(copies)
    labels = [str(number) for number in _distinct(copies).tolist()]
    return StreamedUnits(keys, n_units, 0, np.sort(hash_labels(labels)) if labels else none)


def _are_ascending(keys: StreamedKeys) -> bool:
    last: int | None = None
    for numbers in keys.numbers():
        if not len(numbers):
            continue
        if last is not None and int(numbers[0]) <= last:
            return False
        if not bool((numbers[1:] > numbers[:-1]).all()):
            return False
        last = int(numbers[-1])
    return True


def _all_hashes(keys: StreamedKeys) -> NDArray[np.uint64]:
    """Return the hash of every row that has a key, ascending."""
    held = keys.held()
    found = held.hashes[~held.is_missing] if held.is_missing.any() else held.hashes
    found.sort()
    return found


def _copies(ordered: NDArray[Scalar]) -> NDArray[Scalar]:
    """Return each value that stands behind an equal one."""
    found: NDArray[Scalar] = ordered[1:][ordered[1:] == ordered[:-1]]
    return found


def _distinct(ordered: NDArray[Scalar]) -> NDArray[Scalar]:
    is_first = np.ones(len(ordered), np.bool_)
    is_first[1:] = ordered[1:] != ordered[:-1]
    found: NDArray[Scalar] = ordered[is_first]
    return found
