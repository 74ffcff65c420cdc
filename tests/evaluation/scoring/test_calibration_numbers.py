"""Numbers of calibration that can be worked out by hand, or from a known distribution."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from aivc.evaluation.calibration.coverage import coverage_of, coverage_sums
from aivc.evaluation.calibration.crps import crps_of_quantiles
from aivc.evaluation.calibration.direction import (
    direction_calibration,
    direction_sums,
    probability_up,
)
from aivc.evaluation.calibration.intervals import Intervals, central_levels
from aivc.evaluation.calibration.responding import MOST, responding_set
from aivc.evaluation.calibration.selective import risk_curve


def ones(*shape: int) -> np.ndarray:
    return np.ones(shape, dtype=bool)


def test_central_intervals_are_found_in_any_levels() -> None:
    assert central_levels((0.025, 0.1, 0.5, 0.9, 0.975)) == ((0.95, 0, 4), (0.8, 1, 3))
    assert central_levels((0.1, 0.5, 0.95)) == ()


def test_coverage_counts_each_unit_the_same() -> None:
    truth = np.array([[0.0, 0.0, 0.0, 0.0], [5.0, np.nan, np.nan, np.nan]])
    intervals = Intervals(0.9, np.full((2, 4), -1.0), np.full((2, 4), 1.0), truth)
    found = coverage_of(coverage_sums(intervals, ones(2, 4)), 0.9, ones(2), ("a", "b"))
    assert found is not None
    assert (found.observed, found.n_units, found.width) == (0.5, 2, 2.0)
    assert (found.worst_unit, found.worst) == (1, 0.0)


def test_no_interval_holds_nothing_and_nothing_asked_is_no_coverage() -> None:
    truth = np.zeros((1, 2))
    intervals = Intervals(0.9, np.array([[np.nan, -1.0]]), np.array([[np.nan, 1.0]]), truth)
    sums = coverage_sums(intervals, ones(1, 2))
    found = coverage_of(sums, 0.9, ones(1), ("a",))
    assert found is not None
    assert found.observed == 0.5
    assert coverage_of(sums, 0.9, ~ones(1), ("a",)) is None


def test_interval_score_is_width_and_penalty() -> None:
    intervals = Intervals(0.8, np.zeros((1, 3)), np.full((1, 3), 2.0), np.array([[1.0, 3.0, -0.5]]))
    assert intervals.scores[0] == pytest.approx([2.0, 2.0 + 10 * 1.0, 2.0 + 10 * 0.5])


def test_crps_of_many_quantiles_is_that_of_the_distribution() -> None:
    levels = tuple((np.arange(400) + 0.5) / 400)
    quantiles = norm.ppf(levels)[:, None, None]
    for truth in (-1.3, 0.0, 0.7, 2.5):
        exact = truth * (2 * norm.cdf(truth) - 1) + 2 * norm.pdf(truth) - 1 / np.sqrt(np.pi)
        found = crps_of_quantiles(levels, quantiles, np.array([[truth]]))[0, 0]
        assert found == pytest.approx(exact, abs=2e-3)


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_crps_of_one_quantile_is_the_distance_to_the_median(median: float, truth: float) -> None:
    found = crps_of_quantiles([0.5], np.array([[[median]]]), np.array([[truth]]))
    assert found[0, 0] == pytest.approx(abs(truth - median))


def test_probability_of_going_up_is_that_of_the_distribution() -> None:
    levels = np.linspace(0.01, 0.99, 99)
    quantiles = norm.ppf(levels, loc=0.5)[:, None, None]
    up = probability_up(list(levels), quantiles, np.array([[0.0]]))[0, 0]
    assert up == pytest.approx(norm.cdf(0.5), abs=2e-3)


@pytest.mark.parametrize(("shift", "expected"), [(0.0, 0.5), (10.0, 0.975), (-10.0, 0.025)])
def test_certain_quantiles_stay_within_their_levels_and_a_tie_is_even(
    shift: float, expected: float
) -> None:
    quantiles = np.full((3, 1, 1), shift)
    up = probability_up((0.05, 0.5, 0.95), quantiles, np.zeros((1, 1)))
    assert up[0, 0] == pytest.approx(expected)


def test_direction_calibration_by_hand() -> None:
    up = np.array([[0.9, 0.9, 0.1, 0.1]])
    effects = np.array([[1.0, -1.0, -1.0, -1.0]])
    found = direction_calibration(direction_sums(up, effects, ones(1, 4)), ones(1))
    assert found is not None
    # In the bin at 0.9 half rose; in the one at 0.1 none did.
    assert found.ece == pytest.approx((2 * 0.4 + 2 * 0.1) / 4)
    assert found.brier == pytest.approx((0.01 + 0.81 + 0.01 + 0.01) / 4)
    assert found.brier_skill == pytest.approx(1 - found.brier / (0.25 * 0.75))


def test_a_feature_that_did_not_move_has_no_direction() -> None:
    still = direction_sums(np.array([[0.9]]), np.zeros((1, 1)), ones(1, 1))
    assert direction_calibration(still, ones(1)) is None


def test_the_responding_set_is_strong_and_significant() -> None:
    rng = np.random.default_rng(0)
    effects = rng.normal(0, 0.01, (3, 2000))
    effects[0, :100] = np.linspace(1, 2, 100)
    effects[1, :4] = 1.0
    p_values = np.where(np.abs(effects) > 0.5, 1e-9, 0.5)
    found = responding_set(effects, p_values)
    assert found.sum(axis=1).tolist() == [MOST, 4, 0]
    assert np.flatnonzero(found[0]).tolist() == list(range(50, 100))


def test_without_tests_the_strongest_are_taken_and_of_few_features_a_quarter() -> None:
    effects = np.array([[0.1, -5.0, 0.2, 3.0, 0.0, 0.3, 0.4, 0.5]])
    assert np.flatnonzero(responding_set(effects, None)[0]).tolist() == [1, 3]
    untested = np.full(effects.shape, np.nan)
    assert (responding_set(effects, untested) == responding_set(effects, None)).all()


def test_risk_of_equal_doubts_does_not_depend_on_the_order() -> None:
    top = np.array([1.0, 5.0, 3.0, 9.0])
    doubt = np.array([0.1, 0.1, 0.2, 0.2])
    turned = risk_curve(top[[1, 0, 3, 2]], np.ones(4), doubt)
    assert risk_curve(top, np.ones(4), doubt) == turned
    assert dict(turned)[0.5] == 3.0
    assert dict(turned)[1.0] == 4.5


def test_no_curve_where_doubt_is_the_same_for_all() -> None:
    assert risk_curve(np.ones(5), np.ones(5), np.zeros(5)) == ()
