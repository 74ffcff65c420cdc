"""The columns of scPerturb that a condition fills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.exporting.amounts import HOUR, in_unit
from aivc.adapters.exporting.exporter import Unheld
from aivc.adapters.exporting.schedules import schedule_of
from aivc.adapters.exporting.scperturb.words import (
    CONTROL,
    JOIN,
    UNITS,
    label_of_member,
    perturbation_type,
    target_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.adapters.exporting.arms import Arm, Member


@dataclass(frozen=True, slots=True)
class ConditionColumns:
    """Labels and numbers of one condition by name of the column; None where there is none."""

    labels: dict[str, str | None]
    numbers: dict[str, float | None]


def columns_of(arm: Arm, organism: str | None) -> ConditionColumns:
    """Fill the columns for one condition.

    Members without doses, such as guides, are joined by ``+`` in ``perturbation``. Where doses
    tell members apart, each has its own columns, ``perturbation_2``, ``dose_value_2`` and so on.
    """
    labels: dict[str, str | None] = {"condition_id": arm.condition_id}
    numbers: dict[str, float | None] = {
        "time": in_unit(arm.condition.harvest_time, HOUR),
        "nperts": 0.0 if arm.is_control else float(len(arm.members)),
    }
    labels["time_unit"] = HOUR if numbers["time"] is not None else None
    if arm.is_control:
        labels["perturbation"] = CONTROL
        return ConditionColumns(labels, numbers)
    groups = grouped(arm)
    for number, members in enumerate(groups, 1):
        suffix = "" if number == 1 else f"_{number}"
        named = sorted(label_of_member(member, organism) for member in members)
        types = {perturbation_type(member.agent) for member in members} - {None}
        dose = members[0].dose if len(members) == 1 else None
        labels[f"perturbation{suffix}"] = JOIN.join(named) or None
        labels[f"perturbation_type{suffix}"] = JOIN.join(sorted(filter(None, types))) or None
        numbers[f"dose_value{suffix}"] = dose.value if dose else None
        unit = dose.unit if dose else None
        labels[f"dose_unit{suffix}"] = UNITS.get(unit, unit) if unit else None
    targets = [target_of(member, organism) for member in arm.members]
    labels["target"] = JOIN.join(sorted(filter(None, targets))) or None
    return ConditionColumns(labels, numbers)


def grouped(arm: Arm) -> list[list[Member]]:
    """Put members without events that have amounts into one group; each other is its own."""
    together = [m for m in arm.members if all(event.amount is None for event in m.applied)]
    alone = [[member] for member in arm.members if member not in together]
    groups = [*alone, *([together] if together else [])]
    return groups or [[]]


def unheld_of(arms: Sequence[Arm]) -> Iterator[Unheld]:
    """Say what the columns leave out."""
    for arm in arms:
        where = f"condition {arm.condition_id}"
        schedule = schedule_of(arm)
        if schedule:
            yield Unheld(where, "; ".join(schedule), "flat columns hold no schedule")
        if arm.is_control and arm.control is not None:
            kind = arm.control.control_kind or "kind"
            yield Unheld(
                where, f"that it is a control of the kind {kind}", f"it is called {CONTROL} alone"
            )
