"""Find the rows of a table that a corpus holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.fingerprints.candidates import chosen_width
from aivc.validators.fingerprints.near_copies import find_near_copies
from aivc.validators.fingerprints.overlap import comparable_sketches, is_in
from aivc.validators.fingerprints.sides import Side, alike, hashed_alike, open_side, secret_for

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.storage.model import Table
    from aivc.validators.facts.progress import Progress
    from aivc.validators.fingerprints.fingerprint import HashSample, TableFingerprint
    from aivc.validators.fingerprints.fingerprint_table import HashedTable


@dataclass(frozen=True, slots=True)
class Hits:
    """Rows that were looked for in one way, and those that were found.

    The rows compared are all of ``stands_for``, or a sample of them. Each find stands for ``scale``
    more where the corpus holds sketches of one row in so many.
    """

    stands_for: NDArray[np.intp]
    compared: NDArray[np.intp]
    found: NDArray[np.intp]
    scale: int = 1


@dataclass(frozen=True, slots=True)
class RowsIn:
    """Rows of a table that a corpus holds: with the same values, rescaled, or as noisy copies."""

    exact: Hits
    rescaled: Hits
    near: Hits | None


def rows_in(
    table: Table, corpus: Path, stack: ExitStack, progress: Progress, max_bytes: int
) -> RowsIn:
    """Look for the rows of a table in a corpus.

    Parameters
    ----------
    table
        The table.
    corpus
        A fingerprint, or data.
    stack
        Closes what is opened.
    progress
        Told after each block.
    max_bytes
        Decoded size of a block.

    Raises
    ------
    UnreadableInputError
        The corpus, or the table, cannot be read.
    NotComparableError
        They share too few features, or a key is needed.
    """
    theirs = open_side(corpus, stack)
    mine = Side(corpus, None, (table,))
    secret_for((mine, theirs), None)
    pair = alike(mine, theirs, None)[0]
    ours, held = hashed_alike(mine, theirs, pair, None, progress, max_bytes)
    made = ours.fingerprint
    return RowsIn(
        _equal(made.contents, ours.content_rows, held.fingerprint.contents),
        _equal(made.supports, ours.support_rows, held.fingerprint.supports),
        _near(ours, held.fingerprint),
    )


def _equal(mine: HashSample, rows: NDArray[np.intp], theirs: HashSample) -> Hits:
    compared = mine.at_scale(theirs.scale)
    found = is_in(compared, theirs.values)
    kept = rows[: len(compared)]
    return Hits(rows, kept, kept[found])


def _near(mine: HashedTable, theirs: TableFingerprint) -> Hits | None:
    if not len(mine.sketch_rows) or not len(theirs.sketches):
        return None
    one, other, look_alikes = comparable_sketches(mine.fingerprint, theirs)
    if look_alikes is None:
        return None
    found = find_near_copies(one, other, look_alikes, chosen_width(one, other))
    rows = mine.sketch_rows
    return Hits(rows, rows, rows[np.unique(found.left)], theirs.sketch_scale)
