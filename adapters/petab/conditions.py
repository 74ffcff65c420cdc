"""What a condition or an experiment sets, as columns of the observations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.petab.tables import PetabTable

Cells = dict[str, list["str | None"]]

CONDITION, EXPERIMENT = "conditionId", "experimentId"
TARGET, VALUE, TIME = "targetId", "targetValue", "time"
BEFORE = "preequilibration."
"""Before the columns of the condition that held before the experiment."""


def of_conditions(
    measurements: PetabTable, rows: Sequence[int], conditions: PetabTable
) -> tuple[Cells, dict[str, int]]:
    """Join the wide table of conditions of PEtab 1.

    Parameters
    ----------
    measurements
        The measurements.
    rows
        One of them for each observation.
    conditions
        One row for each condition.

    Returns
    -------
    tuple
        The columns, those of the condition before with a prefix; and the row of each condition.

    Raises
    ------
    UnreadableInputError
        A measurement names a condition that the table does not hold.
    """
    row_of = conditions.keyed_by(CONDITION)
    measurements.identifiers("simulationConditionId")
    cells: Cells = {}
    for column, prefix in (("simulationConditionId", ""), ("preequilibrationConditionId", BEFORE)):
        named = measurements.column(column)
        if not any(named):
            continue
        for place, name in enumerate(named):
            if name is not None and name not in row_of:
                msg = f"{measurements.at(place)}: {column} {name!r} is in no table of conditions"
                raise UnreadableInputError(msg)
        chosen = [row_of.get(named[row] or "") for row in rows]
        for key, values in conditions.cells.items():
            if key != CONDITION:
                picked = [None if place is None else values[place] for place in chosen]
                cells[prefix + key] = picked
    return cells, row_of


def of_experiments(
    measurements: PetabTable,
    rows: Sequence[int],
    experiments: PetabTable,
    conditions: PetabTable,
) -> tuple[Cells, dict[str, int]]:
    """Join the periods of experiments of PEtab 2 and what their conditions set.

    A column is called after what is set. Where an experiment has several periods, the time at which
    a period begins follows after ``@``: ``Epo@-inf``, ``Epo@0``.

    Raises
    ------
    UnreadableInputError
        A measurement names an unknown experiment, or a period an unknown condition.
    """
    settings = _settings(conditions)
    periods = _periods(experiments, settings)
    _refuse_unknown(measurements, periods)
    several = any(len({time for time, _ in listed}) > 1 for listed in periods.values())
    by_experiment = {
        name: _set_by(listed, settings, several=several) for name, listed in periods.items()
    }
    names = dict.fromkeys(key for values in by_experiment.values() for key in values)
    named = measurements.column(EXPERIMENT)
    chosen = [by_experiment.get(named[row] or "", {}) for row in rows]
    cells: Cells = {name: [values.get(name) for values in chosen] for name in names}
    return cells, {name: place for place, name in enumerate(periods)}


def _settings(conditions: PetabTable) -> dict[str, dict[str, str]]:
    settings: dict[str, dict[str, str]] = {}
    if not conditions.n_rows:
        return settings
    names, targets = conditions.identifiers(CONDITION), conditions.identifiers(TARGET)
    values = conditions.identifiers(VALUE)
    for place, (name, target, value) in enumerate(zip(names, targets, values, strict=True)):
        listed = settings.setdefault(name, {})
        if target in listed:
            msg = f"{conditions.at(place)}: condition {name!r} sets {target!r} a second time"
            raise UnreadableInputError(msg)
        listed[target] = value
    return settings


def _periods(
    experiments: PetabTable, settings: Mapping[str, object]
) -> dict[str, list[tuple[str, str | None]]]:
    periods: dict[str, list[tuple[str, str | None]]] = {}
    if not experiments.n_rows:
        return periods
    begins, times = experiments.numbers(TIME), experiments.identifiers(TIME)
    names = experiments.identifiers(EXPERIMENT)
    for row in sorted(range(len(names)), key=begins.__getitem__):
        condition = experiments.column(CONDITION)[row]
        if condition is not None and condition not in settings:
            msg = f"{experiments.at(row)}: the condition {condition!r} is in no table of conditions"
            raise UnreadableInputError(msg)
        periods.setdefault(names[row], []).append((times[row], condition))
    return {name: periods[name] for name in dict.fromkeys(names)}


def _refuse_unknown(measurements: PetabTable, periods: Mapping[str, object]) -> None:
    for place, name in enumerate(measurements.column(EXPERIMENT)):
        if name is not None and name not in periods:
            msg = f"{measurements.at(place)}: the experiment {name!r} is in no table of experiments"
            raise UnreadableInputError(msg)


def _set_by(
    listed: Sequence[tuple[str, str | None]],
    settings: Mapping[str, Mapping[str, str]],
    *,
    several: bool,
) -> dict[str, str]:
    """Return what an experiment sets, by column. Conditions of one time are joined by ``;``."""
    found: dict[str, str] = {}
    for time, condition in listed:
        if condition is None:
            continue
        after = f"@{time}" if several else ""
        key = CONDITION + after
        found[key] = f"{found[key]};{condition}" if key in found else condition
        found |= {target + after: value for target, value in settings[condition].items()}
    return found
