"""Units as columns of a table, and back."""

from __future__ import annotations

from math import isnan, nan
from typing import TYPE_CHECKING, Any

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.files.steps_text import steps_as_text, steps_of_text
from aivc.evaluation.units import NOWHERE, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Column = Sequence[str | None] | Sequence[float]

UNIT, STATUS, REASON = "unit_id", "status", "reason"
ROLE, CLUSTER, COUNT = "role", "cluster_id", "n_observations"
AGENTS, DOSE, DOSE_UNIT = "agents_asked", "dose_asked", "dose_unit_asked"
HARVEST, STEPS, CONTROL = "harvest_hours", "dosing_steps", "control_unit_id"
SECTION, PLACE = "place_section", ("place_x", "place_y", "place_z")
NUMBERS = frozenset({DOSE, HARVEST, *PLACE})
"""Columns of numbers; all others are text."""

RESERVED = frozenset(
    {UNIT, STATUS, REASON, ROLE, CLUSTER, COUNT, "condition_id"}
    | {AGENTS, DOSE, DOSE_UNIT, HARVEST, STEPS, CONTROL, SECTION, *PLACE}
)
"""No axis of context can be called so."""


def axes_of(units: Sequence[Unit], declared: Sequence[str]) -> tuple[str, ...]:
    """Return the axes of context that get a column: those declared, then others that units have.

    Raises
    ------
    PredictionError
        An axis has the name of another column.
    """
    others = {axis for unit in units for axis in unit.context} - set(declared)
    axes = (*declared, *sorted(others))
    if taken := sorted(RESERVED & set(axes)):
        msg = f"the axis of context {taken[0]!r} has the name of another column; rename it"
        raise PredictionError(msg)
    return axes


def unit_columns(units: Sequence[Unit], axes: Sequence[str]) -> dict[str, Column]:
    """Return the columns that say what was done to units, where and when, without their names.

    ``dosing_steps`` says all of what was done; agents, dose and its unit are there for those who
    only want these. A value that a unit has not is None in a column of text and NaN in one of
    numbers. The columns of places are there only where a unit has one.
    """
    columns: dict[str, Column] = {axis: [unit.context.get(axis) for unit in units] for axis in axes}
    doses = [_single_dose(unit) for unit in units]
    columns[AGENTS] = ["+".join(unit.intervention.agents) for unit in units]
    columns[DOSE] = [dose for dose, _ in doses]
    columns[DOSE_UNIT] = [code for _, code in doses]
    columns[HARVEST] = [unit.harvest_hours for unit in units]
    columns[STEPS] = [steps_as_text(unit.intervention) for unit in units]
    columns[CONTROL] = [unit.control for unit in units]
    dimensions = max((len(unit.place[1]) for unit in units if unit.place is not None), default=0)
    if dimensions > len(PLACE):
        msg = f"a place has {dimensions} coordinates; a file holds at most {len(PLACE)}"
        raise PredictionError(msg)
    if dimensions:
        columns[SECTION] = [None if unit.place is None else unit.place[0] for unit in units]
        for axis, name in enumerate(PLACE[:dimensions]):
            columns[name] = [_coordinate(unit, axis) for unit in units]
    return columns


def units_of_columns(
    unit_ids: Sequence[str],
    columns: Mapping[str, Sequence[Any]],
    axes: Sequence[str],
    where: str,
    counts: Sequence[int] | None = None,
) -> tuple[Unit, ...]:
    """Read units.

    Parameters
    ----------
    unit_ids
        Their names.
    columns
        As :func:`unit_columns` gives them.
    axes
        Which of them are axes of context.
    where
        The file, for messages.
    counts
        Number of observations of each.

    Raises
    ------
    PredictionError
        A column is missing, a name occurs twice or is empty, or steps cannot be read.
    """
    needed = [*axes, HARVEST, STEPS, CONTROL]
    if absent := [name for name in needed if name not in columns]:
        msg = f"{where} has no column {absent[0]!r}; make the file again with `aivc fit`"
        raise PredictionError(msg)
    refuse_repeated(unit_ids, where)
    return tuple(
        Unit(
            unit_id,
            steps_of_text(columns[STEPS][row] or "", f"unit {unit_id!r} in {where}"),
            _context(columns, axes, row),
            float(columns[HARVEST][row]),
            columns[CONTROL][row] or "",
            _place(columns, row),
            0 if counts is None else int(counts[row]),
        )
        for row, unit_id in enumerate(unit_ids)
    )


def refuse_repeated(names: Sequence[str], where: str) -> None:
    """Raise PredictionError where a name is empty or occurs twice."""
    seen: set[str] = set()
    for name in names:
        if not name or name in seen:
            what = f"the name {name!r} more than once" if name else "a row without a name"
            msg = f"{where} has {what}; every unit and feature has a name of its own"
            raise PredictionError(msg)
        seen.add(name)


def _single_dose(unit: Unit) -> tuple[float, str]:
    doses = {(step.key[0], step.key[1], step.unit): step for step in unit.intervention.steps}
    if len(doses) != 1:
        return nan, ""
    (step,) = doses.values()
    return step.dose, step.unit


def _context(
    columns: Mapping[str, Sequence[Any]], axes: Sequence[str], row: int
) -> Mapping[str, str]:
    found = {axis: columns[axis][row] for axis in axes if columns[axis][row] is not None}
    return found or NOWHERE


def _coordinate(unit: Unit, axis: int) -> float:
    if unit.place is None or axis >= len(unit.place[1]):
        return nan
    return unit.place[1][axis]


def _place(columns: Mapping[str, Sequence[Any]], row: int) -> tuple[str, tuple[float, ...]] | None:
    if SECTION not in columns or columns[SECTION][row] is None:
        return None
    numbers = [float(columns[name][row]) for name in PLACE if name in columns]
    return columns[SECTION][row], tuple(number for number in numbers if not isnan(number))
