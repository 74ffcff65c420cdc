"""What is asked and what was measured, as rules about predictions take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.files.digests import file_sha256
from aivc.evaluation.files.prediction_file import read_stated
from aivc.evaluation.tasks.strata import Knowledge
from aivc.evaluation.view import Role
from aivc.validators.facts.predictions.asked import LEARNT_PARTS, Asked, AskedUnit, Measured
from aivc.validators.facts.predictions.facts import facts_of_predictions
from aivc.validators.facts.predictions.measure import measure_predictions

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.evaluation.truth import Truth
    from aivc.evaluation.view import Queries, TrainingView
    from aivc.validators.facts.model import Facts
    from aivc.validators.facts.predictions.stated import StatedPredictions


def asked_of(
    view: TrainingView,
    queries: Queries,
    *,
    manifest_digest: str,
    dataset_id: str = "",
    seed: int | None = None,
    learnt_parts: tuple[str, ...] = LEARNT_PARTS,
) -> Asked:
    """Return what is asked, with the regime of each unit as the view alone tells it.

    Parameters
    ----------
    view, queries
        What a predictor sees.
    manifest_digest
        Of the manifest that both were made from.
    dataset_id
        Identifier of the dataset; empty where it has none.
    seed
        Source of chance that the predictor was given; None where that is not known.
    learnt_parts
        Names of the parts of the manifest that a predictor may learn from.
    """
    learnt = {Role.TRAINING, Role.CALIBRATION}
    knowledge = Knowledge(
        unit for unit, role in zip(view.units, view.roles, strict=True) if role in learnt
    )
    units = tuple(
        AskedUnit(
            unit.unit_id,
            tuple(sorted({step.agent for step in unit.intervention.acting})),
            knowledge.regime(unit).value,
        )
        for unit in queries.units
    )
    task = view.task
    return Asked(
        task.task_id,
        task.kind.value,
        task.space.value,
        units,
        queries.features,
        task.interval_level,
        view.digest,
        manifest_digest,
        dataset_id,
        seed,
        learnt_parts,
    )


def facts_of_file(
    path: Path,
    asked: Asked,
    *,
    profile: str = "release",
    truth: Truth | None = None,
    second: StatedPredictions | None = None,
) -> Facts:
    """Read a file of predictions and return the facts that rules about it take.

    Parameters
    ----------
    path
        The file.
    asked
        What was asked; see :func:`asked_of`.
    profile
        Which slots the file must fill in of what it says of itself.
    truth
        What was measured, where the caller holds it.
    second
        What the same run answered a second time.

    Raises
    ------
    UnreadableInputError
        There is no such file, or its bytes cannot be decoded.
    PredictionError
        It is no h5ad file, or is far too large.
    """
    measured = measure_predictions(
        read_stated(path),
        asked,
        profile=profile,
        truth=None if truth is None else _measured(truth),
        second=second,
    )
    size, digest = path.stat().st_size, f"sha256:{file_sha256(path)}"
    return facts_of_predictions(path, measured, byte_size=size, digest=digest)


def _measured(truth: Truth) -> Measured:
    return Measured(tuple(unit.unit_id for unit in truth.units), truth.features, truth.states)
