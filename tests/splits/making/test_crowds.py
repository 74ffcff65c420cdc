"""Crowded places: a tree says what comparing each with each says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.splits.making import near
from aivc.splits.making.near import rows_near
from aivc.splits.making.tree import all_nearest_in_tree

PLACES = st.lists(
    st.tuples(st.integers(-4, 4), st.integers(-4, 4), st.integers(0, 2), st.booleans()),
    min_size=1,
    max_size=40,
)


@given(PLACES, st.sampled_from([1.0, 2.0, 2.5, 20.0]))
def test_rows_near_by_tree_are_those_near_by_comparing(drawn, limit) -> None:
    places = np.array([one[:2] for one in drawn], float)
    section = np.array([one[2] for one in drawn], np.int64)
    is_asking = np.array([one[3] for one in drawn])
    asking, others = np.flatnonzero(is_asking), np.flatnonzero(~is_asking)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near, "_CROWD", 0)
        found = rows_near(places, section, asking, others, limit)
    expected = [
        any(
            section[row] == section[other] and np.hypot(*(places[row] - places[other])) <= limit
            for other in others
        )
        for row in asking
    ]
    assert found.tolist() == expected


def test_all_that_are_equally_near_are_found() -> None:
    square = np.array([[0.0, 1.0], [1.0, 0.0], [0.0, -1.0], [-1.0, 0.0], [5.0, 5.0]])
    asked = np.array([[9.0, 9.0], [0.0, 0.0], [5.0, 5.5]])
    query, partner = all_nearest_in_tree(asked, square, 3.0)
    assert sorted(zip(query.tolist(), partner.tolist(), strict=True)) == [
        (1, 0),
        (1, 1),
        (1, 2),
        (1, 3),
        (2, 4),
    ]
    assert np.all(np.diff(query) >= 0)


def test_dense_clumps_a_buffer_apart_take_no_time() -> None:
    draw = np.random.default_rng(0)
    n = 40_000
    is_left = np.arange(n) < n // 2
    places = draw.random((n, 2)) * 0.01 + np.where(is_left, 0.0, 11.0)[:, np.newaxis] * [1, 0]
    tried = []

    def count(_, rows, candidates, first, last, limit):
        tried.append(int((last - first).sum()))
        return np.zeros(len(rows), bool)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near, "_any_within", count)
        found = rows_near(
            places, np.zeros(n, int), np.flatnonzero(is_left), np.flatnonzero(~is_left), 10.0
        )
    # Each with each would be four hundred million.
    assert not found.any()
    assert sum(tried) == 0


def test_one_place_far_away_hides_no_neighbours() -> None:
    rng = np.random.default_rng(0)
    places = np.vstack([rng.uniform(0, 100, (300, 2)), [[1e15, -1e15]]])
    section = np.zeros(len(places), np.int64)
    asking, others = np.arange(0, 150), np.arange(150, len(places))
    found = rows_near(places, section, asking, others, 2.0)
    apart = np.hypot(*(places[asking][:, None] - places[others][None]).transpose(2, 0, 1))
    assert found.tolist() == (apart.min(axis=1) <= 2.0).tolist()
    assert 0 < found.sum() < len(asking)
