"""Compare a source, as its reader gives it, with the container that was made of it."""

from __future__ import annotations

import numpy as np
import pytest

from aivc.storage.model import Dataset, DenseBlock, Frame, Matrix, MatrixEncoding


@pytest.fixture
def survived():
    """Return the comparison."""
    return assert_survived


def assert_survived(source: Dataset, output: Dataset, added: dict[str, set[str]]) -> None:
    """Check every name, column and number; ``added`` are columns that only the output has."""
    assert [table.name for table in output.tables] == [table.name for table in source.tables]
    for before, after in zip(source.tables, output.tables, strict=True):
        assert_same_frame(before.obs, after.obs, added.get(before.name, set()))
        assert_same_frame(before.var, after.var, set())
        assert [m.name for m in after.matrices] == [m.name for m in before.matrices]
        assert [m.name for m in after.obsm] == [m.name for m in before.obsm]
        for one, other in zip(
            (*before.matrices, *before.obsm), (*after.matrices, *after.obsm), strict=True
        ):
            assert_same_matrix(one, other)
        assert set(before.uns_keys) <= set(after.uns_keys)


def assert_same_frame(before: Frame, after: Frame, added: set[str]) -> None:
    """Check names of rows, names of columns in their order, and each value."""
    assert names_of(after) == names_of(before)
    kept = [c.name for c in after.columns if c.name not in added]
    assert kept == [c.name for c in before.columns]
    for name in kept:
        one, other = before.column(name), after.column(name)
        mine = [one.categories[code] if code >= 0 else None for code in one.codes.tolist()]
        theirs = [other.categories[code] if code >= 0 else None for code in other.codes.tolist()]
        assert theirs == mine, name


def names_of(frame: Frame) -> list[str]:
    """Return the names of the rows."""
    return [name for block in frame.index() for name in block.tolist()]


def assert_same_matrix(before: Matrix, after: Matrix) -> None:
    """Check shape, sum, missing values and each entry, block by block."""
    assert after.shape == before.shape
    one, other = dense_of(before), dense_of(after)
    np.testing.assert_array_equal(other, one)


def dense_of(matrix: Matrix) -> np.ndarray:
    """Return a small matrix as an array."""
    found = np.zeros(matrix.shape, np.float64)
    for block in matrix.blocks():
        if isinstance(block, DenseBlock):
            found[block.start : block.stop] = block.data
        else:
            rows = np.repeat(np.arange(block.start, block.stop), np.diff(block.indptr))
            if matrix.encoding is MatrixEncoding.CSC:
                np.add.at(found, (block.indices, rows), block.data)
            else:
                np.add.at(found, (rows, block.indices), block.data)
    return found
