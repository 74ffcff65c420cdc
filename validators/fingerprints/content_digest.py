"""The digest of a dataset's content, whatever the container."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.keys.text_hash import hash_texts
from aivc.storage.model import MatrixEncoding
from aivc.validators.facts.collector import Span
from aivc.validators.facts.progress import PER_VALUE
from aivc.validators.facts.row_hashes import RowHashes
from aivc.validators.facts.stored_pieces import pieces
from aivc.validators.facts.table_scan import refuse_absurd
from aivc.validators.fingerprints.features import features_of
from aivc.validators.fingerprints.spread import spread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from aivc.storage.model import Frame, Matrix, Table
    from aivc.validators.facts.progress import Progress

VERSION = "aivc1"
"""Changes when the digest of the same content does."""

_BYTES = 16


def content_digest(tables: Iterable[Table], progress: Progress, max_bytes: int) -> str:
    """Return the digest of the content of all tables.

    It covers every matrix of every table (``X``, ``raw/X``, layers): names of rows, names of
    features, and the number in each place, compared as float64. It does not depend on the
    container, compression, chunks, layout (sparse by rows or columns, dense), zeros that are
    stored, type of the numbers, order of rows or features, or the names of tables; nor on columns
    of obs and var, embeddings and what else lies beside the matrices.

    It is made of 64-bit row hashes, so it shows mistakes, not forgery.

    Parameters
    ----------
    tables
        The tables of a dataset.
    progress
        Told after each block.
    max_bytes
        Decoded size of a block.

    Raises
    ------
    UnreadableInputError
        A matrix or its names cannot be read.
    """
    digests = sorted(_table_digest(table, progress, max_bytes) for table in tables)
    whole = hashlib.blake2b(b"".join(digests), digest_size=_BYTES, person=b"aivc1 dataset")
    return f"{VERSION}:{whole.hexdigest()}"


def _table_digest(table: Table, progress: Progress, max_bytes: int) -> bytes:
    names = row_name_hashes(table.obs)
    digest = hashlib.blake2b(digest_size=_BYTES, person=b"aivc1 table")
    for matrix in sorted(table.matrices, key=lambda matrix: matrix.name):
        keys = features_of(table, matrix, resolves=False).keys()
        hashes = _row_hashes(matrix, keys, progress, max_bytes)
        own_names = names if len(names) == len(hashes) else np.zeros(len(hashes), np.uint64)
        rows = np.sort(spread(own_names) * np.uint64(3) ^ spread(hashes))
        digest.update(matrix.name.encode() + b"\0")
        digest.update(np.array(matrix.shape, "<i8").tobytes())
        digest.update(np.sort(keys).astype("<u8", copy=False).tobytes())
        digest.update(rows.astype("<u8", copy=False).tobytes())
    return digest.digest()


def row_name_hashes(frame: Frame) -> NDArray[np.uint64]:
    """Return the hash of the name of each row; of none where rows have no names."""
    try:
        found = [hash_texts(block) for block in frame.index()]
    except UnreadableInputError:
        return np.empty(0, np.uint64)
    return np.concatenate(found) if found else np.empty(0, np.uint64)


def _row_hashes(
    matrix: Matrix, keys: NDArray[np.uint64], progress: Progress, max_bytes: int
) -> NDArray[np.uint64]:
    refuse_absurd(matrix)
    by_columns = matrix.encoding is MatrixEncoding.CSC
    span = Span.whole(matrix.shape, by_columns=by_columns)
    hashes: RowHashes | None = None
    for block in matrix.blocks(max_bytes):
        hashes = hashes or RowHashes(span, keys)
        if block.data.dtype.kind not in "iufb":
            msg = f"{matrix.path} holds {block.data.dtype} values; a matrix must hold real numbers"
            raise UnreadableInputError(msg)
        for piece in pieces(block, span.n_minor, by_columns=by_columns):
            hashes.update(piece)
        progress.advance(PER_VALUE * block.data.size, matrix.path)
    return hashes.result() if hashes is not None else np.zeros(matrix.shape[0], np.uint64)
