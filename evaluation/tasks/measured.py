"""States of many unions of atoms from one reading of a matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.errors import TaskError
from aivc.evaluation.tasks.group_sums import Grouping, GroupSums
from aivc.evaluation.tasks.halving import SEEDS, first_halves
from aivc.evaluation.tasks.membership import groups_of_unions
from aivc.evaluation.tasks.states import (
    FEWEST,
    NOISE,
    STATE,
    TESTED,
    noise_of,
    p_values_of,
    state_of,
)
from aivc.evaluation.tasks.sums import sum_groups
from aivc.evaluation.truth import Half
from aivc.validators.split_facts.table_rows import places_of_rows, taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.task import Space
    from aivc.evaluation.tasks.atoms import UnionOfAtoms
    from aivc.evaluation.tasks.group_sums import Seen
    from aivc.evaluation.tasks.matrices import Source
    from aivc.splits.observations import Observations

MOST_VALUES = 1 << 28
"""Values of one array of units by features, 2 GiB."""


@dataclass(frozen=True, eq=False)
class Wanted:
    """What is to be measured.

    Attributes
    ----------
    atoms
        Atom of each observation, -1 for none, shape (n_rows,).
    n_atoms
        How many there are.
    judged
        Atoms that are tested and halved: those of units that are asked about, and of their
        controls; ascending, empty where units are single observations.
    """

    atoms: NDArray[np.int64]
    n_atoms: int
    judged: NDArray[np.int64]


class Measured:
    """Sums over atoms, of which units are put together.

    Attributes
    ----------
    seen
        What the values looked like.
    """

    def __init__(
        self,
        space: Space,
        judged: NDArray[np.int64],
        sums: Sequence[GroupSums],
        seen: Seen,
    ) -> None:
        self.seen = seen
        self._space = space
        self._all = sums[0]
        n_tested = len(sums) - 1 - len(SEEDS) if len(judged) else 0
        self._tested = sums[1] if n_tested else self._all
        self._halves = sums[1 + n_tested :]
        self._place = np.full(len(self._all.n_rows), -1, np.int64)
        self._place[judged] = np.arange(len(judged))
        self._tested_by_judged = bool(n_tested)
        self._n_judged = len(judged)

    def states(self, units: Sequence[UnionOfAtoms]) -> NDArray[np.float64]:
        """Return the state of each union of atoms; NaN for an empty one."""
        return state_of(self._all.joined(self._members(units)), self._space)

    def noise(self, units: Sequence[UnionOfAtoms]) -> NDArray[np.float64] | None:
        """Return the sampling variance of each state; None where all units are single rows."""
        members = self._members(units)
        if not self._n_judged or not (members @ self._all.n_rows >= FEWEST).any():
            return None
        return noise_of(self._all.joined(members), self._space)

    def p_values(
        self, units: Sequence[UnionOfAtoms], controls: Sequence[UnionOfAtoms]
    ) -> NDArray[np.float64] | None:
        """Test each unit against its control; None where no unit can be tested."""
        if not self._n_judged:
            return None
        sides = [
            self._tested.joined(self._members(side, of_judged=self._tested_by_judged))
            for side in (units, controls)
        ]
        found = p_values_of(sides[0], sides[1], self._space)
        return None if np.isnan(found).all() else found

    def halves(
        self, units: Sequence[UnionOfAtoms], controls: Sequence[UnionOfAtoms] | None = None
    ) -> tuple[Half, ...]:
        """Return the halvings; none where no unit has two rows, NaN for controls there are not."""
        controls = [()] * len(units) if controls is None else controls
        members = [self._members(side) for side in (units, controls)]
        if not self._halves or not (members[0] @ self._all.n_rows >= FEWEST).any():
            return ()
        found = []
        for first in self._halves:
            sides = []
            for side, whole in zip((units, controls), members, strict=True):
                one = first.joined(self._members(side, of_judged=True))
                other = self._all.joined(whole).without(one)
                few = (one.n_rows == 0) | (other.n_rows == 0)
                for half in (one, other):
                    state = state_of(half, self._space)
                    state[few] = np.nan
                    sides.append(state)
            found.append(Half(sides[0], sides[1], sides[2], sides[3]))
        return tuple(found)

    def _members(self, units: Sequence[UnionOfAtoms], *, of_judged: bool = False) -> Any:
        if not of_judged:
            return groups_of_unions(units, len(self._place))
        places = [tuple(self._place[list(unit)].tolist()) for unit in units]
        return groups_of_unions(places, self._n_judged)


def measure(
    source: Source,
    columns: NDArray[np.int64],
    space: Space,
    wanted: Wanted,
    observations: Observations,
) -> Measured:
    """Read a matrix and sum up what is wanted.

    Raises
    ------
    TaskError
        The rows of the table cannot be matched with those that are divided, or so many units by
        features are asked for that they do not fit in memory.
    UnreadableInputError
        The bytes of the matrix cannot be decoded.
    """
    if wanted.n_atoms * len(columns) > MOST_VALUES:
        msg = (
            f"{wanted.n_atoms:,} groups of rows by {len(columns):,} features are too many to hold; "
            "name the target_features that are predicted, or context_axes with fewer values"
        )
        raise TaskError(msg)
    places = places_of_rows(source.table, observations)
    if places is None:
        msg = f"the rows of {source.table.name or source.path} have no names to match them by"
        raise TaskError(msg)
    groupings = list(_groupings(wanted, places, space, observations))
    sums, seen = sum_groups(source.matrix, groupings, columns)
    return Measured(space, wanted.judged, sums, seen)


def _groupings(
    wanted: Wanted, places: NDArray[np.int64], space: Space, observations: Observations
) -> list[Grouping]:
    codes = taken(wanted.atoms, places)
    if not len(wanted.judged):
        return [Grouping(codes, wanted.n_atoms, STATE[space])]
    found = [Grouping(codes, wanted.n_atoms, NOISE[space])]
    place = np.full(wanted.n_atoms + 1, -1, np.int64)
    place[wanted.judged] = np.arange(len(wanted.judged))
    judged = place[codes]
    further = frozenset(TESTED[space]) - NOISE[space]
    if further:
        found.append(Grouping(judged, len(wanted.judged), further))
    hashes = np.append(observations.id_hashes, np.uint64(0))[places]
    for seed in SEEDS:
        is_first = first_halves(judged, hashes, seed)
        found.append(Grouping(np.where(is_first, judged, -1), len(wanted.judged), STATE[space]))
    return found
