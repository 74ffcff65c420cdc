"""Compare two inputs, each a dataset or a fingerprint."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.storage import open_dataset
from aivc.validators.facts.progress import PER_VALUE, Progress
from aivc.validators.fingerprints.content_scan import BLOCK_BYTES
from aivc.validators.fingerprints.features import features_of
from aivc.validators.fingerprints.fingerprint_file import looks_like_fingerprint, read_fingerprint
from aivc.validators.fingerprints.fingerprint_table import EVERYTHING, fingerprint_table
from aivc.validators.fingerprints.overlap import LEAST_SHARED, compare
from aivc.validators.fingerprints.rarity import rows_with
from aivc.validators.fingerprints.secret import published
from aivc.validators.fingerprints.shared_features import KnownFeatures
from aivc.validators.fingerprints.sketch_order import rarity_levels
from aivc.validators.fingerprints.source_matrix import source_matrix

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.storage.model import Table
    from aivc.validators.fingerprints.fingerprint import Fingerprint, TableFingerprint
    from aivc.validators.fingerprints.overlap import TableOverlap
    from aivc.validators.fingerprints.secret import Secret


class NotComparableError(AivcError, ValueError):
    """Two fingerprints were made in ways that cannot be compared."""


@dataclass(frozen=True)
class Overlap:
    """What two inputs have in common.

    ``tables`` holds, for each table of the left input, the comparison with the table of the right
    one that shares most features. ``is_same_content`` says whether both digests are one; None where
    an input is data, whose digest was not made. ``fingerprints`` are those among the inputs.
    """

    tables: tuple[TableOverlap, ...]
    is_same_content: bool | None
    fingerprints: tuple[Fingerprint, ...]


@dataclass(frozen=True)
class _Side:
    """An input: a fingerprint, or the tables of an open dataset."""

    path: Path
    fingerprint: Fingerprint | None
    data: tuple[Table, ...]

    def keys(self, secret: Secret | None) -> list[NDArray[np.uint64]]:
        """Return the hashed features of each table, ascending."""
        if self.fingerprint is not None:
            return [table.feature_keys for table in self.fingerprint.tables]
        return [np.sort(_keys_of(table, secret)) for table in self.data]


def overlap_of(
    left: Path,
    right: Path,
    *,
    secret: Secret | None = None,
    progress: Callable[[float, str], None] | None = None,
    max_bytes: int = BLOCK_BYTES,
) -> Overlap:
    """Compare two inputs, table by table.

    Data are read as far as needed. Of two datasets only the features that both have are compared;
    a dataset is sketched by the order of the fingerprint that it is compared with.

    Parameters
    ----------
    left, right
        Datasets or fingerprints.
    secret
        Key of a keyed fingerprint.
    progress
        Called with the share that is done, from 0 to 1, and what is being read.
    max_bytes
        Decoded size of a block; memory grows with it.

    Raises
    ------
    UnreadableInputError
        An input cannot be read.
    NotComparableError
        A key is missing or another one, or no table shares its features with one of the other.
    """
    told = Progress(progress)
    with ExitStack() as stack:
        mine, theirs = (_side(path, stack) for path in (left, right))
        used = _secret_for((mine, theirs), secret)
        pairs = _pairs(mine, theirs, used)
        for side in (mine, theirs):
            for table in side.data:
                told.plan(PER_VALUE * _n_stored(table))
        found = tuple(
            compare(*_hashed(mine, theirs, pair, used, told, max_bytes)) for pair in pairs
        )
    told.finish()
    prints = tuple(side.fingerprint for side in (mine, theirs) if side.fingerprint is not None)
    is_same = prints[0].content_digest == prints[1].content_digest if len(prints) == 2 else None
    return Overlap(found, is_same, prints)


def _side(path: Path, stack: ExitStack) -> _Side:
    if path.is_file() and looks_like_fingerprint(path):
        return _Side(path, read_fingerprint(path), ())
    dataset = stack.enter_context(open_dataset(path))
    return _Side(path, None, tuple(t for t in dataset.tables if source_matrix(t) is not None))


def _secret_for(sides: Sequence[_Side], secret: Secret | None) -> Secret | None:
    """Return the key that both sides are to be compared with, after making sure that it fits."""
    prints = [side for side in sides if side.fingerprint is not None]
    checks = {side.fingerprint.key_check for side in prints if side.fingerprint is not None}
    if len(checks) > 1:
        msg = (
            f"{prints[0].path} and {prints[1].path} were not made with one key: make both with the "
            "same --key-file, or both without"
        )
        raise NotComparableError(msg)
    needed = checks.pop() if checks else ""
    if len(prints) == 2 or not needed:
        return None
    if secret is None or secret.check != needed:
        what = "another key" if secret is not None else "a key"
        msg = f"{prints[0].path} was made with {what}: give its --key-file"
        raise NotComparableError(msg)
    return secret


def _keys_of(table: Table, secret: Secret | None) -> NDArray[np.uint64]:
    matrix = source_matrix(table)
    assert matrix is not None  # noqa: S101 - only such tables are compared
    return published(features_of(table, matrix).keys(), secret)


def _n_stored(table: Table) -> int:
    matrix = source_matrix(table)
    return matrix.n_stored if matrix is not None else 0


def _pairs(left: _Side, right: _Side, secret: Secret | None) -> list[tuple[int, int]]:
    """Return for each table on the left the table on the right that shares most features."""
    pairs = []
    other_keys = right.keys(secret)
    best_share = 0.0
    for k, keys in enumerate(left.keys(secret)):
        shares = [
            len(np.intersect1d(keys, others)) / max(1, min(len(keys), len(others)))
            for others in other_keys
        ]
        best = max(range(len(shares)), key=shares.__getitem__, default=-1)
        if best >= 0:
            best_share = max(best_share, shares[best])
            if shares[best] >= LEAST_SHARED:
                pairs.append((k, best))
    if not pairs:
        msg = (
            f"{left.path} and {right.path} share {best_share:.0%} of their features at most; rows "
            f"are compared from {LEAST_SHARED:.0%} on. Check that both name features of one kind "
            "and organism"
        )
        raise NotComparableError(msg)
    return pairs


def _hashed(
    left: _Side,
    right: _Side,
    pair: tuple[int, int],
    secret: Secret | None,
    progress: Progress,
    max_bytes: int,
) -> tuple[TableFingerprint, TableFingerprint]:
    def hashed(table: Table, known: KnownFeatures, *, only_known: bool) -> TableFingerprint:
        return fingerprint_table(
            table,
            kept=EVERYTHING,
            secret=secret,
            known=known,
            only_known=only_known,
            progress=progress,
            max_bytes=max_bytes,
        ).fingerprint

    mine, theirs = (
        side.fingerprint.tables[k] if side.fingerprint is not None else None
        for side, k in zip((left, right), pair, strict=True)
    )
    if mine is None and theirs is None:
        tables = left.data[pair[0]], right.data[pair[1]]
        known = _known_to_both(*tables, max_bytes)
        return (
            hashed(tables[0], known, only_known=True),
            hashed(tables[1], known, only_known=True),
        )
    if mine is None and theirs is not None:
        mine = hashed(left.data[pair[0]], KnownFeatures.of(theirs), only_known=False)
    if theirs is None and mine is not None:
        theirs = hashed(right.data[pair[1]], KnownFeatures.of(mine), only_known=False)
    assert mine is not None  # noqa: S101 - one side is a fingerprint, the other was hashed by it
    assert theirs is not None  # noqa: S101 - as above
    return mine, theirs


def _known_to_both(left: Table, right: Table, max_bytes: int) -> KnownFeatures:
    """Return the features of two datasets that both have, with how rare they are in both."""
    keys = _keys_of(left, None), _keys_of(right, None)
    shared = np.intersect1d(keys[0], keys[1])
    counts = np.zeros(len(shared), np.int64)
    n_rows = 0
    for table, own in zip((left, right), keys, strict=True):
        matrix = source_matrix(table)
        assert matrix is not None  # noqa: S101 - only such tables are compared
        found, seen = rows_with(matrix, max_bytes)
        place = np.minimum(np.searchsorted(shared, own), len(shared) - 1)
        is_shared = shared[place] == own
        np.add.at(counts, place[is_shared], found[is_shared])
        n_rows += seen
    return KnownFeatures(shared, rarity_levels(counts, n_rows))
