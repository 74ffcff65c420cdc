"""Shares of cell states in units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from aivc.evaluation.errors import TaskError
from aivc.evaluation.tasks.halving import SEEDS, first_halves
from aivc.evaluation.tasks.states import FEWEST
from aivc.evaluation.tasks.sums import indicator
from aivc.evaluation.truth import Half
from aivc.validators.split_facts.linked_rows import linked_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.evaluation.tasks.measured import Union
    from aivc.evaluation.tasks.rows import Rows
    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.model import Dataset

MATTER = "matter"


class Shares:
    """Counts of states in groups of rows, of which units are put together.

    Parameters
    ----------
    states
        Cells of each state that belong to each row, shape (n_rows, n_states).
    atoms
        Atom of each row, -1 for none, shape (n_rows,).
    n_atoms
        How many there are.
    id_hashes
        Hash of the name of each row, by which it is drawn into halves.
    """

    def __init__(
        self,
        states: Any,
        atoms: NDArray[np.int64],
        n_atoms: int,
        id_hashes: NDArray[np.uint64],
    ) -> None:
        self._all = (indicator(atoms, n_atoms) @ states).toarray()
        self._halves = []
        if np.bincount(atoms[atoms >= 0], minlength=1).max() >= FEWEST:
            for seed in SEEDS:
                first = np.where(first_halves(atoms, id_hashes, seed), atoms, -1)
                self._halves.append((indicator(first, n_atoms) @ states).toarray())

    def states(self, units: Sequence[Union]) -> NDArray[np.float64]:
        """Return the shares of each union of atoms; NaN for one without cells."""
        return _shares(self._of(self._all, units))

    def noise(self, units: Sequence[Union]) -> NDArray[np.float64] | None:
        """Return the variance of each share, p (1 - p) / (n - 1); None where no unit has two."""
        counts = self._of(self._all, units)
        n = counts.sum(axis=1, keepdims=True)
        if not (n >= FEWEST).any():
            return None
        share = _shares(counts)
        variance: NDArray[np.float64] = share * (1 - share) / np.maximum(n - 1, 1)
        variance[np.broadcast_to(n < FEWEST, variance.shape)] = np.nan
        return variance

    def halves(self, units: Sequence[Union]) -> tuple[Half, ...]:
        """Return the halvings of the rows of units; there are no controls in them."""
        whole = self._of(self._all, units)
        nothing = np.full(whole.shape, np.nan)
        found = []
        for half in self._halves:
            first = self._of(half, units)
            found.append(Half(_shares(first), _shares(whole - first), nothing, nothing))
        return tuple(found)

    @staticmethod
    def _of(counts: NDArray[np.float64], units: Sequence[Union]) -> NDArray[np.float64]:
        rows = np.repeat(np.arange(len(units)), [len(unit) for unit in units])
        atoms = np.array([atom for unit in units for atom in unit], np.int64)
        shape = (len(units), len(counts))
        members = sparse.csr_matrix((np.ones(len(atoms)), (rows, atoms)), shape=shape)
        summed: NDArray[np.float64] = members @ counts
        return summed


def _shares(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    n = counts.sum(axis=1, keepdims=True)
    empty = np.full(counts.shape, np.nan)
    shares: NDArray[np.float64] = np.divide(
        counts, n, out=empty, where=np.broadcast_to(n > 0, counts.shape)
    )
    return shares


def states_of_rows(rows: Rows, column: str) -> tuple[Any, tuple[str, ...]]:
    """Return which state each row has, and the names of states, sorted.

    Returns
    -------
    (csr_matrix, tuple of str)
        Shape (n_rows, n_states); an empty row where the state is missing.

    Raises
    ------
    TaskError
        obs has no such column.
    """
    found = rows.observations.column(column)
    if found is None:
        msg = f"state_column names {column}, which is no column of obs"
        raise TaskError(msg)
    codes, labels = np.asarray(found[0]).astype(np.int64), found[1]
    used = sorted({labels[code] for code in np.unique(codes) if code >= 0})
    place = {name: k for k, name in enumerate(used)}
    of_code = np.array([*(place.get(label, -1) for label in labels), -1], np.int64)
    states = of_code[np.maximum(codes, -1)]
    has = np.flatnonzero(states >= 0)
    shape = (rows.n_rows, len(used))
    return sparse.csr_matrix((np.ones(len(has)), (has, states[has])), shape=shape), tuple(used)


def states_of_holders(
    states: Any,
    dataset: Dataset,
    card: DatasetCard,
    rows: Rows,
    folder: Path,
    tables: tuple[str, str],
) -> Any:
    """Give the states of cells to the rows that hold them, such as the spots that they lie in.

    Every cell that a link of the card joins to a row counts once.

    Parameters
    ----------
    states
        State of each row of the table of cells, shape (n_rows, n_states).
    tables
        Names of the table of cells, and of the table of what holds them.

    Raises
    ------
    TaskError
        No link of the card joins rows of these tables.
    """
    cells, holders = (_rows_of(rows, table) for table in tables)
    pairs = []
    for linked in linked_rows(dataset, card, rows.observations, folder):
        if linked.what == MATTER and not linked.problem:
            both = linked.row[np.argsort(linked.node, kind="stable")].reshape(-1, 2)
            pairs += [
                sides[cells[sides[:, 0]] & holders[sides[:, 1]]] for sides in (both, both[:, ::-1])
            ]
    joined = np.unique(np.concatenate(pairs), axis=0) if pairs else np.empty((0, 2), np.int64)
    if not len(joined):
        msg = (
            f"no link of the card joins rows of {tables[0]} to rows of {tables[1]}; declare a link "
            "of the type cell_to_spot, with the sets of units of both tables"
        )
        raise TaskError(msg)
    shape = (rows.n_rows, rows.n_rows)
    holding = sparse.csr_matrix((np.ones(len(joined)), (joined[:, 1], joined[:, 0])), shape=shape)
    return holding @ states


def _rows_of(rows: Rows, table: str) -> NDArray[np.bool_]:
    found = np.zeros(rows.n_rows, bool)
    for name, start, stop in rows.observations.segments:
        if name == table:
            found[start:stop] = True
    return found
