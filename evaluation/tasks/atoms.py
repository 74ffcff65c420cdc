"""Rows that are alike in everything that a task asks about: units are unions of such groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    UnionOfAtoms = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Atoms:
    """Groups of rows with equal codes.

    Attributes
    ----------
    codes
        Group of each row, -1 for rows that are left out, shape (n_rows,).
    values
        The codes of each group, shape (n_atoms, n_parts).
    """

    codes: NDArray[np.int64]
    values: NDArray[np.int64]

    @property
    def n_atoms(self) -> int:
        """How many groups there are."""
        return len(self.values)

    def n_rows(self) -> NDArray[np.int64]:
        """Count the rows of each group."""
        return np.bincount(self.codes[self.codes >= 0], minlength=self.n_atoms)

    def seen_with(self, codes: NDArray[np.int64]) -> list[tuple[int, ...]]:
        """Return, for each group, the distinct codes of its rows, ascending; -1 left out."""
        return codes_by_group(self.codes, codes, self.n_atoms)


def codes_by_group(
    groups: NDArray[np.int64], codes: NDArray[np.int64], n_groups: int
) -> list[tuple[int, ...]]:
    """Return, for each group, the distinct codes of its rows, ascending.

    Parameters
    ----------
    groups, codes
        Group and code of each row, -1 for none, each of shape (n_rows,).
    n_groups
        How many groups there are.

    Examples
    --------
    >>> codes_by_group(np.array([0, 0, 1, -1]), np.array([2, 0, -1, 1]), 2)
    [(0, 2), ()]
    """
    kept = (groups >= 0) & (codes >= 0)
    size = int(codes.max(initial=-1)) + 1
    found: list[list[int]] = [[] for _ in range(n_groups)]
    for pair in np.unique(groups[kept] * size + codes[kept]).tolist():
        found[pair // size].append(pair % size)
    return [tuple(each) for each in found]


def atoms_of(kept: NDArray[np.bool_], parts: Sequence[NDArray[np.int64]]) -> Atoms:
    """Group rows by codes.

    Parameters
    ----------
    kept
        Rows that are grouped, shape (n_rows,).
    parts
        Codes from -1, each of shape (n_rows,).
    """
    rows = np.flatnonzero(kept)
    codes = np.full(len(kept), -1, np.int64)
    if not len(rows):
        return Atoms(codes, np.empty((0, len(parts)), np.int64))
    joint = joint_codes([part[rows] for part in parts])
    codes[rows] = joint.codes
    return Atoms(codes, joint.combinations)
