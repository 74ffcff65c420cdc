"""Two predictors on the same units, and reports that may not be compared."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from aivc.evaluation.comparison.compare import compare
from aivc.evaluation.errors import ComparisonError
from aivc.schema.generated.views import EvaluationReport
from aivc.schema.reading import read
from aivc.storage.errors import UnreadableInputError
from aivc.verbs.compare import compare as compare_files

if TYPE_CHECKING:
    from pathlib import Path

N_CLUSTERS = 10


def report(values: np.ndarray, weights: np.ndarray | None = None) -> dict[str, Any]:
    """Report one metric of 40 units, lower is better."""
    scores: dict[str, Any] = {
        "metric": "rmse",
        "metric_version": 1,
        "readout_id": "expression",
        "stratum": "seen",
        "unit_ids": [f"u{row:02d}" for row in range(40)],
        "clusters": [f"d{row % N_CLUSTERS}" for row in range(40)],
        "unit_values": values.tolist(),
    }
    if weights is not None:
        scores["unit_weights"] = weights.tolist()
    value = values.sum() / (40 if weights is None else weights.sum())
    result = {
        "metric": "rmse",
        "metric_version": 1,
        "readout_id": "expression",
        "value": value,
        "n_evaluated": 40,
        "space": "gene",
        "partition": "test",
        "stratum": "seen",
    }
    return {
        "aivc_schema_version": "0.1.0",
        "report_id": "aivc:reports/1",
        "predictor": "aivc:predictors/one",
        "evaluated_on": {
            "dataset_id": "aivc:datasets/x",
            "content_digest": f"sha256:{'a' * 64}",
        },
        "manifest_digest": "b" * 64,
        "task_id": "response",
        "profile_digest": "c" * 64,
        "readout_digest": "d" * 64,
        "results": [result],
        "grid_results": [
            {
                "grid_row_id": "seen",
                "decision": "none",
                "evidence": "insufficient_evidence",
                "least_units": 5,
                "n_units": 40,
                "n_clusters": N_CLUSTERS,
                "results": [result],
            }
        ],
        "unit_scores": [scores],
        "metric_cards": [
            {"metric_id": "rmse", "metric_version": 1, "definition": "x", "better": "lower"}
        ],
    }


def view(document: dict[str, Any]) -> EvaluationReport:
    return read(EvaluationReport, document)


@pytest.fixture
def good() -> dict[str, Any]:
    return report(np.random.default_rng(0).uniform(0.2, 0.4, 40))


@pytest.fixture
def bad(good: dict[str, Any]) -> dict[str, Any]:
    better = np.array(good["unit_scores"][0]["unit_values"])
    return report(better + np.random.default_rng(1).uniform(0.05, 0.3, 40))


def test_the_better_one_is_told_from_either_side(good: dict[str, Any], bad: dict[str, Any]) -> None:
    (won,) = compare(view(good), view(bad))
    (lost,) = compare(view(bad), view(good))
    assert (won.is_better, lost.is_better) == (True, False)
    assert won.difference == pytest.approx(-lost.difference)
    assert (won.interval.low, won.interval.high) == pytest.approx(
        (-lost.interval.high, -lost.interval.low), rel=0.2
    )
    assert (won.win_rate, lost.win_rate) == (1.0, 0.0)
    assert won.n_clusters == N_CLUSTERS
    assert won.p_value == lost.p_value == 2 / 2**N_CLUSTERS


def test_a_report_is_as_good_as_itself(good: dict[str, Any]) -> None:
    (same,) = compare(view(good), view(good))
    assert (same.is_better, same.difference, same.win_rate, same.p_value) == (None, 0.0, 0.5, 1.0)


def test_units_are_paired_by_name(good: dict[str, Any], bad: dict[str, Any]) -> None:
    turned = copy.deepcopy(bad)
    for slot in ("unit_ids", "clusters", "unit_values"):
        turned["unit_scores"][0][slot].reverse()
    assert compare(view(good), view(turned)) == compare(view(good), view(bad))


def test_too_few_clusters_tell_nothing(good: dict[str, Any], bad: dict[str, Any]) -> None:
    for each in (good, bad):
        each["grid_results"][0]["least_units"] = N_CLUSTERS + 1
    (row,) = compare(view(good), view(bad))
    assert (row.is_enough, row.is_better) == (False, None)


def test_ratios_of_sums_are_compared_as_such(good: dict[str, Any]) -> None:
    weights = np.linspace(0.1, 1.9, 40)
    values = np.array(good["unit_scores"][0]["unit_values"])
    (row,) = compare(
        view(report(values * weights, weights)), view(report(2 * values * weights, weights))
    )
    assert row.second == pytest.approx(2 * row.first)
    assert row.first == pytest.approx((values * weights).sum() / weights.sum())


@pytest.mark.parametrize(
    ("path", "word"),
    [
        (("evaluated_on", "content_digest"), "dataset"),
        (("manifest_digest",), "manifest"),
        (("task_id",), "task"),
        (("profile_digest",), "metrics"),
        (("readout_digest",), "readouts"),
    ],
)
def test_reports_about_something_else_are_refused(
    good: dict[str, Any], bad: dict[str, Any], path: tuple[str, ...], word: str
) -> None:
    other = copy.deepcopy(bad)
    place = other
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = f"sha256:{'9' * 64}"
    with pytest.raises(ComparisonError, match=f"differ in the {word}"):
        compare(view(good), view(other))
    del place[path[-1]]
    with pytest.raises(ComparisonError, match=f"does not state the {word}"):
        compare(view(other), view(good))


def test_other_units_are_refused_and_never_left_out(
    good: dict[str, Any], bad: dict[str, Any]
) -> None:
    for slot in ("unit_ids", "clusters", "unit_values"):
        bad["unit_scores"][0][slot].pop()
    with pytest.raises(ComparisonError, match="same units"):
        compare(view(good), view(bad))


class TestFiles:
    """Reports as files."""

    def write(self, folder: Path, name: str, document: object) -> Path:
        path = folder / name
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    def test_files_are_compared(
        self, tmp_path: Path, good: dict[str, Any], bad: dict[str, Any]
    ) -> None:
        paths = (self.write(tmp_path, "a.json", good), self.write(tmp_path, "b.json", bad))
        comparison = compare_files(*paths)
        (row,) = json.loads(comparison.to_json())["rows"]
        assert (row["metric"], row["first_is_better"]) == ("rmse", True)
        assert "first is better" in str(comparison)

    def test_a_report_that_was_edited_is_refused(
        self, tmp_path: Path, good: dict[str, Any], bad: dict[str, Any]
    ) -> None:
        good["unit_scores"][0]["unit_values"][0] = 0.0
        paths = (self.write(tmp_path, "a.json", good), self.write(tmp_path, "b.json", bad))
        with pytest.raises(ComparisonError, match="EVL017"):
            compare_files(*paths)

    @pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\x00\xff", '"text"', "[]", "NaN"])
    def test_what_is_no_report_gives_a_sentence(
        self, tmp_path: Path, good: dict[str, Any], text: str
    ) -> None:
        path = tmp_path / "broken.json"
        path.write_text(text, encoding="utf-8")
        with pytest.raises((UnreadableInputError, ComparisonError), match=r"broken\.json"):
            compare_files(self.write(tmp_path, "a.json", good), path)

    def test_a_file_that_is_not_there_gives_a_sentence(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableInputError, match="none"):
            compare_files(tmp_path / "none.json", tmp_path / "none.json")
