"""Matrices in another encoding, type or column order hold the same values."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from aivc.adapters.exporting.cellxgene.count_scan import scan
from aivc.adapters.exporting.counts import totals_of
from aivc.adapters.exporting.h5ad import matrices
from aivc.adapters.exporting.h5ad.matrices import dense_rows, renamed, sparse_rows
from aivc.storage.made.matrices import DenseRows, SparseRows, StreamedRows
from aivc.storage.model import MatrixEncoding, SparseBlock

FEW = settings(max_examples=30)
VALUES = hnp.arrays(
    np.float64,
    hnp.array_shapes(min_dims=2, max_dims=2, max_side=9),
    elements=st.sampled_from([0.0, 0.0, 0.0, 1.0, 2.0, 7.0]),
)


def by_columns(values):
    """Make a matrix stored by columns, in blocks of two columns."""
    stored = sp.csc_matrix(values)

    def blocks(start, stop, _most):
        for first in range(start, stop, 2):
            last = min(first + 2, stop)
            here = slice(stored.indptr[first], stored.indptr[last])
            pointers = (stored.indptr[first : last + 1] - stored.indptr[first]).astype(np.int64)
            yield SparseBlock(first, last, pointers, stored.indices[here], stored.data[here])

    class Columns(StreamedRows):
        def blocks(self, max_bytes=0, *, start=0, stop=None):
            yield from blocks(start, values.shape[1] if stop is None else stop, max_bytes)

    made = Columns("X", values.shape, "float64", stored.nnz, blocks)
    made.encoding = MatrixEncoding.CSC
    return made


def by_rows(values):
    stored = sp.csr_matrix(values)
    return SparseRows("X", values.shape, stored.indptr, stored.indices, stored.data)


ENCODINGS = {"csr": by_rows, "csc": by_columns, "dense": lambda values: DenseRows("X", values)}


def whole(matrix, dtype=np.float64):
    """Put the blocks of a matrix together, checking that they are canonical."""
    rows = []
    for block in matrix.blocks(64):
        if not isinstance(block, SparseBlock):
            rows.append(np.asarray(block.data))
            continue
        shape = (block.stop - block.start, matrix.shape[1])
        rows.append(sp.csr_matrix((block.data, block.indices, block.indptr), shape).toarray())
    return np.concatenate(rows).astype(dtype) if rows else np.zeros(matrix.shape)


@pytest.mark.parametrize("encoding", ENCODINGS)
@FEW
@given(values=VALUES, band=st.sampled_from([1, 48, 1 << 20]))
def test_sparse_rows_hold_the_same_values(encoding, values, band):
    before = matrices.BAND_BYTES
    matrices.BAND_BYTES = band
    try:
        made = sparse_rows(ENCODINGS[encoding](values), "raw/X", "float32")
        assert np.array_equal(whole(made), values)
    finally:
        matrices.BAND_BYTES = before
    assert (made.name, made.dtype, made.encoding) == ("raw/X", "float32", MatrixEncoding.CSR)


@FEW
@given(values=VALUES, data=st.data())
def test_columns_are_placed_where_they_are_told(values, data):
    n_columns = values.shape[1]
    order = data.draw(st.permutations(range(n_columns + 2)))
    places = np.array(order[:n_columns]) - 1  # -1 is left out
    expected = np.zeros((values.shape[0], n_columns + 1))
    for column, place in enumerate(places.tolist()):
        if place >= 0:
            expected[:, place] = values[:, column]
    made = sparse_rows(by_rows(values), "X", "float32", columns=places, n_columns=n_columns + 1)
    assert np.array_equal(whole(made), expected)
    for block in made.blocks():
        for start, stop in zip(block.indptr[:-1], block.indptr[1:], strict=True):
            assert (np.diff(block.indices[start:stop]) > 0).all()
        assert (block.data != 0).all()


def test_stored_zeros_and_unsorted_columns_become_canonical():
    indices, data = np.array([2, 0, 1]), np.array([5.0, 0.0, 1.0])
    matrix = SparseRows("X", (1, 3), np.array([0, 3]), indices, data)
    (block,) = sparse_rows(matrix, "X", "float32").blocks()
    assert block.indices.tolist() == [1, 2]
    assert block.data.tolist() == [1.0, 5.0]


def test_a_dense_matrix_can_change_its_type_alone():
    made = dense_rows(DenseRows("X", np.arange(6).reshape(2, 3)), "raw/X", "float32")
    (block,) = made.blocks()
    assert block.data.dtype == np.float32
    assert np.array_equal(block.data, np.arange(6).reshape(2, 3))


def test_another_name_changes_nothing_else():
    values = np.eye(3)
    assert np.array_equal(whole(renamed(by_columns(values), "layers/a")), values)


@pytest.mark.parametrize("encoding", ENCODINGS)
@FEW
@given(values=VALUES)
def test_totals_are_sums(encoding, values):
    group = np.arange(values.shape[1]) % 2 == 0
    found = totals_of(ENCODINGS[encoding](values), {"even": group})
    assert found.row_sums.tolist() == values.sum(axis=1).tolist()
    assert found.row_nonzero.tolist() == (values != 0).sum(axis=1).tolist()
    assert found.column_sums.tolist() == values.sum(axis=0).tolist()
    assert found.column_nonzero.tolist() == (values != 0).sum(axis=0).tolist()
    assert found.row_sums_of["even"].tolist() == values[:, group].sum(axis=1).tolist()


@FEW
@given(values=VALUES)
def test_a_scan_counts_empty_and_equal_rows(values):
    found = scan(by_rows(values), None, values.shape[1], are_counts=True)
    rows = [tuple(row) for row in values.tolist() if any(row)]
    assert found.n_empty_rows == len(values) - len(rows)
    assert found.n_duplicates == sum(rows.count(row) > 1 for row in rows)
    assert found.column_is_used.tolist() == (values != 0).any(axis=0).tolist()
    assert found.n_nonzero == np.count_nonzero(values)
    assert found.n_invalid == found.n_too_large == 0


def test_a_scan_sees_what_is_no_count():
    values = np.array([[1.5, -1.0, 2.0], [0.0, float(1 << 25), 3.0]])
    found = scan(DenseRows("X", values), None, 3, are_counts=True)
    assert (found.n_invalid, found.n_too_large) == (2, 1)


def test_a_scan_looks_at_the_columns_that_stay():
    values = np.array([[1.0, 0.0], [1.0, 2.0]])
    found = scan(by_rows(values), np.array([-1, 0]), 1, are_counts=True)
    assert (found.n_empty_rows, found.n_nonzero) == (1, 1)
