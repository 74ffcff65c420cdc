"""One pass over raw counts: are they what CELLxGENE takes, and which columns hold something."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.exporting.exporter import Lacking
from aivc.adapters.exporting.h5ad.matrices import entries_of, in_order, row_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.model import Matrix

DIGEST = 16
"""Bytes that a row is recognised by."""

LARGEST = 1 << 24
"""Whole numbers above are not told apart by float32, in which counts are stored."""


@dataclass(frozen=True, slots=True, eq=False)
class Scanned:
    """What a pass over a matrix found.

    Attributes
    ----------
    column_is_used
        Which columns that stay hold something.
    n_nonzero
        Values that are not zero in columns that stay.
    n_invalid, n_too_large, n_empty_rows, n_duplicates
        Values that are no counts, or too large; rows without a count, and that another one equals.
    """

    column_is_used: NDArray[np.bool_]
    n_nonzero: int
    n_invalid: int = 0
    n_too_large: int = 0
    n_empty_rows: int = 0
    n_duplicates: int = 0


def scan(
    matrix: Matrix,
    places: NDArray[np.int64] | None,
    n_columns: int,
    *,
    are_counts: bool,
    is_looked_at: NDArray[np.bool_] | None = None,
) -> Scanned:
    """Look at a matrix once.

    Parameters
    ----------
    matrix
        The matrix.
    places
        New position of each column, -1 for one that is left behind; None where all stay.
    n_columns
        Columns that stay.
    are_counts
        Whether values and rows are judged as raw counts.
    is_looked_at
        Rows that have to hold a count; all by default.
    """
    used = np.zeros(n_columns, np.bool_)
    n_nonzero = n_invalid = n_large = n_empty = 0
    digests: list[bytes] = []
    for block in row_blocks(matrix):
        rows, columns, values = entries_of(block)
        if places is not None:
            columns = places[columns]
            stays = columns >= 0
            rows, columns, values = rows[stays], columns[stays], values[stays]
        used[columns] = True
        n_nonzero += len(values)
        if not are_counts:
            continue
        as_float = values.astype(np.float64)
        n_invalid += int(np.count_nonzero((as_float < 0) | (as_float % 1 != 0)))
        n_large += int(np.count_nonzero(as_float > LARGEST))
        n_here = block.stop - block.start
        looked = np.ones(n_here, np.bool_)
        if is_looked_at is not None:
            looked = is_looked_at[block.start : block.stop]
        filled = np.bincount(rows, minlength=n_here) > 0
        n_empty += int(np.count_nonzero(looked & ~filled))
        digests.append(_digests(n_here, rows, columns, as_float, looked & filled))
    n_duplicates = _repeated(b"".join(digests))
    return Scanned(used, n_nonzero, n_invalid, n_large, n_empty, n_duplicates)


def _digests(
    n_rows: int,
    rows: NDArray[Any],
    columns: NDArray[Any],
    values: NDArray[np.float64],
    is_looked_at: NDArray[np.bool_],
) -> bytes:
    """Return a digest of each row that is looked at, one behind the other."""
    columns, values = in_order(rows, columns, values)
    columns = columns.astype(np.int64)
    ends = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=n_rows))])
    found = []
    for row in np.flatnonzero(is_looked_at).tolist():
        part = slice(int(ends[row]), int(ends[row + 1]))
        digest = hashlib.blake2b(columns[part].tobytes(), digest_size=DIGEST)
        digest.update(values[part].tobytes())
        found.append(digest.digest())
    return b"".join(found)


def _repeated(digests: bytes) -> int:
    """Count the digests that stand there more than once, every time that they do."""
    _, counts = np.unique(np.frombuffer(digests, f"V{DIGEST}"), return_counts=True)
    return int(counts[counts > 1].sum())


def lacking_in_counts(found: Scanned, name: str) -> tuple[Lacking, ...]:
    """Say what raw counts lack."""
    said = {
        "whole numbers from 0 as raw counts; {} values are none": found.n_invalid,
        f"counts up to {LARGEST:,}; {{}} are larger": found.n_too_large,
        "a count in every row; {} rows have none": found.n_empty_rows,
        "rows that differ; {} rows have the same counts as another one": found.n_duplicates,
    }
    return tuple(Lacking(name, text.format(f"{n:,}")) for text, n in said.items() if n)
