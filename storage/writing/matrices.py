"""Stream a matrix into a container, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import DenseBlock, MatrixEncoding, SparseBlock
from aivc.storage.plain import native
from aivc.storage.writing.sink import ARRAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.model import Matrix
    from aivc.storage.writing.sink import Sink

SPARSE_VERSION = "0.1.0"


def write_matrix(sink: Sink, name: str, matrix: Matrix) -> None:
    """Write a matrix under a name, in the encoding that it has.

    Raises
    ------
    UnreadableInputError
        The blocks are not what the matrix declares: rows are missing, an index lies outside, or
        values do not fit the declared type.
    """
    if matrix.encoding is MatrixEncoding.DENSE:
        _write_dense(sink, name, matrix)
    else:
        _write_sparse(sink, name, matrix)


def _write_dense(sink: Sink, name: str, matrix: Matrix) -> None:
    dtype = np.dtype(matrix.dtype)
    writer = sink.rows(name, (matrix.shape[1],), dtype, ARRAY)
    for block in _in_order(matrix, matrix.shape[0]):
        if not isinstance(block, DenseBlock) or block.data.shape[1:] != writer.width:
            msg = f"{matrix.path}: a block is not {matrix.shape[1]:,} columns wide"
            raise UnreadableInputError(msg)
        writer.append(_fitting(block.data, dtype, matrix.path))
    writer.finish()


def _write_sparse(sink: Sink, name: str, matrix: Matrix) -> None:
    n_rows, n_columns = matrix.shape
    is_rows = matrix.encoding is MatrixEncoding.CSR
    n_major, n_minor = (n_rows, n_columns) if is_rows else (n_columns, n_rows)
    kind = "csr_matrix" if is_rows else "csc_matrix"
    group = sink.group(
        name,
        {
            "encoding-type": kind,
            "encoding-version": SPARSE_VERSION,
            "shape": [n_rows, n_columns],
        },
    )
    dtype = np.dtype(matrix.dtype)
    index_dtype = np.dtype(np.int32 if n_minor <= np.iinfo(np.int32).max else np.int64)
    data = group.rows("data", (), dtype, {}, grows=True)
    indices = group.rows("indices", (), index_dtype, {}, grows=True)
    indptr = group.rows("indptr", (), np.dtype(np.int64), {}, grows=True)
    indptr.append(np.zeros(1, dtype=np.int64))
    done = 0
    for block in _in_order(matrix, n_major):
        if not isinstance(block, SparseBlock) or not _is_sound(block, n_minor):
            msg = (
                f"{matrix.path}: the values of rows {block.start:,} to {block.stop:,} do not fit "
                f"together, or an index lies outside the {n_minor:,} columns; the source is damaged"
            )
            raise UnreadableInputError(msg)
        data.append(_fitting(block.data, dtype, matrix.path))
        indices.append(block.indices)
        indptr.append(block.indptr[1:] + done)
        done += len(block.data)
    for writer in (data, indices, indptr):
        writer.finish()


def _in_order(matrix: Matrix, n_major: int) -> Iterator[SparseBlock | DenseBlock]:
    done = 0
    for block in matrix.blocks():
        if block.start != done or block.stop > n_major:
            break
        yield block
        done = block.stop
    if done != n_major:
        msg = f"{matrix.path}: {n_major:,} rows are declared, but only {done:,} can be read"
        raise UnreadableInputError(msg)


def _is_sound(block: SparseBlock, n_minor: int) -> bool:
    n_values = len(block.data)
    if len(block.indptr) != block.stop - block.start + 1 or len(block.indices) != n_values:
        return False
    is_rising = block.indptr[0] == 0 and int(block.indptr[-1]) == n_values
    if not is_rising or (np.diff(block.indptr) < 0).any():
        return False
    return not n_values or (block.indices.min() >= 0 and int(block.indices.max()) < n_minor)


def _fitting(values: NDArray[Any], dtype: np.dtype[Any], path: str) -> NDArray[Any]:
    if not np.can_cast(values.dtype, dtype, "safe"):
        msg = f"{path} is declared as {dtype}, but holds values of type {values.dtype}"
        raise UnreadableInputError(msg)
    return native(values)
