"""Conformal intervals of reference models are those of mapie and crepes."""

from __future__ import annotations

import numpy as np
import pytest

from aivc.reference_models.predictors.intervals.conformal import half_widths

N_UNITS, COVERAGE = 30, 0.9
"""Not 39: of 40 tenths crepes takes one rank more, because 1 - 0.9 is a little less than 0.1."""

RESIDUALS = np.abs(np.random.default_rng(11).normal(size=N_UNITS))
CLUSTERS = tuple((f"unit{row}",) for row in range(N_UNITS))
"""One unit in each cluster, because neither library knows of clusters."""


def ours() -> float:
    return float(half_widths(RESIDUALS[:, None], CLUSTERS, (COVERAGE,))[0, 0])


def test_half_width_is_that_of_crepes() -> None:
    crepes = pytest.importorskip("crepes", reason="crepes is not installed")
    regressor = crepes.ConformalRegressor().fit(RESIDUALS)
    low, high = regressor.predict_int(np.zeros(1), confidence=COVERAGE)[0]
    assert (low, high) == pytest.approx((-ours(), ours()))


def test_half_width_is_that_of_mapie() -> None:
    pytest.importorskip("mapie", reason="mapie is not installed")
    from mapie.regression import SplitConformalRegressor
    from sklearn.dummy import DummyRegressor

    column = np.zeros((N_UNITS, 1))
    nothing = DummyRegressor(strategy="constant", constant=0.0).fit(column, RESIDUALS)
    regressor = SplitConformalRegressor(nothing, confidence_level=COVERAGE, prefit=True)
    regressor.conformalize(column, RESIDUALS)
    _, intervals = regressor.predict_interval(np.zeros((1, 1)))
    assert intervals[0, :, 0] == pytest.approx([-ours(), ours()])
