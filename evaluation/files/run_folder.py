"""A run: the folder that holds all that a predictor may see, and what it is asked."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.files.digests import file_sha256
from aivc.evaluation.files.header import header_of
from aivc.evaluation.files.inputs_file import read_inputs, write_inputs
from aivc.evaluation.files.queries_file import read_queries, write_queries
from aivc.evaluation.files.text_form import (
    write_text_inputs,
    write_text_queries,
    write_text_view,
)
from aivc.evaluation.files.view_file import read_view, write_view
from aivc.storage.atomic import write_text
from aivc.storage.errors import UnreadableInputError
from aivc.storage.limits import MAX_METADATA_BYTES
from aivc.storage.whole_files import read_text
from aivc.validators.facts.predictions.asked import LEARNT_PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.evaluation.view import Queries, TrainingView

FORMAT = "aivc-run"
FORMAT_VERSION = 1
RUN, VIEW, INPUTS, QUERIES = "run.json", "view.h5ad", "inputs.h5ad", "queries.parquet"
TEXT_VIEW, TEXT_INPUTS, TEXT_QUERIES = "view.tsv", "inputs.tsv", "queries.tsv"
PREDICTION, TEXT_PREDICTION = "pred.h5ad", "pred.tsv"


@dataclass(frozen=True, slots=True)
class RunHeader:
    """What a run is about.

    Attributes
    ----------
    task_id, view_digest, manifest_digest, dataset_digest
        What was asked, and of what.
    evaluated_on
        ``DatasetReference`` of the standard.
    predictor
        Name of the predictor; empty where a command is run.
    command
        The command and its arguments, files named from the folder of the run; empty where the
        predictor is run in process.
    predictor_card
        ``PredictorCard`` of the standard.
    seed
        Source of chance.
    is_text
        Whether the files are tab-separated text.
    fit_seconds
        Time that fitting took; None where the command fits.
    learnt_parts
        Names of the parts of the manifest that the view holds.
    notes
        What was decided for the user, in sentences.
    """

    task_id: str
    view_digest: str
    manifest_digest: str
    dataset_digest: str
    evaluated_on: Mapping[str, Any] = field(default_factory=dict)
    predictor: str = ""
    command: tuple[str, ...] = ()
    predictor_card: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    is_text: bool = False
    fit_seconds: float | None = None
    learnt_parts: tuple[str, ...] = LEARNT_PARTS
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Run:
    """A run as it was read."""

    folder: Path
    header: RunHeader
    view: TrainingView
    queries: Queries


def write_run(folder: Path, header: RunHeader, view: TrainingView, queries: Queries) -> None:
    """Write the files of a run into an empty folder.

    Raises
    ------
    PredictionError
        Something has a name that the form of the files cannot hold.
    OSError
        The folder does not exist or may not be written.
    """
    write_view(view, folder / VIEW)
    write_queries(queries, view.task, folder / QUERIES)
    if view.inputs is not None:
        write_inputs(view.inputs, folder / INPUTS)
    if header.is_text:
        write_text_view(view, folder / TEXT_VIEW)
        write_text_queries(queries, view.task.context_axes, folder / TEXT_QUERIES)
        if view.inputs is not None:
            write_text_inputs(view.inputs, folder / TEXT_INPUTS)
    written = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        **{entry.name: getattr(header, entry.name) for entry in fields(header)},
        "files": {path.name: file_sha256(path) for path in sorted(folder.iterdir())},
    }
    write_text(folder / RUN, json.dumps(written, indent=2, ensure_ascii=False) + "\n")


def read_run(folder: str | Path) -> Run:
    """Read a run.

    Raises
    ------
    UnreadableInputError
        There is no such folder, or a file in it is missing or damaged.
    PredictionError
        A file was changed since the run was made, or is of another format.
    """
    folder = Path(folder)
    header, files = _header(folder / RUN)
    for name, digest in files.items():
        if not (folder / name).is_file():
            msg = f"{folder} lacks {name}; make the run again with `aivc fit`"
            raise UnreadableInputError(msg)
        if file_sha256(folder / name) != digest:
            msg = f"{folder / name} was changed since the run was made; run `aivc fit` again"
            raise PredictionError(msg)
    inputs = read_inputs(folder / INPUTS) if INPUTS in files else None
    view = read_view(folder / VIEW, inputs)
    queries = read_queries(folder / QUERIES, inputs)
    if view.digest != header.view_digest:
        msg = f"{folder / RUN} is about another training view than {VIEW} beside it"
        raise PredictionError(msg)
    return Run(folder, header, view, queries)


def _header(path: Path) -> tuple[RunHeader, dict[str, str]]:
    if not path.is_file():
        msg = f"there is no {path}; give a folder that `aivc fit` made"
        raise UnreadableInputError(msg)
    said = header_of(read_text(path, MAX_METADATA_BYTES), RUN, FORMAT, FORMAT_VERSION, path)
    try:
        files = {str(name): str(digest) for name, digest in said.pop("files").items()}
        del said["format"], said["version"]
        said["command"] = tuple(map(str, said["command"]))
        said["notes"] = tuple(map(str, said["notes"]))
        said["learnt_parts"] = tuple(map(str, said["learnt_parts"]))
        header = RunHeader(**said)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        msg = f"{path} is damaged ({type(error).__name__}: {error}); run `aivc fit` again"
        raise PredictionError(msg) from error
    if bad := sorted(name for name in files if Path(name).name != name):
        msg = f"{path} names the file {bad[0]!r}, which is not in its folder"
        raise PredictionError(msg)
    return header, files
