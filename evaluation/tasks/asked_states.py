"""Where the states of a task without controls come from: a matrix, or a column of cell states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from aivc.evaluation.errors import TaskError
from aivc.evaluation.task import TaskKind
from aivc.evaluation.tasks.holding import holding_rows
from aivc.evaluation.tasks.matrices import chosen_columns, find_matrix
from aivc.evaluation.tasks.measured import Wanted, measure
from aivc.evaluation.tasks.notes import notes_on_values
from aivc.evaluation.tasks.shares import Shares, states_of_rows
from aivc.validators.split_facts.table_rows import places_of_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.evaluation.task import Task
    from aivc.evaluation.tasks.atoms import Atoms, UnionOfAtoms
    from aivc.evaluation.tasks.matrices import Source
    from aivc.evaluation.tasks.rows import Rows
    from aivc.evaluation.truth import Half
    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.model import Dataset


class States(Protocol):
    """States of unions of atoms."""

    def states(self, units: Sequence[UnionOfAtoms]) -> NDArray[np.float64]:
        """Return the state of each union."""
        ...

    def noise(self, units: Sequence[UnionOfAtoms]) -> NDArray[np.float64] | None:
        """Return the sampling variance of each state."""
        ...

    def halves(self, units: Sequence[UnionOfAtoms]) -> tuple[Half, ...]:
        """Return halvings of the rows of each union."""
        ...


@dataclass(frozen=True, eq=False)
class AskedStates:
    """Which rows have a state, and how it is read.

    Attributes
    ----------
    features
        Names of the features of states.
    has_state
        Rows that have one, shape (n_rows,).
    what
        What that is, in words.
    target
        The matrix of the states; None for shares.
    columns
        Columns of that matrix.
    counts
        Cells of each state that belong to each row, shape (n_rows, n_states); None for a matrix.
    squares
        Sum of the squares of the parts of cells that these counts are made of, shape (n_rows,).
    is_held
        Whether rows are what holds cells, such as spots.
    """

    features: tuple[str, ...]
    has_state: NDArray[np.bool_]
    what: str
    target: Source | None = None
    columns: NDArray[np.int64] | None = None
    counts: Any = None
    squares: Any = None
    is_held: bool = False

    def read(
        self, task: Task, rows: Rows, atoms: Atoms, *, is_by_row: bool
    ) -> tuple[States, tuple[str, ...]]:
        """Read the states of atoms; also return what has to be said of the values.

        Raises
        ------
        TaskError
            The values do not fit the space of the task, or the rows of the table.
        UnreadableInputError
            The bytes of the matrix cannot be decoded.
        """
        if self.target is None or self.columns is None:
            hashes = rows.observations.id_hashes
            return Shares(self.counts, self.squares, atoms.codes, atoms.n_atoms, hashes), ()
        judged = np.arange(0 if is_by_row else atoms.n_atoms)
        wanted = Wanted(atoms.codes, atoms.n_atoms, judged)
        found = measure(self.target, self.columns, task.space, wanted, rows.observations)
        return found, notes_on_values(found.seen, task, self.target.path)


def asked_states(
    dataset: Dataset,
    card: DatasetCard,
    task: Task,
    rows: Rows,
    folder: Path,
    source: Source | None,
) -> AskedStates:
    """Find the states that a task asks for.

    Parameters
    ----------
    folder
        Folder of the card, in which tables of links lie.
    source
        The matrix that may be read, if any: where its rows hold cells of another table, states
        are those of the cells that they hold.

    Raises
    ------
    TaskError
        There is no such matrix or column, or no link between the tables.
    """
    if task.kind is TaskKind.MODALITY:
        target = find_matrix(dataset, task.target_table, task.target_layer)
        columns = chosen_columns(target, task.target_features, "target_features")
        features = tuple(target.features[k] for k in columns.tolist())
        return AskedStates(features, _rows_in(target, rows), target.path, target, columns)
    counts, features = states_of_rows(rows, task.state_column)
    tables = _holding(task, dataset, rows, source)
    squares = counts @ np.ones(len(features))
    if tables is not None:
        holding = holding_rows(dataset, card, rows, folder, tables)
        counts, squares = holding @ counts, holding.multiply(holding) @ squares
    has_state = squares > 0
    what = f"a state in {task.state_column}"
    return AskedStates(
        features, has_state, what, counts=counts, squares=squares, is_held=tables is not None
    )


def _rows_in(source: Source, rows: Rows) -> NDArray[np.bool_]:
    """Return which rows a table has."""
    places = places_of_rows(source.table, rows.observations)
    if places is None:
        msg = f"the rows of {source.table.name or source.path} have no names to match them by"
        raise TaskError(msg)
    found = np.zeros(rows.n_rows + 1, bool)
    found[places] = True
    return found[:-1]


def _holding(
    task: Task, dataset: Dataset, rows: Rows, source: Source | None
) -> tuple[str, str] | None:
    """Return the tables of cells and of what holds them; None where rows have their own state."""
    if source is None or not task.target_table or not rows.observations.segments:
        return None
    names = sorted(name for name, _, _ in rows.observations.segments)
    cells = next((n for n in names if task.target_table in {n, n.rpartition("/")[2]}), None)
    if cells is None:
        msg = f"{dataset.path.name} has no table {task.target_table}; it has {', '.join(names)}"
        raise TaskError(msg)
    return None if cells == source.table.name else (cells, source.table.name)
