"""An evaluation and a comparison for a terminal."""

from __future__ import annotations

import copy
import json

from aivc.evaluation.comparison.bootstrap import Interval
from aivc.evaluation.comparison.compare import ComparedMetric
from aivc.reports.evaluation.comparison import Comparison
from aivc.reports.evaluation.evaluated import Evaluated
from aivc.validators.examples.reports.specimens import judged_report

REPORT = dict(judged_report().report)


def test_what_to_know_first_comes_first() -> None:
    called = [{"called_out_kind": "undercoverage_responding", "because": "60% of 90%"}]
    lines = str(Evaluated("pred.h5ad", {**REPORT, "called_out": called}, ())).splitlines()
    first = next(place for place, line in enumerate(lines) if "60% of 90%" in line)
    grid = next(place for place, line in enumerate(lines) if line == "Transport grid")
    assert first < grid
    assert "1 of 1 filled rows of the grid supported" in lines[0]


def test_blanks_are_printed() -> None:
    text = str(Evaluated("pred.h5ad", REPORT, ()))
    assert "new_agent: blank for target selection (0 units in 0 clusters)" in text


def test_too_few_clusters_lead_to_folds_and_folds_to_pooling() -> None:
    report = copy.deepcopy(REPORT)
    for slot in ("fold", "pooled_from"):
        report.pop(slot, None)
    assert "Next:" not in str(Evaluated("p.h5ad", report, ()))
    report["grid_results"][0] |= {"n_clusters": 1, "least_units": 5}
    assert "--leave-one-out" in str(Evaluated("p.h5ad", report, ()))
    fold = {**report, "fold": {"fold_index": 1, "n_folds": 6}}
    assert "Next: aivc pool" in str(Evaluated("p.h5ad", fold, ()))
    pooled = {**report, "pooled_from": ["a", "b"]}
    assert "Next:" not in str(Evaluated("p.h5ad", pooled, ()))


def test_looks_that_nobody_counted_are_told() -> None:
    report = {slot: value for slot, value in REPORT.items() if slot != "looks"}
    assert "looks at this test partition: not recorded" in str(Evaluated("p.h5ad", report, ()))


def test_names_from_data_cannot_steer_a_terminal() -> None:
    report = copy.deepcopy(REPORT)
    for slot in ("predictor", "task_id"):
        report[slot] = "aivc:x\x1b[31m\nVALID"
    report["grid_results"][0]["grid_row_id"] = "\x1b]0;title\x07"
    report["evaluation_notes"] = ["\x1b[2J"]
    text = str(Evaluated("\x1b[1mpred", report, ()))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\nVALID" not in text


def test_json_has_no_number_that_json_does_not_know() -> None:
    assert json.loads(Evaluated("pred.h5ad", REPORT, ()).to_json()) == REPORT


def row(low: float, high: float, *, is_enough: bool = True) -> ComparedMetric:
    interval = Interval(low, high)
    return ComparedMetric(
        "seen", "expression", "rmse", 1, 40, 10, 0.2, 0.3, 0.1, interval, 0.01, 0.02, 0.9, is_enough
    )


def test_a_verdict_is_given_only_where_it_can_be() -> None:
    rows = (row(0.05, 0.15), row(-0.05, 0.15), row(0.05, 0.15, is_enough=False))
    assert [each.is_better for each in rows] == [True, None, None]
    unknown = float("nan")
    comparison = Comparison("one", "two", (*rows, row(unknown, unknown)), {})
    assert str(comparison).count("first is better") == 1
    assert json.loads(comparison.to_json())["rows"][3]["difference_low"] is None


def test_what_right_intervals_would_hold_stands_beside_what_was_held() -> None:
    calibration = [
        {
            "calibration_kind": "interval_coverage",
            "stratum": stratum,
            "nominal_level": 0.9,
            "observed_level": 0.7,
            "expected_level": expected,
        }
        for stratum, expected in (("responding", 0.678), ("new_lab", 0.9))
    ]
    told = str(Evaluated("pred.h5ad", {**REPORT, "calibration": calibration}, ()))
    assert "70.0 % held of 90.0 % promised (right intervals would hold 67.8 %)" in " ".join(
        told.split()
    )
    assert told.count("right intervals") == 1
