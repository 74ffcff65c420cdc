"""Units as they are put together: which atoms each is made of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import nan
from typing import TYPE_CHECKING

from aivc.evaluation.tasks.atoms import atoms_of
from aivc.evaluation.tasks.contexts import hour_codes
from aivc.evaluation.units import Intervention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.tasks.atoms import Atoms
    from aivc.evaluation.tasks.contexts import Contexts, Part
    from aivc.evaluation.tasks.interventions import Treatments

    Identity = tuple[Intervention, tuple[tuple[str, str], ...], float]

_N_FIXED = 2
"""Codes before those of context: intervention and hours."""


@dataclass(frozen=True, slots=True)
class Made:
    """A unit before it has a name.

    Attributes
    ----------
    part
        What its rows are used for.
    atoms
        Places of the atoms that it is made of, ascending.
    intervention, context, hours
        What was done, where and when.
    matched
        What a control is matched on, as far as all its rows agree; empty for treated units.
    is_told
        Whether anybody tells what was done; nothing is then known to have been done.
    """

    part: Part
    atoms: tuple[int, ...]
    intervention: Intervention
    context: tuple[tuple[str, str], ...]
    hours: float
    matched: str = ""
    is_told: bool = True

    @property
    def is_control(self) -> bool:
        """Whether nothing was done."""
        return not self.intervention.acting


@dataclass(frozen=True, eq=False)
class Described:
    """Rows described by intervention, time and context, from which units are made."""

    treatments: Treatments
    contexts: Contexts
    hours: NDArray[np.float64]
    parts: NDArray[np.int64]

    @cached_property
    def _hours(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        return hour_codes(self.hours)

    def atoms(self, kept: NDArray[np.bool_], further: Sequence[NDArray[np.int64]] = ()) -> Atoms:
        """Group rows by what they are, what they are used for, and further codes."""
        hours, _ = self._hours
        return atoms_of(
            kept, [self.treatments.codes, hours, *self.contexts.codes, self.parts, *further]
        )

    def identity(self, values: NDArray[np.int64]) -> Identity:
        """Say what atoms with these codes have in common; ``values`` is (n_atoms, n_codes)."""
        _, times = self._hours
        code = int(values[0, 0])
        intervention = Intervention() if code < 0 else self.treatments.interventions[code]
        hour = _common(values[:, 1])
        context = []
        for place, axis in enumerate(self.contexts.axes):
            code = _common(values[:, _N_FIXED + place])
            if code >= 0:
                context.append((axis, self.contexts.levels[place][code]))
        return intervention, tuple(context), nan if hour < 0 else float(times[hour])

    def part_of(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return what the rows of atoms are used for."""
        used: NDArray[np.int64] = values[:, _N_FIXED + len(self.contexts.axes)]
        return used


def _common(codes: NDArray[np.int64]) -> int:
    first = int(codes[0])
    return first if (codes == first).all() else -1


def made_units(described: Described, atoms: Atoms, parts: Iterable[Part]) -> list[Made]:
    """Make units of all atoms: one for each identity and each part that it has rows in."""
    used = described.part_of(atoms.values).tolist()
    width = _N_FIXED + len(described.contexts.axes)
    members: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for place, codes in enumerate(atoms.values[:, :width].tolist()):
        members[tuple(codes)].append(place)
    found = []
    for places in members.values():
        identity = described.identity(atoms.values[places])
        for part in parts:
            # A flag of an enum is slow to combine, and there may be a unit for every row.
            bit = int(part)
            chosen = tuple(place for place in places if used[place] & bit)
            if chosen:
                is_told = int(atoms.values[places[0], 0]) >= 0
                found.append(Made(part, chosen, *identity, is_told=is_told))
    return found
