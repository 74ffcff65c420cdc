"""``aivc fit``, ``aivc predict`` and ``aivc check-predictions``: one run from end to end."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np
import pandas as pd
import pytest

import aivc as package
from aivc.evaluation.files import read_prediction, read_run
from aivc.schema.structure import check_structure
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen, write_split
from aivc.verbs.prepared_task import prepared_task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ZEROS = """\
awk -F '\\t' -v N=40 '
  FILENAME == ARGV[1] && FNR == 1 {
    printf "unit_id"; for (k = NF - N + 1; k <= NF; k++) printf "\\t%s", $k; print ""
  }
  FILENAME == ARGV[2] && FNR > 1 {
    printf "%s", $1; for (k = 0; k < N; k++) printf "\\t0"; print ""
  }
' "$2" "$4" > pred.tsv
"""
"""A predictor in a shell: every state is zero. 40 features, --train is $2 and --queries $4."""


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("split")
    specimen = specimen_of("donor_split")
    data = write_specimen(specimen, folder)
    write_split(specimen, folder)
    return data


@pytest.fixture(scope="module")
def fitted(split: Path) -> Path:
    """Return a run that is answered; tests that change something copy it."""
    folder = split.with_name("run")
    package.fit(split, folder, predictor="pert_mean")
    package.predict(folder)
    return folder


@pytest.fixture(scope="module")
def scripted(split: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a run whose command is the script `predict.sh` beside it."""
    folder = tmp_path_factory.mktemp("scripted")
    (folder / "predict.sh").write_text(ZEROS)
    package.fit(split, folder / "run", command=f"sh {folder / 'predict.sh'}", text=True)
    return folder / "run"


@pytest.fixture
def run(fitted: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fitted, tmp_path / "run"))


def test_a_run_is_made_answered_and_checked(
    aivc: Callable[..., Any], split: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    made = aivc("fit", split, "--predictor", "pert_mean", "-o", run, "--json")
    said = json.loads(made.out)
    assert (made.code, said["task_kind"], said["space"]) == (0, "response", "log_of_sum")
    answered = aivc("predict", run, "--json")
    told = json.loads(answered.out)
    assert answered.code == 0
    assert told["n_predicted"] == said["n_queries"] > 0
    assert told["cost"]["n_queries"] == said["n_queries"]
    checked = aivc("check-predictions", run / "pred.h5ad", "--run", run, "--again", "--json")
    report = json.loads(checked.out)
    assert (checked.code, report["verdict"]) == (0, "no_problem_found")
    assert {(each["code"], each["not_run_reason"]) for each in report["rules_not_run"]} == {
        ("PRD033", "not_given")
    }
    text = aivc("check-predictions", run / "pred.h5ad", "--run", run)
    assert "PRD034" in text.out  # it was not run without --again
    assert aivc("fit", split, "--predictor", "pert_mean", "-o", run, "--force").code == 0
    assert not (run / "pred.h5ad").exists()


def test_a_statement_is_complete_for_a_benchmark(fitted: Path) -> None:
    _, about = read_prediction(fitted / "pred.h5ad")
    problems = check_structure(dict(about), "PredictionSet", "benchmark")
    assert [(each.pointer, each.slot) for each in problems] == []
    header = read_run(fitted).header
    assert about["view_digest"] == header.view_digest
    assert about["manifest_digest"] == header.manifest_digest
    assert about["predictor_card"]["trained_on"][0]["partition"] == "train"


def test_nothing_that_a_predictor_may_read_holds_the_truth(split: Path, fitted: Path) -> None:
    prepared = prepared_task(split).prepared
    truth = prepared.truth
    learnt = set(prepared.view.states[np.isfinite(prepared.view.states)].tolist())
    secret = {
        value
        for states in (truth.states, truth.controls)
        for value in states[np.isfinite(states)].tolist()
        if value not in learnt
    }
    assert len(secret) > 100
    rounded = {np.float32(value).item() for value in secret}
    files = [path for path in sorted(fitted.iterdir()) if path.name != "pred.h5ad"]
    assert len(files) >= 5
    seen = [number for path in files for number in numbers_in(path)]
    assert len(seen) > 500
    assert not (secret | rounded) & set(seen)
    assert set(truth.states[:, 0].tolist()) & secret  # what is looked for was there to be found
    names = set(_test_rows(split))
    assert names
    for path in files:
        assert not [name for name in names if name.encode() in path.read_bytes()], path.name


def _test_rows(split: Path) -> Iterator[str]:
    table = pd.read_csv(split.with_name(f"{split.stem}.split.csv"), dtype=str)
    yield from table.loc[table["partition"] == "test", "observation_id"]


def numbers_in(path: Path) -> Iterator[float]:
    """Yield every number of a file of any of the formats of a run."""
    if path.suffix == ".h5ad":
        held: list[np.ndarray] = []

        def keep(_: str, node: Any) -> None:
            if isinstance(node, h5py.Dataset) and node.dtype.kind in "fiu":
                held.append(np.asarray(node))

        with h5py.File(path) as file:
            file.visititems(keep)
        for values in held:
            yield from np.ravel(values).astype(float).tolist()
    elif path.suffix == ".parquet":
        frame = pd.read_parquet(path)
        yield from frame.select_dtypes("number").to_numpy(float).ravel().tolist()
    elif path.suffix == ".npz":
        with np.load(io.BytesIO(path.read_bytes())) as arrays:
            for name in arrays.files:
                if arrays[name].dtype.kind in "fiu":
                    yield from np.ravel(arrays[name]).astype(float).tolist()
    else:
        yield from map(float, re.findall(r"-?\d+\.\d+(?:[eE][-+]?\d+)?", path.read_text()))


def test_two_runs_are_the_same(split: Path, fitted: Path, tmp_path: Path) -> None:
    package.fit(split, tmp_path / "again", predictor="pert_mean")
    for name in ("view.h5ad", "queries.parquet", "predictor.json"):
        assert (tmp_path / "again" / name).read_bytes() == (fitted / name).read_bytes(), name


def test_a_command_of_another_language_answers(aivc: Callable[..., Any], scripted: Path) -> None:
    (scripted.parent / "predict.sh").write_text(ZEROS)
    answered = aivc("predict", scripted, "--json", "--force")
    told = json.loads(answered.out)
    assert answered.code == 0
    assert told["n_missing"] == told["n_failed"] == 0
    assert told["cost"]["peak_memory_bytes"] > 0
    assert [each["code"] for each in told["findings"]] == []
    prediction, about = read_prediction(scripted / "pred.h5ad")
    assert not prediction.mean.any()
    assert about["predictor_card"]["predictor_id"] == "aivc:predictors/command-predict"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("sed -i 3d pred.tsv", "PRD007"),
        ("sed -i '2s/^[^\\t]*/somebody/' pred.tsv", "PRD008"),
        ("sed -i '2s/\\t0/\\tNA/' pred.tsv", "PRD014"),
        ("sed -i '2s/\\t0/\\t-3/g' pred.tsv", "PRD023"),
        ("sed -i '2s/\\t0/\\t1250/' pred.tsv", "PRD024"),
        (
            "sed '2s/\\t0/\\t1/' pred.tsv > pred.q0050.tsv; cp pred.tsv pred.q0950.tsv",
            "PRD018",
        ),
    ],
)
def test_wrong_answers_are_found(
    aivc: Callable[..., Any], scripted: Path, change: str, expected: str
) -> None:
    (scripted.parent / "predict.sh").write_text(f"{ZEROS}{change}\n")
    answered = aivc("predict", scripted, "--json", "--force")
    assert answered.code == 1
    assert expected in {each["code"] for each in json.loads(answered.out)["findings"]}


def test_chance_without_a_seed_is_found(aivc: Callable[..., Any], scripted: Path) -> None:
    drawn = "$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')"
    text = f'{ZEROS}sed -i "2s/\\t0/\\t1.{drawn}/" pred.tsv\n'
    (scripted.parent / "predict.sh").write_text(text)
    assert aivc("predict", scripted, "--force").code == 0
    options = ("--run", scripted, "--again", "--json", "--profile", "minimal")
    checked = aivc("check-predictions", scripted / "pred.h5ad", *options)
    assert checked.code == 1
    assert [each["code"] for each in json.loads(checked.out)["findings"]] == ["PRD034"]


def test_predictions_of_another_run_are_found(run: Path, split: Path, tmp_path: Path) -> None:
    package.fit(split, tmp_path / "other", predictor="no_change", seed=3)
    report = package.check_predictions(run / "pred.h5ad", tmp_path / "other")
    assert [finding.code for finding in report.findings] == ["PRD027"]


def test_a_card_of_a_command_is_taken_over(split: Path, tmp_path: Path) -> None:
    card = {
        "aivc_schema_version": package.__version__,
        "predictor_id": "aivc:predictors/zeros",
        "name": "zeros",
        "uncertainty": "none",
        "covers_tasks": ["composition"],
    }
    (tmp_path / "card.yaml").write_text(json.dumps(card))
    (tmp_path / "zeros.sh").write_text(ZEROS)
    package.fit(
        split,
        tmp_path / "run",
        command=f"sh {tmp_path / 'zeros.sh'}",
        text=True,
        predictor_card=tmp_path / "card.yaml",
    )
    found = package.predict(tmp_path / "run")
    assert [finding.code for finding in found.report.findings] == ["PRD028"]


def test_a_predictor_that_breaks_is_told_of_in_a_sentence(
    aivc: Callable[..., Any], split: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_predictor.py").write_text(
        "class Broken:\n"
        "    card = {'name': 'broken', 'predictor_id': 'x:broken', 'uncertainty': 'none'}\n"
        "    def fit(self, view, *, seed):\n"
        "        if seed == 1:\n"
        "            raise ZeroDivisionError('no units')\n"
        "        return self\n"
        "    def predict(self, queries):\n"
        "        return queries.nothing\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    run = tmp_path / "run"
    named = ("fit", split, "--predictor", "broken_predictor:Broken", "-o", run)
    failed = aivc(*named, "--seed", 1)
    assert (failed.code, run.exists()) == (2, False)
    assert "ZeroDivisionError: no units" in failed.err
    assert aivc(*named).code == 0
    failed = aivc("predict", run)
    assert failed.code == 2
    assert "AttributeError" in failed.err
    assert not (run / "pred.h5ad").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--predictor", "pert_mean", "--command", "true"), 2),
        ((), 2),
        (("--predictor", "pert_median"), 2),
        (("--predictor", "pert_mean", "--text"), 2),
        (("--predictor", "pert_mean", "--task", "other"), 2),
        (("--predictor", "pert_mean", "--manifest", "nothing.yaml"), 3),
        (("--command", "no-such-program-here"), 2),
        (("--command", "true", "--predictor-card", "nothing.yaml"), 3),
    ],
)
def test_what_cannot_be_fitted_leaves_nothing(
    aivc: Callable[..., Any], split: Path, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    answer = aivc("fit", split, "-o", tmp_path / "run", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith("aivc: ")
    assert "Traceback" not in answer.err
    assert not (tmp_path / "run").exists()


def test_folders_and_files_that_are_there_are_kept(
    aivc: Callable[..., Any], split: Path, run: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("important")
    for folder in (run, tmp_path / "mine", split):
        assert aivc("fit", split, "--predictor", "pert_mean", "-o", folder).code == 2
    mine = ("fit", split, "--predictor", "pert_mean", "-o", tmp_path / "mine", "--force")
    assert aivc(*mine).code == 2
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "important"
    before = (run / "pred.h5ad").read_bytes()
    assert aivc("predict", run).code == 2
    assert (run / "pred.h5ad").read_bytes() == before
    for taken in (run / "view.h5ad", run / "nowhere" / "pred.h5ad", run / "pred.tsv"):
        assert aivc("predict", run, "--force", "-o", taken).code == 2
    assert read_run(run).header.predictor == "pert_mean"


def test_runs_that_were_changed_are_refused(aivc: Callable[..., Any], run: Path) -> None:
    with h5py.File(run / "view.h5ad", "r+") as file:
        file["X"][0, 0] = 5.0
    assert aivc("predict", run, "--force").code == 2
    assert aivc("check-predictions", run / "pred.h5ad", "--run", run).code == 2
    (run / "run.json").unlink()
    assert aivc("predict", run, "--force").code == 3


def test_a_predictor_of_another_version_is_told_of(run: Path) -> None:
    header = json.loads((run / "run.json").read_text())
    (run / "predictor.json").write_text("{}")
    header["files"]["predictor.json"] = hashlib.sha256(b"{}").hexdigest()
    (run / "run.json").write_text(json.dumps(header))
    with pytest.raises(package.AivcError, match="another version"):
        package.predict(run, force=True)


def test_one_unreadable_file_does_not_stop_the_others(aivc: Callable[..., Any], run: Path) -> None:
    (run / "cut.h5ad").write_bytes((run / "pred.h5ad").read_bytes()[:2000])
    answer = aivc("check-predictions", run / "cut.h5ad", run / "pred.h5ad", "--run", run)
    assert answer.code == 3
    assert "pred.h5ad: no problem in what was checked" in answer.out


@pytest.mark.realdata
def test_a_donor_of_a_real_screen_is_predicted(
    aivc: Callable[..., Any], real_data: Path, tmp_path: Path
) -> None:
    data = real_data / "drug_gbm_panobinostat_5donors" / "derived" / "gbm_panobinostat.h5ad"
    split = tmp_path / "gbm.split.yaml"
    held_out = ("--hold-out", "donor", "--test", "donor=PW030", "-o", split)
    assert aivc("split", "make", data, *held_out, "--profile", "minimal").code == 0
    run = tmp_path / "run"
    fitted = ("fit", data, "--manifest", split, "--predictor", "pert_mean", "-o", run, "--json")
    said = json.loads(aivc(*fitted).out)
    assert (said["n_units"], said["n_queries"], said["n_features"]) == (8, 1, 300)
    assert aivc("predict", run).code == 0
    assert aivc("check-predictions", run / "pred.h5ad", "--run", run).code == 0
    prepared = prepared_task(data, split).prepared
    prediction, _ = read_prediction(run / "pred.h5ad")
    assert prediction.unit_ids == tuple(unit.unit_id for unit in prepared.truth.units)
    seen = {number for path in run.iterdir() for number in numbers_in(path)}
    learnt = set(prepared.view.states.ravel().tolist())
    secret = {value for value in prepared.truth.states.ravel().tolist() if value not in learnt}
    assert len(secret) > 200
    assert not secret & seen
