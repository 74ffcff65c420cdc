"""Rows in parts, one entry for each part that a row is in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.splits.observations import Partitioning

COMPARED = ("training", "validation", "calibration", "test", "external_test")
"""Roles of parts that are compared, in the order in which they are learned from."""

NOWHERE = -1


@dataclass(frozen=True)
class Entries:
    """Each row of a compared part, once for each part that it is in.

    Attributes
    ----------
    row, part
        Position of the row, and of its part; shape (n_entries,). A part of -1 is none: the entry
        was dropped.
    n_rows, n_parts
        Rows of the dataset, parts of the split.
    """

    row: NDArray[np.int64]
    part: NDArray[np.int64]
    n_rows: int
    n_parts: int

    def __len__(self) -> int:
        """Return the number of entries, dropped ones included."""
        return len(self.row)

    def with_parts(self, part: NDArray[np.int64]) -> Entries:
        """Return the same rows in other parts."""
        return replace(self, part=part)

    def without(self, dropped: NDArray[np.bool_]) -> Entries:
        """Return the entries with some of them in no part."""
        return self.with_parts(np.where(dropped, NOWHERE, self.part))

    def counts(self, codes: NDArray[np.int64], n_codes: int) -> NDArray[np.int64]:
        """Count entries by code and part, shape (n_codes, n_parts); codes of -1 count nowhere."""
        code = codes[self.row]
        here = (code >= 0) & (self.part >= 0)
        keys = code[here] * self.n_parts + self.part[here]
        counted = np.bincount(keys, minlength=n_codes * self.n_parts)
        return counted.reshape(n_codes, self.n_parts)


def entries_of(partitioning: Partitioning) -> Entries:
    """Return the entries of all rows in compared parts."""
    compared = np.array([*(role in COMPARED for role in partitioning.roles), False])
    codes = partitioning.codes.astype(np.int64)
    rows = np.concatenate([np.arange(len(codes)), partitioning.also[:, 0]])
    parts = np.concatenate([codes, partitioning.also[:, 1]])
    here = compared[parts]
    order = np.lexsort((parts[here], rows[here]))
    return Entries(rows[here][order], parts[here][order], len(codes), len(partitioning.names))


def partitioning_of(entries: Entries, before: Partitioning, excluded: int) -> Partitioning:
    """Return the parts of all rows; those that lost every part are in part ``excluded``."""
    codes = before.codes.astype(np.int64)
    codes[entries.row] = excluded
    here = entries.part >= 0
    codes[entries.row[here]] = entries.part[here]
    several = here & (np.bincount(entries.row[here], minlength=entries.n_rows) > 1)[entries.row]
    pairs = np.unique(np.column_stack([entries.row[several], entries.part[several]]), axis=0)
    is_first = np.ones(len(pairs), bool)
    is_first[1:] = pairs[1:, 0] != pairs[:-1, 0]
    codes[pairs[is_first, 0]] = pairs[is_first, 1]
    also = pairs[~is_first]
    return replace(before, codes=codes.astype(np.int16), also=also.astype(np.int64))
