"""Coverage where something responds: what overall coverage hides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from aivc.evaluation.prediction import Status
from aivc.verbs.checked_report import checked_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.evaluation.scoring.conftest import Case


def coverage(report: dict[str, Any], stratum: str | None, level: float = 0.9) -> dict[str, Any]:
    return next(
        each
        for each in report["calibration"]
        if each["calibration_kind"] == "interval_coverage"
        and each.get("stratum") == stratum
        and each["nominal_level"] == pytest.approx(level)
    )


def kinds(report: dict[str, Any]) -> set[str]:
    return {each["called_out_kind"] for each in report.get("called_out", [])}


@pytest.fixture(scope="module")
def vain(case_with: Callable[..., Case]) -> dict[str, Any]:
    """Report a predictor whose intervals hold 95 % of all values and 60 % of responding ones."""
    case = case_with(n_units=40, n_features=400, strong=25, n_clusters=10)
    effects = case.truth.states - case.truth.controls
    is_strong = np.abs(case.effects) > 0.4
    width = np.full(effects.shape, 1.0)
    said = effects.copy()
    rng = np.random.default_rng(1)
    # Four in ten of the strong effects are missed, and one in forty of the others.
    missed = np.where(is_strong, rng.random(effects.shape) < 0.4, rng.random(effects.shape) < 0.027)
    said[missed] = effects[missed] + 2.0
    return case.report(case.says(said, width))


def test_a_vain_predictor_is_called_out(vain: dict[str, Any]) -> None:
    assert coverage(vain, None)["observed_level"] == pytest.approx(0.95, abs=0.01)
    assert coverage(vain, "responding")["observed_level"] == pytest.approx(0.60, abs=0.03)
    (said,) = [
        each for each in vain["called_out"] if each["called_out_kind"] == "undercoverage_responding"
    ]
    held = coverage(vain, "responding")["observed_level"]
    assert f"{held:.0%}" in said["because"]
    assert f"{coverage(vain, None)['observed_level']:.0%}" in said["because"]


def test_a_report_that_hides_it_is_found(vain: dict[str, Any]) -> None:
    hidden = {
        **vain,
        "called_out": [
            each
            for each in vain["called_out"]
            if each["called_out_kind"] != "undercoverage_responding"
        ],
    }
    found = {each.code for each in checked_report(hidden, profile="minimal").findings}
    assert found == {"EVL014"}


def test_intervals_that_hold_everywhere_are_not_called_out(case: Case) -> None:
    report = case.report(case.says(case.effects, 0.05 * 3.29))
    assert coverage(report, None)["observed_level"] == pytest.approx(0.9, abs=0.03)
    assert coverage(report, "responding")["observed_level"] == pytest.approx(0.9, abs=0.06)
    assert not {kind for kind in kinds(report) if kind.startswith("undercoverage")}


def test_wide_intervals_hold_everything_and_their_score_is_worse(case: Case) -> None:
    fair, wide = (case.report(case.says(case.effects, width)) for width in (0.165, 5.0))
    assert coverage(wide, "responding")["observed_level"] == 1.0

    def score(report: dict[str, Any], kind: str) -> float:
        return next(
            each["observed_level"]
            for each in report["calibration"]
            if each["calibration_kind"] == kind and "stratum" not in each
        )

    assert score(wide, "interval_score") > score(fair, "interval_score")
    assert score(wide, "crps_skill") < score(fair, "crps_skill")


def test_one_bad_unit_is_named(case: Case) -> None:
    deltas = case.effects.copy()
    deltas[4] += 3.0
    report = case.report(case.says(deltas, 0.2))
    assert coverage(report, None)["worst_unit"] == "u04"
    assert coverage(report, None)["worst_level"] < 0.1
    assert "undercoverage_worst_unit" in kinds(report)


def test_a_stratum_in_which_intervals_fail_is_named(case_with: Callable[..., Case]) -> None:
    from aivc.evaluation.grid_row import Regime, Stratum

    case = case_with(strata=(Stratum(Regime.SEEN), Stratum(Regime.UNSEEN_AGENT)))
    deltas = case.effects.copy()
    deltas[1::2] += np.where(np.arange(deltas.shape[1]) % 3 == 0, 2.0, 0.0)
    report = case.report(case.says(deltas, 0.3))
    named = {
        each["stratum"]
        for each in report["called_out"]
        if each["called_out_kind"] == "undercoverage_stratum"
    }
    assert "unseen_agent" in named
    assert "seen" not in named


def test_units_that_are_missing_hold_nothing(case: Case, dropped: Callable[..., Any]) -> None:
    said = case.says(case.effects, 1.0)
    assert coverage(case.report(said), None)["observed_level"] > 0.99
    held = coverage(case.report(dropped(said, {"u00", "u01", "u02"})), None)
    assert held["observed_level"] == pytest.approx(21 / 24, abs=0.01)


def test_who_abstains_promises_nothing(case: Case) -> None:
    said = case.says(case.effects, 1.0)
    status = (Status.ABSTAINED,) * 4 + said.status[4:]
    held = coverage(case.report(replace(said, status=status)), None)
    assert (held["n_evaluated"], held["observed_level"] > 0.99) == (20, True)


def test_a_unit_without_intervals_is_left_out_and_told(case: Case) -> None:
    said = case.says(case.effects, 1.0)
    assert said.quantiles is not None
    quantiles = said.quantiles.copy()
    quantiles[:, 2] = np.nan
    report = case.report(replace(said, quantiles=quantiles))
    assert coverage(report, None)["n_evaluated"] == 23
    assert any("1 predicted unit" in note for note in report["evaluation_notes"])


def test_no_quantiles_give_no_calibration_and_a_note(case: Case) -> None:
    report = case.report(case.says(case.effects))
    assert not [
        each
        for each in report.get("calibration", [])
        if each["calibration_kind"] == "interval_coverage"
    ]
    assert any("no quantiles" in note for note in report["evaluation_notes"])


def test_risk_falls_where_doubt_tells_good_from_bad(case: Case) -> None:
    bad = np.arange(len(case.truth.units)) % 3 == 0
    deltas = np.where(bad[:, None], 0.0, case.effects)
    width = np.where(bad[:, None], 3.0, 0.3)
    curve = [
        (each["nominal_level"], each["observed_level"])
        for each in case.report(case.says(deltas, width))["calibration"]
        if each["calibration_kind"] == "selective_risk"
    ]
    assert [share for share, _ in curve] == sorted(share for share, _ in curve)
    surest, all_units = curve[0][1], curve[-1][1]
    assert surest < 0.06
    assert all_units > 2 * surest
