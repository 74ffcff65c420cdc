"""States, their sampling variance and tests are what their definitions say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from aivc.evaluation.task import Space
from aivc.evaluation.tasks.group_sums import DEPTH, GroupSums, Moment
from aivc.evaluation.tasks.states import noise_of, p_values_of, state_of

SPACES = (Space.LOG_OF_SUM, Space.MEAN_OF_LOG, Space.MEAN)


def _logs(x: Any) -> Any:
    return np.log1p(DEPTH * x / x.sum(axis=1, keepdims=True))


def _sums(*groups: Any) -> GroupSums:
    """Return the sums of groups of rows, plainly."""
    totals = [g.sum(axis=1, keepdims=True) for g in groups]
    pairs = list(zip(groups, totals, strict=True))
    return GroupSums(
        np.array([float(len(g)) for g in groups]),
        np.array([t.sum() for t in totals]),
        np.array([(t**2).sum() for t in totals]),
        {
            Moment.X: np.array([g.sum(axis=0) for g in groups]),
            Moment.XX: np.array([(g**2).sum(axis=0) for g in groups]),
            Moment.XT: np.array([(g * t).sum(axis=0) for g, t in pairs]),
            Moment.LOG: np.array([_logs(g).sum(axis=0) for g in groups]),
            Moment.LOG_SQUARED: np.array([(_logs(g) ** 2).sum(axis=0) for g in groups]),
        },
    )


def _counts(n: int, seed: int = 0) -> Any:
    rng = np.random.default_rng(seed)
    depth = rng.gamma(5.0, 0.2, (n, 1))
    return rng.poisson(depth * rng.gamma(1.0, 20.0, 8)).astype(float) + 1


def _state(x: Any, space: Space) -> Any:
    if space is Space.LOG_OF_SUM:
        return np.log1p(DEPTH * x.sum(axis=0) / x.sum())
    return (_logs(x) if space is Space.MEAN_OF_LOG else x).mean(axis=0)


@pytest.mark.parametrize("space", SPACES)
def test_a_state_is_what_its_space_says(space: Space) -> None:
    x, y = _counts(7), _counts(3, seed=1)
    found = state_of(_sums(x, y), space)
    np.testing.assert_allclose(found, [_state(x, space), _state(y, space)], rtol=1e-12)


def test_the_log_of_a_sum_is_not_the_mean_of_logs() -> None:
    x = _counts(30)
    sums = _sums(x)
    assert (state_of(sums, Space.LOG_OF_SUM) > state_of(sums, Space.MEAN_OF_LOG)).mean() > 0.5


@pytest.mark.parametrize("space", SPACES)
def test_nothing_known_is_nan_and_not_zero(space: Space) -> None:
    assert np.isnan(state_of(_sums(np.zeros((0, 8)), _counts(3)), space)[0]).all()


@pytest.mark.parametrize("space", SPACES)
def test_the_variance_is_the_jackknife_over_observations(space: Space) -> None:
    x = _counts(60, seed=3)
    left = np.array([_state(np.delete(x, k, axis=0), space) for k in range(len(x))])
    n = len(x)
    exact = (n - 1) / n * ((left - left.mean(axis=0)) ** 2).sum(axis=0)
    np.testing.assert_allclose(noise_of(_sums(x), space)[0], exact, rtol=0.03)


@pytest.mark.parametrize("space", SPACES)
def test_one_observation_tells_no_variance(space: Space) -> None:
    found = noise_of(_sums(_counts(1), _counts(4)), space)
    assert np.isnan(found[0]).all()
    assert (found[1] >= 0).all()


@pytest.mark.parametrize("space", SPACES)
def test_equal_observations_vary_by_nothing(space: Space) -> None:
    x = np.repeat(_counts(1), 5, axis=0)
    np.testing.assert_allclose(noise_of(_sums(x), space), 0.0, atol=1e-15)


@pytest.mark.parametrize("space", SPACES)
def test_p_values_are_those_of_welch(space: Space) -> None:
    x, y = _counts(20, seed=4), _counts(9, seed=5) * np.linspace(0.5, 2.0, 8)
    found = p_values_of(_sums(x), _sums(y), space)[0]
    one, other = (x, y) if space is Space.MEAN else (_logs(x), _logs(y))
    expected = stats.ttest_ind(one, other, equal_var=False).pvalue
    np.testing.assert_allclose(found, expected, rtol=1e-7)


def test_what_cannot_be_tested_is_nan_and_no_difference_is_one() -> None:
    flat = np.full((4, 8), 2.0)
    assert np.isnan(p_values_of(_sums(_counts(1)), _sums(flat), Space.MEAN)).all()
    assert (p_values_of(_sums(flat), _sums(flat), Space.MEAN) == 1).all()
    assert np.isnan(p_values_of(_sums(flat), _sums(flat + 1), Space.MEAN)).all()


@settings(max_examples=30)
@given(st.integers(2, 12), st.integers(2, 12), st.sampled_from(SPACES))
def test_p_values_do_not_depend_on_the_sides(n: int, m: int, space: Space) -> None:
    x, y = _sums(_counts(n, seed=n)), _sums(_counts(m, seed=m + 50))
    np.testing.assert_allclose(p_values_of(x, y, space), p_values_of(y, x, space), rtol=1e-9)
