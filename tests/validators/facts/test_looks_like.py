"""What a matrix looks like, on matrices whose making is known."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.validators.facts.looks_like import looks_like
from aivc.validators.facts.row_sample import sample_positions
from tests.validators.facts.made import LOGS, G, N, counts, normalised
from tests.validators.facts.scanning import scanned


def look(table: np.ndarray, *, means: bool = True, layout=np.asarray):
    scan = scanned(layout(table), per_block=64)
    plan_rows = scan.sample.result()
    return looks_like(plan_rows, scan.sums.column_sums() / max(1, len(table)) if means else None)


@pytest.mark.parametrize("dtype", ["float32", "float64", "uint16", "int32"])
def test_counts(dtype):
    found = look(counts().astype(dtype))
    assert (found.kind, found.share) == ("counts", 1.0)


def test_counts_of_two_values_are_not_binary():
    rng = np.random.default_rng(0)
    assert look(rng.integers(0, 2, (50, 30)).astype("f4")).kind == "binary"
    assert look(rng.integers(0, 3, (50, 30)).astype("f4")).kind == "counts"


@pytest.mark.parametrize("base", LOGS)
@pytest.mark.parametrize("depth", [1e4, 1e6, None], ids=["CP10k", "CPM", "median"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_logarithms_of_every_depth(base, depth, dtype):
    table = counts()
    linear = normalised(table, depth)
    found = look(LOGS[base](linear).astype(dtype))
    assert (found.kind, found.base) == ("log_normalized", base)
    assert found.share > 0.95
    assert found.scale == pytest.approx(linear[0].sum(), rel=1e-3)


@pytest.mark.parametrize("layout", [sp.csr_matrix, sp.csc_matrix, np.asarray])
def test_layout_makes_no_difference(layout):
    found = look(np.log1p(normalised(counts())).astype("f4"), layout=layout)
    assert (found.kind, round(found.scale)) == ("log_normalized", 10_000)


@pytest.mark.parametrize("depth", [1e4, 1e6, None])
def test_scaled_counts(depth):
    linear = normalised(counts(), depth)
    found = look(linear.astype("f4"))
    assert (found.kind, found.base) == ("normalized_counts", "")
    assert found.scale == pytest.approx(linear[0].sum(), rel=1e-3)


def test_some_genes_of_normalised_cells_have_no_common_depth():
    found = look(np.log1p(normalised(counts()))[:, :100].astype("f4"))
    assert (found.kind, found.base) == ("log_normalized", "e")
    assert math.isnan(found.scale)


def test_four_decimals_are_enough():
    found = look(np.round(np.log1p(normalised(counts())), 4))
    assert (found.kind, found.base) == ("log_normalized", "e")


def test_logarithm_of_counts_as_they_are():
    assert look(np.log1p(counts()).astype("f4")).kind == "log_normalized"


def test_sums_that_agree_tell_depth_where_no_count_was_whole():
    rng = np.random.default_rng(0)
    estimated = rng.gamma(0.3, 5, (N, G))
    found = look(np.log1p(normalised(estimated)))
    assert (found.kind, found.base, round(found.scale)) == ("log_normalized", "e", 10_000)
    found = look(normalised(estimated, 1e6))
    assert (found.kind, round(found.scale)) == ("normalized_counts", 1_000_000)


def test_scaled_means_centred():
    log = np.log1p(normalised(counts()))
    spread = log.std(axis=0)
    centred = (log - log.mean(axis=0)) / np.where(spread > 0, spread, 1)
    assert look(centred.astype("f4")).kind == "scaled"
    assert look(np.minimum(centred, 10).astype("f4")).kind == "scaled"
    assert look(centred - 0.7).kind == "continuous"


def test_fractions():
    rng = np.random.default_rng(0)
    assert look(rng.random((60, 20))).kind == "fraction"
    assert look(rng.dirichlet(np.ones(12), 60)).kind == "fraction"
    assert look(rng.integers(0, 5, (60, 20)) / 4).kind == "fraction"


def test_continuous():
    rng = np.random.default_rng(0)
    assert look(rng.normal(8, 2, (N, 50))).kind == "continuous"
    assert look(np.round(rng.gamma(2, 3, (N, 50)), 2)).kind == "continuous"
    assert look(rng.lognormal(6, 2, (N, 50)).astype("f4")).kind == "continuous"
    with_gaps = rng.lognormal(6, 2, (N, 50))
    with_gaps[rng.random((N, 50)) < 0.3] = np.nan
    assert look(with_gaps).kind == "continuous"


def test_counts_with_gaps_are_counts():
    table = counts().astype("f4")
    table[::5, 3] = np.nan
    assert look(table).kind == "counts"


def test_a_few_odd_rows_lower_the_share():
    table = counts().astype(float)
    table[:10] += 0.5
    found = look(table)
    assert found.kind == "counts"
    assert 0.9 < found.share < 1


@pytest.mark.parametrize("table", [np.zeros((5, 4)), np.full((5, 4), np.nan), np.zeros((0, 4))])
def test_empty(table):
    assert look(table).kind == "empty"


@settings(deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 3000), st.integers(0, 5))
def test_sampled_rows_are_spread_over_the_file(n_rows, n_wanted, seed):
    rows = sample_positions(n_rows, n_wanted, seed)
    assert len(rows) <= min(n_rows, n_wanted)
    assert (np.diff(rows) > 0).all()
    if len(rows):
        assert 0 <= rows[0] <= rows[-1] < n_rows
    if n_wanted >= n_rows:
        assert rows.tolist() == list(range(n_rows))
    elif n_wanted > 100:
        assert len(rows) > 0.7 * n_wanted
        assert np.diff(rows).max() <= 2 * (n_rows / n_wanted) + 1
    assert rows.tolist() == sample_positions(n_rows, n_wanted, seed).tolist()
