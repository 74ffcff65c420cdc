"""Find the pairs of a link in a matrix, such as the guides that each cell was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.model import MatrixEncoding, SparseBlock
from aivc.validators.facts.scale.keyed_rows import KeyedRows
from aivc.validators.facts.scale.pairs import Pairs, PairsError
from aivc.validators.facts.scale.places import ObsPlace, VarPlace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.schema.generated.views import ScaleLink
    from aivc.storage.model import Dataset, DenseBlock, Matrix, Table
    from aivc.validators.facts.scale.read_sets import ReadSet

MAX_PAIRS = 200_000_000


def pairs_in_matrix(
    link: ScaleLink, source: ReadSet, target: ReadSet, dataset: Dataset, *, is_weighted: bool
) -> Pairs:
    """Find pairs among the values of a matrix that are above zero.

    Parameters
    ----------
    link
        A link with ``pairs_table``.
    source, target
        Its sides; the units of one of them are the var of the table.
    dataset
        The opened container.
    is_weighted
        Whether values are weights of the pairs.

    Raises
    ------
    PairsError
        There is no such matrix, its columns are the units of neither side, or there are too many
        pairs.
    UnreadableInputError
        The matrix cannot be read.
    """
    table, matrix = _matrix(link.pairs_table or "", dataset)
    columns = VarPlace(f"{table.name}/var".lstrip("/"), table.var)
    sides = [side for side in (source, target) if _is_at(side, columns)]
    if len(sides) != 1:
        msg = (
            f"the columns of {link.pairs_table} are units of neither side; "
            f"write `element: {columns.what}` in one of its sets"
        )
        raise PairsError(msg)
    of_columns = sides[0]
    of_rows = target if of_columns is source else source
    obs = ObsPlace(table.name, table.obs)
    named = obs.keyed(of_rows.column if of_rows.column and obs.has(of_rows.column) else None)
    at_row, at_column, values = _above_zero(matrix)
    rows = _taken(named, at_row)
    others = _taken(columns.keyed(of_columns.column), at_column)
    return Pairs(
        sources=others if of_columns is source else rows,
        targets=rows if of_columns is source else others,
        weights=values if is_weighted else None,
        how=f"the values of {link.pairs_table} above zero",
        of_rows=False,
    )


def _matrix(path: str, dataset: Dataset) -> tuple[Table, Matrix]:
    for table in dataset.tables:
        for matrix in table.matrices:
            if path == f"{table.name}/{matrix.name}".lstrip("/"):
                return table, matrix
    msg = f"the file has no matrix {path!r}"
    raise PairsError(msg)


def _is_at(side: ReadSet, columns: VarPlace) -> bool:
    return isinstance(side.place, VarPlace) and side.place.what == columns.what


def _above_zero(
    matrix: Matrix,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return row, column and value of every value above zero."""
    found: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]] = []
    n_pairs = 0
    for block in matrix.blocks():
        major, minor, values = _of_block(block)
        keep = values > 0
        found.append((major[keep], minor[keep], values[keep]))
        n_pairs += len(found[-1][0])
        if n_pairs > MAX_PAIRS:
            msg = f"{matrix.path} has more than {MAX_PAIRS:,} values above zero"
            raise PairsError(msg)
    major = np.concatenate([part[0] for part in found] or [np.empty(0, np.int64)])
    minor = np.concatenate([part[1] for part in found] or [np.empty(0, np.int64)])
    values = np.concatenate([part[2] for part in found] or [np.empty(0)])
    if matrix.encoding is MatrixEncoding.CSC:
        major, minor = minor, major
    if len(major) and (int(major.max()) >= matrix.shape[0] or int(minor.max()) >= matrix.shape[1]):
        msg = f"indices of {matrix.path} lead out of its shape"
        raise PairsError(msg)
    return major, minor, values


def _of_block(
    block: SparseBlock | DenseBlock,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    if isinstance(block, SparseBlock):
        major = np.repeat(np.arange(block.start, block.stop), np.diff(block.indptr))
        return major, block.indices.astype(np.int64), block.data.astype(np.float64)
    rows, columns = np.nonzero(block.data)
    return rows + block.start, columns, block.data[rows, columns].astype(np.float64)


def _taken(keyed: KeyedRows, at: NDArray[np.int64]) -> KeyedRows:
    """Return the keys of some rows, a row for each."""

    def texts(rows: Sequence[int]) -> tuple[str, ...]:
        return keyed.texts([int(at[row]) for row in rows])

    return KeyedRows(keyed.hashes[at], keyed.is_missing[at], texts)
