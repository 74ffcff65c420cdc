"""Scores of distributions agree with scoringrules and properscoring."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from aivc.evaluation.metrics.crps import crps_of_quantiles

RANDOM = np.random.default_rng(7)
MEAN, SPREAD = RANDOM.normal(size=50), RANDOM.uniform(0.2, 2.0, 50)
OBSERVED = MEAN + RANDOM.normal(0.0, 2.0, 50)


def quantiles(levels: np.ndarray) -> np.ndarray:
    return MEAN + SPREAD * norm.ppf(levels)[:, None]


def test_score_of_quantiles_is_that_of_scoringrules() -> None:
    scoringrules = pytest.importorskip("scoringrules", reason="scoringrules is not installed")
    levels = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
    theirs = scoringrules.crps_quantile(OBSERVED, quantiles(levels).T, levels)
    assert np.allclose(crps_of_quantiles(OBSERVED, levels, quantiles(levels)), theirs)


def test_score_of_intervals_is_that_of_scoringrules() -> None:
    scoringrules = pytest.importorskip("scoringrules", reason="scoringrules is not installed")
    levels = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
    low, near_low, middle, near_high, high = quantiles(levels)
    theirs = scoringrules.weighted_interval_score(
        OBSERVED,
        middle,
        np.column_stack([near_low, low]),
        np.column_stack([near_high, high]),
        np.array([0.5, 0.1]),
    )
    assert np.allclose(crps_of_quantiles(OBSERVED, levels, quantiles(levels)), theirs)


def test_many_quantiles_come_near_the_score_of_the_distribution() -> None:
    properscoring = pytest.importorskip("properscoring", reason="properscoring is not installed")
    levels = (np.arange(2000) + 0.5) / 2000
    theirs = properscoring.crps_gaussian(OBSERVED, MEAN, SPREAD)
    assert np.allclose(crps_of_quantiles(OBSERVED, levels, quantiles(levels)), theirs, atol=1e-3)
