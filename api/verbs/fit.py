"""The verb ``fit``: make the training view of a task, and let a predictor learn from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.verbs.judging import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.evaluation.files.run_folder import RunHeader
    from aivc.evaluation.predictor import Predictor
    from aivc.verbs.prepared_task import PreparedTask


@dataclass(frozen=True, slots=True)
class Fitted:
    """A run that was written.

    Attributes
    ----------
    folder
        Where it is.
    task_id, task_kind, space
        The task.
    predictor
        Name of the predictor, or of the command.
    n_units, n_queries, n_features
        Units of the view, units that are asked about, and features of the view.
    fit_seconds
        Time that learning took; None where a command learns when it predicts.
    notes
        What was decided for the user, in sentences.
    """

    folder: Path
    task_id: str
    task_kind: str
    space: str
    predictor: str
    n_units: int
    n_queries: int
    n_features: int
    fit_seconds: float | None
    notes: tuple[str, ...]


def fit(  # noqa: PLR0913 - one keyword for each option of the command
    source: str | Path,
    output: str | Path,
    *,
    predictor: str | None = None,
    command: str | None = None,
    predictor_card: str | Path | None = None,
    manifest: str | Path | None = None,
    task: str | None = None,
    card: str | Path | None = None,
    seed: int = 0,
    text: bool = False,
    force: bool = False,
) -> Fitted:
    """Make the training view and the queries of a task, and let a predictor learn.

    The folder that is written is all that a predictor gets to see: the truth is not in it.

    Parameters
    ----------
    source
        An h5ad or h5mu file, a zarr store, or a table of records.
    output
        Folder of the run.
    predictor
        Name of a predictor, or ``module:Class``.
    command
        A program of any language, which learns and predicts when ``predict`` runs it. One of
        ``predictor`` and ``command`` is given.
    predictor_card
        YAML or JSON file with the ``PredictorCard`` of the command.
    manifest
        The manifest; ``NAME.split.yaml`` beside the data where it is None.
    task
        Name of the task in the manifest; needed where it declares several.
    card
        Card to use instead of the sidecar ``NAME.aivc.yaml`` or the embedded one.
    seed
        Source of chance.
    text
        Also write tab-separated text, which the command then reads and writes.
    force
        Replace a run that is there.

    Raises
    ------
    UnreadableInputError
        The data or the manifest cannot be opened.
    SettingsError
        The settings contradict each other, or the folder is taken.
    TaskError
        The task asks for what dataset or manifest do not hold.
    UnknownPredictorError, PredictorError
        There is no such predictor, or it cannot learn from this view.

    Examples
    --------
    >>> fit("screen.h5ad", "run/", predictor="pert_mean").n_queries  # doctest: +SKIP
    84
    """
    from aivc.evaluation.running.fitting import learn_in_process
    from aivc.evaluation.running.words import kept_command, split_command
    from aivc.reference_models.registry import load_predictor
    from aivc.storage.atomic import replacing_folder
    from aivc.verbs.free_folder import free_folder
    from aivc.verbs.predictor_choice import refuse_both_or_none
    from aivc.verbs.prepared_task import prepared_task

    refuse_both_or_none(predictor, command)
    if predictor is not None and (text or predictor_card is not None):
        message = "Text files and a card of its own are for a command; a predictor needs neither."
        raise SettingsError(message)
    folder = free_folder(output, force=force)
    here = Path.cwd()
    words = () if command is None else split_command(command, here)
    made = None if predictor is None else load_predictor(predictor)
    own_card = {} if made is not None else _card_of_command(words, predictor_card)
    found = prepared_task(source, manifest, task=task, card=card)
    view, queries = found.prepared.view, found.prepared.queries
    fit_seconds = None
    if made is not None:
        learnt = learn_in_process(made, view, seed=seed, name=predictor or "")
        made, own_card, fit_seconds = learnt.predictor, learnt.card, learnt.seconds
    kept = () if command is None else kept_command(command, here, folder)
    header = _header(found, own_card, predictor or "", kept, fit_seconds, seed=seed, is_text=text)
    with replacing_folder(folder) as staged:
        _write(staged, header, found, made)
    return Fitted(
        folder,
        view.task.task_id,
        view.task.kind.value,
        view.task.space.value,
        str(own_card.get("name", predictor)),
        len(view.units),
        len(queries.units),
        len(view.features),
        fit_seconds,
        found.notes,
    )


def _write(
    folder: Path, header: RunHeader, found: PreparedTask, predictor: Predictor | None
) -> None:
    from aivc.evaluation.files.run_folder import write_run
    from aivc.verbs.saved_predictor import save_predictor

    if predictor is not None:
        save_predictor(predictor, folder)
    write_run(folder, header, found.prepared.view, found.prepared.queries)


def _header(
    found: PreparedTask,
    card: Mapping[str, Any],
    predictor: str,
    words: tuple[str, ...],
    fit_seconds: float | None,
    *,
    seed: int,
    is_text: bool,
) -> RunHeader:
    from aivc.evaluation.files.run_folder import RunHeader

    return RunHeader(
        task_id=found.task.task_id,
        view_digest=found.prepared.view.digest,
        manifest_digest=found.prepared.truth.manifest_digest,
        dataset_digest=found.prepared.truth.dataset_digest,
        evaluated_on=found.evaluated_on,
        predictor=predictor,
        command=words,
        predictor_card=card,
        seed=seed,
        is_text=is_text,
        fit_seconds=fit_seconds,
        learnt_parts=found.learnt_parts,
        notes=found.notes,
    )


def _card_of_command(words: tuple[str, ...], path: str | Path | None) -> Mapping[str, Any]:
    from aivc.evaluation.running.statement import drafted_card
    from aivc.verbs.predictor_card import read_predictor_card

    return drafted_card(words) if path is None else read_predictor_card(Path(path))
