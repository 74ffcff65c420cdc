"""``aivc pool`` on the folds of a small dataset."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import aivc as package
from aivc.splits.making.request import SplitRequest
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).parents[2] / "examples"
TASKS = """
tasks:
- task_id: response
  task_kind: response
  cluster_axes: [donor]
  context_axes: [donor]
  least_units: 3
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Return the report of each donor that is left out."""
    folder = tmp_path_factory.mktemp("folds")
    data = write_specimen(specimen_of("donor_split"), folder)
    tasks = folder / "tasks.yaml"
    tasks.write_text(TASKS, "utf-8")
    request = SplitRequest(("donor",), leave_one_out=True)
    paths = []
    for written in package.split_make(data, request, folder / "loo.split.yaml", tasks=tasks):
        run = folder / f"run-{written.path.stem}"
        package.fit(data, run, predictor="pert_mean", manifest=written.path)
        package.predict(run)
        (judged,) = package.evaluate(data, run / "pred.h5ad", written.path)
        target = folder / f"{written.path.stem}.json"
        target.write_text(judged.to_json(), "utf-8")
        paths.append(target)
    return tuple(paths)


def test_folds_are_pooled_to_files(
    aivc: Callable[..., Any], reports: tuple[Path, ...], tmp_path: Path
) -> None:
    target, page = tmp_path / "pooled.json", tmp_path / "pooled.html"
    answer = aivc("pool", *reports, "-o", target, "--html", page)
    assert answer.code == 0, answer.err + answer.out
    pooled = json.loads(target.read_text("utf-8"))
    folds = [json.loads(path.read_text("utf-8")) for path in reports]
    asked = [fold["unit_counts"]["n_asked"] for fold in folds]
    assert pooled["unit_counts"]["n_asked"] == sum(asked)
    assert pooled["cost"]["n_queries"] == sum(asked)
    assert {row["n_clusters"] for row in pooled["grid_results"]} == {len(folds)}
    assert set(pooled["pooled_from"]) == {fold["manifest_digest"] for fold in folds}
    assert "Transport grid" in answer.out
    assert "<html" in page.read_text("utf-8")
    assert package.pool(reports).to_json() == target.read_text("utf-8")


def test_the_same_pooled_report_compares_with_itself_as_equal(
    aivc: Callable[..., Any], reports: tuple[Path, ...], tmp_path: Path
) -> None:
    target = tmp_path / "pooled.json"
    target.write_text(package.pool(reports).to_json(), "utf-8")
    answer = aivc("compare", target, target, "--json")
    assert answer.code == 0, answer.err
    assert {row["difference"] for row in json.loads(answer.out)["rows"]} == {0.0}


def test_a_fold_twice_is_refused_and_a_missing_one_called_out(
    aivc: Callable[..., Any], reports: tuple[Path, ...]
) -> None:
    answer = aivc("pool", reports[0], reports[0])
    assert answer.code == 2
    assert "both about fold 1" in answer.err
    answer = aivc("pool", *reports[1:])
    assert answer.code == 0, answer.err
    assert "missing folds" in answer.out


def test_what_is_no_report_is_refused(aivc: Callable[..., Any], tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    assert aivc("pool", other, other).code == 3
    other.write_text("[]", "utf-8")
    assert aivc("pool", other, other).code == 2
    other.write_text("{", "utf-8")
    assert aivc("pool", other, other).code == 3


@pytest.mark.slow
@pytest.mark.realdata
def test_five_patients_left_out_one_by_one(real_data: Path, tmp_path: Path) -> None:
    """The mean of the other patients against no change, over the errors that are known of each."""
    source = real_data / "drug_gbm_panobinostat_5donors" / "derived" / "gbm_panobinostat.h5ad"
    example = EXAMPLES / "drug_gbm_panobinostat"
    card = example / "gbm_panobinostat.aivc.yaml"
    request = SplitRequest(("donor",), leave_one_out=True)
    paths = []
    for written in package.split_make(
        source, request, tmp_path / "loo.split.yaml", card=card, tasks=example / "tasks.yaml"
    ):
        run = tmp_path / written.path.stem
        package.fit(source, run, predictor="no_change", manifest=written.path, card=card)
        package.predict(run)
        (judged,) = package.evaluate(source, run / "pred.h5ad", written.path, card=card)
        paths.append(tmp_path / f"{written.path.stem}.json")
        paths[-1].write_text(judged.to_json(), "utf-8")
    (row,) = package.pool(paths).view.grid_results
    (rmse,) = (each for each in row.results if each.metric == "rmse")
    assert rmse.value == pytest.approx(np.mean([0.757, 0.475, 0.657, 0.376, 0.680]), abs=5e-4)
    assert rmse.floor == pytest.approx(np.mean([0.579, 0.467, 0.619, 0.389, 0.755]), abs=5e-4)
    assert (row.n_units, row.n_clusters, row.evidence) == (5, 5, "not_supported")
