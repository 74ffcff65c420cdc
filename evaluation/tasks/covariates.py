"""Columns of obs that a predictor may read of subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.errors import TaskError
from aivc.evaluation.view import Inputs
from aivc.storage.model import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.task import Task
    from aivc.evaluation.tasks.atoms import UnionOfAtoms
    from aivc.evaluation.tasks.rows import Rows
    from aivc.storage.model import Dataset

NUMERIC = frozenset({ColumnKind.INTEGER, ColumnKind.FLOAT, ColumnKind.BOOLEAN})
MOST_SHOWN = 12


def covariates_of(
    dataset: Dataset,
    task: Task,
    rows: Rows,
    atoms: NDArray[np.int64],
    unit_ids: Sequence[str],
    units: Sequence[UnionOfAtoms],
) -> Inputs:
    """Return columns of obs for each subject: numbers as they are, labels as a column for each.

    A subject with several rows has their mean.

    Raises
    ------
    TaskError
        The task does not say which columns may be read. None is taken for granted, because many a
        column of a clinical table tells the outcome.
    """
    if not task.input_features:
        raise TaskError(_what_there_is(dataset, task))
    n_atoms = int(atoms.max(initial=-1)) + 1
    features: list[str] = []
    values: list[NDArray[np.float64]] = []
    for name in task.input_features:
        for feature, numbers in _columns(rows, name):
            features.append(feature)
            values.append(_means(numbers, atoms, n_atoms, units))
    return Inputs(tuple(unit_ids), tuple(features), np.stack(values, axis=1))


def _columns(rows: Rows, name: str) -> Iterator[tuple[str, NDArray[np.float64]]]:
    column = rows.observations.column(name)
    if column is None:
        msg = f"input_features names {name}, which is no column of obs"
        raise TaskError(msg)
    codes, labels = np.maximum(np.asarray(column[0]).astype(np.int64), -1), column[1]
    numbers = [_number(label) for label in labels]
    if None not in numbers:
        yield name, np.array([*numbers, np.nan], np.float64)[codes]
        return
    used = sorted({labels[code] for code in np.unique(codes) if code >= 0})
    for label in used:
        is_label = [float(each == label) for each in labels]
        yield f"{name}={label}", np.array([*is_label, np.nan])[codes]


def _number(label: str) -> float | None:
    if label in {"True", "False"}:
        return float(label == "True")
    try:
        return float(label)
    except ValueError:
        return None


def _means(
    numbers: NDArray[np.float64],
    atoms: NDArray[np.int64],
    n_atoms: int,
    units: Sequence[UnionOfAtoms],
) -> NDArray[np.float64]:
    kept = (atoms >= 0) & ~np.isnan(numbers)
    sums = np.bincount(atoms[kept], numbers[kept], n_atoms)
    counts = np.bincount(atoms[kept], minlength=n_atoms)
    n = np.array([counts[list(unit)].sum() for unit in units], float)
    total = np.array([sums[list(unit)].sum() for unit in units])
    empty = np.full(len(units), np.nan)
    means: NDArray[np.float64] = np.divide(total, n, out=empty, where=n > 0)
    return means


def _what_there_is(dataset: Dataset, task: Task) -> str:
    frames = [table.obs for table in dataset.tables]
    if dataset.shared_obs is not None:
        frames.insert(0, dataset.shared_obs)
    names = [c.name for frame in frames for c in frame.columns if c.kind in NUMERIC]
    shown = ", ".join(dict.fromkeys(names[:MOST_SHOWN])) or "none"
    return (
        f"task {task.task_id} does not say what may be read of subjects: name an input_table, or "
        "in input_features the columns of obs that were known when the question is asked (numeric "
        f"ones are {shown})"
    )
