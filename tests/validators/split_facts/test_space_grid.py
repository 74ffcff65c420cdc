"""Nearest rows by grid, against a tree."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from aivc.validators.split_facts import space_grid
from aivc.validators.split_facts.space_grid import nearest, uncovered_share
from aivc.validators.split_facts.space_points import distinct


def points(places, section=None, first=0):
    places = np.asarray(places, float)
    section = np.zeros(len(places), int) if section is None else np.asarray(section)
    return distinct(places, section, np.arange(first, first + len(places)))


def found(mine, theirs, limit, sections=(None, None)):
    query, point_of = points(mine, sections[0])
    reference, _ = points(theirs, sections[1])
    best = nearest(query, reference, limit)
    return best.cost[point_of], best.row[point_of]


@pytest.mark.parametrize("n_dimensions", [2, 3])
@pytest.mark.parametrize("limit", [0.5, 3.0, 40.0, np.inf])
@pytest.mark.parametrize("layout", ["even", "clustered", "far"])
def test_finds_what_a_tree_finds(n_dimensions, limit, layout):
    rng = np.random.default_rng(n_dimensions)
    mine, theirs = rng.uniform(0, 100, (2, 2000, n_dimensions))
    if layout == "clustered":
        theirs = np.concatenate([theirs[:100], 50 + rng.normal(0, 1e-3, (1900, n_dimensions))])
    if layout == "far":
        theirs[0] = 1e12
    distance, row = cKDTree(theirs).query(mine)
    cost, partner = found(mine, theirs, limit)
    within = distance < limit
    np.testing.assert_allclose(cost[within], distance[within])
    assert np.isinf(cost[~within]).all()
    assert (partner[within] == row[within]).all()
    assert (partner[~within] == -1).all()


@given(
    st.lists(st.tuples(st.integers(-5, 5), st.integers(-5, 5), st.integers(0, 2)), max_size=30),
    st.lists(st.tuples(st.integers(-5, 5), st.integers(-5, 5), st.integers(0, 2)), max_size=30),
    st.sampled_from([0.5, 1.0, 2.5, 100.0]),
)
def test_is_what_comparing_each_with_each_gives(mine, theirs, limit):
    cost, partner = found(
        np.array([m[:2] for m in mine], float).reshape(-1, 2),
        np.array([t[:2] for t in theirs], float).reshape(-1, 2),
        limit,
        (np.array([m[2] for m in mine], int), np.array([t[2] for t in theirs], int)),
    )
    for k, (x, y, section) in enumerate(mine):
        near = [
            (float(np.hypot(x - a, y - b)), j)
            for j, (a, b, other) in enumerate(theirs)
            if other == section and np.hypot(x - a, y - b) < limit
        ]
        best = min(near, default=(np.inf, -1))
        assert cost[k] == pytest.approx(best[0])
        assert partner[k] == best[1]


def test_many_rows_at_one_place_are_one_point():
    n = 200_000
    cost, partner = found(np.zeros((n, 2)), np.zeros((n, 2)), 1.0)
    assert (cost == 0).all()
    assert (partner == 0).all()


def test_most_covered_tile_is_not_the_nearest_one():
    # Sideways by 0.45 covers more than aslant by 0.4 and 0.4.
    tiles, _ = points([[0.4, 0.4], [0.45, 0.0], [1.0, 0.0]])
    here, _ = points([[0.0, 0.0]])
    best = nearest(here, tiles, 1.0, uncovered_share)
    assert 1 - best.cost[0] == pytest.approx(0.55)
    assert best.row[0] == 1


@given(st.integers(0, 2**32))
def test_most_covered_tile_is_found(seed):
    rng = np.random.default_rng(seed)
    mine, theirs = rng.uniform(0, 6, (2, 60, 2))
    query, point_of = points(mine)
    reference, _ = points(theirs)
    best = 1 - nearest(query, reference, 1.0, uncovered_share).cost[point_of]
    apart = np.abs(mine[:, np.newaxis] - theirs)
    share = np.prod(np.clip(1 - apart, 0, None), axis=2).max(axis=1)
    np.testing.assert_allclose(np.where(np.isinf(best), 0, best), share, atol=1e-12)


def test_order_of_rows_changes_nothing():
    rng = np.random.default_rng(3)
    mine, theirs = rng.uniform(0, 20, (2, 500, 2)).round(0)
    order = rng.permutation(500)
    cost, _ = found(mine, theirs, 2.0)
    again, _ = found(mine[order], theirs, 2.0)
    assert (cost[order] == again).all()


@given(
    st.lists(st.tuples(st.integers(-5, 5), st.integers(-5, 5), st.integers(0, 2)), max_size=30),
    st.lists(st.tuples(st.integers(-5, 5), st.integers(-5, 5), st.integers(0, 2)), max_size=30),
    st.sampled_from([0.5, 1.0, 2.5, 100.0, np.inf]),
)
def test_crowds_give_the_same_by_tree_as_by_grid(mine, theirs, limit):
    given_both = (
        np.array([m[:2] for m in mine], float).reshape(-1, 2),
        np.array([t[:2] for t in theirs], float).reshape(-1, 2),
        limit,
        (np.array([m[2] for m in mine], int), np.array([t[2] for t in theirs], int)),
    )
    results = []
    for crowd in (10**9, -1):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(space_grid, "_CROWD", crowd)
            results.append(found(*given_both))
    (cost, row), (cost_by_tree, row_by_tree) = results
    np.testing.assert_array_equal(cost, cost_by_tree)
    np.testing.assert_array_equal(row, row_by_tree)


def test_dense_clumps_far_apart_are_not_compared_each_with_each():
    draw = np.random.default_rng(0)
    left, right = draw.random((2, 5000, 2)) * 0.01
    right[:, 0] += 10
    compared = []
    with pytest.MonkeyPatch.context() as patch:
        steps = space_grid._keep_best
        patch.setattr(
            space_grid, "_keep_best", lambda *given: compared.append(len(given[2])) or steps(*given)
        )
        cost, _ = found(left, right, 20.0)
    assert (cost < 10.01).all()
    assert sum(compared) < 100 * len(left)
