"""A predictor that is a command of any language, checked through its files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.files import write_inputs, write_queries, write_view
from aivc.evaluation.files.prediction_file import prediction_of, read_stated
from aivc.evaluation.files.run_folder import (
    INPUTS,
    QUERIES,
    TEXT_INPUTS,
    TEXT_QUERIES,
    TEXT_VIEW,
    VIEW,
)
from aivc.evaluation.files.text_form import (
    read_text_prediction,
    write_text_inputs,
    write_text_queries,
    write_text_view,
)
from aivc.evaluation.running.command import run_command
from aivc.evaluation.running.errors import PredictorError
from aivc.reference_models.conformance.errors import NoAnswerError
from aivc.reference_models.conformance.subjects.canaries import lay_canaries
from aivc.reference_models.conformance.subjects.watched import Watched
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.evaluation.prediction import Prediction
    from aivc.evaluation.view import Queries, TrainingView
    from aivc.reference_models.conformance.setting import Setting

NO_JAIL = "files beside the view were watched; those whose path it knows beforehand cannot be"


@dataclass(frozen=True)
class ByCommand:
    """A predictor that is a command.

    Attributes
    ----------
    command
        Program and first arguments; each that is a file is an absolute path.
    name
        Name that reports print.
    card
        Its ``PredictorCard``; empty where none is known.
    is_text
        Whether it reads and writes tab-separated text.
    timeout
        Seconds after which one answer is given up; None for no end.
    """

    command: tuple[str, ...]
    name: str
    card: Mapping[str, Any] = field(default_factory=dict)
    is_text: bool = False
    timeout: float | None = None

    def answer(self, view: TrainingView, queries: Queries, *, seed: int) -> Prediction:
        """Run the command on files of the view and the queries."""
        return self._answer(view, queries, seed=seed)

    def answer_elsewhere(self, setting: Setting, *, hash_seed: int) -> Prediction:
        """Run the command where Python and Perl hash text in another way."""
        environment = {"PYTHONHASHSEED": str(hash_seed), "PERL_HASH_SEED": str(hash_seed)}
        return self._answer(setting.view, setting.queries, environment=environment)

    def answer_beside(self, truth: TrainingView, view: TrainingView, queries: Queries) -> Watched:
        """Run the command in a folder beside the files."""
        with TemporaryDirectory(prefix="aivc-laws-") as name:
            folder = Path(name).resolve()
            canaries = lay_canaries(truth, folder)
            prediction = self._answer(view, queries, inside=folder)
            reads = tuple(f"../{file.name}" for file in canaries.read())
        unseen = NO_JAIL
        if not canaries.can_tell:
            unseen += ", and this disk keeps no times of access, so that only answers were compared"
        return Watched(prediction, reads, unseen)

    def _answer(
        self,
        view: TrainingView,
        queries: Queries,
        *,
        seed: int = 0,
        environment: Mapping[str, str] | None = None,
        inside: Path | None = None,
    ) -> Prediction:
        with TemporaryDirectory(prefix="aivc-laws-") as name:
            run, output = Path(name) / "run", Path(name) / "answer"
            for folder in (run, output):
                folder.mkdir()
            _write(run, view, queries, is_text=self.is_text)
            try:
                answered = run_command(
                    self.command,
                    run,
                    output,
                    seed=seed,
                    is_text=self.is_text,
                    timeout=self.timeout,
                    environment=environment,
                    inside=inside,
                )
                return _read(answered.path, is_text=self.is_text)
            except (PredictorError, PredictionError, UnreadableInputError) as error:
                raise NoAnswerError(str(error).replace(str(output), "the answer")) from error


def _write(folder: Path, view: TrainingView, queries: Queries, *, is_text: bool) -> None:
    """Write the files of a run that a command gets, and no others."""
    if is_text:
        write_text_view(view, folder / TEXT_VIEW)
        write_text_queries(queries, view.task.context_axes, folder / TEXT_QUERIES)
    else:
        write_view(view, folder / VIEW)
        write_queries(queries, view.task, folder / QUERIES)
    if view.inputs is not None and is_text:
        write_text_inputs(view.inputs, folder / TEXT_INPUTS)
    elif view.inputs is not None:
        write_inputs(view.inputs, folder / INPUTS)


def _read(path: Path, *, is_text: bool) -> Prediction:
    return read_text_prediction(path) if is_text else prediction_of(read_stated(path), str(path))
