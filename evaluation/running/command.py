"""Run a predictor that is a command of any language, in a folder that holds the view alone."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from aivc.evaluation.files.run_folder import (
    INPUTS,
    PREDICTION,
    QUERIES,
    TEXT_INPUTS,
    TEXT_PREDICTION,
    TEXT_QUERIES,
    TEXT_VIEW,
    VIEW,
)
from aivc.evaluation.running.errors import PredictorError
from aivc.evaluation.running.process import named, run_process

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.evaluation.running.cost import Cost


@dataclass(frozen=True, slots=True)
class Answered:
    """What a command left behind.

    Attributes
    ----------
    path
        The file of predictions, ``pred.h5ad`` or ``pred.tsv``.
    cost
        Time and memory of the largest of its processes.
    """

    path: Path
    cost: Cost


def run_command(
    command: Sequence[str],
    run: Path,
    output: Path,
    *,
    seed: int = 0,
    is_text: bool = False,
    timeout: float | None = None,
    environment: Mapping[str, str] | None = None,
    inside: Path | None = None,
) -> Answered:
    """Run a command on copies of the files of a run, and take over the predictions that it writes.

    It is called with ``--train view.h5ad --queries queries.parquet [--inputs inputs.h5ad]
    --seed N --out pred.h5ad`` (or ``.tsv`` each) in a temporary folder that holds these files and
    nothing else. That keeps honest programs from reading more; it is no jail.

    Parameters
    ----------
    command
        Program and first arguments, as ``split_command`` gives them.
    run
        Folder of the run.
    output
        An existing folder that gets the predictions, under the names that they have.
    seed
        Given to the command.
    is_text
        Whether it reads and writes text.
    timeout
        Seconds after which it is stopped, with all that it started; None for no end.
    environment
        Variables that it gets beside those of this process.
    inside
        An existing folder in which the temporary folder is made.

    Raises
    ------
    PredictorError
        It cannot be started, fails, takes too long, or leaves no file of predictions.
    """
    names = (TEXT_VIEW, TEXT_QUERIES, TEXT_INPUTS, TEXT_PREDICTION)
    view, queries, inputs, answer = names if is_text else (VIEW, QUERIES, INPUTS, PREDICTION)
    with TemporaryDirectory(prefix="aivc-predict-", dir=inside) as folder:
        sandbox = Path(folder)
        for file in _files(run, is_text=is_text):
            shutil.copyfile(file, sandbox / file.name)
        given = ["--inputs", inputs] if (sandbox / inputs).is_file() else []
        words = [*command, "--train", view, "--queries", queries, *given]
        words += ["--seed", str(seed), "--out", answer]
        cost = run_process(words, sandbox, timeout, environment or {})
        if not (sandbox / answer).is_file() or (sandbox / answer).is_symlink():
            msg = f"{named(command)} ended well but wrote no {answer}; it is told where by --out"
            raise PredictorError(msg)
        for file in _answers(sandbox, answer):
            shutil.copyfile(file, output / file.name)
    return Answered(output / answer, cost)


def _files(run: Path, *, is_text: bool) -> list[Path]:
    suffixes = {".tsv", ".json"} if is_text else {".h5ad", ".parquet"}
    stems = {"view", "view.noise", "inputs", "queries"}
    files = (path for path in sorted(run.iterdir()) if path.stem in stems)
    return [path for path in files if path.suffix in suffixes]


def _answers(sandbox: Path, answer: str) -> list[Path]:
    """Return the file of predictions and the tables of quantiles beside it."""
    stem = answer.removesuffix(".tsv")
    beside = sandbox.glob(f"{stem}.q*.tsv") if answer == TEXT_PREDICTION else ()
    regular = (file for file in sorted(beside) if file.is_file() and not file.is_symlink())
    return [sandbox / answer, *regular]
