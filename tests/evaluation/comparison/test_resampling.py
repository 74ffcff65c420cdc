"""Draws of clusters, flips of signs, and the adjustment for several metrics."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.evaluation.comparison.bootstrap import (
    cluster_sums,
    drawn_totals,
    interval_over,
    percentile_interval,
    ratios,
)
from aivc.evaluation.comparison.holm import holm
from aivc.evaluation.comparison.sign_flip import sign_flip_p, signs_tell


def interval(values: np.ndarray, clusters: list[str], seed: int = 0) -> tuple[float, float]:
    sums = cluster_sums(np.stack([values, np.ones(len(values))], axis=1), clusters)
    drawn = drawn_totals(sums, seed=seed)
    found = interval_over(ratios(drawn[:, 0], drawn[:, 1]), float(values.mean()), len(sums))
    return found.low, found.high


def test_the_interval_counts_clusters_and_not_units() -> None:
    rng = np.random.default_rng(0)
    of_cluster = rng.normal(0, 1, 10)
    values = np.repeat(of_cluster, 50)
    clustered = interval(values, [f"d{row // 50}" for row in range(500)])
    single = interval(values, [f"u{row}" for row in range(500)])
    assert clustered[1] - clustered[0] > 4 * (single[1] - single[0])
    standard_error = of_cluster.std(ddof=1) / np.sqrt(10)
    assert clustered[1] - clustered[0] == pytest.approx(2 * 1.96 * standard_error, rel=0.25)


def test_the_interval_holds_the_mean_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(3)
    held = 0
    for seed in range(120):
        values = np.repeat(rng.normal(0, 1, 25), 4) + rng.normal(0, 0.3, 100)
        low, high = interval(values, [f"d{row // 4}" for row in range(100)], seed)
        held += low <= 0 <= high
    assert 0.87 <= held / 120 <= 0.99


@settings(max_examples=25)
@given(st.permutations(range(12)), st.integers(0, 3))
def test_neither_order_nor_names_change_the_interval(order: list[int], shift: int) -> None:
    values = np.array([0.3, 0.1, 0.9, 0.4, 0.5, 0.7, 0.2, 0.8, 0.6, 0.35, 0.15, 0.95])
    clusters = [f"d{row % 4}" for row in range(12)]
    turned = [f"x{(int(clusters[row][1:]) + shift) % 4}" for row in order]
    assert interval(values[order], turned) == pytest.approx(interval(values, clusters))


@pytest.mark.parametrize("n_clusters", [3, 5, 8])
def test_intervals_of_few_clusters_hold_the_truth_as_often_as_those_of_many(
    n_clusters: int,
) -> None:
    # Percentiles alone miss it in 30 %, 16 % and 12 % of the cases.
    rng = np.random.default_rng(n_clusters)
    missed = [
        not low <= 0 <= high
        for low, high in (
            interval(rng.normal(0, 1, n_clusters), [f"d{row}" for row in range(n_clusters)], seed)
            for seed in range(300)
        )
    ]
    assert 0.02 <= np.mean(missed) <= 0.09


def test_an_interval_holds_its_estimate_and_ends_where_values_end() -> None:
    draws = np.linspace(0.2, 0.9, 2000)
    whole = interval_over(draws, 0.5, 2)
    assert whole.low < 0
    assert whole.high > 1
    within = interval_over(draws, 0.5, 2, least=0.0, most=1.0)
    assert (within.low, within.high) == (0.0, 1.0)
    # An estimate outside of its own draws is a sign of bias; the interval goes as far.
    assert interval_over(draws, 0.95, 40).high == pytest.approx(0.95)
    # Sums without noise may lie below what is best, and their interval with them.
    assert interval_over(draws - 0.5, -0.1, 3, least=0.0).low == pytest.approx(-0.3)


def test_one_cluster_gives_no_interval_and_no_draws_give_no_interval() -> None:
    assert not interval_over(np.full(2000, 1.5), 1.5, 1).is_known
    assert interval_over(np.full(2000, 1.5), 1.5, 2).is_known
    assert not percentile_interval(np.full(100, np.nan)).is_known


def test_draws_without_a_denominator_leave_no_interval_once_there_are_many() -> None:
    values = np.ones(100)
    values[:4] = np.nan
    assert percentile_interval(values).is_known
    values[:10] = np.nan
    assert not percentile_interval(values).is_known


def test_signs_are_all_tried_where_clusters_are_few() -> None:
    assert sign_flip_p(np.array([1.0, 2.0, 3.0]), seed=0) == 2 / 8
    assert sign_flip_p(np.array([1.0, -1.0]), seed=0) == 1.0
    assert sign_flip_p(np.zeros(4), seed=0) == 1.0


def test_few_clusters_tell_a_difference_where_all_point_the_same_way() -> None:
    same = np.array([1.0, 0.2, 0.4, 0.3, 0.9])
    assert signs_tell(sign_flip_p(same, seed=0), 5)
    assert not signs_tell(sign_flip_p(np.array([5.0, 4.0, 4.5, 5.0, -0.1]), seed=0), 5)
    assert not signs_tell(0.051, 40)


@pytest.mark.slow
@pytest.mark.parametrize("sizes", [(1,) * 5, (3,) * 8, (1, 1, 2, 2, 3, 5, 8, 20), (40, 2, 2, 2, 2)])
def test_no_difference_is_seldom_taken_for_one(sizes: tuple[int, ...]) -> None:
    # Percentiles of draws alone take it for one in 7 to 9 % of the cases, and not in 2.5 %.
    names = [f"d{place}" for place, size in enumerate(sizes) for _ in range(size)]
    of = np.repeat(np.arange(len(sizes)), sizes)
    taken = 0
    for seed in range(600):
        rng = np.random.default_rng(seed)
        gains = rng.normal(0, 1, len(sizes))[of] + rng.normal(0, 1, len(of))
        sums = cluster_sums(np.stack([gains, np.ones(len(of))], axis=1), names)
        drawn = drawn_totals(sums, seed=seed)
        found = interval_over(ratios(drawn[:, 0], drawn[:, 1]), float(gains.mean()), len(sums))
        taken += found.low > 0 and signs_tell(sign_flip_p(sums[:, 0], seed=seed), len(sums))
    assert taken / 600 <= 0.045


def test_signs_of_many_clusters_are_drawn_and_never_give_zero() -> None:
    rng = np.random.default_rng(0)
    p_value = sign_flip_p(rng.normal(2, 1, 60), seed=0)
    assert 0 < p_value < 0.001
    assert sign_flip_p(rng.normal(0, 1, 60), seed=0) > 0.01


def test_p_values_of_nothing_are_uniform() -> None:
    rng = np.random.default_rng(1)
    p_values = [sign_flip_p(rng.normal(0, 1, 10), seed=0) for _ in range(200)]
    assert np.mean(np.array(p_values) <= 0.1) == pytest.approx(0.1, abs=0.06)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_never_lowers_a_p_value_and_keeps_the_order(p_values: list[float]) -> None:
    adjusted = holm(p_values)
    assert all(new >= old for new, old in zip(adjusted, p_values, strict=True))
    ranked = sorted(zip(p_values, adjusted, strict=True))
    assert [new for _, new in ranked] == sorted(adjusted)
    assert max(adjusted) <= 1


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.02, 0.03, 0.04]) == pytest.approx([0.04, 0.06, 0.06, 0.06])
    assert holm([]) == ()
