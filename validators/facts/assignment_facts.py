"""Describe an assignment: how many rows, which of them, and which keys nobody claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.joint_keys import chunks
from aivc.storage.keys.owners import NOBODY, SEVERAL
from aivc.validators.facts.model import Assignment, EntityRows
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.keys.joint_keys import Keys
    from aivc.storage.keys.owners import Owners
    from aivc.validators.facts.row_names import RowNames


class AssignmentFacts:
    """An assignment before rows have names.

    Parameters
    ----------
    role
        What is assigned.
    owners
        The entity of each row.
    shown
        The key of each row by which it is shown to a person; None where there is none.
    """

    def __init__(self, role: str, owners: Owners, shown: Keys | None) -> None:
        self.role = role
        self._owners = owners
        self._examples = _first_rows(owners.codes, len(owners.ids))
        self._nobody = _commonest(owners.codes, NOBODY, shown)
        self._several = _commonest(owners.codes, SEVERAL, shown)

    def row_positions(self) -> Iterator[int]:
        """Yield the rows whose names are needed."""
        for rows in self._examples:
            yield from rows

    def named(self, names: RowNames) -> Assignment:
        """Return the facts, given the names of rows."""
        owners = self._owners
        return Assignment(
            role=self.role,
            entities=tuple(
                EntityRows(identifier, int(n), names.of(rows))
                for identifier, n, rows in zip(
                    owners.ids, owners.n_rows, self._examples, strict=True
                )
            ),
            n_unassigned=self._nobody[0],
            unassigned_examples=self._nobody[1],
            n_ambiguous=self._several[0],
            ambiguous_examples=self._several[1],
            impossible_columns=owners.absent,
        )


def _first_rows(codes: NDArray[np.int32], n_entities: int) -> list[list[int]]:
    """Return the first five rows of each entity."""
    found: list[list[int]] = [[] for _ in range(n_entities)]
    # The last places stand for the codes below zero.
    n_open = np.append(np.full(n_entities, MAX_EXAMPLES), [0, 0, 0])
    first = np.full(len(n_open), -1)
    for rows in chunks(len(codes)):
        here = codes[rows]
        waiting = np.flatnonzero(n_open[here])
        while len(waiting):
            # Written from the end, so that the first row of each entity is written last.
            first[here[waiting][::-1]] = waiting[::-1]
            owners = np.flatnonzero(first >= 0)
            for owner, row in zip(owners.tolist(), first[owners].tolist(), strict=True):
                found[owner].append(rows.start + row)
            n_open[owners] -= 1
            is_new = first[here[waiting]] != waiting
            first[owners] = -1
            waiting = waiting[is_new & (n_open[here[waiting]] > 0)]
    return found


def _commonest(
    codes: NDArray[np.int32], state: int, shown: Keys | None
) -> tuple[int, tuple[str, ...]]:
    """Count the rows in a state, and name the commonest of their keys."""
    n = 0
    counts = np.zeros(1 if shown is None else len(shown.levels) + 1, np.int64)
    for rows in chunks(len(codes)):
        is_meant = codes[rows] == state
        n += int(np.count_nonzero(is_meant))
        if shown is not None and is_meant.any():
            keys = shown.codes[rows][is_meant].astype(np.intp) + 1
            counts += np.bincount(keys, minlength=len(counts))
    if shown is None:
        return n, ()
    order = np.argsort(-counts[1:], kind="stable")[:MAX_EXAMPLES]
    return n, tuple(" | ".join(shown.levels[k]) for k in order if counts[k + 1])
