"""Make the fingerprint of one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.validators.fingerprints.content_scan import BLOCK_BYTES, scan_contents
from aivc.validators.fingerprints.copies_between import CORRELATED
from aivc.validators.fingerprints.features import features_of
from aivc.validators.fingerprints.fingerprint import HashSample, TableFingerprint, limit_of
from aivc.validators.fingerprints.rarity import rows_with
from aivc.validators.fingerprints.secret import published
from aivc.validators.fingerprints.shared_features import order_among
from aivc.validators.fingerprints.sketch_order import SketchOrder, rarity_levels
from aivc.validators.fingerprints.source_matrix import source_matrix
from aivc.validators.fingerprints.spread import spread
from aivc.validators.fingerprints.telling_bits import bits_needed, bits_of_content, bits_of_support

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.model import Table
    from aivc.validators.facts.progress import Progress
    from aivc.validators.fingerprints.content_scan import RowContents
    from aivc.validators.fingerprints.secret import Secret
    from aivc.validators.fingerprints.shared_features import KnownFeatures

RUN = 2
"""A row and its normalised copy may lie in one file; more rows of one pattern are no copies."""

OTHER_ROWS = 1_000_000
"""Rows that a fingerprint is expected to be compared with: hashes must be telling among so many."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How much of a table goes into its fingerprint, at most; None for all of it."""

    hashes: int | None = 1 << 17
    sketches: int | None = 1 << 14


EVERYTHING = Kept(None, None)

USUAL = Kept()
"""One MiB of each kind of hash and two of sketches for each table, however large it is."""


@dataclass(frozen=True)
class HashedTable:
    """The fingerprint of a table, and which row of the file each of its numbers is of.

    ``content_rows`` has the position of the row of each hash of ``fingerprint.contents``, in the
    same order; ``support_rows`` and ``sketch_rows`` likewise.
    """

    fingerprint: TableFingerprint
    content_rows: NDArray[np.intp]
    support_rows: NDArray[np.intp]
    sketch_rows: NDArray[np.intp]

    @classmethod
    def of(cls, fingerprint: TableFingerprint) -> HashedTable:
        """Return one of whose rows nothing is known."""
        nothing = np.empty(0, np.intp)
        return cls(fingerprint, nothing, nothing, nothing)


def fingerprint_table(
    table: Table,
    *,
    kept: Kept = USUAL,
    secret: Secret | None = None,
    known: KnownFeatures | None = None,
    only_known: bool = False,
    progress: Progress,
    max_bytes: int = BLOCK_BYTES,
) -> HashedTable:
    """Read the least processed matrix of a table and hash its rows.

    Parameters
    ----------
    table
        The table.
    kept
        How many hashes and sketches are kept.
    secret
        Key to hide hashes with.
    known
        Features of another fingerprint; sketches are then made by its order, so that both can be
        compared.
    only_known
        Whether features that the other one lacks are left out of hashes as well.
    progress
        Told after each block.
    max_bytes
        Decoded size of a block.

    Raises
    ------
    UnreadableInputError
        The table has no matrix, or it cannot be read.
    """
    matrix = source_matrix(table)
    if matrix is None:
        msg = f"{table.name or 'the file'} has no matrix with a row for each observation"
        raise UnreadableInputError(msg)
    features = features_of(table, matrix)
    keys = features.keys()
    public = published(keys, secret)
    if known is None:
        levels = rarity_levels(*rows_with(matrix, max_bytes))
        order = SketchOrder.of(public, levels)
    else:
        place, is_known = known.places(public)
        levels = np.where(is_known, known.levels[place], 0).astype(np.uint8)
        order = order_among(known, public)
        if only_known:
            keys = np.where(is_known, keys, np.uint64(0))
    contents = scan_contents(matrix, keys, order, progress, max_bytes)
    by_key = np.argsort(public, kind="stable")
    found, content_rows = _sample(contents.hashes, _telling(contents), kept.hashes, secret)
    supports, support_rows = _sample(contents.supports, _patterned(contents), kept.hashes, secret)
    sketch_rows, sketch_scale = _sketched(contents, kept.sketches)
    made = TableFingerprint(
        name=table.name,
        matrix=matrix.name,
        n_rows=matrix.shape[0],
        contents=found,
        supports=supports,
        feature_keys=public[by_key],
        feature_levels=levels[by_key],
        sketches=contents.sketches[sketch_rows],
        sketch_scale=sketch_scale,
        vocabulary=features.vocabulary,
    )
    return HashedTable(made, content_rows, support_rows, sketch_rows)


def _telling(contents: RowContents) -> NDArray[np.intp]:
    """Return the rows that hold enough not to be equal to others by chance."""
    rows = np.flatnonzero(contents.nonzero > 0)
    needed = bits_needed(max(len(contents.hashes), OTHER_ROWS))
    return rows[bits_of_content(contents.totals, rows) >= needed]


def _patterned(contents: RowContents) -> NDArray[np.intp]:
    """Return the rows that the features which are not zero tell from others."""
    rows = np.flatnonzero(contents.nonzero > 0)
    needed = CORRELATED * bits_needed(max(len(contents.hashes), OTHER_ROWS))
    rows = rows[bits_of_support(contents.totals, contents.nonzero[rows]) >= needed]
    # Many different rows with one pattern miss the same features for another reason than that they
    # are copies, such as one run of an instrument.
    supports, hashes = contents.supports[rows], contents.hashes[rows]
    order = np.lexsort((hashes, supports))
    same = supports[order][1:] == supports[order][:-1]
    another = same & (hashes[order][1:] != hashes[order][:-1])
    patterns, times = np.unique(supports[order][1:][another], return_counts=True)
    return rows[~np.isin(supports, patterns[times >= RUN])]


def _sample(
    hashes: NDArray[np.uint64],
    rows: NDArray[np.intp],
    most: int | None,
    secret: Secret | None,
) -> tuple[HashSample, NDArray[np.intp]]:
    values = published(hashes[rows], secret)
    order = np.argsort(values, kind="stable")
    values = values[order]
    scale = _scale(values, most)
    n_kept = int(np.searchsorted(values, limit_of(scale), side="right"))
    return HashSample(values[:n_kept], scale, len(rows)), rows[order[:n_kept]]


def _sketched(contents: RowContents, most: int | None) -> tuple[NDArray[np.intp], int]:
    """Choose rows to sketch by what they hold, so that the choice does not follow their order."""
    rows = np.flatnonzero(contents.nonzero > 0)
    values = spread(contents.hashes[rows])
    order = np.argsort(values, kind="stable")
    scale = _scale(values[order], most)
    n_kept = int(np.searchsorted(values[order], limit_of(scale), side="right"))
    return rows[order[:n_kept]], scale


def _scale(ascending: NDArray[np.uint64], most: int | None) -> int:
    """Return the smallest power of two at which no more hashes are kept than are wanted."""
    scale = 1
    while most is not None and np.searchsorted(ascending, limit_of(scale), side="right") > most:
        scale *= 2
    return scale
