"""What a condition is in flat columns: agents, dose, time, control."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.exporting.amounts import HOUR, MICROMOLAR, amount_text, in_unit
from aivc.adapters.exporting.exporter import Unheld
from aivc.adapters.exporting.schedules import schedule_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.adapters.exporting.arms import Arm

JOIN = "+"
"""Between the agents of a combination, and between their doses."""


@dataclass(frozen=True, slots=True)
class FlatCondition:
    """The flat columns of one condition; None is a missing value.

    Attributes
    ----------
    condition_id
        Its identifier.
    pert_agent
        Identifiers of the agents, joined by ``+``; what a control applies instead.
    pert_type
        Classes of the agents (``Chemical``, ``GeneticPerturbation``, ...), joined by ``+``.
    n_perts
        Number of agents that are no control.
    pert_dose
        Doses as text with their units, joined by ``+``.
    pert_dose_uM
        Dose in umol/L, of a single agent with a molar dose only.
    pert_time_h
        Time of harvest in hours, counted from time zero.
    is_control
        Whether treated observations are compared with it.
    control_kind
        What kind of control it is.
    """

    condition_id: str
    pert_agent: str | None
    pert_type: str | None
    n_perts: int
    pert_dose: str | None
    pert_dose_uM: float | None  # noqa: N815 - the name of the column, as the field writes it
    pert_time_h: float | None
    is_control: bool
    control_kind: str | None


def flat_condition(arm: Arm) -> FlatCondition:
    """Flatten one condition. What is a schedule has no dose; it is never guessed."""
    single = arm.members[0].dose if len(arm.members) == 1 else None
    doses = [amount_text(member.dose) for member in arm.members]
    types = [member.agent.agent_type if member.agent else None for member in arm.members]
    return FlatCondition(
        condition_id=arm.condition_id,
        pert_agent=JOIN.join(member.agent_id for member in arm.members) or None,
        pert_type=_joined(types),
        n_perts=0 if arm.is_control else len(arm.members),
        pert_dose=_joined(doses),
        pert_dose_uM=in_unit(single, MICROMOLAR),
        pert_time_h=in_unit(arm.condition.harvest_time, HOUR),
        is_control=arm.is_control,
        control_kind=arm.control.control_kind if arm.control else None,
    )


def not_flat(arms: Sequence[Arm]) -> tuple[Unheld, ...]:
    """Say what the flat columns of conditions leave out."""
    return tuple(sorted({unheld for arm in arms for unheld in _not_flat(arm)}))


def _not_flat(arm: Arm) -> Iterator[Unheld]:
    where = f"condition {arm.condition_id}"
    schedule = schedule_of(arm)
    if schedule:
        yield Unheld(where, "; ".join(schedule), "one dose and one time hold no schedule")
    for member in arm.members:
        if JOIN in member.agent_id:
            yield Unheld(
                where, f"the agent {member.agent_id}", f"its name holds {JOIN}, which joins agents"
            )
    doses = [member.dose for member in arm.members if member.dose is not None]
    if len(arm.members) > 1 and doses:
        yield Unheld(where, "the dose of each agent as a number", "pert_dose_uM holds one number")
    elif doses and in_unit(doses[0], MICROMOLAR) is None:
        yield Unheld(
            where, f"the dose {amount_text(doses[0])} as a number", "it is no molar concentration"
        )
    if arm.condition.harvest_time is None:
        yield Unheld(where, "its time", "the card gives no harvest_time")


def _joined(parts: Sequence[str | None]) -> str | None:
    """Join what all have; nothing where one lacks it, or the places would be wrong."""
    known = [part for part in parts if part is not None]
    return JOIN.join(known) if known and len(known) == len(parts) else None
