"""Treated units with their controls, named, and sorted into the view and the questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.errors import TaskError
from aivc.evaluation.tasks.contexts import Part
from aivc.evaluation.tasks.members import made_units
from aivc.evaluation.tasks.naming import Names, unit_name
from aivc.evaluation.units import Unit
from aivc.evaluation.view import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.tasks.atoms import Atoms
    from aivc.evaluation.tasks.controls_of_units import ControlsOfUnits
    from aivc.evaluation.tasks.members import Described, Made
    from aivc.evaluation.tasks.rows import Rows
    from aivc.splits.manifest.document import ManifestDocument

ROLES = {
    Part.TRAINING: Role.TRAINING,
    Part.CALIBRATION: Role.CALIBRATION,
    Part.ASKED: Role.GRANTED,
    Part.ELSEWHERE: Role.GRANTED,
}
"""Why a control is in the view, by what its rows are used for."""

OWN = {
    Part.TRAINING: (Part.TRAINING,),
    Part.CALIBRATION: (Part.CALIBRATION, Part.TRAINING),
    Part.ASKED: (Part.TRAINING,),
}
"""Where a predictor finds the control of a unit."""

JUDGED = (Part.ASKED, Part.TRAINING, Part.CALIBRATION, Part.ELSEWHERE)
"""Where the harness finds it: what was held out with the unit first."""

GRANTED = (Part.TRAINING | Part.CALIBRATION | Part.ASKED, Part.ELSEWHERE)
"""Where both find it if controls are granted: one control of all rows that may be read."""


@dataclass(frozen=True, eq=False)
class Pair:
    """A treated unit, the control that a predictor may read, and the one that it is judged by."""

    unit: Made
    shown: Made | None
    judged: Made | None = None


def paired(
    described: Described,
    treated: Atoms,
    finder: ControlsOfUnits,
    rows: Rows,
    matches: NDArray[np.int64],
    *,
    grants_controls: bool,
) -> list[Pair]:
    """Make the treated units, and find the controls of each."""
    of_matches = treated.seen_with(matches)
    of_conditions = treated.seen_with(rows.conditions.astype(np.int64))
    found = []
    for unit in made_units(described, treated, (Part.TRAINING, Part.CALIBRATION, Part.ASKED)):
        match = sorted({code for atom in unit.atoms for code in of_matches[atom]})
        conditions = sorted({code for atom in unit.atoms for code in of_conditions[atom]})
        is_asked = unit.part is Part.ASKED
        if is_asked and grants_controls:
            granted = finder.of(match, conditions, GRANTED)
            found.append(Pair(unit, granted, granted))
            continue
        judged = finder.of(match, conditions, JUDGED) if is_asked else None
        found.append(Pair(unit, finder.of(match, conditions, OWN[unit.part]), judged))
    return found


class Named:
    """Units of the view and of the questions, each with a name of its own.

    Attributes
    ----------
    asked, known
        Pairs that are asked about, and the others, ordered by name.
    units, roles, atoms
        The rows of the view: treated units and controls, ordered by name.
    """

    def __init__(
        self, pairs: Sequence[Pair], finder: ControlsOfUnits, n_rows: NDArray[np.int64]
    ) -> None:
        self._n_rows = n_rows
        shown = {(p.shown.part, p.shown.atoms): p.shown for p in pairs if p.shown is not None}
        for part in (Part.TRAINING, Part.CALIBRATION):
            for other in finder.others(part, list(shown.values())):
                shown[other.part, other.atoms] = other
        ordered = sorted([*(p.unit for p in pairs), *shown.values()], key=_order)
        names = Names(base_name(made) for made in ordered)
        self._names = {
            (made.part, made.is_control, made.atoms): names.give(
                base_name(made), (made.matched, part_name(made.part))
            )
            for made in ordered
        }
        by_name = sorted(pairs, key=lambda pair: self.name(pair.unit))
        self.asked = [pair for pair in by_name if pair.unit.part is Part.ASKED]
        self.known = [pair for pair in by_name if pair.unit.part is not Part.ASKED]
        rows = [(self._unit(p.unit, p.shown), p.unit) for p in self.known]
        rows += [(self._unit(made, None), made) for made in shown.values()]
        rows.sort(key=lambda row: row[0].unit_id)
        self.units = tuple(unit for unit, _ in rows)
        self.roles = tuple(ROLES[made.part] for _, made in rows)
        self.atoms = [made.atoms for _, made in rows]

    def name(self, made: Made) -> str:
        """Return the name of a unit."""
        return self._names[made.part, made.is_control, made.atoms]

    def questions(self, *, counted: bool = False) -> tuple[Unit, ...]:
        """Return the units that are asked about; with the number of their rows for the truth."""
        return tuple(self._unit(p.unit, p.shown, counted=counted) for p in self.asked)

    def judged_atoms(self) -> NDArray[np.int64]:
        """Return the atoms of the units that are asked about, and of their controls."""
        made = [m for p in self.asked for m in (p.unit, p.judged) if m is not None]
        return np.unique(np.array([atom for m in made for atom in m.atoms], np.int64))

    def refuse_nothing(self, document: ManifestDocument) -> None:
        """Refuse a task without units to learn from or to ask about.

        Raises
        ------
        TaskError
            There are none.
        """
        for pairs, what in ((self.asked, "test"), (self.known, "training")):
            if not pairs:
                msg = (
                    f"{document.path.name} leaves no treated unit in {what}: no row of that part "
                    "has an intervention that the card or a bound column tells; run "
                    "`aivc describe` to see what is known of the rows"
                )
                raise TaskError(msg)

    def _unit(self, made: Made, control: Made | None, *, counted: bool = True) -> Unit:
        return Unit(
            unit_id=self.name(made),
            intervention=made.intervention,
            context=dict(made.context),
            harvest_hours=made.hours,
            control="" if control is None else self.name(control),
            n_observations=int(self._n_rows[list(made.atoms)].sum()) if counted else 0,
        )


def base_name(made: Made) -> str:
    """Name a unit by what it is, whatever its rows are used for."""
    return unit_name(made.intervention, dict(made.context), made.hours, is_told=made.is_told)


def part_name(part: Part) -> str:
    """Name a part as it stands in names of units."""
    return (part.name or "").lower()


def _order(made: Made) -> tuple[object, ...]:
    key = (made.intervention.key, made.context, repr(made.hours))
    return (*key, int(made.part), made.atoms)
