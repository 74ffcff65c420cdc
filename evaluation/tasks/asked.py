"""Units of tasks without controls, named, and sorted into the view and the questions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.errors import TaskError
from aivc.evaluation.tasks.contexts import ROW, Part
from aivc.evaluation.tasks.members import made_units
from aivc.evaluation.tasks.naming import Names
from aivc.evaluation.tasks.pairing import ROLES, base_name, part_name
from aivc.evaluation.units import Unit
from aivc.schema.vocabulary import UnitConversionError, convert

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.tasks.atoms import Atoms
    from aivc.evaluation.tasks.members import Described, Made
    from aivc.splits.manifest.document import ManifestDocument
    from aivc.splits.observations import Observations

PARTS = (Part.TRAINING, Part.CALIBRATION, Part.ASKED)


class Asked:
    """Units to learn from and to ask about; a control is one like all others.

    Attributes
    ----------
    known, known_atoms, roles
        Units of the view, their atoms and why they are in it, ordered by name.
    asked, asked_atoms
        Units that are asked about, with the number of their rows, and their atoms.
    """

    def __init__(self, described: Described, atoms: Atoms, observations: Observations) -> None:
        self._n_rows = atoms.n_rows()
        self._places = _places(described, atoms, observations)
        made = sorted(made_units(described, atoms, PARTS), key=_order)
        names = Names(_base_name(each) for each in made)
        rows = sorted(((self._unit(m, names), m) for m in made), key=lambda row: row[0].unit_id)
        known = [row for row in rows if row[1].part is not Part.ASKED]
        asked = [row for row in rows if row[1].part is Part.ASKED]
        self.known = tuple(unit for unit, _ in known)
        self.known_atoms = [m.atoms for _, m in known]
        self.roles = tuple(ROLES[m.part] for _, m in known)
        self.asked = tuple(unit for unit, _ in asked)
        self.asked_atoms = [m.atoms for _, m in asked]

    def questions(self) -> tuple[Unit, ...]:
        """Return the units that are asked about, without what the truth decides."""
        return tuple(replace(unit, n_observations=0) for unit in self.asked)

    def refuse_nothing(self, document: ManifestDocument, what: str) -> None:
        """Refuse a task without units to learn from or to ask about.

        Raises
        ------
        TaskError
            There are none.
        """
        for units, part in ((self.asked, "test"), (self.known, "training")):
            if not units:
                msg = f"{document.path.name} leaves no unit in {part} that has {what}"
                raise TaskError(msg)

    def _unit(self, made: Made, names: Names) -> Unit:
        context = {axis: value for axis, value in made.context if axis != ROW}
        return Unit(
            unit_id=names.give(_base_name(made), (part_name(made.part),)),
            intervention=made.intervention,
            context=context,
            harvest_hours=made.hours,
            place=self._places.get(made.atoms[0]) if len(made.atoms) == 1 else None,
            n_observations=int(self._n_rows[list(made.atoms)].sum()),
        )


def _base_name(made: Made) -> str:
    """Name a row by its own name, and other units by what they are."""
    return dict(made.context).get(ROW) or base_name(made)


def _order(made: Made) -> tuple[object, ...]:
    return made.context, made.intervention.key, repr(made.hours), int(made.part), made.atoms


def _places(
    described: Described, atoms: Atoms, observations: Observations
) -> dict[int, tuple[str, tuple[float, ...]]]:
    """Return the place of each atom that is one row, in micrometres where a unit is known."""
    places = observations.coordinates
    if places is None or not described.contexts.is_by_row:
        return {}
    scale = _micrometres(places.unit)
    sections = observations.axes.get("section")
    rows: NDArray[np.int64] = np.flatnonzero(
        (atoms.codes >= 0) & ~np.isnan(places.values).any(axis=1)
    )
    found = {}
    for row in rows.tolist():
        code = -1 if sections is None else int(sections.codes[row])
        name = sections.levels[code] if sections is not None and code >= 0 else ""
        found[int(atoms.codes[row])] = (name, tuple((scale * places.values[row]).tolist()))
    return found


def _micrometres(unit: str) -> float:
    """Return how many micrometres a unit of coordinates has; 1 where that is not known."""
    try:
        return convert(1.0, unit, "um") if unit else 1.0
    except (UnitConversionError, ValueError):
        return 1.0
