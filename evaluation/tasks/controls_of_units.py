"""The controls of a unit: the control rows that agree with it, in the parts that may be used."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.evaluation.tasks.contexts import Part
from aivc.evaluation.tasks.members import Made
from aivc.evaluation.units import Intervention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from aivc.evaluation.tasks.atoms import Atoms
    from aivc.evaluation.tasks.members import Described


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
