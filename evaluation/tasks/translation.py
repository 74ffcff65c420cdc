"""Prepare a task that asks for another modality, or for shares of cell states."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.tasks.asked import Asked
from aivc.evaluation.tasks.asked_states import asked_states
from aivc.evaluation.tasks.contexts import ROW, contexts_of, parts_of_rows
from aivc.evaluation.tasks.digests import dataset_digest, manifest_digest
from aivc.evaluation.tasks.grants import grant_notes, granted_by
from aivc.evaluation.tasks.inputs import input_source, inputs_of, refuse_missing_inputs
from aivc.evaluation.tasks.interventions import treatments_of
from aivc.evaluation.tasks.members import Described
from aivc.evaluation.tasks.notes import USED
from aivc.evaluation.tasks.prepare import Prepared
from aivc.evaluation.tasks.standing import KNOWN, Standing
from aivc.evaluation.tasks.view_digest import view_digest
from aivc.evaluation.truth import Truth
from aivc.evaluation.view import Queries, Role, TrainingView

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.evaluation.task import Task
    from aivc.evaluation.tasks.asked_states import AskedStates
    from aivc.evaluation.tasks.rows import Rows
    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.manifest.document import ManifestDocument
    from aivc.storage.model import Dataset


def prepare_translation(
    dataset: Dataset,
    card: DatasetCard,
    document: ManifestDocument,
    task: Task,
    rows: Rows,
    folder: Path,
) -> Prepared:
    """Prepare the task; see :func:`aivc.evaluation.tasks.prepare.prepare`."""
    manifest = document.view
    refuse_missing_inputs(task)
    source = input_source(dataset, task)
    wanted = asked_states(dataset, card, task, rows, folder, source)
    treatments = treatments_of(rows, card)
    parts = parts_of_rows(rows, manifest)
    contexts = contexts_of(rows, _axes(task, wanted))
    described = Described(treatments, contexts, rows.hours, parts)
    is_used = ((parts & USED) > 0) & ~treatments.left_out
    kept = is_used & wanted.has_state
    atoms = described.atoms(kept)
    asked = Asked(described, atoms, rows.observations)
    asked.refuse_nothing(document, wanted.what)
    read, said = wanted.read(task, rows, atoms, is_by_row=contexts.is_by_row)
    inputs = None
    if source is not None:
        ids = [unit.unit_id for unit in (*asked.known, *asked.asked)]
        places = [*asked.known_atoms, *asked.asked_atoms]
        inputs = inputs_of(source, card, task, rows, atoms.codes, ids, places, wanted.target)
    standing = Standing(rows, atoms.codes, manifest, task)
    view = TrainingView(
        task=task,
        units=asked.known,
        roles=asked.roles,
        states=read.states(asked.known_atoms),
        noise=read.noise(asked.known_atoms),
        features=wanted.features,
        inputs=inputs,
        clusters=standing.clusters(asked.known, asked.known_atoms),
    )
    view = replace(view, digest=view_digest(view))
    questions = asked.questions()
    states = read.states(asked.asked_atoms)
    truth = Truth(
        units=asked.asked,
        strata=standing.strata(questions, asked.asked_atoms, view, kept & ((parts & KNOWN) > 0)),
        clusters=standing.clusters(questions, asked.asked_atoms),
        features=wanted.features,
        states=states,
        controls=np.full(states.shape, np.nan),
        noise=read.noise(asked.asked_atoms),
        control_noise=None,
        p_values=None,
        training_mean=mean_state(view),
        halves=read.halves(asked.asked_atoms),
        dataset_digest=dataset_digest(dataset, rows.observations),
        manifest_digest=manifest_digest(document),
    )
    grants = granted_by(manifest)
    notes = (
        *_without_state(wanted, int((is_used & ~kept).sum())),
        *said,
        *grant_notes(grants, has_inputs=inputs is not None),
    )
    return Prepared(view, Queries(questions, wanted.features, inputs), truth, notes)


def mean_state(view: TrainingView) -> NDArray[np.float64]:
    """Return the mean state of units of training, shape (n_features,); missing values left out."""
    states = view.states[list(view.rows(Role.TRAINING))]
    n = np.count_nonzero(~np.isnan(states), axis=0)
    empty = np.full(len(view.features), np.nan)
    mean: NDArray[np.float64] = np.divide(np.nansum(states, axis=0), n, out=empty, where=n > 0)
    return mean


def _axes(task: Task, wanted: AskedStates) -> tuple[str, ...]:
    """Return the axes that make units: what holds cells, such as a spot, is a unit itself."""
    if wanted.is_held and ROW not in task.context_axes:
        return (ROW, *task.context_axes)
    return task.context_axes


def _without_state(wanted: AskedStates, n_rows: int) -> tuple[str, ...]:
    # Cells that spots hold have a state, and are no units.
    if not n_rows or wanted.is_held:
        return ()
    return (f"{n_rows:,} rows of training and test lack {wanted.what}, and are in no unit",)
