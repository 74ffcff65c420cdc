"""Units as they are put together: which atoms each is made of, and which are its control."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from math import nan
from typing import TYPE_CHECKING

from aivc.evaluation.tasks.atoms import Atoms, atoms_of
from aivc.evaluation.tasks.contexts import Part, hour_codes
from aivc.evaluation.units import Intervention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.tasks.contexts import Contexts
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


class ControlsOfUnits:
    """Finds the control atoms of a unit.

    Parameters
    ----------
    described
        The rows.
    atoms
        Atoms of controls; their last two codes are those of matching and of the control.
    offset
        Added to the places of atoms.
    allowed
        Returns the controls of the card that rows of conditions are compared with.
    labels
        Names of the codes of matching.
    """

    def __init__(
        self,
        described: Described,
        atoms: Atoms,
        offset: int,
        allowed: Callable[[Sequence[int]], frozenset[int]],
        labels: Sequence[str],
    ) -> None:
        self._labels = labels
        self._described = described
        self._atoms = atoms
        self._offset = offset
        self._allowed = allowed
        self._used = described.part_of(atoms.values)
        self._by_match: dict[int, list[int]] = defaultdict(list)
        for place, (match, _) in enumerate(atoms.values[:, -2:].tolist()):
            if match >= 0:
                self._by_match[match].append(place)

    def of(
        self, matches: Sequence[int], conditions: Sequence[int], parts: Sequence[Part]
    ) -> Made | None:
        """Return the control in the first of the parts that has one; None where none has.

        Parameters
        ----------
        matches
            Codes of matching of the rows of the unit.
        conditions
            Conditions of its rows.
        parts
            Parts in which the control may be; of several joined ones, all rows are taken.
        """
        allowed = self._allowed(conditions)
        near = [p for match in matches for p in self._by_match.get(match, ())]
        fitting = [p for p in near if int(self._atoms.values[p, -1]) in allowed]
        for part in parts:
            places = [p for p in fitting if self._used[p] & part]
            if places:
                return self.made(places, self._one_of(part, places))
        return None

    def _one_of(self, parts: Part, places: Sequence[int]) -> Part:
        """Return the part that has all rows; that which is asked about where none has."""
        for part in (Part.TRAINING, Part.CALIBRATION, Part.ELSEWHERE):
            if part & parts and all(self._used[place] & part for place in places):
                return part
        return Part.ASKED

    def made(self, places: Sequence[int], part: Part) -> Made:
        """Make a unit of control atoms."""
        _, context, hours = self._described.identity(self._atoms.values[sorted(places)])
        atoms = tuple(sorted(place + self._offset for place in places))
        matches = {int(code) for code in self._atoms.values[sorted(places), -2]}
        matched = self._labels[matches.pop()] if len(matches) == 1 else ""
        return Made(part, atoms, Intervention(), context, hours, matched)

    def others(self, part: Part, taken: Iterable[Made]) -> list[Made]:
        """Make units of the control atoms of a part that are in no unit yet, by what matches."""
        known = {atom - self._offset for made in taken for atom in made.atoms}
        rest: Mapping[int, list[int]] = {
            match: [p for p in places if self._used[p] & part and p not in known]
            for match, places in self._by_match.items()
        }
        return [self.made(places, part) for _, places in sorted(rest.items()) if places]
