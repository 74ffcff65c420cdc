"""``aivc evaluate`` and ``aivc compare`` on a small dataset."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import aivc as package
from aivc.evaluation.files import read_prediction, write_prediction
from aivc.schema.structure import check_structure
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen, write_split
from aivc.verbs.prepared_task import prepared_task

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return data beside a split and a run that is answered."""
    folder = tmp_path_factory.mktemp("evaluated")
    specimen = specimen_of("donor_split")
    data = write_specimen(specimen, folder)
    write_split(specimen, folder)
    package.fit(data, folder / "pert_mean", predictor="pert_mean")
    package.predict(folder / "pert_mean")
    return data


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    """Return a copy, because looks are recorded beside the manifest."""
    folder = Path(shutil.copytree(made.parent, tmp_path / "copy"))
    return folder / made.name


def run_of(data: Path, name: str = "pert_mean") -> Path:
    return data.parent / name / "pred.h5ad"


def changed(data: Path, name: str, change: Callable[[Any], Any]) -> Path:
    """Write the predictions of pert_mean with something changed."""
    prediction, about = read_prediction(run_of(data))
    target = data.parent / name
    write_prediction(change(prediction), target, about)
    return target


def test_a_prediction_is_judged_and_its_look_recorded(
    aivc: Callable[..., Any], data: Path, tmp_path: Path
) -> None:
    target = tmp_path / "report.json"
    answer = aivc("evaluate", data, run_of(data), "-o", target, "--html", tmp_path / "r.html")
    assert answer.code == 0, answer.err
    report = json.loads(target.read_text("utf-8"))
    assert check_structure(report, "EvaluationReport", profile="release") == ()
    assert report["looks"] == 1
    assert report["verified_claims"] == [
        claim.text
        for claim in package.split_audit(data, level="obs").split.claims
        if claim.result == "supported"
    ]
    counts = report["unit_counts"]
    assert counts["n_asked"] == counts["n_predicted"] > 0
    assert report["cost"]["n_queries"] == counts["n_asked"]
    assert sum(row["n_units"] for row in report["grid_results"]) == counts["n_asked"]
    assert "Transport grid" in answer.out
    assert "<html" in (tmp_path / "r.html").read_text("utf-8")
    (header, line) = (data.parent / "drug.looks.tsv").read_text("utf-8").splitlines()
    assert line.split("\t")[0] == report["prediction_digest"]
    assert header.split("\t")[0] == "prediction_digest"


def test_the_same_file_is_one_look_and_another_is_a_second(data: Path) -> None:
    for _ in range(2):
        (judged,) = package.evaluate(data, run_of(data))
        assert judged.view.looks == 1
    other = changed(data, "other.h5ad", lambda said: replace(said, mean=said.mean * 0.9))
    both = package.evaluate(data, [run_of(data), other])
    assert [each.view.looks for each in both] == [1, 2]


@pytest.mark.slow
def test_json_is_the_report_and_the_same_each_time(aivc: Callable[..., Any], data: Path) -> None:
    first, second = (aivc("evaluate", data, run_of(data), "--json").out for _ in range(2))
    assert first == second
    assert json.loads(first)["task_id"] == "default"
    (judged,) = package.evaluate(data, run_of(data))
    assert judged.to_json() == first


def test_a_drafted_task_is_said(data: Path) -> None:
    (judged,) = package.evaluate(data, run_of(data))
    assert any("drafted" in note for note in judged.view.evaluation_notes)


def test_two_reports_are_compared(aivc: Callable[..., Any], data: Path, tmp_path: Path) -> None:
    other = changed(data, "other.h5ad", lambda said: replace(said, mean=said.mean * 0.9))
    answer = aivc("evaluate", data, run_of(data), other, "-o", tmp_path / "reports")
    assert answer.code == 0, answer.err
    paths = [tmp_path / "reports" / f"{name}.json" for name in ("pred", "other")]
    compared = aivc("compare", *paths)
    assert compared.code == 0, compared.err
    assert "first: pert_mean; second: pert_mean" in compared.out
    rows = json.loads(aivc("compare", *paths, "--json").out)["rows"]
    # All units are of one cluster, which tells nothing apart, and nobody says that it does.
    assert {(row["is_enough"], row["first_is_better"]) for row in rows} == {(False, None)}


def test_missing_units_are_judged_found_and_exit_code_one(
    aivc: Callable[..., Any], data: Path, tmp_path: Path
) -> None:
    def without_first(said: Any) -> Any:
        return replace(
            said,
            unit_ids=said.unit_ids[1:],
            mean=said.mean[1:],
            status=said.status[1:],
            reasons=said.reasons[1:],
            quantiles=None if said.quantiles is None else said.quantiles[:, 1:],
        )

    path = changed(data, "less.h5ad", without_first)
    answer = aivc("evaluate", data, path, "-o", tmp_path / "less.json")
    assert answer.code == 1
    assert "PRD007" in answer.out
    report = json.loads((tmp_path / "less.json").read_text("utf-8"))
    assert report["unit_counts"]["n_missing"] == 1
    assert "missing_units" in {each["called_out_kind"] for each in report["called_out"]}


def test_a_copy_of_the_truth_is_not_judged_and_is_no_look(
    aivc: Callable[..., Any], data: Path
) -> None:
    truth = prepared_task(data).prepared.truth
    path = changed(data, "copy.h5ad", lambda said: replace(said, mean=truth.states))
    answer = aivc("evaluate", data, path)
    assert (answer.code, "PRD033" in answer.err) == (2, True)
    assert not (data.parent / "drug.looks.tsv").exists()


def test_predictions_for_another_manifest_are_not_judged(
    aivc: Callable[..., Any], data: Path
) -> None:
    prediction, about = read_prediction(run_of(data))
    path = data.parent / "other.h5ad"
    write_prediction(prediction, path, {**about, "manifest_digest": "0" * 64})
    answer = aivc("evaluate", data, path)
    assert (answer.code, "PRD003" in answer.err) == (2, True)


def test_a_file_that_is_no_prediction_gives_a_sentence(
    aivc: Callable[..., Any], data: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.h5ad"
    broken.write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(100))
    answer = aivc("evaluate", data, broken)
    assert answer.code == 3
    assert "Traceback" not in answer.err
    assert aivc("evaluate", data, tmp_path / "none.h5ad").code == 3


def test_a_report_does_not_overwrite_what_was_read(aivc: Callable[..., Any], data: Path) -> None:
    before = run_of(data).read_bytes()
    answer = aivc("evaluate", data, run_of(data), "-o", run_of(data))
    assert answer.code == 2
    assert run_of(data).read_bytes() == before


@pytest.mark.slow
def test_claims_that_do_not_hold_are_called_out_and_not_verified(data: Path) -> None:
    manifest = data.with_name("drug.split.yaml")
    text = manifest.read_text("utf-8")
    assert "claim_axis: donor" in text
    manifest.write_text(text.replace("claim_axis: donor", "claim_axis: agent"), encoding="utf-8")
    package.fit(data, data.parent / "again", predictor="pert_mean")
    package.predict(data.parent / "again")
    (judged,) = package.evaluate(data, run_of(data, "again"))
    called = {each.called_out_kind for each in judged.view.called_out}
    assert "unverified_claim" in called
    assert not any("agents" in claim for claim in judged.view.verified_claims)


@pytest.mark.slow
def test_reports_do_not_depend_on_the_hash_seed(data: Path) -> None:
    import os
    import subprocess
    import sys

    program = "import sys; from aivc.cli import run; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "evaluate", str(data), str(run_of(data)), "--json"]
    outputs = {
        subprocess.run(
            command,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "7", "4242")
    }
    assert len(outputs) == 1


@pytest.mark.slow
def test_numbers_do_not_depend_on_a_seed_beyond_intervals(data: Path) -> None:
    one, two = (package.evaluate(data, run_of(data), seed=seed)[0].view for seed in (0, 1))
    values = [
        [result.value for row in view.grid_results for result in row.results] for view in (one, two)
    ]
    assert np.array_equal(*values)
