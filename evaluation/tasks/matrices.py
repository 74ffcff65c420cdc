"""Find the matrix that a task names, and what its features are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.errors import TaskError
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Dataset, Frame, Matrix, Table

OBSM = "obsm/"


@dataclass(frozen=True, eq=False)
class Source:
    """A matrix, the table that it is in, and the names of its columns."""

    table: Table
    matrix: Matrix
    features: tuple[str, ...]

    @property
    def path(self) -> str:
        """Path in the file, as cards name it."""
        return f"{self.table.name}/{self.matrix.name}" if self.table.name else self.matrix.name


def find_matrix(dataset: Dataset, named: str, layer: str) -> Source:
    """Return the matrix of a table.

    Parameters
    ----------
    dataset
        The container.
    named
        A table as the container names it, with or without ``mod/`` or ``tables/``; the path of a
        matrix, such as ``obsm/protein``; empty for the only table.
    layer
        ``X``, ``raw/X`` or ``layers/NAME``; used where ``named`` is a table.

    Raises
    ------
    TaskError
        There is no such table or matrix, or several tables could be meant.
    """
    for table in dataset.tables:
        if _is_named(table, named, dataset):
            matrix = _matrix(table, layer)
            if matrix is None:
                msg = (
                    f"table {table.name or '(the only one)'} of {dataset.path.name} has no matrix "
                    f"{layer}; it has {_listed(table)}"
                )
                raise TaskError(msg)
            return Source(table, matrix, _features(table, matrix))
    for table in dataset.tables:
        prefix = f"{table.name}/" if table.name else ""
        if named.startswith(prefix):
            matrix = _matrix(table, named[len(prefix) :])
            if matrix is not None:
                return Source(table, matrix, _features(table, matrix))
    raise TaskError(_unknown(dataset, named))


def _is_named(table: Table, named: str, dataset: Dataset) -> bool:
    if not named:
        return len(dataset.tables) == 1
    return named in {table.name, table.name.rpartition("/")[2]} - {""}


def _matrix(table: Table, name: str) -> Matrix | None:
    if name.startswith(OBSM):
        return next((m for m in table.obsm if m.name in {name, name[len(OBSM) :]}), None)
    return table.matrix(name) or table.matrix(f"layers/{name}")


def _listed(table: Table) -> str:
    names = [m.name for m in (*table.matrices, *table.obsm)]
    return ", ".join(names) or "none"


def _unknown(dataset: Dataset, named: str) -> str:
    if not dataset.tables:
        return f"{dataset.path.name} has no matrix; it is a table of records"
    tables = "; ".join(f"{t.name or '(the only one)'}: {_listed(t)}" for t in dataset.tables)
    if not named:
        return f"{dataset.path.name} has several tables, name the one that is meant: {tables}"
    return f"{dataset.path.name} has no table or matrix {named}; it has {tables}"


def _features(table: Table, matrix: Matrix) -> tuple[str, ...]:
    n_columns = matrix.shape[1]
    if matrix in table.obsm:
        name = matrix.name.removeprefix(OBSM)
        return tuple(f"{name}:{column}" for column in range(n_columns))
    frame = table.raw_var if matrix.name == "raw/X" and table.raw_var is not None else table.var
    names = _index(frame)
    if len(names) != n_columns:
        return tuple(str(column) for column in range(n_columns))
    return _told_apart(names)


def _index(frame: Frame) -> tuple[str, ...]:
    try:
        return tuple(str(name) for block in frame.index() for name in block)
    except UnreadableInputError:
        return ()


def _told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """Add a number to names that occur twice, so that features can be aligned by name."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return tuple(found)


def chosen_columns(source: Source, wanted: Sequence[str], slot: str) -> NDArray[np.int64]:
    """Return the columns of features by name, in the order of the matrix; all where none is named.

    Raises
    ------
    TaskError
        The matrix has not all of them.
    """
    if not wanted:
        return np.arange(len(source.features))
    place = {name: k for k, name in enumerate(source.features)}
    absent = [name for name in wanted if name not in place]
    if absent:
        msg = (
            f"{slot} names {', '.join(absent[:5])}, which {source.path} does not have among its "
            f"{len(place):,} features"
        )
        raise TaskError(msg)
    return np.array(sorted({place[name] for name in wanted}), np.int64)
