"""Let a run be answered, in process or by its command, and write the file of predictions."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.files.prediction_file import ENTRY, read_stated, write_prediction
from aivc.evaluation.files.text_form import read_text_prediction
from aivc.evaluation.prediction import Prediction
from aivc.evaluation.running.command import run_command
from aivc.evaluation.running.cost import as_plain, measured
from aivc.evaluation.running.errors import PredictorError
from aivc.evaluation.running.process import named
from aivc.evaluation.running.statement import statement_of
from aivc.evaluation.running.words import located_command
from aivc.schema.errors import AivcError
from aivc.storage import open_dataset
from aivc.storage.errors import UnreadableInputError
from aivc.storage.writing.write import write_container

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.evaluation.files.run_folder import Run
    from aivc.evaluation.predictor import Predictor


def answer_in_process(run: Run, predictor: Predictor, output: Path) -> dict[str, Any]:
    """Let a fitted predictor answer, write the file, and return the ``PredictionCost``.

    Raises
    ------
    PredictorError
        The predictor fails.
    PredictionError
        It answers with something that no file can hold.
    OSError
        The file cannot be written.
    """
    with measured() as spent:
        try:
            prediction: object = predictor.predict(run.queries)
        except AivcError:
            raise
        except Exception as error:
            msg = f"{run.header.predictor} failed: {type(error).__name__}: {error}"
            raise PredictorError(msg) from error
    if not isinstance(prediction, Prediction):
        msg = f"{run.header.predictor} answered with {type(prediction).__name__}, not a Prediction"
        raise PredictorError(msg)
    cost = as_plain(run.header.fit_seconds, spent, len(run.queries.units))
    write_prediction(prediction, output, statement_of(run, prediction.levels, cost))
    return cost


def answer_by_command(run: Run, output: Path, timeout: float | None) -> dict[str, Any]:
    """Run the command of a run, write the file, and return the ``PredictionCost``.

    An h5ad file stays as the command wrote it, except for what it says of itself.

    Raises
    ------
    PredictorError
        The command fails, takes too long, or leaves no file of predictions that can be read.
    OSError
        The file cannot be written.
    """
    header = run.header
    command = located_command(header.command, run.folder)
    with TemporaryDirectory(prefix="aivc-answer-") as folder:
        left = run_command(
            command,
            run.folder,
            Path(folder),
            seed=header.seed,
            is_text=header.is_text,
            timeout=timeout,
        )
        cost = as_plain(None, left.cost, len(run.queries.units))
        if header.is_text:
            with _told_of(header.command, left.path):
                prediction = read_text_prediction(left.path)
            write_prediction(prediction, output, statement_of(run, prediction.levels, cost))
            return cost
        with _told_of(header.command, left.path):
            stated = read_stated(left.path)
        said = statement_of(run, tuple(stated.quantiles), cost, stated.about)
        with open_dataset(left.path) as dataset:
            text = json.dumps(said, ensure_ascii=False, sort_keys=True)
            write_container(dataset, output, embedded={ENTRY: text}, force=True)
    return cost


@contextmanager
def _told_of(command: Sequence[str], answer: Path) -> Iterator[None]:
    """Say whose answer cannot be read; the folder that it lay in is gone when a user looks."""
    try:
        yield
    except (PredictionError, UnreadableInputError) as error:
        what = str(error).replace(str(answer), answer.name)
        msg = f"{named(command)} wrote an answer that cannot be read: {what}"
        raise PredictorError(msg) from error
