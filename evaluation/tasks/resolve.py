"""Say what is asked: the task that a manifest declares, with every default written out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError
from aivc.evaluation.grid_row import GridRow, Regime, Stratum
from aivc.evaluation.task import INTERVAL_LEVEL, LEAST_UNITS, Space, Task, TaskKind
from aivc.evaluation.tasks.defaults import (
    default_clusters,
    default_context,
    default_horizons,
    default_readouts,
    default_target,
)
from aivc.evaluation.tasks.rows import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.evaluation.tasks.rows import Rows
    from aivc.schema.generated.views import DatasetCard, EvaluationTask
    from aivc.schema.generated.views import GridRow as DeclaredRow
    from aivc.splits.manifest.document import ManifestDocument
    from aivc.storage.model import Dataset

MOST_NAMED = 12
DEFAULT = "default"
"""Name of the task of a manifest that declares none."""


def resolve_task(
    dataset: Dataset,
    card: DatasetCard,
    document: ManifestDocument,
    name: str | None = None,
    *,
    guessed_roles: Mapping[str, tuple[str, ...]] | None = None,
) -> Task:
    """Return what is asked, as it is carried out.

    Parameters
    ----------
    dataset
        The opened container.
    card
        Its card, as far as it can be read.
    document
        The manifest.
    name
        Name of the task; the only one where it is None.
    guessed_roles
        Columns by role, where neither card nor manifest says what a column is.

    Returns
    -------
    Task
        ``is_declared`` is False where the manifest declares no task: it is then drafted, as the
        response of units that training has not seen.

    Raises
    ------
    TaskError
        There is no such task, there are several and none is named, or what it asks for is not in
        the data.
    """
    declared = _declared(document, name)
    rows = read_rows(dataset, card, document, guessed_roles)
    task = _as_declared(declared)
    space = None if declared is None else _space(declared, task.kind)
    return _filled(task, space, dataset, card, document, rows)


def _declared(document: ManifestDocument, name: str | None) -> EvaluationTask | None:
    tasks = document.view.tasks
    names = [task.task_id or "(no name)" for task in tasks]
    known = ", ".join([*names[:MOST_NAMED], *(["..."] if len(names) > MOST_NAMED else [])])
    if repeated := [one for one, n_times in Counter(names).items() if n_times > 1][:MOST_NAMED]:
        msg = f"{document.path.name} declares several tasks called {', '.join(repeated)}"
        raise TaskError(msg)
    if not tasks:
        if name not in {None, DEFAULT}:
            msg = f"{document.path.name} declares no task {name}, nor any other"
            raise TaskError(msg)
        return None
    if name is None:
        if len(tasks) > 1:
            msg = f"{document.path.name} declares several tasks, name one of {known}"
            raise TaskError(msg)
        return tasks[0]
    found = next((task for task in tasks if task.task_id == name), None)
    if found is None:
        msg = f"{document.path.name} declares no task {name}; it declares {known}"
        raise TaskError(msg)
    return found


def _as_declared(declared: EvaluationTask | None) -> Task:
    """Return what is declared; space, axes and readouts are filled in afterwards."""
    if declared is None:
        return Task(DEFAULT, TaskKind.RESPONSE, Space.MEAN, readouts=(), is_declared=False)
    try:
        kind = TaskKind(declared.task_kind or "")
    except ValueError:
        msg = (
            f"task {declared.task_id}: {declared.task_kind!r} is no kind of task; write one of "
            f"{', '.join(TaskKind)}"
        )
        raise TaskError(msg) from None
    level = declared.interval_level
    return Task(
        task_id=declared.task_id or DEFAULT,
        kind=kind,
        space=Space.MEAN,
        target_table=declared.target_table or "",
        target_layer=declared.target_layer or "",
        input_table=declared.input_table or "",
        input_layer=declared.input_layer or "",
        state_column=declared.state_column or "",
        context_axes=declared.context_axes,
        cluster_axes=declared.cluster_axes,
        control_matched_on=declared.control_matched_on,
        readouts=declared.asked_readouts,
        horizons=tuple(sorted(declared.horizons)),
        interval_level=INTERVAL_LEVEL if level is None else level,
        least_units=declared.least_units or LEAST_UNITS,
        grid=tuple(_grid_row(row) for row in declared.grid_rows),
        target_features=declared.target_features,
        input_features=declared.input_features,
    )


def _space(declared: EvaluationTask, kind: TaskKind) -> Space | None:
    if kind is TaskKind.COMPOSITION:
        return Space.SHARE
    if kind is TaskKind.ENDPOINT:
        return Space.SURVIVAL
    if declared.aggregation is None:
        return None
    try:
        return Space(declared.aggregation)
    except ValueError:
        msg = f"task {declared.task_id}: {declared.aggregation!r} is no aggregation"
        raise TaskError(msg) from None


def _grid_row(row: DeclaredRow) -> GridRow:
    try:
        regime = Regime(row.regime or "")
    except ValueError:
        msg = (
            f"grid row {row.grid_row_id}: {row.regime!r} is no regime of intervention; write one "
            f"of {', '.join(Regime)}"
        )
        raise TaskError(msg) from None
    return GridRow(
        row_id=row.grid_row_id or "",
        stratum=Stratum(regime, tuple(sorted(row.shifted_axes))),
        decision=row.decision or "",
        input_modality=row.input_modality or "",
        target_modality=row.target_modality or "",
        scale=row.scale_level or "",
        readout=row.readout_id or "",
        least_units=row.least_units or 0,
    )


def _filled(
    task: Task,
    space: Space | None,
    dataset: Dataset,
    card: DatasetCard,
    document: ManifestDocument,
    rows: Rows,
) -> Task:
    if space is None or task.kind in {TaskKind.RESPONSE, TaskKind.MODALITY}:
        table, layer, fitting = default_target(dataset, card, task, space, rows)
        task = replace(task, target_table=table, target_layer=layer, space=space or fitting)
    else:
        task = replace(task, space=space)
    task = replace(
        task,
        input_layer=task.input_layer or "X",
        target_layer=task.target_layer or "X",
        context_axes=task.context_axes or default_context(task, document.view, rows),
        readouts=task.readouts or default_readouts(task, card),
    )
    return replace(
        task,
        cluster_axes=task.cluster_axes or default_clusters(task, document.view, rows),
        horizons=task.horizons or default_horizons(task, card),
    )
