"""Shares of cell states in units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from aivc.evaluation.errors import TaskError
from aivc.evaluation.tasks.halving import SEEDS, first_halves
from aivc.evaluation.tasks.membership import groups_of_unions, rows_of_groups
from aivc.evaluation.tasks.states import FEWEST
from aivc.evaluation.truth import Half

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.tasks.atoms import UnionOfAtoms
    from aivc.evaluation.tasks.rows import Rows


class Shares:
    """Counts of states in groups of rows, of which units are put together.

    Parameters
    ----------
    states
        Cells of each state that belong to each row, sparse, shape (n_rows, n_states). Parts of
        cells count as parts.
    squares
        Sum of the squares of these parts, shape (n_rows,): the number of cells where none is
        divided.
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
        squares: NDArray[np.float64],
        atoms: NDArray[np.int64],
        n_atoms: int,
        id_hashes: NDArray[np.uint64],
    ) -> None:
        self._all = (rows_of_groups(atoms, n_atoms) @ states).toarray()
        self._squares = rows_of_groups(atoms, n_atoms) @ squares[:, np.newaxis]
        self._halves = []
        if np.bincount(atoms[atoms >= 0], minlength=1).max() >= FEWEST:
            for seed in SEEDS:
                first = np.where(first_halves(atoms, id_hashes, seed), atoms, -1)
                self._halves.append((rows_of_groups(first, n_atoms) @ states).toarray())

    def states(self, units: Sequence[UnionOfAtoms]) -> NDArray[np.float64]:
        """Return the shares of each union of atoms; NaN for one without cells."""
        return _shares(self._of(self._all, units))

    def noise(self, units: Sequence[UnionOfAtoms]) -> NDArray[np.float64] | None:
        """Return the variance of each share, p (1 - p) / (n - 1); None where no unit has two.

        Of cells that are divided, n is the effective number, the square of the sum of their parts
        over the sum of the squares (Kish 1965, Survey Sampling).
        """
        counts = self._of(self._all, units)
        total, squares = counts.sum(axis=1, keepdims=True), self._of(self._squares, units)
        n = np.divide(total**2, squares, out=np.zeros_like(total), where=squares > 0)
        if not (n >= FEWEST).any():
            return None
        share = _shares(counts)
        variance: NDArray[np.float64] = share * (1 - share) / np.maximum(n - 1, 1)
        variance[np.broadcast_to(n < FEWEST, variance.shape)] = np.nan
        return variance

    def halves(self, units: Sequence[UnionOfAtoms]) -> tuple[Half, ...]:
        """Return the halvings of the rows of units; there are no controls in them."""
        whole = self._of(self._all, units)
        nothing = np.full(whole.shape, np.nan)
        found = []
        for half in self._halves:
            first = self._of(half, units)
            found.append(Half(_shares(first), _shares(whole - first), nothing, nothing))
        return tuple(found)

    @staticmethod
    def _of(counts: NDArray[np.float64], units: Sequence[UnionOfAtoms]) -> NDArray[np.float64]:
        summed: NDArray[np.float64] = groups_of_unions(units, len(counts)) @ counts
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
