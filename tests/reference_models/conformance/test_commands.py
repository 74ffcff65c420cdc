"""Commands are held against the laws through their files."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import aivc
from aivc.reference_models.conformance.check import check_subject
from aivc.reference_models.conformance.law import Verdict
from aivc.reference_models.conformance.registry import laws_named
from aivc.reference_models.conformance.subjects.by_command import ByCommand

EXAMPLE = Path(__file__).parents[3] / "examples" / "predictor_in_shell"
BROKEN = {
    "drops a row": ("sed '$d' pred.tsv > short && mv short pred.tsv", "every-query"),
    "fails": ("exit 3", "every-query"),
    "writes nothing": ("rm pred.tsv", "every-query"),
    "writes words": (
        "sed 's/predicted/perhaps/' pred.tsv > n && mv n pred.tsv",
        "every-query",
    ),
    "reads what lies beside the view": (
        "cat ../*.tsv > all 2>&1 || true",
        "reads-only-the-view",
    ),
    "counts its rows": (
        """awk 'BEGIN { FS = OFS = "\\t" } FNR > 1 && $4 != "NA" { $4 += NR / 100 } 1' pred.tsv > n
        mv n pred.tsv""",
        "query-order",
    ),
}

pytestmark = pytest.mark.skipif(shutil.which("awk") is None, reason="there is no awk")


def spoilt(folder: Path, how: str) -> ByCommand:
    """Return the predictor of the example with something done to what it wrote."""
    script = folder / "spoilt.sh"
    script.write_text(f'#!/bin/sh\nset -e\n{EXAMPLE}/predict.sh "$@"\n{how}\n')
    script.chmod(0o755)
    card = {"covers_tasks": ["response"], "most_combined": 1}
    return ByCommand((str(script),), "spoilt", card, is_text=True)


@pytest.mark.parametrize(("how", "law"), BROKEN.values(), ids=BROKEN)
def test_a_broken_command_breaks_its_law(how, law, tmp_path):
    report = check_subject(spoilt(tmp_path, how), laws_named((law,)))
    assert report.broken == (law,)


def test_what_a_command_printed_is_told(tmp_path):
    subject = spoilt(tmp_path, "echo 'no licence for this machine' >&2; exit 3")
    (result,) = check_subject(subject, laws_named(("every-query",))).results
    assert "no licence for this machine" in result.outcome.because
    assert "exit code 3" in result.outcome.because


def test_what_only_objects_can_do_is_not_asked_of_commands(tmp_path):
    names = ("view-untouched", "refit", "predict-twice", "restore")
    report = check_subject(spoilt(tmp_path, ""), laws_named(names))
    assert {r.outcome.verdict for r in report.results} == {Verdict.NOT_APPLICABLE}
    assert not report.conforms


def test_that_a_watch_is_no_jail_is_said(tmp_path):
    (result,) = check_subject(spoilt(tmp_path, ""), laws_named(("reads-only-the-view",))).results
    assert result.outcome.verdict is Verdict.PASSED
    assert "beside the view" in result.outcome.because


@pytest.mark.slow
def test_a_command_gets_the_same_files_in_binary_form(tmp_path):
    script = tmp_path / "predict.py"
    script.write_text(
        "import argparse\n"
        "from pathlib import Path\n"
        "from aivc.evaluation.files import read_inputs, read_queries, read_view, write_prediction\n"
        "from aivc.reference_models.registry import load_predictor\n"
        "options = argparse.ArgumentParser()\n"
        "for name in ('train', 'queries', 'inputs', 'out'):\n"
        "    options.add_argument('--' + name, type=Path)\n"
        "options.add_argument('--seed', type=int)\n"
        "given = options.parse_args()\n"
        "inputs = read_inputs(given.inputs) if given.inputs else None\n"
        "view = read_view(given.train, inputs)\n"
        "fitted = load_predictor('modality_ridge').fit(view, seed=given.seed)\n"
        "write_prediction(fitted.predict(read_queries(given.queries, inputs)), given.out, {})\n"
    )
    card = {"covers_tasks": ["modality"], "uncertainty": "conformal"}
    subject = ByCommand((sys.executable, str(script)), "ridge", card)
    names = ("every-query", "quantiles", "determinism", "unit-renaming", "feature-order")
    report = check_subject(subject, laws_named(names))
    assert [r.outcome.verdict for r in report.results] == [Verdict.PASSED] * len(names)


def test_a_command_that_is_none_is_refused():
    with pytest.raises(aivc.AivcError, match="no program"):
        aivc.check_predictor(command="no-such-program-anywhere")
