"""What people do when they try `aivc fit` and what follows for the first time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import aivc as package
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen, write_split

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BROKEN = """\
printf '%s' 'these are no predictions' > pred.h5ad
"""
EMPTY_CARD = """\
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


def test_neither_predictor_nor_command_lists_what_there_is(
    aivc: Callable[..., Any], data: Path, tmp_path: Path
) -> None:
    answer = aivc("fit", data, "-o", tmp_path / "run")
    assert answer.code == 2
    assert "--command" in answer.err
    assert "hill_schedule" in answer.err


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
    script.write_text(EMPTY_CARD.format(answer=data.with_name("run") / "pred.h5ad"))
    package.fit(data, tmp_path / "run", command=f"sh {script}")
    package.predict(tmp_path / "run")
    path = tmp_path / "run" / "pred.h5ad"
    _without_card(path)
    (judged,) = package.evaluate(data, path)
    lacking = [each for each in judged.findings if "PredictorCard lacks" in each.message]
    assert {each.code for each in lacking} == {"PRD002"}
    assert all("--predictor-card" in each.fix for each in lacking)


def _without_card(path: Path) -> None:
    import h5py

    with h5py.File(path, "r+") as held:
        about = json.loads(held["uns/aivc_predictions"][()])
        about["predictor_card"].pop("license", None)
        del held["uns/aivc_predictions"]
        held["uns/aivc_predictions"] = json.dumps(about)
