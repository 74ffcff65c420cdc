"""Open two inputs, each a dataset or a fingerprint, and hash them alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.storage import open_dataset
from aivc.validators.facts.progress import PER_VALUE
from aivc.validators.fingerprints.features import features_of
from aivc.validators.fingerprints.fingerprint_file import looks_like_fingerprint, read_fingerprint
from aivc.validators.fingerprints.fingerprint_table import (
    EVERYTHING,
    HashedTable,
    fingerprint_table,
)
from aivc.validators.fingerprints.overlap import LEAST_SHARED
from aivc.validators.fingerprints.rarity import rows_with
from aivc.validators.fingerprints.secret import published
from aivc.validators.fingerprints.shared_features import KnownFeatures
from aivc.validators.fingerprints.sketch_order import rarity_levels
from aivc.validators.fingerprints.source_matrix import source_matrix

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.storage.model import Table
    from aivc.validators.facts.progress import Progress
    from aivc.validators.fingerprints.fingerprint import Fingerprint
    from aivc.validators.fingerprints.secret import Secret


class NotComparableError(AivcError, ValueError):
    """Two fingerprints were made in ways that cannot be compared."""


@dataclass(frozen=True)
class Side:
    """An input: a fingerprint, or tables of an open dataset that have a matrix."""

    path: Path
    fingerprint: Fingerprint | None
    data: tuple[Table, ...]

    def keys(self, secret: Secret | None) -> list[NDArray[np.uint64]]:
        """Return the hashed features of each table, ascending."""
        if self.fingerprint is not None:
            return [table.feature_keys for table in self.fingerprint.tables]
        return [np.sort(_keys_of(table, secret)) for table in self.data]

    def plan(self, progress: Progress) -> None:
        """Announce the work of reading the data."""
        for table in self.data:
            matrix = source_matrix(table)
            progress.plan(PER_VALUE * (matrix.n_stored if matrix is not None else 0))


def open_side(path: Path, stack: ExitStack) -> Side:
    """Open a dataset or read a fingerprint; what it is is told from the content.

    Raises
    ------
    UnreadableInputError
        It is neither, or damaged.
    """
    if path.is_file() and looks_like_fingerprint(path):
        return Side(path, read_fingerprint(path), ())
    dataset = stack.enter_context(open_dataset(path))
    return Side(path, None, tuple(t for t in dataset.tables if source_matrix(t) is not None))


def secret_for(sides: Sequence[Side], secret: Secret | None) -> Secret | None:
    """Return the key that both sides are to be hashed with, after making sure that it fits.

    Raises
    ------
    NotComparableError
        A key is missing, or is another one.
    """
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


def alike(left: Side, right: Side, secret: Secret | None) -> list[tuple[int, int]]:
    """Return for each table on the left the table on the right that shares most features.

    Raises
    ------
    NotComparableError
        No table shares enough features with one of the other side.
    """
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


def hashed_alike(
    left: Side,
    right: Side,
    pair: tuple[int, int],
    secret: Secret | None,
    progress: Progress,
    max_bytes: int,
) -> tuple[HashedTable, HashedTable]:
    """Hash a table of each side so that their rows can be compared.

    Of two datasets only the features that both have are hashed; a dataset is sketched by the order
    of the fingerprint that it is compared with.

    Parameters
    ----------
    left, right
        The sides.
    pair
        Which table of each.
    secret
        Key of the fingerprint.
    progress
        Told after each block.
    max_bytes
        Decoded size of a block.

    Raises
    ------
    UnreadableInputError
        A matrix cannot be read.
    """
    sides = tuple(zip((left, right), pair, strict=True))
    prints = [side.fingerprint.tables[k] for side, k in sides if side.fingerprint is not None]
    known = (
        KnownFeatures.of(prints[0])
        if prints
        else _known_to_both(left.data[pair[0]], right.data[pair[1]], max_bytes)
    )

    def hashed(side: Side, k: int) -> HashedTable:
        if side.fingerprint is not None:
            return HashedTable.of(side.fingerprint.tables[k])
        return fingerprint_table(
            side.data[k],
            kept=EVERYTHING,
            secret=secret,
            known=known,
            only_known=not prints,
            progress=progress,
            max_bytes=max_bytes,
        )

    return hashed(*sides[0]), hashed(*sides[1])


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
