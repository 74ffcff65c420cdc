"""A task of a dataset and its manifest, prepared: what ``fit`` and ``evaluate`` start from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.verbs.judging import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aivc.evaluation.task import Task
    from aivc.evaluation.tasks.prepare import Prepared
    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.manifest.document import ManifestDocument


@dataclass(frozen=True, eq=False)
class PreparedTask:
    """A task and all that it was made from.

    Attributes
    ----------
    prepared
        View, queries and truth.
    task
        What is asked.
    document
        The manifest.
    card
        The card of the dataset, as far as it can be read.
    folder
        Folder of the card, in which the files that it names lie.
    evaluated_on
        ``DatasetReference`` of the standard.
    learnt_parts
        Names of the parts of the manifest that a predictor may learn from.
    """

    prepared: Prepared
    task: Task
    document: ManifestDocument
    card: DatasetCard
    folder: Path
    evaluated_on: Mapping[str, Any]
    learnt_parts: tuple[str, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What was decided for the user, in sentences."""
        if self.task.is_declared:
            return self.prepared.notes
        axes = ", ".join(self.task.context_axes) or "the whole dataset"
        drafted = (
            f"the manifest declares no task, so one was drafted: a unit is an intervention in a "
            f"context of {axes}; clusters are told by "
            f"{', '.join(self.task.cluster_axes) or 'unit'}. Declare `tasks` in the manifest, "
            "such as with `aivc split make --tasks tasks.yaml`, to decide it yourself"
        )
        return (drafted, *self.prepared.notes)


def prepared_task(
    source: str | Path,
    manifest: str | Path | None = None,
    *,
    task: str | None = None,
    card: str | Path | None = None,
) -> PreparedTask:
    """Prepare a task.

    Parameters
    ----------
    source
        An h5ad or h5mu file, a zarr store, or a table of records.
    manifest
        The manifest; ``NAME.split.yaml`` beside the data where it is None.
    task
        Name of the task in the manifest; needed where it declares several.
    card
        Card to use instead of the sidecar ``NAME.aivc.yaml`` or the embedded one.

    Raises
    ------
    UnreadableInputError
        The data or the manifest cannot be opened.
    SettingsError
        No manifest was named, and there is none beside the data, what was named is no data, or the
        table of the manifest was changed.
    TaskError
        The task asks for what dataset or manifest do not hold.
    """
    from aivc.evaluation.readouts.declared import refuse_unknown_readouts
    from aivc.evaluation.tasks.prepare import prepare
    from aivc.evaluation.tasks.resolve import resolve_task
    from aivc.splits.manifest.document import read_manifest
    from aivc.storage import find_card, open_observations
    from aivc.validators.facts.card import collect_card
    from aivc.verbs.data_first import refuse_other_inputs, refuse_predictions
    from aivc.verbs.guessed_roles import guesses_for
    from aivc.verbs.linked_links import card_folder
    from aivc.verbs.split_audit import manifest_of

    refuse_other_inputs(source)
    with open_observations(source) as dataset:
        refuse_predictions(dataset)
        document = read_manifest(manifest_of(source, manifest))
        _refuse_changed_table(document)
        cards = find_card(source, card, dataset)
        view = collect_card(cards, "minimal").view
        folder = card_folder(dataset, cards)
        guessed = guesses_for(dataset, view, document.view)
        asked = resolve_task(dataset, view, document, task, guessed_roles=guessed)
        refuse_unknown_readouts(asked, view)
        prepared = prepare(dataset, view, document, asked, guessed_roles=guessed, folder=folder)
    _refuse_unjudgeable(prepared)
    reference = _reference(source, view, document, prepared.truth.dataset_digest)
    return PreparedTask(prepared, asked, document, view, folder, reference, _learnt_parts(document))


def _refuse_changed_table(document: ManifestDocument) -> None:
    named = document.view.assignments
    stated = None if named is None else named.sha256
    if not stated or document.table_sha256 in {"", stated}:
        return
    message = (
        f"{document.table_path} is not the table that {document.path.name} was written with: its "
        f"sha256 is {document.table_sha256}, and the manifest says {stated}. Get the table that "
        "belongs to the manifest, or make the split again with `aivc split make`."
    )
    raise SettingsError(message)


def _refuse_unjudgeable(prepared: Prepared) -> None:
    """Refuse responses of which none can be judged, before anybody learns from the view.

    Raises
    ------
    TaskError
        No unit that is asked about has a control.
    """
    import numpy as np

    from aivc.evaluation.errors import TaskError
    from aivc.evaluation.task import TaskKind

    task, truth = prepared.view.task, prepared.truth
    is_response = task.kind is TaskKind.RESPONSE and len(truth.units) > 0
    if not is_response or np.isfinite(truth.controls).any():
        return
    how = "; ".join(note for note in prepared.notes if note.startswith("controls are matched on"))
    msg = (
        f"task {task.task_id}: none of the {len(truth.units):,} units that are asked about has a "
        f"control, and a response is a difference to one ({how}). Say in the card which rows are "
        "controls (`aivc init` drafts one), or label them DMSO or untreated; and name what they "
        "share with treated rows in control_matched_on of the task"
    )
    raise TaskError(msg)


def _learnt_parts(document: ManifestDocument) -> tuple[str, ...]:
    manifest = document.view
    roles = {"training", "calibration"}
    if manifest.validation_role == "calibration":
        roles.add("validation")
    parts = ((part.partition_name, part.partition_role) for part in manifest.partitions)
    return tuple(name for name, role in parts if name and role in roles)


def _reference(
    source: str | Path, card: DatasetCard, document: ManifestDocument, content_digest: str
) -> dict[str, Any]:
    from aivc.verbs.dataset_reference import dataset_reference

    divided = document.view.split_of
    digest = divided.observations_digest if divided is not None else None
    said = dataset_reference(source, card, digest or "")
    if digest is None:
        del said["observations_digest"]
    if divided is not None and divided.dataset_id:
        said["dataset_id"] = divided.dataset_id
    return {**said, "content_digest": content_digest}
