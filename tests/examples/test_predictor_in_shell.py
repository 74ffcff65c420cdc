"""A predictor in sh and awk is fitted, checked and scored."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import aivc
from aivc.evaluation.files import read_prediction, read_run
from aivc.evaluation.prediction import Status
from aivc.reference_models.conformance.law import Verdict
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen, write_split

EXAMPLE = Path(__file__).parents[2] / "examples" / "predictor_in_shell"
COMMAND = str(EXAMPLE / "predict.sh")
CARD = EXAMPLE / "predictor.yaml"

pytestmark = pytest.mark.skipif(shutil.which("awk") is None, reason="there is no awk")


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """Return the data and a run that the predictor answered."""
    folder = tmp_path_factory.mktemp("shell")
    specimen = specimen_of("donor_split")
    data = write_specimen(specimen, folder)
    manifest = write_split(specimen, folder)
    with manifest.open("a", encoding="utf-8") as opened:
        opened.write("grants:\n- {granted: controls, grant_reason: each donor has their own}\n")
    aivc.fit(data, folder / "run", command=COMMAND, predictor_card=CARD, text=True)
    return data, folder / "run", aivc.predict(folder / "run")


def test_it_says_what_its_definition_says(answered):
    _, folder, told = answered
    run = read_run(folder)
    prediction, about = read_prediction(folder / "pred.h5ad")
    assert about["predictor_card"]["name"] == "mean_response_in_awk"
    assert told.n_missing == told.n_failed == 0
    assert told.n_predicted > 0
    assert told.n_predicted + told.n_abstained == len(run.queries.units)
    view = run.view
    place = {unit.unit_id: row for row, unit in enumerate(view.units)}
    for row, unit in enumerate(run.queries.units):
        alike = [
            view.states[at] - view.states[place[other.control]]
            for at, other in enumerate(view.units)
            if other.intervention.key == unit.intervention.key
            and other.harvest_hours == unit.harvest_hours
            and other.control in place
        ]
        if unit.control not in place or not alike or len(unit.intervention.steps) > 1:
            assert prediction.status[row] is Status.ABSTAINED
            assert prediction.reasons[row]
            continue
        expected = np.maximum(view.states[place[unit.control]] + np.mean(alike, axis=0), 0)
        np.testing.assert_allclose(prediction.mean[row], expected, rtol=1e-9, atol=1e-9)


def test_it_is_scored(answered):
    data, folder, told = answered
    (judged,) = aivc.evaluate(data, folder / "pred.h5ad")
    counts = judged.document["unit_counts"]
    assert counts["n_asked"] == told.n_predicted + told.n_abstained
    assert counts["n_abstained"] == told.n_abstained
    assert judged.document["predictor_card"]["name"] == "mean_response_in_awk"


def test_it_keeps_the_laws_that_a_shell_breaks_first():
    laws = ["every-query", "dose-zero", "feature-order"]
    report = aivc.check_predictor(command=COMMAND, predictor_card=CARD, text=True, laws=laws)
    assert report.broken == ()
    assert {result.outcome.verdict for result in report.results} == {Verdict.PASSED}


@pytest.mark.slow
def test_it_keeps_every_law():
    report = aivc.check_predictor(command=COMMAND, predictor_card=CARD, text=True)
    assert report.conforms
    left = {r.law.name for r in report.results if r.outcome.verdict is Verdict.NOT_APPLICABLE}
    # What its card does not cover, and what only an object of this process can do.
    assert left == {
        *("space", "project-after-lift"),
        *("combination-of-one", "commute", "until-harvest", "after-harvest"),
        *("view-untouched", "refit", "predict-twice", "restore"),
    }


@pytest.mark.slow
def test_the_commands_of_its_page_run(tmp_path):
    page = (EXAMPLE / "README.md").read_text("utf-8")
    commands = "\n".join(re.findall(r"```sh\n(.*?)```", page, re.DOTALL))
    run = f'aivc() {{ "{sys.executable}" -c "from aivc.cli import main; main()" "$@"; }}'
    done = subprocess.run(
        ["sh", "-e", "-c", f"{run}\nHERE={EXAMPLE}\n{commands}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "1 of 1 filled rows of the grid supported" in done.stdout
    assert "responding: " in done.stdout
    assert "keeps every law that applies to it" in done.stdout
