"""``aivc pool`` on the folds of a small dataset."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import aivc as package
from aivc.splits.making.request import SplitRequest
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
