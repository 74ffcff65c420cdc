"""Reports of predictions whose quality is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from aivc.evaluation.errors import TaskError
from aivc.evaluation.grid_row import GridRow, Regime, Stratum
from aivc.evaluation.prediction import Status
from aivc.schema.structure import check_structure
from aivc.verbs.checked_report import checked_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.evaluation.scoring.conftest import Case

RATIO = "unbiased_mse_ratio"
SEEN, NEW_DONOR = Stratum(Regime.SEEN), Stratum(Regime.SEEN, ("donor",))
UNSEEN = Stratum(Regime.UNSEEN_AGENT)


def result(report: dict[str, Any], metric: str, row: int = 0) -> dict[str, Any]:
    return next(each for each in report["grid_results"][row]["results"] if each["metric"] == metric)


def kinds(report: dict[str, Any]) -> set[str]:
    return {each["called_out_kind"] for each in report.get("called_out", [])}


def test_a_good_prediction_lies_between_floor_and_replicate_and_is_supported(case: Case) -> None:
    report = case.report(case.says(case.effects, 0.25))
    ratio = result(report, RATIO)
    assert ratio["floor_predictor"] in {"pert_mean", "no_change"}
    assert ratio["value"] < 0.05
    assert ratio["floor"] > 0.8
    assert ratio["scaled_value"] == pytest.approx(
        (ratio["value"] - ratio["floor"]) / (ratio["replicate"] - ratio["floor"])
    )
    assert ratio["delta_low"] <= ratio["delta_to_floor"] <= ratio["delta_high"]
    assert ratio["win_rate"] == 1.0
    assert report["grid_results"][0]["evidence"] == "supported"
    assert report["results"] == [ratio]


def test_a_report_has_the_structure_of_the_standard_and_no_rule_finds_anything(case: Case) -> None:
    report = case.report(case.says(case.effects, 0.3))
    assert check_structure(report, "EvaluationReport", profile="minimal") == ()
    found = checked_report(report, profile="minimal").findings
    assert [(each.code, str(each.location)) for each in found] == []


def test_a_floor_as_a_prediction_scores_as_the_floor_does(case: Case) -> None:
    mean = np.tile(case.truth.training_mean, (len(case.truth.units), 1))
    report = case.report(case.says(mean))
    ratio = result(report, RATIO)
    assert ratio["scaled_value"] == 0
    assert (ratio["delta_low"], ratio["delta_high"]) == (0, 0)
    assert ratio["win_rate"] == 0.5
    assert report["grid_results"][0]["evidence"] == "not_supported"


def test_what_is_worse_than_the_floor_is_below_zero_and_called_out(case: Case) -> None:
    report = case.report(case.says(-case.effects))
    assert result(report, RATIO)["scaled_value"] < -1
    assert "worse_than_floor" in kinds(report)
    assert report["grid_results"][0]["evidence"] == "not_supported"


def test_missing_units_score_worst_and_are_counted(case: Case, dropped: Callable[..., Any]) -> None:
    whole = case.says(case.effects, 0.3)
    report = case.report(dropped(whole, {"u00", "u05"}))
    assert report["unit_counts"]["n_missing"] == 2
    assert report["grid_results"][0]["n_missing"] == 2
    assert "missing_units" in kinds(report)
    full = case.report(whole)
    for scored in full["grid_results"][0]["results"]:
        less = result(report, scored["metric"])
        assert less["n_evaluated"] == scored["n_evaluated"]
        sign = 1 if scored["better"] == "higher" else -1
        assert sign * less["value"] < sign * scored["value"], scored["metric"]


def test_leaving_out_the_worst_units_never_helps(case: Case, dropped: Callable[..., Any]) -> None:
    # Half of the effects are predicted with the wrong sign.
    deltas = case.effects.copy()
    deltas[::2] *= -1
    said = case.says(deltas)
    honest = case.report(said)
    cheating = case.report(dropped(said, {unit.unit_id for unit in case.truth.units[::2]}))
    for scored in honest["grid_results"][0]["results"]:
        less = result(cheating, scored["metric"])
        sign = 1 if scored["better"] == "higher" else -1
        assert sign * less["value"] <= sign * scored["value"] + 1e-9, scored["metric"]


def test_one_value_that_is_not_finite_fails_its_unit(case: Case) -> None:
    deltas = case.effects.copy()
    deltas[3, 7] = np.nan
    report = case.report(case.says(deltas))
    assert report["unit_counts"]["n_failed"] == 1
    assert report["grid_results"][0]["n_failed"] == 1


def test_abstaining_scores_as_the_floor_whatever_stands_in_the_row(case: Case) -> None:
    said = case.says(case.effects * 50)
    silent = replace(said, status=(Status.ABSTAINED,) * len(said.status))
    report = case.report(silent)
    assert report["unit_counts"]["n_abstained"] == len(said.status)
    floors = case.report(case.says(np.tile(case.truth.training_mean, (len(case.truth.units), 1))))
    for scored in floors["grid_results"][0]["results"]:
        assert result(report, scored["metric"])["value"] == pytest.approx(scored["value"])


def test_order_and_names_change_nothing(case: Case) -> None:
    said = case.says(case.effects * 0.8, 0.3)
    report = case.report(said)
    rows, columns = np.arange(len(said.unit_ids))[::-1], np.arange(len(said.features))[::-1]
    assert said.quantiles is not None
    turned = replace(
        said,
        unit_ids=tuple(said.unit_ids[row] for row in rows),
        features=tuple(said.features[column] for column in columns),
        mean=said.mean[np.ix_(rows, columns)],
        quantiles=said.quantiles[:, rows][:, :, columns],
    )
    assert case.report(turned) == report


def test_renamed_units_and_clusters_have_the_same_numbers(case: Case) -> None:
    truth = case.truth
    names = {unit.unit_id: f"z{99 - row}" for row, unit in enumerate(truth.units)}
    renamed = replace(
        case,
        truth=replace(
            truth,
            units=tuple(replace(unit, unit_id=names[unit.unit_id]) for unit in truth.units),
            clusters=tuple(f"{9 - int(name[1:])}" for name in truth.clusters),
        ),
    )
    before = case.report(case.says(case.effects * 0.8))["grid_results"]
    after = renamed.report(renamed.says(case.effects * 0.8))["grid_results"]
    for old, new in zip(before[0]["results"], after[0]["results"], strict=True):
        numbers = [slot for slot, value in old.items() if isinstance(value, float)]
        assert [old[slot] for slot in numbers] == pytest.approx([new[slot] for slot in numbers])


def test_rows_that_nothing_fills_are_blank_and_others_are_not_pooled(
    case_with: Callable[..., Case],
) -> None:
    grid = (
        GridRow("new_agent", UNSEEN, "target_selection"),
        GridRow("known", SEEN, "experiment_design"),
    )
    case = case_with(strata=(SEEN, NEW_DONOR), grid=grid, n_clusters=9)
    report = case.report(case.says(case.effects))
    rows = report["grid_results"]
    assert [row["grid_row_id"] for row in rows] == ["new_agent", "known", "seen, new donor"]
    assert [row["is_declared"] for row in rows] == [True, True, False]
    assert [row["evidence"] for row in rows] == ["blank", "supported", "supported"]
    assert [row["n_units"] for row in rows] == [0, 12, 12]
    assert "results" not in rows[0]
    values = [result(report, "rmse", row)["value"] for row in (1, 2)]
    assert values[0] != values[1]
    assert checked_report(report, profile="minimal").findings == ()


def test_a_row_of_few_clusters_is_no_evidence_however_good(
    case_with: Callable[..., Case],
) -> None:
    case = case_with(n_clusters=3)
    row = case.report(case.says(case.effects))["grid_results"][0]
    assert row["n_clusters"] == 3
    assert row["evidence"] == "insufficient_evidence"
    assert {each["evidence"] for each in row["results"]} == {"insufficient_evidence"}


def test_results_of_one_cluster_have_no_interval_that_supports_anything(
    case_with: Callable[..., Case],
) -> None:
    case = case_with(n_clusters=1)
    row = case.report(case.says(case.effects))["grid_results"][0]
    assert row["evidence"] == "insufficient_evidence"


def test_a_truth_in_which_nothing_was_measured_gives_a_sentence(case: Case) -> None:
    unknown = case.truth.states * np.nan
    nothing = replace(case, truth=replace(case.truth, states=unknown, p_values=unknown))
    with pytest.raises(TaskError, match="no metric could be computed"):
        nothing.report(case.says(case.effects))


def test_two_declared_rows_of_one_stratum_are_calibrated_once(
    case_with: Callable[..., Case],
) -> None:
    grid = (GridRow("a", SEEN, "none"), GridRow("b", SEEN, "none"))
    case = case_with(strata=(SEEN, UNSEEN), grid=grid)
    report = case.report(case.says(case.effects, 0.3))
    strata = {each.get("stratum") for each in report["calibration"]}
    assert strata >= {None, "responding", "a", "unseen_agent", "unseen_agent, responding"}
    assert "b" not in strata


def test_looks_are_called_out(case: Case) -> None:
    said = case.says(case.effects)
    often = case.report(said, head=replace(case.head, looks=40))
    assert (often["looks"], "many_looks" in kinds(often)) == (40, True)
    unknown = case.report(said, head=replace(case.head, looks=None))
    assert ("looks" in unknown, "not_recorded" in kinds(unknown)) == (False, True)
    assert "many_looks" not in kinds(case.report(said))


def test_a_claim_that_does_not_hold_is_called_out(case: Case) -> None:
    claim = "test holds donors that train does not (refuted): two are in both"
    report = case.report(
        case.says(case.effects), head=replace(case.head, unverified_claims=(claim,))
    )
    assert ("unverified_claim", claim) in {
        (each["called_out_kind"], each["because"]) for each in report["called_out"]
    }


def test_values_of_units_give_the_value_of_the_row(case: Case) -> None:
    report = case.report(case.says(case.effects * 0.7, 0.3))
    for scores in report["unit_scores"]:
        value = result(report, scores["metric"])["value"]
        weights = scores.get("unit_weights", np.ones(len(scores["unit_values"])))
        assert np.sum(scores["unit_values"]) / np.sum(weights) == pytest.approx(value)


def test_the_same_input_gives_the_same_report(case: Case) -> None:
    said = case.says(case.effects * 0.8, 0.3)
    assert case.report(said) == case.report(said)
