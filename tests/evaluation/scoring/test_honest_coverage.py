"""Intervals that are right are not called out for what chance and selection do to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from scipy.special import erfc, ndtri

from aivc.evaluation.calibration.knowable import held_by_one_who_knows
from aivc.evaluation.grid_row import Regime, Stratum

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.evaluation.scoring.conftest import Case

FOUR = tuple(
    Stratum(regime)
    for regime in (Regime.SEEN, Regime.UNSEEN_AGENT, Regime.DOSE_INTERPOLATION, Regime.NONE)
)


def right_intervals(
    case_with: Callable[..., Case], *, noise: float, seed: int, **settings: Any
) -> tuple[Case, dict[str, Any]]:
    """Report one who knows every effect, with intervals as wide as the sampling noise."""
    case = case_with(noise=noise, seed=seed, **settings)
    rng = np.random.default_rng(seed)
    effects = rng.normal(0, 0.5, case.effects.shape)
    true = case.truth.controls + effects
    states = true + rng.normal(0, noise, true.shape)
    p_values = erfc(np.abs(states - case.truth.controls) / noise / np.sqrt(2))
    truth = replace(case.truth, states=states, p_values=p_values, halves=())
    case = replace(case, truth=truth)
    return case, case.report(case.says(effects, 2 * ndtri(0.95) * noise))


def responding(report: dict[str, Any]) -> dict[str, Any]:
    return next(
        each
        for each in report["calibration"]
        if each.get("stratum") == "responding" and each.get("nominal_level") == 0.9
    )


def undercoverage(report: dict[str, Any]) -> set[str]:
    kinds = {each["called_out_kind"] for each in report.get("called_out", [])}
    return {kind for kind in kinds if kind.startswith("undercoverage")}


@pytest.mark.parametrize("noise", [0.1, 0.2, 0.3])
def test_what_noise_chose_is_not_held_against_right_intervals(
    case_with: Callable[..., Case], noise: float
) -> None:
    # At noise 0.3 they hold eight in ten of the features that seem to respond, and 90 % of all.
    found = [right_intervals(case_with, noise=noise, seed=seed)[1] for seed in range(3)]
    asked = [responding(report) for report in found]
    held = np.mean([each["observed_level"] for each in asked])
    expected = np.mean([each["expected_level"] for each in asked])
    assert held == pytest.approx(expected, abs=0.1)
    assert not set().union(*map(undercoverage, found))


def test_few_features_and_few_units_are_not_called_out(case_with: Callable[..., Case]) -> None:
    sizes = {"n_features": 5, "strong": 1, "n_units": 12, "n_clusters": 6, "strata": FOUR}
    found = [right_intervals(case_with, noise=0.1, seed=seed, **sizes)[1] for seed in range(6)]
    called = [undercoverage(report) for report in found]
    assert sum(bool(kinds) for kinds in called) <= 1


def test_intervals_that_are_too_narrow_are_called_out_at_any_depth(
    case_with: Callable[..., Case],
) -> None:
    for noise in (0.1, 0.3):
        case, _ = right_intervals(case_with, noise=noise, seed=0)
        effects = case.truth.states - case.truth.controls
        off = effects + np.random.default_rng(1).normal(0, noise, effects.shape)
        report = case.report(case.says(off, ndtri(0.95) * noise / 2))
        assert "undercoverage_responding" in undercoverage(report)


def test_without_noise_right_intervals_hold_what_they_promise() -> None:
    effects = np.random.default_rng(0).normal(0, 1, (3, 900))
    chosen = np.abs(effects) > 1
    unknown = np.full(effects.shape, np.nan)
    for noise in (unknown, np.zeros(effects.shape), np.full(effects.shape, 1e-6)):
        shares = held_by_one_who_knows(effects, chosen, noise, noise, (0.9, 0.5))
        assert shares == pytest.approx(np.repeat([[0.9], [0.5]], 3, axis=1), abs=0.05)
    nothing = held_by_one_who_knows(
        effects, ~(effects < np.inf), chosen * 1.0, chosen * 0.0, (0.9,)
    )
    assert (nothing == 0.9).all()


def test_what_can_be_known_of_a_unit_depends_on_its_numbers_alone():
    chance = np.random.default_rng(5)
    shape = (12, 60)
    effects = chance.normal(0.0, 1.0, shape)
    noise, control_noise = chance.uniform(0.1, 0.6, (2, *shape))
    chosen = np.abs(effects) > 1.0
    noise[3, 5] = np.nan
    given = (effects, chosen, noise, control_noise)
    before = held_by_one_who_knows(*given, (0.5, 0.9))
    rows, columns = chance.permutation(12)[:7], chance.permutation(60)
    moved = (each[np.ix_(rows, columns)] for each in given)
    after = held_by_one_who_knows(*moved, (0.5, 0.9))
    assert np.array_equal(after, before[:, rows])
    assert (before[1] < 0.9).all()
