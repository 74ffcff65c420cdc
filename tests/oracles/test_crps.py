"""Scores of distributions agree with scoringrules and properscoring."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from aivc.evaluation.calibration.crps import crps_of_quantiles

RANDOM = np.random.default_rng(7)
MEAN, SPREAD = RANDOM.normal(size=50), RANDOM.uniform(0.2, 2.0, 50)
OBSERVED = MEAN + RANDOM.normal(0.0, 2.0, 50)


def even(n_levels: int) -> np.ndarray:
    """Return levels that stand for stretches of equal width, as scoringrules takes them."""
    return (np.arange(n_levels) + 0.5) / n_levels


def quantiles(levels: np.ndarray) -> np.ndarray:
    return MEAN + SPREAD * norm.ppf(levels)[:, None]


@pytest.mark.parametrize("n_levels", [1, 5, 40])
def test_score_of_quantiles_is_that_of_scoringrules(n_levels: int) -> None:
    scoringrules = pytest.importorskip("scoringrules", reason="scoringrules is not installed")
    levels = even(n_levels)
    theirs = scoringrules.crps_quantile(OBSERVED, quantiles(levels).T, levels)
    assert np.allclose(crps_of_quantiles(levels, quantiles(levels), OBSERVED), theirs)


def test_many_quantiles_come_near_the_score_of_the_distribution() -> None:
    properscoring = pytest.importorskip("properscoring", reason="properscoring is not installed")
    levels = even(2000)
    theirs = properscoring.crps_gaussian(OBSERVED, MEAN, SPREAD)
    assert np.allclose(crps_of_quantiles(levels, quantiles(levels), OBSERVED), theirs, atol=1e-3)


def test_five_quantiles_come_within_a_twentieth_of_the_score_of_the_distribution() -> None:
    properscoring = pytest.importorskip("properscoring", reason="properscoring is not installed")
    levels = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
    theirs = properscoring.crps_gaussian(OBSERVED, MEAN, SPREAD).mean()
    ours = crps_of_quantiles(levels, quantiles(levels), OBSERVED).mean()
    assert ours == pytest.approx(theirs, rel=0.05)
