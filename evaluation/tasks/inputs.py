"""What a predictor may read of the units that it is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.errors import TaskError
from aivc.evaluation.task import Space, TaskKind
from aivc.evaluation.tasks.defaults import COUNTED, is_counted
from aivc.evaluation.tasks.matrices import chosen_columns, find_matrix
from aivc.evaluation.tasks.measured import Wanted, measure
from aivc.evaluation.view import Inputs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.task import Task
    from aivc.evaluation.tasks.atoms import UnionOfAtoms
    from aivc.evaluation.tasks.matrices import Source
    from aivc.evaluation.tasks.rows import Rows
    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.model import Dataset


def input_source(dataset: Dataset, task: Task) -> Source | None:
    """Return the matrix that may be read; None where the task names none.

    Raises
    ------
    TaskError
        There is no such matrix.
    """
    if not task.input_table:
        return None
    return find_matrix(dataset, task.input_table, task.input_layer)


def inputs_of(
    source: Source,
    card: DatasetCard,
    task: Task,
    rows: Rows,
    atoms: NDArray[np.int64],
    unit_ids: Sequence[str],
    units: Sequence[UnionOfAtoms],
    target: Source | None,
) -> Inputs:
    """Return what may be read of units.

    Counts become the logarithm of their sum, as in ``log_of_sum``, or what the space of the task
    makes of counts; other values become their mean. Where inputs and target are one matrix, what
    is predicted is not among the inputs.

    Parameters
    ----------
    source
        The matrix that may be read.
    atoms
        Atom of each row, shape (n_rows,).
    unit_ids, units
        Names of units, and their atoms.
    target
        The matrix that is predicted.

    Raises
    ------
    TaskError
        No unit has a row in the matrix, or nothing is left that may be read.
    """
    columns = chosen_columns(source, task.input_features, "input_features")
    if target is not None and target.path == source.path:
        predicted = chosen_columns(target, task.target_features, "target_features")
        columns = np.setdiff1d(columns, predicted)
    if not len(columns):
        msg = (
            f"everything in {source.path} is predicted, so that nothing is left to read; name the "
            "target_features"
        )
        raise TaskError(msg)
    space = Space.MEAN
    if is_counted(card, source):
        space = task.space if task.space in COUNTED else Space.LOG_OF_SUM
    n_atoms = int(atoms.max(initial=-1)) + 1
    wanted = Wanted(atoms, n_atoms, np.empty(0, np.int64))
    measured = measure(source, columns, space, wanted, rows.observations)
    values = measured.states(units)
    if np.isnan(values).all():
        msg = f"no unit of task {task.task_id} has a row in {source.path}"
        raise TaskError(msg)
    features = tuple(source.features[k] for k in columns.tolist())
    return Inputs(tuple(unit_ids), features, values)


def refuse_missing_inputs(task: Task) -> None:
    """Refuse a translation from nothing.

    Raises
    ------
    TaskError
        The task is to translate, and names no table to translate from.
    """
    if task.kind is TaskKind.MODALITY and not task.input_table:
        msg = (
            f"task {task.task_id} asks for another modality and names no input_table to predict "
            "it from"
        )
        raise TaskError(msg)
