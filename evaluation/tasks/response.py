"""Prepare a task that asks for the state of units after an intervention."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.tasks.contexts import Part, contexts_of, parts_of_rows
from aivc.evaluation.tasks.controls_of_units import ControlsOfUnits
from aivc.evaluation.tasks.digests import dataset_digest, manifest_digest
from aivc.evaluation.tasks.grants import grant_notes, granted_by
from aivc.evaluation.tasks.interventions import treatments_of
from aivc.evaluation.tasks.matching import Choice, matching_of
from aivc.evaluation.tasks.matrices import chosen_columns, find_matrix
from aivc.evaluation.tasks.measured import Wanted, measure
from aivc.evaluation.tasks.members import Described
from aivc.evaluation.tasks.notes import notes_on_controls, notes_on_rows, notes_on_values
from aivc.evaluation.tasks.pairing import Named, paired
from aivc.evaluation.tasks.prepare import Prepared
from aivc.evaluation.tasks.standing import KNOWN, Standing
from aivc.evaluation.tasks.targets import targeted_features
from aivc.evaluation.tasks.view_digest import view_digest
from aivc.evaluation.truth import Truth
from aivc.evaluation.view import Queries, Role, TrainingView

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.task import Task
    from aivc.evaluation.tasks.rows import Rows
    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.manifest.document import ManifestDocument
    from aivc.storage.model import Dataset


def prepare_response(
    dataset: Dataset, card: DatasetCard, document: ManifestDocument, task: Task, rows: Rows
) -> Prepared:
    """Prepare the task; see :func:`aivc.evaluation.tasks.prepare.prepare`."""
    manifest = document.view
    treatments = treatments_of(rows, card)
    contexts = contexts_of(rows, task.context_axes)
    parts = parts_of_rows(rows, manifest)
    described = Described(treatments, contexts, rows.hours, parts)
    matching = matching_of(rows, card, task, contexts, treatments)
    choice = Choice(rows, card, treatments)
    is_usable = (parts > 0) & ~treatments.left_out
    is_treated = is_usable & (treatments.codes > 0) & ((parts & ~Part.ELSEWHERE) > 0)
    treated = described.atoms(is_treated)
    untreated = described.atoms(is_usable & treatments.is_control, (matching.codes, choice.codes))
    finder = ControlsOfUnits(described, untreated, treated.n_atoms, choice.of, matching.labels)
    grants = granted_by(manifest)
    pairs = paired(
        described, treated, finder, rows, matching.codes, grants_controls=grants.controls
    )
    named = Named(pairs, finder, np.concatenate([treated.n_rows(), untreated.n_rows()]))
    named.refuse_nothing(document)
    questions = named.questions()
    atoms = np.where(untreated.codes >= 0, untreated.codes + treated.n_atoms, treated.codes)
    wanted = Wanted(atoms, treated.n_atoms + untreated.n_atoms, named.judged_atoms())
    source = find_matrix(dataset, task.target_table, task.target_layer)
    columns = chosen_columns(source, task.target_features, "target_features")
    measured = measure(source, columns, task.space, wanted, rows.observations)
    said = notes_on_values(measured.seen, task, source.path)
    features = tuple(source.features[k] for k in columns.tolist())
    standing = Standing(rows, atoms, manifest, task)
    view = TrainingView(
        task=task,
        units=named.units,
        roles=named.roles,
        states=measured.states(named.atoms),
        noise=measured.noise(named.atoms),
        features=features,
        clusters=standing.clusters(named.units, named.atoms),
    )
    view = replace(view, digest=view_digest(view))
    asked = [pair.unit.atoms for pair in named.asked]
    controls = [pair.judged.atoms if pair.judged else () for pair in named.asked]
    truth = Truth(
        units=named.questions(counted=True),
        strata=standing.strata(questions, asked, view, is_treated & (parts & KNOWN > 0)),
        clusters=standing.clusters(questions, asked),
        features=features,
        states=measured.states(asked),
        controls=measured.states(controls),
        noise=measured.noise(asked),
        control_noise=measured.noise(controls),
        p_values=measured.p_values(asked, controls),
        training_mean=mean_response(view),
        halves=measured.halves(asked, controls),
        dataset_digest=dataset_digest(dataset, rows.observations),
        manifest_digest=manifest_digest(document),
        targeted=targeted_features(rows, card, source, features, (*view.units, *questions)),
    )
    notes = (
        *notes_on_rows(rows, treatments, parts, is_treated),
        *notes_on_controls(named, matching),
        *said,
        *grant_notes(grants, has_inputs=False),
    )
    return Prepared(view, Queries(questions, features), truth, notes)


def mean_response(view: TrainingView) -> NDArray[np.float64]:
    """Return the mean difference between treated units of training and their controls.

    Every unit counts alike, shape (n_features,); NaN where no unit of training has a control.
    """
    learnt = np.array([r for r in view.rows(Role.TRAINING) if not view.units[r].is_control], int)
    controls = view.control_rows(learnt.tolist())
    treated, controls = learnt[controls >= 0], controls[controls >= 0]
    if not len(treated):
        return np.full(len(view.features), np.nan)
    mean: NDArray[np.float64] = np.mean(view.states[treated] - view.states[controls], axis=0)
    return mean
