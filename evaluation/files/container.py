"""States of units as an h5ad file: names, columns, matrices and one text about them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.files.unit_columns import UNIT
from aivc.storage import open_dataset
from aivc.storage.errors import UnreadableInputError
from aivc.storage.limits import MAX_ARRAY_BYTES
from aivc.storage.made.columns import MadeNumbers, MadeTexts
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import DenseRows
from aivc.storage.model import ColumnKind, ContainerKind, DenseBlock, MatrixEncoding
from aivc.storage.writing.write import write_container

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Frame, Matrix, SparseBlock, Table

MOST_COLUMNS = 1000
"""Columns of obs that are read; no file of units has so many."""

_NUMERIC = frozenset({ColumnKind.INTEGER, ColumnKind.FLOAT, ColumnKind.BOOLEAN})


@dataclass(frozen=True, eq=False)
class StatesFile:
    """What an h5ad file of units holds.

    Attributes
    ----------
    unit_ids, features
        Names of rows and columns.
    columns
        Columns of obs: texts with None, or numbers with NaN, one per row.
    matrices
        ``X`` and ``layers/NAME``, each of shape (n_units, n_features), float64.
    texts
        Entries of uns that are text.
    """

    unit_ids: tuple[str, ...]
    features: tuple[str, ...]
    columns: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    matrices: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


def write_states(held: StatesFile, path: Path) -> None:
    """Write an h5ad file, all of it or nothing. A file that is there is replaced.

    Raises
    ------
    UnwritableError
        The name does not end in ``.h5ad``.
    OSError
        The folder does not exist or may not be written.
    """
    obs = MadeFrame(
        held.unit_ids,
        [_source(name, values) for name, values in held.columns.items()],
        index_name=UNIT,
    )
    var = MadeFrame(held.features, index_name="feature_id")
    matrices = [DenseRows(name, values) for name, values in held.matrices.items()]
    # It has no source: named after the target, it would be refused as one that is overwritten.
    dataset = MadeDataset(path.with_suffix(".made"), [MadeTable(obs, var, matrices)])
    write_container(dataset, path, embedded=held.texts, force=True)


def read_states(path: Path) -> StatesFile:
    """Read an h5ad file of units whole.

    Raises
    ------
    UnreadableInputError
        There is no such file, or its bytes cannot be decoded.
    PredictionError
        It is no h5ad file, or is far too large.
    """
    with _named(path), open_dataset(path) as dataset:
        if dataset.kind is not ContainerKind.H5AD:
            msg = f"{path} is {dataset.kind}; expected an h5ad file with a row for each unit"
            raise PredictionError(msg)
        (table,) = dataset.tables
        _refuse_large(table, path)
        return StatesFile(
            _names(table.obs),
            _names(table.var),
            {column.name: _values(table.obs, column.name) for column in table.obs.columns},
            {
                matrix.name: dense_values(matrix)
                for matrix in table.matrices
                if _fits(matrix, table)
            },
            {key: text for key in table.uns_keys if isinstance(text := table.uns(key), str)},
        )


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Say in which file something cannot be read, where the message names only the place in it."""
    try:
        yield
    except UnreadableInputError as error:
        if str(path) in str(error):
            raise
        msg = f"{path}: {error}"
        raise UnreadableInputError(msg) from error


def dense_values(matrix: Matrix) -> NDArray[np.float64]:
    """Read a matrix whole, shape (n_rows, n_columns), float64.

    Raises
    ------
    UnreadableInputError
        Its bytes cannot be decoded.
    PredictionError
        An entry lies outside of it, or it holds no numbers.
    """
    if np.dtype(matrix.dtype).kind not in "biuf":
        msg = f"{matrix.path} holds values of type {matrix.dtype}; expected numbers"
        raise PredictionError(msg)
    values = np.zeros(matrix.shape)
    by_column = matrix.encoding is MatrixEncoding.CSC
    for block in matrix.blocks():
        if isinstance(block, DenseBlock):
            values[block.start : block.stop] = block.data
        else:
            _put(values.T if by_column else values, block, matrix.path)
    return values


def _put(values: NDArray[np.float64], block: SparseBlock, path: str) -> None:
    rows = np.repeat(np.arange(block.start, block.stop), np.diff(block.indptr))
    columns = np.asarray(block.indices).astype(np.int64)
    if columns.size and not 0 <= columns.min() <= columns.max() < values.shape[1]:
        msg = f"{path} has an entry outside of its {values.shape[0]} x {values.shape[1]} values"
        raise PredictionError(msg)
    np.add.at(values, (rows, columns), block.data)


def _source(name: str, values: Sequence[Any]) -> ColumnSource:
    is_text = any(value is None or isinstance(value, str) for value in values)
    return MadeTexts(name, values) if is_text else MadeNumbers(name, np.array(values))


def _refuse_large(table: Table, path: Path) -> None:
    n_bytes = table.n_obs * table.n_var * 8 * max(len(table.matrices), 1)
    if n_bytes > MAX_ARRAY_BYTES or len(table.obs.columns) > MOST_COLUMNS:
        msg = (
            f"{path} has {table.n_obs:,} units, {table.n_var:,} features, {len(table.matrices)} "
            f"matrices and {len(table.obs.columns):,} columns; that is more than is read at once"
        )
        raise PredictionError(msg)


def _fits(matrix: Matrix, table: Table) -> bool:
    return matrix.shape == (table.n_obs, table.n_var) and matrix.name != "raw/X"


def _names(frame: Frame) -> tuple[str, ...]:
    return tuple(map(str, chain.from_iterable(frame.index())))


def _values(frame: Frame, name: str) -> Sequence[Any]:
    info = next(column for column in frame.columns if column.name == name)
    if info.kind in _NUMERIC:
        numbers: list[Any] = frame.numbers(name).tolist()
        return numbers
    if info.kind is ColumnKind.OTHER:
        return [None] * frame.n_rows
    column = frame.column(name)
    labels = [*column.categories, None]
    return [labels[code] for code in column.codes.tolist()]
