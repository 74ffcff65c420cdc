"""To start from a better control is not to know an effect."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from aivc.evaluation.scoring.floors import floors_of
from aivc.evaluation.scoring.pooled_controls import MeasuredControls, pooled_controls

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.evaluation.scoring.conftest import Case

SPREAD = 0.4


@pytest.fixture(scope="module")
def noisy(case_with: Callable[..., Case]) -> Case:
    """Each of eight donors has a control of its own, as noisy as donors are apart."""
    case = case_with(noise=0.3)
    rng = np.random.default_rng(1)
    donors = np.array([int(name[1:]) for name in case.truth.clusters])
    n_features = len(case.truth.features)
    apart = rng.normal(0, SPREAD, (8, n_features))[donors]
    measured = apart + rng.normal(0, SPREAD, (8, n_features))[donors]
    controls, states = case.truth.controls + measured, case.truth.states + apart
    noise = np.full(states.shape, SPREAD**2)
    truth = replace(
        case.truth, controls=controls, states=states, control_noise=noise, halves=(), p_values=None
    )
    return replace(case, truth=truth)


@pytest.mark.parametrize("share", [0.2, 0.35, 0.5, 0.7, 1.0])
def test_smoother_controls_with_the_mean_of_training_are_no_skill(
    noisy: Case, share: float
) -> None:
    own = noisy.truth.controls
    centre = np.unique(own, axis=0).mean(axis=0)
    said = noisy.says(share * (centre - own) + noisy.truth.training_mean)
    row = noisy.report(said)["grid_results"][0]
    assert row["evidence"] == "not_supported"
    assert row["results"][0]["floor_predictor"] == "pert_mean from pooled controls"


def test_what_knows_effects_is_better_than_pooled_controls(noisy: Case) -> None:
    row = noisy.report(noisy.says(0.8 * noisy.effects))["grid_results"][0]
    assert row["evidence"] == "supported"


def test_controls_without_noise_or_of_one_context_are_not_pooled(noisy: Case) -> None:
    controls = noisy.truth.controls
    assert pooled_controls(controls, None) is None
    assert pooled_controls(controls, np.full(controls.shape, 1e-4)) is None
    assert pooled_controls(controls[:1].repeat(5, axis=0), np.ones((5, controls.shape[1]))) is None
    quiet = replace(noisy.truth, control_noise=None)
    names = [floor.name for floor in floors_of(quiet, noisy.view, quiet.features)]
    assert names == ["no_change", "pert_mean"]


def test_controls_of_training_help_where_they_are_alike() -> None:
    rng = np.random.default_rng(0)
    centre, noise = rng.normal(2, 1, 40), np.ones((30, 40))
    measured = centre + rng.normal(0, 1, (30, 40))
    few = pooled_controls(measured[:2], noise[:2])
    more = pooled_controls(measured[:2], noise[:2], MeasuredControls.distinct(measured, noise))
    assert few is not None
    assert more is not None
    off = [float(np.square(each - centre).mean()) for each in (few, more)]
    assert off[1] < off[0] / 5
    unlike = MeasuredControls.distinct(measured + 50 * rng.normal(0, 1, (30, 1)), noise)
    assert np.array_equal(pooled_controls(measured[:2], noise[:2], unlike), few)
