"""Prepare a task that asks what happens to a subject, and when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.tasks.asked import Asked
from aivc.evaluation.tasks.contexts import ROW, Contexts, contexts_of, parts_of_rows
from aivc.evaluation.tasks.covariates import covariates_of
from aivc.evaluation.tasks.defaults import endpoint_of
from aivc.evaluation.tasks.digests import dataset_digest, manifest_digest
from aivc.evaluation.tasks.grants import grant_notes, granted_by
from aivc.evaluation.tasks.inputs import input_source, inputs_of
from aivc.evaluation.tasks.interventions import treatments_of
from aivc.evaluation.tasks.members import Described
from aivc.evaluation.tasks.notes import USED
from aivc.evaluation.tasks.outcomes import outcomes_of, refuse_outcomes
from aivc.evaluation.tasks.prepare import Prepared
from aivc.evaluation.tasks.standing import KNOWN, Standing
from aivc.evaluation.tasks.view_digest import view_digest
from aivc.evaluation.truth import Truth
from aivc.evaluation.view import Queries, TrainingView
from aivc.schema.endpoint_features import MEASURED, predicted_features

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.task import Task
    from aivc.evaluation.tasks.rows import Rows
    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.manifest.document import ManifestDocument
    from aivc.storage.model import Dataset


def prepare_endpoint(
    dataset: Dataset, card: DatasetCard, document: ManifestDocument, task: Task, rows: Rows
) -> Prepared:
    """Prepare the task; see :func:`aivc.evaluation.tasks.prepare.prepare`."""
    outcomes = outcomes_of(endpoint_of(task, card), rows)
    refuse_outcomes(task, card)
    treatments = treatments_of(rows, card)
    parts = parts_of_rows(rows, document.view)
    contexts = contexts_of(rows, [axis for axis in task.context_axes if axis != ROW])
    by_subject = Contexts(
        (*contexts.axes, ROW),
        (*contexts.codes, outcomes.subjects),
        (*contexts.levels, outcomes.names),
    )
    # A subject is not harvested, and a column called time may well hold the time to the event.
    hours = np.full(rows.n_rows, np.nan)
    described = Described(treatments, by_subject, hours, parts)
    is_used = (parts & USED) > 0
    kept = is_used & outcomes.is_known & ~treatments.left_out
    atoms = described.atoms(kept)
    asked = Asked(described, atoms, rows.observations)
    asked.refuse_nothing(document, f"a time to {endpoint_of(task, card).readout_id}")
    places = [*asked.known_atoms, *asked.asked_atoms]
    unit_ids = [unit.unit_id for unit in (*asked.known, *asked.asked)]
    source = input_source(dataset, task)
    if source is None:
        inputs = covariates_of(dataset, task, rows, atoms.codes, unit_ids, places)
    else:
        inputs = inputs_of(source, card, task, rows, atoms.codes, unit_ids, places, None)
    states = outcomes.of(atoms, places)
    n_known = len(asked.known)
    horizons = task.horizons or (_median_event(states[:n_known]),)
    task = replace(task, horizons=horizons)
    standing = Standing(rows, atoms.codes, document.view, task)
    view = TrainingView(
        task=task,
        units=asked.known,
        roles=asked.roles,
        states=states[:n_known],
        noise=None,
        features=MEASURED,
        inputs=inputs,
        clusters=standing.clusters(asked.known, asked.known_atoms),
    )
    view = replace(view, digest=view_digest(view))
    questions = asked.questions()
    features = predicted_features(horizons)
    nothing = np.full((len(questions), 2), np.nan)
    truth = Truth(
        units=asked.asked,
        strata=standing.strata(questions, asked.asked_atoms, view, kept & ((parts & KNOWN) > 0)),
        clusters=standing.clusters(questions, asked.asked_atoms),
        features=MEASURED,
        states=states[n_known:],
        controls=nothing,
        noise=None,
        control_noise=None,
        p_values=None,
        training_mean=states[:n_known].mean(axis=0),
        halves=(),
        dataset_digest=dataset_digest(dataset, rows.observations),
        manifest_digest=manifest_digest(document),
    )
    notes = (*outcomes.notes(is_used), *grant_notes(granted_by(document.view), has_inputs=True))
    return Prepared(view, Queries(questions, features, inputs), truth, notes)


def _median_event(states: NDArray[np.float64]) -> float:
    """Return the time by which half of the events of training were seen."""
    return float(np.median(states[states[:, 1] > 0, 0]))
