"""What people do when they try `aivc fit` and what follows for the first time."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import h5py
import pytest
import yaml

import aivc as package
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen, write_split

if TYPE_CHECKING:
    from collections.abc import Callable

BROKEN = """\
printf '%s' 'these are no predictions' > pred.h5ad
"""
COPY = """\
cp {answer} pred.h5ad
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return data beside a split without tasks and a run that is answered."""
    folder = tmp_path_factory.mktemp("first")
    specimen = specimen_of("donor_split")
    data = write_specimen(specimen, folder)
    write_split(specimen, folder)
    package.fit(data, folder / "run", predictor="pert_mean")
    package.predict(folder / "run")
    return data


def test_a_drafted_task_is_said_where_it_is_fitted(
    aivc: Callable[..., Any], data: Path, tmp_path: Path
) -> None:
    made = aivc("fit", data, "--predictor", "pert_mean", "-o", tmp_path / "run", "--json")
    drafted, *_ = json.loads(made.out)["notes"]
    assert "drafted" in drafted
    assert "donor" in drafted
    assert drafted in json.loads((tmp_path / "run" / "run.json").read_text())["notes"]


def test_what_is_no_data_is_told_from_data(
    aivc: Callable[..., Any], data: Path, tmp_path: Path
) -> None:
    run = data.with_name("run")
    manifest = data.with_name(f"{data.stem}.split.yaml")
    learn = ("--predictor", "pert_mean", "-o", tmp_path / "run")
    swapped = [
        (manifest, aivc("fit", manifest, *learn)),
        (run, aivc("evaluate", run, data)),
        (run / "pred.h5ad", aivc("evaluate", run / "pred.h5ad", data)),
        (run / "pred.h5ad", aivc("evaluate", run / "pred.h5ad", data, "--manifest", manifest)),
    ]
    for named, answer in swapped:
        assert answer.code == 2
        assert str(named) in answer.err
        assert "Name the data" in answer.err


def test_a_run_in_the_place_of_predictions_leads_to_them(
    aivc: Callable[..., Any], data: Path
) -> None:
    answer = aivc("evaluate", data, data.with_name("run"))
    assert answer.code == 2
    assert str(data.with_name("run") / "pred.h5ad") in answer.err


def test_damage_inside_a_file_names_the_file(
    aivc: Callable[..., Any], data: Path, tmp_path: Path
) -> None:
    path = _copied(data, tmp_path)
    with h5py.File(path, "r+") as held:
        del held["obs"]
    answer = aivc("evaluate", data, path)
    assert answer.code == 3
    assert str(path) in answer.err


def test_answers_of_which_none_has_a_known_status_were_asked_for(
    aivc: Callable[..., Any], data: Path, tmp_path: Path
) -> None:
    script = tmp_path / "copy.sh"
    _with_status(_copied(data, tmp_path), "done")
    script.write_text(COPY.format(answer=tmp_path / "pred.h5ad"))
    package.fit(data, tmp_path / "run", command=f"sh {script}")
    answer = aivc("predict", tmp_path / "run")
    assert answer.code == 1
    assert "no unit has a status" in answer.out


def test_a_table_that_was_changed_after_the_split_is_refused(
    aivc: Callable[..., Any], data: Path, tmp_path: Path
) -> None:
    copied = _copied(data, tmp_path).with_name(data.name)
    manifest = copied.with_name(f"{data.stem}.split.yaml")
    document = yaml.safe_load(manifest.read_text())
    document["assignments"]["sha256"] = "0" * 64
    manifest.write_text(yaml.safe_dump(document))
    answer = aivc("fit", copied, "--predictor", "pert_mean", "-o", tmp_path / "new")
    assert answer.code == 2
    assert document["assignments"]["path"] in answer.err


@pytest.mark.parametrize("readout", ["expresion", "neighbourhood"])
def test_a_readout_that_cannot_be_judged_is_told_before_anybody_learns(
    aivc: Callable[..., Any], data: Path, tmp_path: Path, readout: str
) -> None:
    copied = _copied(data, tmp_path).with_name(data.name)
    manifest = copied.with_name(f"{data.stem}.split.yaml")
    task = f"tasks: [{{task_id: a, task_kind: response, asked_readouts: [{readout}]}}]\n"
    manifest.write_text(manifest.read_text() + task)
    answer = aivc("fit", copied, "--predictor", "pert_mean", "-o", tmp_path / "new")
    assert answer.code == 2
    assert readout in answer.err


def test_another_task_is_called_so_and_not_another_view(
    aivc: Callable[..., Any], data: Path, tmp_path: Path
) -> None:
    path = _copied(data, tmp_path)
    _restate(path, lambda about: {**about, "task_id": "other", "view_digest": "0" * 64})
    answer = aivc("evaluate", path.with_name(data.name), path)
    assert answer.code == 2
    assert "PRD005" in answer.err


def test_neither_predictor_nor_command_lists_what_there_is(
    aivc: Callable[..., Any], data: Path, tmp_path: Path
) -> None:
    for answer in (aivc("fit", data, "-o", tmp_path / "run"), aivc("check-predictor")):
        assert answer.code == 2
        assert "--command" in answer.err
        assert "hill_schedule" in answer.err


@pytest.mark.parametrize("verb", ["evaluate", "compare", "pool"])
def test_a_seed_is_no_negative_number(aivc: Callable[..., Any], data: Path, verb: str) -> None:
    answer = aivc(verb, data, data.with_name("run") / "pred.h5ad", "--seed", "-1")
    assert answer.code == 2
    assert "--seed" in answer.err


@pytest.mark.parametrize("source", ["", "/"])
def test_a_place_without_a_name_is_no_dataset(
    aivc: Callable[..., Any], data: Path, source: str
) -> None:
    assert aivc("evaluate", source, data.with_name("run") / "pred.h5ad").code == 3
    assert aivc("split", "audit", source).code in {2, 3}


def test_json_that_is_no_report_is_called_so(aivc: Callable[..., Any], data: Path) -> None:
    other = data.with_name("run") / "run.json"
    for answer in (aivc("compare", other, other), aivc("pool", other, other)):
        assert answer.code == 2
        assert "holds no report" in answer.err


@pytest.mark.parametrize("option", ["-o", "--html"])
def test_a_report_has_its_place_before_anything_is_looked_at(
    aivc: Callable[..., Any], data: Path, tmp_path: Path, option: str
) -> None:
    answer = data.with_name("run") / "pred.h5ad"
    manifest = data.with_name(f"{data.stem}.split.yaml")
    before = manifest.read_bytes()
    for place in (tmp_path / "nowhere" / "report", tmp_path, manifest, data, answer):
        assert aivc("evaluate", data, answer, option, place).code == 2
    assert manifest.read_bytes() == before
    assert not data.with_name(f"{data.stem}.looks.tsv").exists()


def test_reports_of_several_predictions_make_no_folder_that_is_called_a_file(
    aivc: Callable[..., Any], data: Path, tmp_path: Path
) -> None:
    answer = data.with_name("run") / "pred.h5ad"
    assert aivc("evaluate", data, answer, answer, "-o", tmp_path / "both.json").code == 2
    assert not (tmp_path / "both.json").exists()


def test_an_answer_that_cannot_be_read_is_the_fault_of_the_command(
    aivc: Callable[..., Any], data: Path, tmp_path: Path
) -> None:
    (tmp_path / "broken.sh").write_text(BROKEN)
    package.fit(data, tmp_path / "run", command=f"sh {tmp_path / 'broken.sh'}")
    answer = aivc("predict", tmp_path / "run")
    assert answer.code == 2
    assert "'sh'" in answer.err
    assert "aivc-answer" not in answer.err


def test_what_the_card_of_a_predictor_lacks_is_told_once_with_the_option_that_mends_it(
    aivc: Callable[..., Any], data: Path, tmp_path: Path
) -> None:
    script = tmp_path / "copy.sh"
    script.write_text(COPY.format(answer=data.with_name("run") / "pred.h5ad"))
    package.fit(data, tmp_path / "run", command=f"sh {script}")
    package.predict(tmp_path / "run")
    path = tmp_path / "run" / "pred.h5ad"
    _restate(path, _unlicensed)
    (judged,) = package.evaluate(_copied(data, tmp_path).with_name(data.name), path)
    lacking = [each for each in judged.findings if "PredictorCard lacks" in each.message]
    assert {each.code for each in lacking} == {"PRD002"}
    assert all("--predictor-card" in each.fix for each in lacking)


def test_next_steps_can_be_pasted(aivc: Callable[..., Any], data: Path, tmp_path: Path) -> None:
    run = tmp_path / "my run"
    made = aivc("fit", data, "--predictor", "no_change", "-o", run)
    answered = aivc("predict", run)
    assert f"aivc predict '{run}'" in made.out
    assert f"aivc evaluate DATA '{run / 'pred.h5ad'}'" in answered.out


def test_a_status_that_nobody_knows_is_no_look_at_the_test(
    aivc: Callable[..., Any], data: Path, tmp_path: Path
) -> None:
    path = _copied(data, tmp_path)
    _with_status(path, "done")
    assert aivc("evaluate", path.with_name(data.name), path).code == 2
    assert not path.with_name(f"{data.stem}.looks.tsv").exists()


@pytest.mark.parametrize("slot", ["predictor_card", "cost"])
def test_a_statement_in_which_a_part_is_text_is_a_finding(
    aivc: Callable[..., Any], data: Path, tmp_path: Path, slot: str
) -> None:
    path = _copied(data, tmp_path)
    _restate(path, lambda about: {**about, slot: "text"})
    answer = aivc("evaluate", path.with_name(data.name), path)
    assert answer.code == 1
    assert f"uns/aivc_predictions/{slot}" in answer.out


def test_the_name_of_a_predictor_cannot_command_a_terminal(data: Path, tmp_path: Path) -> None:
    path = _copied(data, tmp_path)
    hostile = {"name": "\x1b[2J\n<b>"}
    _restate(
        path, lambda about: {**about, "predictor_card": {**about["predictor_card"], **hostile}}
    )
    text = str(package.check_predictions(path, data.with_name("run")))
    assert "\x1b" not in text
    assert "\\x1b[2J\\n<b>" in text


def test_a_response_without_any_control_is_refused_before_anybody_learns(
    aivc: Callable[..., Any], tmp_path: Path
) -> None:
    specimen = specimen_of("donor_split")
    data = write_specimen(specimen, tmp_path)
    write_split(specimen, tmp_path)
    task = "tasks: [{task_id: matched, task_kind: response, control_matched_on: [nobody_shares]}]\n"
    manifest = data.with_name(f"{data.stem}.split.yaml")
    with h5py.File(data, "r+") as held:
        n_rows = held["X"].shape[0] if hasattr(held["X"], "shape") else len(held["X/indptr"]) - 1
        held["obs/nobody_shares"] = [f"row {row}" for row in range(n_rows)]
        held["obs/nobody_shares"].attrs.update(
            {"encoding-type": "string-array", "encoding-version": "0.2.0"}
        )
        held["obs"].attrs["column-order"] = [*held["obs"].attrs["column-order"], "nobody_shares"]
    manifest.write_text(manifest.read_text() + task)
    answer = aivc("fit", data, "--predictor", "pert_mean", "-o", tmp_path / "run")
    assert answer.code == 2
    assert "none of the" in answer.err
    assert "control_matched_on" in answer.err


def _unlicensed(about: dict[str, Any]) -> dict[str, Any]:
    card = {key: said for key, said in about["predictor_card"].items() if key != "license"}
    return {**about, "predictor_card": card}


def _copied(data: Path, folder: Path) -> Path:
    """Return predictions beside a copy of data and split, where looks are recorded."""
    for each in data.parent.glob(f"{data.stem}*"):
        if each.suffix != ".tsv":
            shutil.copy(each, folder)
    return Path(shutil.copy(data.with_name("run") / "pred.h5ad", folder))


def _with_status(path: Path, status: str) -> None:
    with h5py.File(path, "r+") as held:
        n_units = held["X"].shape[0]
        del held["obs/status"]
        held["obs/status"] = [status] * n_units
        held["obs/status"].attrs.update(
            {"encoding-type": "string-array", "encoding-version": "0.2.0"}
        )


def _restate(path: Path, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    with h5py.File(path, "r+") as held:
        about = change(json.loads(held["uns/aivc_predictions"][()]))
        del held["uns/aivc_predictions"]
        held["uns/aivc_predictions"] = json.dumps(about)
