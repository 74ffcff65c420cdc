"""Sums by group and missing values by column, in one pass, against the whole table."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.validators.facts.group_sums import RowGroups
from aivc.validators.facts.matrix_scan import MatrixScan, ScanPlan
from aivc.validators.facts.row_hashes import column_keys
from tests.validators.facts.matrices import any_matrix
from tests.validators.facts.memory import MemoryMatrix
from tests.validators.facts.oracle import entries_of

N_GROUPS = 3


def planned(matrix: MemoryMatrix, codes: np.ndarray) -> ScanPlan:
    keys = column_keys([f"g{k}" for k in range(matrix.shape[1])])
    return ScanPlan.of(matrix, keys, np.empty(0, np.int64), RowGroups(codes, N_GROUPS))


def part(matrix: MemoryMatrix, plan: ScanPlan, start: int, stop: int) -> MatrixScan:
    scan = MatrixScan(plan, start, stop)
    for block in matrix.blocks(start=start, stop=stop):
        scan.update(block)
    return scan


def bits(scan: MatrixScan) -> tuple[Any, ...]:
    assert scan.groups is not None
    missing = scan.missing.result()
    return (
        scan.groups.sums().tobytes(),
        scan.groups.missing().tobytes(),
        None if missing is None else missing.tobytes(),
    )


@settings(deadline=None)
@given(any_matrix(faulty=False), st.integers(1, 6), st.data())
def test_sums_by_group_are_those_of_the_table(content: Any, per_block: int, data: Any) -> None:
    matrix = MemoryMatrix(content, per_block=per_block)
    n_rows, n_columns = matrix.shape
    codes = np.array(
        data.draw(st.lists(st.integers(-1, N_GROUPS - 1), min_size=n_rows, max_size=n_rows)),
        np.int8,
    )
    plan = planned(matrix, codes)
    n_major = n_columns if plan.by_columns else n_rows
    scan = part(matrix, plan, 0, n_major)
    table = entries_of(content).table()
    finite = np.where(np.isfinite(table), table, 0.0)
    for group in range(N_GROUPS):
        rows = codes == group
        np.testing.assert_allclose(
            scan.groups.sums()[group], finite[rows].sum(axis=0), rtol=1e-12, atol=1e-9
        )
        expected = np.isnan(table[rows]).sum(axis=0).tolist()
        assert scan.groups.missing()[group].tolist() == expected
    missing = scan.missing.result()
    by_column = np.isnan(table).sum(axis=0)
    assert (missing is None and not by_column.any()) or missing.tolist() == by_column.tolist()

    borders = data.draw(st.lists(st.integers(0, n_major), max_size=3))
    cuts = [0, *sorted(borders), n_major]
    first, *others = (part(matrix, plan, a, b) for a, b in itertools.pairwise(cuts))
    for other in others:
        first.merge(other)
    assert bits(first) == bits(scan)
