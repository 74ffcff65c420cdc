"""A report over folds is that over all their units, and other reports are refused."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from aivc.evaluation.comparison.compare import compare
from aivc.evaluation.errors import ComparisonError, PoolingError
from aivc.evaluation.grid_row import GridRow, Regime, Stratum
from aivc.evaluation.pooling.pool import pool
from aivc.evaluation.prediction import Status
from aivc.evaluation.readouts.expression import Expression
from aivc.evaluation.scoring.evaluate import evaluate
from aivc.evaluation.scoring.report import FoldOf
from aivc.schema.generated.views import EvaluationReport
from aivc.schema.reading import read
from aivc.schema.structure import check_structure
from aivc.verbs.checked_report import checked_report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aivc.evaluation.prediction import Prediction
    from aivc.evaluation.truth import Truth

SEEN, NEW = Stratum(Regime.SEEN), Stratum(Regime.UNSEEN_AGENT)
N_FOLDS = 3
TIED = {"worst_unit"}
"""Of units that are equally bad the first is named."""


def part_of(truth: Truth, rows: Sequence[int], digest: str) -> Truth:
    """Return a truth of some of the units."""
    picked = list(rows)

    def matrix(values: np.ndarray | None) -> np.ndarray | None:
        return None if values is None else values[picked]

    return replace(
        truth,
        units=tuple(truth.units[row] for row in picked),
        strata=tuple(truth.strata[row] for row in picked),
        clusters=tuple(truth.clusters[row] for row in picked),
        states=truth.states[picked],
        controls=truth.controls[picked],
        noise=matrix(truth.noise),
        control_noise=matrix(truth.control_noise),
        p_values=matrix(truth.p_values),
        halves=tuple(
            replace(
                half,
                **{name: getattr(half, name)[picked] for name in half.__dataclass_fields__},
            )
            for half in truth.halves
        ),
        manifest_digest=digest,
    )


@pytest.fixture(scope="module")
def whole(case_with: Callable[..., Any]) -> Any:
    grid = (
        GridRow("old", SEEN, "experiment_design"),
        GridRow("new", NEW, "target_selection"),
        GridRow("other", Stratum(Regime.SEEN, ("donor",)), "none"),
    )
    return case_with(n_units=24, n_features=60, n_clusters=12, strata=(SEEN, NEW), grid=grid)


@pytest.fixture(scope="module")
def said(whole: Any) -> Prediction:
    """Return an answer in which one unit is abstained from, and one has no intervals."""
    answer = whole.says(whole.effects * 0.8, width=np.linspace(0.2, 0.9, 24)[:, None])
    status = list(answer.status)
    status[7] = Status.ABSTAINED
    mean, quantiles = answer.mean.copy(), answer.quantiles.copy()
    mean[7], quantiles[:, 7], quantiles[:, 4] = np.nan, np.nan, np.nan
    return replace(answer, mean=mean, quantiles=quantiles, status=tuple(status))


def judged(whole: Any, said: Prediction, number: int = 0) -> dict[str, Any]:
    """Judge all units, or those of the donors of one fold."""
    data = {"dataset_id": "aivc:datasets/test", "content_digest": "content1:" + "a" * 32}
    truth, head = whole.truth, replace(whole.head, evaluated_on=data)
    if number:
        rows = [row for row in range(24) if row % 12 % N_FOLDS == number - 1]
        truth = part_of(truth, rows, f"{number}" * 64)
        fold = FoldOf({"fold_index": number, "n_folds": N_FOLDS}, "c" * 64, "donor")
        head = replace(head, fold=fold)
    view = replace(whole.view, task=replace(whole.task, cluster_axes=("donor",)))
    readouts = (Expression("expression", truth.features),)
    return evaluate(truth, said, view=view, readouts=readouts, head=head)


@pytest.fixture(scope="module")
def folds(whole: Any, said: Prediction) -> tuple[dict[str, Any], ...]:
    # As they are read from files.
    reports = (judged(whole, said, number) for number in range(1, N_FOLDS + 1))
    return tuple(json.loads(json.dumps(report, allow_nan=False)) for report in reports)


def pooled(*documents: dict[str, Any]) -> dict[str, Any]:
    return pool(documents, [f"{place}.json" for place in range(len(documents))])


def numbers(stated: Any) -> Any:
    """Return what is stated with all numbers rounded, and units in the order of their names."""
    if isinstance(stated, dict):
        if "unit_ids" in stated:
            order = np.argsort(stated["unit_ids"])
            columns = ("unit_ids", "clusters", "unit_values", "unit_weights")
            stated = {
                slot: [value[row] for row in order] if slot in columns else value
                for slot, value in stated.items()
            }
        return {slot: numbers(value) for slot, value in stated.items() if slot not in TIED}
    if isinstance(stated, list | tuple):
        return [numbers(value) for value in stated]
    return float(f"{stated:.8g}") if isinstance(stated, float) else stated


def test_results_of_folds_together_are_those_of_all_units(
    whole: Any, said: Prediction, folds: tuple[dict[str, Any], ...]
) -> None:
    expected, found = judged(whole, said), pooled(*folds)
    for slot in (
        "unit_counts",
        "results",
        "grid_results",
        "calibration",
        "unit_scores",
        "metric_cards",
        "baselines",
        "profile_digest",
        "readout_digest",
    ):
        assert numbers(found[slot]) == numbers(expected[slot]), slot
    kinds = {each["calibration_kind"] for each in expected["calibration"]}
    assert kinds >= {"interval_coverage", "crps_skill", "ece", "selective_risk", "interval_score"}
    assert {row["evidence"] for row in found["grid_results"]} >= {"supported", "blank"}


def test_a_fold_alone_is_no_evidence(folds: tuple[dict[str, Any], ...]) -> None:
    for fold in folds:
        assert {row["evidence"] for row in fold["grid_results"]} == {
            "insufficient_evidence",
            "blank",
        }


def test_a_pooled_report_keeps_the_standard(folds: tuple[dict[str, Any], ...]) -> None:
    report = pooled(*folds)
    assert check_structure(report, "EvaluationReport", profile="minimal") == ()
    assert [check_structure(fold, "EvaluationReport", profile="minimal") for fold in folds] == [
        ()
    ] * N_FOLDS
    assert report["pooled_from"] == [fold["manifest_digest"] for fold in folds]
    assert {"fold", "pooling_basis", "split_digest"}.isdisjoint(report)
    kinds = {finding.code for finding in checked_report(report, profile="minimal").failing}
    assert kinds == set()
    assert any("within" in note or "fold" in note for note in report["evaluation_notes"])


def test_the_order_of_reports_says_nothing(folds: tuple[dict[str, Any], ...]) -> None:
    assert pooled(*folds) == pooled(*reversed(folds))


def test_a_missing_fold_is_called_out(folds: tuple[dict[str, Any], ...]) -> None:
    report = pooled(folds[0], folds[2])
    called = [each for each in report["called_out"] if each["called_out_kind"] == "missing_folds"]
    assert [each["because"][-1] for each in called] == ["2"]
    assert all(each["called_out_kind"] != "missing_folds" for each in pooled(*folds)["called_out"])


def test_a_missing_unit_is_counted_and_costs_what_it_costs_in_its_fold(
    whole: Any, said: Prediction, dropped: Callable[..., Prediction]
) -> None:
    less = dropped(said, {"u02"})
    folds = [judged(whole, less, number) for number in range(1, N_FOLDS + 1)]
    report = pooled(*folds)
    assert report["unit_counts"]["n_missing"] == 1
    assert "missing_units" in {each["called_out_kind"] for each in report["called_out"]}
    values = {
        name: value
        for scores in report["unit_scores"]
        for name, value in zip(scores["unit_ids"], scores["unit_values"], strict=True)
        if scores["metric"] == "rmse" and scores["stratum"] == "old"
    }
    assert values["u02"] == max(values.values())
    assert any("fold" in note and "no answer" in note for note in report["evaluation_notes"])


def test_what_readouts_take_from_training_differs_and_is_told(
    folds: tuple[dict[str, Any], ...],
) -> None:
    other = with_changed(folds[1], "readout_digest", "d" * 64)
    report = pooled(folds[0], other, folds[2])
    assert report["readout_digest"] not in {folds[0]["readout_digest"], "d" * 64}
    assert any("take from training" in note for note in report["evaluation_notes"])


def test_ranks_within_folds_are_told(folds: tuple[dict[str, Any], ...]) -> None:
    notes = pooled(*folds)["evaluation_notes"]
    assert any("pds_cosine ranks among the units of a fold" in note for note in notes)


def with_changed(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    changed = deepcopy(document)
    *parents, last = path.split("/")
    inner = changed
    for parent in parents:
        inner = inner[int(parent) if parent.isdigit() else parent]
    inner[int(last) if last.isdigit() else last] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("predictor", "aivc:predictors/other"),
        ("predictor_card", {"version": "2"}),
        ("predictor_card", {"code_digest": "d" * 64}),
        ("evaluated_on", {"dataset_id": "aivc:datasets/other"}),
        ("task_id", "other"),
        ("pooling_basis/task_settings", '{"task_id": "response"}'),
        ("profile_digest", "d" * 64),
        ("pooling_basis/judged_readouts/0/readout_definition", "d" * 64),
        ("pooling_basis/asked_readouts", ["other"]),
        ("pooling_basis/unit_sums", [{"summed": "held@0.9", "unit_values": [0.0] * 8}]),
        ("split_digest", "d" * 64),
        ("fold", {"fold_index": 2, "n_folds": 4}),
        ("fold", {"fold_index": 1, "n_folds": 3}),
        ("fold", {"fold_index": 2}),
        ("fold", {"fold_index": 9, "n_folds": 3}),
        ("pooling_basis/judged_readouts/0/row_scores/0/scored_rows/0", -1),
        ("pooling_basis/judged_readouts/0/row_scores/0/scored_rows/0", 99),
        ("pooling_basis/judged_readouts/0/row_scores/0/answered_by", "nobody"),
        ("pooling_basis/judged_units/unit_doubts", [0.1]),
        ("pooling_basis/judged_units/unit_fates", ["lost"] * 8),
        ("pooling_basis", None),
    ],
)
def test_what_does_not_belong_together_is_refused(
    folds: tuple[dict[str, Any], ...], path: str, value: Any
) -> None:
    other = with_changed(folds[1], path, value)
    with pytest.raises(PoolingError):
        pooled(folds[0], other, folds[2])


@pytest.mark.parametrize(
    "taken", [lambda folds: folds[:1], lambda folds: [*folds, folds[0]], lambda folds: []]
)
def test_one_fold_alone_and_one_twice_are_refused(
    folds: tuple[dict[str, Any], ...], taken: Callable[..., Any]
) -> None:
    with pytest.raises(PoolingError):
        pooled(*taken(folds))


@pytest.mark.parametrize("column", ["unit_ids", "clusters"])
def test_a_unit_and_a_cluster_stand_in_one_fold(
    folds: tuple[dict[str, Any], ...], column: str
) -> None:
    path = f"pooling_basis/judged_units/{column}"
    theirs = folds[0]["pooling_basis"]["judged_units"][column]
    own = folds[1]["pooling_basis"]["judged_units"][column]
    other = with_changed(folds[1], path, [theirs[0], *own[1:]])
    with pytest.raises(PoolingError, match=column.rstrip("s").split("_")[0]):
        pooled(folds[0], other, folds[2])


def test_a_split_by_agent_may_ask_about_a_cluster_in_every_fold(
    folds: tuple[dict[str, Any], ...],
) -> None:
    by_agent = [with_changed(fold, "pooling_basis/unit_of_split", "agent") for fold in folds]
    shared = ["d0"] * len(by_agent[1]["pooling_basis"]["judged_units"]["clusters"])
    by_agent[1] = with_changed(by_agent[1], "pooling_basis/judged_units/clusters", shared)
    assert pooled(*by_agent)["unit_counts"]["n_asked"] == 24


def test_a_pooled_report_is_not_pooled_again(folds: tuple[dict[str, Any], ...]) -> None:
    with pytest.raises(PoolingError, match="pooled already"):
        pooled(pooled(*folds), folds[0])


def test_pooled_reports_are_compared_on_the_same_folds(
    whole: Any, said: Prediction, folds: tuple[dict[str, Any], ...]
) -> None:
    worse = whole.says(whole.effects * 0.3, width=0.5)
    others = [judged(whole, worse, number) for number in range(1, N_FOLDS + 1)]
    first = read(EvaluationReport, pooled(*folds))
    rows = compare(first, read(EvaluationReport, pooled(*reversed(others))))
    assert {row.n_units for row in rows if row.metric == "rmse"} == {12}
    with pytest.raises(ComparisonError):
        compare(first, read(EvaluationReport, pooled(*others[:2])))
