"""Sums over groups are those of the plain matrix, however it is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anndata
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from aivc.evaluation.tasks import pieces
from aivc.evaluation.tasks.group_sums import DEPTH, Grouping, Moment
from aivc.evaluation.tasks.membership import rows_of_groups
from aivc.evaluation.tasks.sums import sum_groups
from aivc.storage import open_dataset
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

LAYOUTS = {"csr": sparse.csr_matrix, "csc": sparse.csc_matrix, "dense": np.asarray}
N_ROWS, N_COLUMNS, N_GROUPS = 40, 9, 5


@pytest.fixture
def counts() -> np.ndarray[Any, Any]:
    return np.random.default_rng(1).poisson(1.0, (N_ROWS, N_COLUMNS)).astype(np.float64)


@pytest.fixture
def groups() -> np.ndarray[Any, Any]:
    return np.random.default_rng(2).integers(-1, N_GROUPS, N_ROWS)


def _sums(folder: Path, x: Any, *groupings: Grouping, columns: Any = None) -> Any:
    path = folder / "x.h5ad"
    anndata.AnnData(x).write_h5ad(path)
    with open_dataset(path) as dataset:
        matrix = dataset.tables[0].matrix("X")
        assert matrix is not None
        chosen = np.arange(matrix.shape[1]) if columns is None else columns
        return sum_groups(matrix, groupings, chosen)


def _expected(x: Any, groups: Any, values: Any) -> Any:
    return np.array([values[groups == k].sum(axis=0) for k in range(N_GROUPS)])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("block", [64, 16 << 20])
def test_every_moment_is_that_of_the_plain_matrix(
    tmp_path: Path, counts: Any, groups: Any, layout: str, block: int, monkeypatch: Any
) -> None:
    monkeypatch.setattr(pieces, "BLOCK_BYTES", block)
    grouping = Grouping(groups, N_GROUPS, frozenset(Moment))
    (found,), _ = _sums(tmp_path, LAYOUTS[layout](counts), grouping)
    totals = counts.sum(axis=1, keepdims=True)
    logs = np.log1p(DEPTH * counts / np.maximum(totals, 1))
    made = {
        Moment.X: counts,
        Moment.XX: counts**2,
        Moment.XT: counts * totals,
        Moment.LOG: logs,
        Moment.LOG_SQUARED: logs**2,
    }
    for moment, values in made.items():
        np.testing.assert_allclose(found.of[moment], _expected(counts, groups, values), rtol=1e-12)
    in_groups = [groups == k for k in range(N_GROUPS)]
    np.testing.assert_array_equal(found.n_rows, [rows.sum() for rows in in_groups])
    np.testing.assert_array_equal(found.totals, [totals[rows].sum() for rows in in_groups])
    np.testing.assert_array_equal(found.squares, [(totals[rows] ** 2).sum() for rows in in_groups])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_chosen_columns_keep_the_totals_of_all(
    tmp_path: Path, counts: Any, groups: Any, layout: str
) -> None:
    grouping = Grouping(groups, N_GROUPS, frozenset({Moment.X}))
    columns = np.array([1, 4, 7])
    (found,), _ = _sums(tmp_path, LAYOUTS[layout](counts), grouping, columns=columns)
    np.testing.assert_array_equal(found.of[Moment.X], _expected(counts, groups, counts)[:, columns])
    np.testing.assert_array_equal(
        found.totals, [counts[groups == k].sum() for k in range(N_GROUPS)]
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_missing_values_are_counted_and_left_out(
    tmp_path: Path, counts: Any, groups: Any, layout: str
) -> None:
    x = counts + 1.0
    x[::3, 2] = np.nan
    x[1, 5] = np.inf
    (found,), seen = _sums(
        tmp_path, LAYOUTS[layout](x), Grouping(groups, N_GROUPS, frozenset({Moment.X}))
    )
    missing = ~np.isfinite(x)
    plain = np.where(missing, 0.0, x)
    np.testing.assert_allclose(found.of[Moment.X], _expected(x, groups, plain))
    np.testing.assert_array_equal(found.missing, _expected(x, groups, missing.astype(float)))
    assert seen.n_missing == missing[groups >= 0].sum()


def test_several_groupings_share_a_reading(tmp_path: Path, counts: Any, groups: Any) -> None:
    one = Grouping(groups, N_GROUPS, frozenset({Moment.X}))
    other = Grouping(np.where(groups == 0, 0, -1), 1, frozenset({Moment.LOG}))
    (first, second), seen = _sums(tmp_path, sparse.csr_matrix(counts), one, other)
    assert set(first.of) == {Moment.X}
    assert second.of[Moment.LOG].shape == (1, N_COLUMNS)
    assert (seen.n_negative, seen.n_fractional, seen.n_missing) == (0, 0, 0)


def test_what_values_look_like_is_told_of_grouped_rows(tmp_path: Path, counts: Any) -> None:
    x = counts.copy()
    x[0, 0], x[1, 1], x[2, 2] = -1.0, 0.5, -1.0
    groups = np.zeros(N_ROWS, np.int64)
    groups[2] = -1
    _, seen = _sums(tmp_path, x, Grouping(groups, 1, frozenset({Moment.X})))
    assert (seen.n_negative, seen.n_fractional) == (1, 1)


def test_an_index_that_points_out_of_the_matrix_is_refused(tmp_path: Path, counts: Any) -> None:
    import h5py

    path = tmp_path / "x.h5ad"
    anndata.AnnData(sparse.csr_matrix(counts)).write_h5ad(path)
    with h5py.File(path, "r+") as opened:
        opened["X/indices"][3] = 10_000
    grouping = Grouping(np.zeros(N_ROWS, np.int64), 1, frozenset({Moment.X}))
    with open_dataset(path) as dataset:
        matrix = dataset.tables[0].matrix("X")
        assert matrix is not None
        with pytest.raises(UnreadableInputError, match="points out of the matrix"):
            sum_groups(matrix, [grouping], np.arange(N_COLUMNS))


@given(st.lists(st.integers(-1, 6), max_size=30))
def test_an_indicator_has_each_row_in_its_group_alone(codes: list[int]) -> None:
    found = rows_of_groups(np.array(codes, np.int64), 7).toarray()
    expected = np.zeros((7, len(codes)))
    for row, code in enumerate(codes):
        if code >= 0:
            expected[code, row] = 1
    np.testing.assert_array_equal(found, expected)
