"""Training views as h5ad files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.files.container import StatesFile, read_states, write_states
from aivc.evaluation.files.header import header_of
from aivc.evaluation.files.task_text import asked_features, task_as_plain, task_of_plain
from aivc.evaluation.files.unit_columns import (
    CLUSTER,
    COUNT,
    ROLE,
    axes_of,
    refuse_repeated,
    unit_columns,
    units_of_columns,
)
from aivc.evaluation.tasks.view_digest import view_digest
from aivc.evaluation.view import Role, TrainingView

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.evaluation.files.unit_columns import Column
    from aivc.evaluation.view import Inputs

ENTRY = "aivc_view"
"""Entry of uns with the text about the view."""

FORMAT = "aivc-view"
FORMAT_VERSION = 1
NOISE = "layers/noise"


def write_view(view: TrainingView, path: Path) -> None:
    """Write a training view; its inputs are written by :func:`write_inputs`.

    The rows of obs are units: ``role``, ``cluster_id`` where clusters are told, a column for each
    axis of context, and what was done. ``X`` holds their states, ``layers["noise"]`` the sampling
    variance, and ``uns["aivc_view"]`` a JSON text with the task.

    Raises
    ------
    UnwritableError
        The name does not end in ``.h5ad``.
    OSError
        The folder does not exist or may not be written.
    """
    columns = view_columns(view)
    matrices = {"X": view.states}
    if view.noise is not None:
        matrices[NOISE] = view.noise
    unit_ids = tuple(unit.unit_id for unit in view.units)
    text = json.dumps(view_header(view), ensure_ascii=False, sort_keys=True)
    write_states(StatesFile(unit_ids, view.features, columns, matrices, {ENTRY: text}), path)


def view_columns(view: TrainingView) -> dict[str, Column]:
    """Return what is known of each unit of a view, beside its state."""
    clusters: dict[str, Column] = {CLUSTER: view.clusters} if view.clusters else {}
    return {
        ROLE: [role.value for role in view.roles],
        **clusters,
        **unit_columns(view.units, axes_of(view.units, view.task.context_axes)),
        COUNT: [unit.n_observations for unit in view.units],
    }


def view_header(view: TrainingView) -> dict[str, Any]:
    """Return what a file says of the view that it holds."""
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "task": task_as_plain(view.task),
        "context_axes": list(axes_of(view.units, view.task.context_axes)),
        "asked_features": list(asked_features(view.task, view.features)),
        "view_digest": view_digest(view),
        "has_inputs": view.inputs is not None,
    }


def read_view(path: Path, inputs: Inputs | None = None) -> TrainingView:
    """Read a training view.

    Parameters
    ----------
    path
        The file.
    inputs
        What may be read of units, as :func:`read_inputs` gives it. Needed where the task has some.

    Raises
    ------
    UnreadableInputError
        There is no such file, or its bytes cannot be decoded.
    PredictionError
        It is no training view, was changed after it was written, or the inputs are not those that
        belong to it.
    """
    held = read_states(path)
    header = header_of(held.texts.get(ENTRY), ENTRY, FORMAT, FORMAT_VERSION, path)
    task = task_of_plain(header.get("task"), str(path))
    refuse_repeated(held.features, str(path))
    counts = held.columns.get(COUNT)
    if counts is None or "X" not in held.matrices or ROLE not in held.columns:
        msg = f"{path} has no X or lacks one of the columns {ROLE!r} and {COUNT!r}; make it again"
        raise PredictionError(msg)
    axes = _texts(header.get("context_axes"))
    units = units_of_columns(held.unit_ids, held.columns, axes, str(path), counts)
    view = TrainingView(
        task,
        units,
        tuple(_role(role, path) for role in held.columns[ROLE]),
        held.matrices["X"],
        held.matrices.get(NOISE),
        held.features,
        inputs,
        str(header.get("view_digest")),
        tuple(str(name or "") for name in held.columns.get(CLUSTER, ())),
    )
    if (inputs is None) == bool(header.get("has_inputs")):
        said = "needs the file of inputs" if inputs is None else "has no inputs"
        msg = f"{path} {said}; give what lies beside it in the folder that `aivc fit` made"
        raise PredictionError(msg)
    if view_digest(view) != view.digest:
        msg = f"{path}, or the file of inputs, was changed after it was written; make it again"
        raise PredictionError(msg)
    return view


def _role(said: Any, path: Path) -> Role:
    try:
        return Role(said)
    except ValueError as error:
        msg = f"{path} has the role {said!r}; expected {', '.join(role.value for role in Role)}"
        raise PredictionError(msg) from error


def _texts(said: Any) -> Sequence[str]:
    return [str(entry) for entry in said] if isinstance(said, list) else []
