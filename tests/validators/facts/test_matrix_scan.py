"""Every collector of a matrix against the slow and obvious way."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.storage.errors import NotNumericError
from aivc.validators.facts import stored_pieces
from aivc.validators.facts.duplicates import find_duplicates
from tests.validators.facts.matrices import any_matrix
from tests.validators.facts.memory import Compressed, MemoryMatrix
from tests.validators.facts.oracle import (
    content_groups,
    entries_of,
    is_fractional,
    is_negative,
)
from tests.validators.facts.scanning import plan_of, scanned, state

BLOCKS = st.integers(1, 6)


def seen(one):
    return one.count, one.rows.tolist()


@settings(deadline=None)
@given(any_matrix(), BLOCKS)
def test_stored_numbers_are_counted_as_they_are_stored(matrix, per_block):
    found = scanned(matrix, per_block=per_block).values
    entries = entries_of(matrix)
    assert found.n_values == len(entries.numbers)
    assert found.n_zeros == sum(n == 0 for n in entries.numbers)
    assert seen(found.nan) == entries.rows_where(math.isnan)
    assert seen(found.infinite) == entries.rows_where(math.isinf)
    assert seen(found.negative) == entries.rows_where(is_negative)
    assert seen(found.fractional) == entries.rows_where(is_fractional)


@settings(deadline=None)
@given(any_matrix(faulty=False), BLOCKS)
def test_the_range_is_that_of_the_whole_table(matrix, per_block):
    low, high = scanned(matrix, per_block=per_block).values.range()
    table = entries_of(matrix).table()
    finite = table[np.isfinite(table)]
    if finite.size:
        assert (low, high) == (finite.min(), finite.max())
    else:
        assert math.isnan(low)
        assert math.isnan(high)


@settings(deadline=None)
@given(any_matrix(), BLOCKS)
def test_indices_that_are_wrong_are_counted(matrix, per_block):
    found = scanned(matrix, per_block=per_block).canonical
    entries = entries_of(matrix)
    assert seen(found.unsorted) == (len(entries.unsorted), entries.unsorted[:5])
    assert seen(found.repeated) == (len(entries.repeated), sorted(set(entries.repeated))[:5])
    assert seen(found.outside) == (len(entries.outside), sorted(set(entries.outside))[:5])


@settings(deadline=None)
@given(any_matrix(), BLOCKS)
def test_sums_are_those_of_the_table(matrix, per_block):
    sums = scanned(matrix, per_block=per_block).sums
    entries = entries_of(matrix)
    table = entries.table()
    finite = np.where(np.isfinite(table), table, 0)
    np.testing.assert_allclose(sums.row_sums(), finite.sum(axis=1), rtol=1e-12, atol=1e-9)
    np.testing.assert_allclose(sums.column_sums(), finite.sum(axis=0), rtol=1e-12, atol=1e-9)
    assert sums.row_nonzero().tolist() == (table != 0).sum(axis=1).tolist()
    assert sums.column_nonzero().tolist() == (table != 0).sum(axis=0).tolist()
    stored = np.zeros(matrix.shape[0], int)
    for row, _ in entries.places():
        stored[row] += 1
    assert sums.row_stored().tolist() == stored.tolist()


@settings(deadline=None)
@given(any_matrix(), BLOCKS)
def test_equal_rows_are_found_and_no_others(matrix, per_block):
    scan = scanned(matrix, per_block=per_block)
    groups = content_groups(entries_of(matrix).table())
    found = find_duplicates(scan.hashes.result(), scan.sums.row_nonzero() > 0)
    copies = sorted(row for group in groups for row in group[1:])
    assert found.count == len(copies)
    assert list(found.first) == copies[:5]
    assert [list(group) for group in found.groups] == [group[:5] for group in groups[:5]]


@settings(deadline=None)
@given(any_matrix(), BLOCKS)
def test_the_sample_holds_the_chosen_rows(matrix, per_block):
    sample = scanned(matrix, per_block=per_block).sample.result()
    table = entries_of(matrix).table()[::2]
    rebuilt = np.zeros_like(table)
    rebuilt[sample.row_of, sample.indices] = sample.values
    np.testing.assert_array_equal(rebuilt, table)
    assert (sample.values != 0).all()


@settings(deadline=None)
@given(any_matrix(), BLOCKS, st.integers(1, 9))
def test_pieces_and_blocks_make_no_difference(matrix, per_block, piece_values):
    whole = state(scanned(matrix, per_block=100))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stored_pieces, "PIECE_VALUES", piece_values)
        cut = state(scanned(matrix, per_block=per_block))
    assert cut == whole


@settings(deadline=None)
@given(any_matrix(), st.lists(st.integers(0, 14), max_size=4), BLOCKS)
def test_workers_on_any_parts_give_the_bits_of_one(matrix, borders, per_block):
    whole = MemoryMatrix(matrix, per_block=per_block)
    plan = plan_of(whole)
    n_major = matrix.shape[1] if plan.by_columns else matrix.shape[0]
    cuts = [0, *sorted(min(border, n_major) for border in borders), n_major]
    parts = []
    for start, stop in itertools.pairwise(cuts):
        scan = type(scanned(matrix))(plan, start, stop)
        for block in whole.blocks(start=start, stop=stop):
            scan.update(block)
        parts.append(scan)
    first, *others = parts
    for other in others:
        first.merge(other)
    assert state(first) == state(scanned(matrix, per_block=100))


def test_parts_out_of_order_are_refused():
    matrix = MemoryMatrix(np.eye(6))
    behind = type(scanned(np.eye(2)))(plan_of(matrix), 3, 6)
    with pytest.raises(ValueError, match="in order"):
        behind.merge(type(behind)(plan_of(matrix), 0, 3))


def test_sums_of_many_fractions_do_not_depend_on_their_grouping():
    rng = np.random.default_rng(0)
    table = sp.csr_matrix(rng.lognormal(0, 3, (4000, 5)).astype("float32"))
    one = scanned(table, per_block=4000).sums.column_sums()
    many = scanned(table, per_block=7).sums.column_sums()
    assert one.tobytes() == many.tobytes()
    exact = [math.fsum(column) for column in table.toarray().astype(float).T]
    np.testing.assert_allclose(one, exact, rtol=1e-15)


@pytest.mark.parametrize("dtype", ["complex64", "S3", "O"])
def test_what_is_no_number_is_refused(dtype):
    with pytest.raises(NotNumericError):
        scanned(np.zeros((3, 2), dtype))


@pytest.mark.parametrize("dtype", ["int64", "uint64"])
def test_indices_that_damage_has_made_enormous(dtype):
    top = np.iinfo(dtype).max
    indices = np.array([1, top, 0, top, top - 1, 2], dtype)
    matrix = Compressed("csr", (2, 3), np.array([0, 4, 6]), indices, np.ones(6, "f4"))
    found = scanned(matrix)
    assert seen(found.canonical.outside) == (3, [0, 1])
    assert seen(found.canonical.repeated) == (1, [0])
    assert seen(found.canonical.unsorted) == (2, [0, 1])
    assert found.sums.column_sums().tolist() == [1, 1, 1]
