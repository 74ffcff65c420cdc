"""Make the fingerprint of a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.version import VERSION
from aivc.storage.errors import UnreadableInputError
from aivc.validators.facts.progress import PER_VALUE, Progress
from aivc.validators.fingerprints.content_digest import content_digest
from aivc.validators.fingerprints.content_scan import BLOCK_BYTES
from aivc.validators.fingerprints.fingerprint import Fingerprint
from aivc.validators.fingerprints.fingerprint_table import USUAL, fingerprint_table
from aivc.validators.fingerprints.source_matrix import source_matrix

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.storage.model import Dataset, Table
    from aivc.validators.fingerprints.fingerprint_table import Kept
    from aivc.validators.fingerprints.secret import Secret


def make_fingerprint(
    dataset: Dataset,
    *,
    secret: Secret | None = None,
    kept: Kept = USUAL,
    progress: Callable[[float, str], None] | None = None,
    max_bytes: int = BLOCK_BYTES,
) -> Fingerprint:
    """Read every matrix of a dataset and hash it.

    Parameters
    ----------
    dataset
        The opened container.
    secret
        Key without which nobody can test whether a cell is in the fingerprint.
    kept
        How many hashes and sketches are kept.
    progress
        Called with the share that is done, from 0 to 1, and what is being read.
    max_bytes
        Decoded size of a block; memory grows with it.

    Raises
    ------
    UnreadableInputError
        A matrix cannot be read, or there is none.
    """
    told = Progress(progress)
    tables = [table for table in dataset.tables if source_matrix(table) is not None]
    if not tables:
        msg = f"{dataset.path} holds no matrix with rows and features, so it has no fingerprint"
        raise UnreadableInputError(msg)
    for table in tables:
        told.plan(PER_VALUE * sum(matrix.n_stored for matrix in table.matrices))
        told.plan(PER_VALUE * _n_stored(table))
    digest = content_digest(tables, told, max_bytes)
    if secret is not None:
        digest = f"aivc1-keyed:{secret.hidden_text(digest)}"
    made = tuple(
        fingerprint_table(
            table, kept=kept, secret=secret, progress=told, max_bytes=max_bytes
        ).fingerprint
        for table in tables
    )
    told.finish()
    check = secret.check if secret is not None else ""
    return Fingerprint(digest, made, check, f"aivc {VERSION}")


def _n_stored(table: Table) -> int:
    matrix = source_matrix(table)
    return matrix.n_stored if matrix is not None else 0
