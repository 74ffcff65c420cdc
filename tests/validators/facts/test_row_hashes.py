"""The hash of a row knows its content and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.validators.facts.matrix_scan import MatrixScan, ScanPlan
from aivc.validators.facts.row_hashes import column_keys, position_keys
from tests.validators.facts.matrices import compressed
from tests.validators.facts.memory import Compressed, MemoryMatrix
from tests.validators.facts.oracle import entries_of
from tests.validators.facts.scanning import hashes

RNG = np.random.default_rng(3)
COUNTS = RNG.poisson(0.8, (60, 25))


@pytest.mark.parametrize(
    "content",
    [
        COUNTS.astype("float32"),
        np.asfortranarray(COUNTS.astype("float64")),
        COUNTS.astype("uint8"),
        sp.csr_matrix(COUNTS.astype("int64")),
        sp.csc_matrix(COUNTS.astype("float32")),
        sp.csr_matrix(COUNTS.astype("int16")),
    ],
    ids=["dense f4", "dense f8", "dense u1", "csr i8", "csc f4", "csr i2"],
)
def test_layout_and_type_make_no_difference(content):
    expected = hashes(sp.csr_matrix(COUNTS.astype("float64")))
    assert hashes(content).tolist() == expected.tolist()
    assert len(set(expected.tolist())) == len(np.unique(COUNTS, axis=0))


@settings(deadline=None)
@given(compressed(faulty=True), st.randoms(use_true_random=False))
def test_the_order_of_entries_makes_no_difference(matrix, random):
    shuffled = []
    for low, high in zip(matrix.indptr, matrix.indptr[1:], strict=False):
        places = list(range(low, high))
        # Numbers in one place are added in stored order, and adding floats is not associative.
        if len(set(matrix.indices[low:high])) == high - low:
            random.shuffle(places)
        shuffled += places
    other = Compressed(
        matrix.format, matrix.shape, matrix.indptr, matrix.indices[shuffled], matrix.data[shuffled]
    )
    assert hashes(other).tolist() == hashes(matrix).tolist()


@settings(deadline=None)
@given(compressed(faulty=False))
def test_a_sparse_matrix_hashes_as_its_table(matrix):
    table = entries_of(matrix).table()
    assert hashes(table).tolist() == hashes(matrix).tolist()


def test_zeros_that_are_stored_make_no_difference():
    table = sp.csr_matrix(COUNTS.astype("float32"))
    with_zeros = table.copy()
    with_zeros.data[::3] = 0
    cleaned = with_zeros.copy()
    cleaned.eliminate_zeros()
    assert with_zeros.nnz > cleaned.nnz
    assert hashes(with_zeros).tolist() == hashes(cleaned).tolist()


def test_the_order_of_features_makes_no_difference():
    order = RNG.permutation(COUNTS.shape[1])
    names = [f"ENSG{k:03}" for k in range(COUNTS.shape[1])]

    def hashed(table, features):
        matrix = MemoryMatrix(sp.csr_matrix(table))
        scan = MatrixScan(ScanPlan.of(matrix, column_keys(features), np.empty(0, np.int64)))
        for block in matrix.blocks():
            scan.update(block)
        return scan.hashes.result().tolist()

    assert hashed(COUNTS, names) == hashed(COUNTS[:, order], [names[k] for k in order])
    assert hashed(COUNTS, names) != hashed(COUNTS[:, order], names)


def test_one_changed_number_changes_one_row():
    changed = COUNTS.copy()
    changed[17, 4] += 1
    assert np.flatnonzero(hashes(changed) != hashes(COUNTS)).tolist() == [17]


def test_every_nan_is_the_same_and_negative_zero_is_zero():
    odd = np.array([[np.nan, 1.0], [-np.nan, 1.0], [np.nan, 2.0]])
    odd[1, 0] = np.frombuffer(np.uint64(0x7FF8000000000123).tobytes(), "f8")[0]
    assert len(set(hashes(odd).tolist())) == 2
    assert hashes(np.array([[-0.0, 3.0]])).tolist() == hashes(np.array([[0.0, 3.0]])).tolist()


def test_an_empty_row_has_hash_zero():
    assert hashes(np.zeros((2, 3))).tolist() == [0, 0]


def test_columns_of_the_same_name_are_told_apart():
    keys = column_keys(["MALAT1", "MALAT1", "XIST", "MALAT1"])
    assert len(set(keys.tolist())) == 4
    assert keys[0] == column_keys(["MALAT1"])[0]


def test_few_hashes_collide_even_in_their_low_bits():
    """Rows with one or two small counts are the most alike that there are.

    Of n different hashes, n * n / 2**33 pairs share their low 32 bits by chance: 4.7 of 200,000.
    """
    columns = RNG.integers(0, 2000, (200_000, 2))
    numbers = RNG.integers(1, 200, (200_000, 2)).astype(float)
    rows = np.unique(np.column_stack([columns, numbers]), axis=0)
    rows = rows[rows[:, 0] < rows[:, 1]]
    matrix = sp.csr_matrix(
        (rows[:, 2:].ravel(), rows[:, :2].astype(int).ravel(), np.arange(len(rows) + 1) * 2),
        shape=(len(rows), 2000),
    )
    for keys in (position_keys(2000), column_keys([f"g{k}" for k in range(2000)])):
        memory = MemoryMatrix(matrix, per_block=50_000)
        scan = MatrixScan(ScanPlan.of(memory, keys, np.empty(0, np.int64)))
        for block in memory.blocks():
            scan.update(block)
        found = scan.hashes.result()
        assert len(np.unique(found)) == len(rows)
        for half in (found & np.uint64(0xFFFFFFFF), found >> np.uint64(32)):
            assert len(rows) - len(np.unique(half)) <= 15
