"""What one dose and one time cannot say about an intervention."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.exporting.amounts import HOUR, amount_text, in_unit
from aivc.adapters.exporting.arms import APPLYING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.adapters.exporting.arms import Arm, Member
    from aivc.schema.generated.views import DosingEvent


def schedule_of(arm: Arm) -> tuple[str, ...]:
    """Say in sentences what is more than one dose at time zero that lasts until the harvest.

    Examples: several doses, doses at other times, wash-outs, exposures that end early, agents that
    follow each other. An arm without any of these gives nothing.
    """
    return tuple(_said(arm))


def _said(arm: Arm) -> Iterator[str]:
    for member in arm.members:
        yield from _of_member(member, arm)
    for event in arm.events:
        if event.event_type not in APPLYING:
            of = f" of {event.agent}" if event.agent else ""
            yield f"{_word(event)}{of} at {_time(event)}"
    combination = arm.intervention.combination if arm.intervention else None
    order = combination.combination_order if combination else None
    if order not in (None, "simultaneous"):
        apart = amount_text(combination.interval_between) if combination else None
        yield f"agents are {order}" + (f", {apart} apart" if apart else "")


def _of_member(member: Member, arm: Arm) -> Iterator[str]:
    for event in member.applied:
        if event.additional_doses:
            again = amount_text(event.interval) or "an interval"
            n = event.additional_doses
            yield f"{member.label}: {n} further dose{'s' if n > 1 else ''}, one every {again}"
    if len(member.applied) > 1:
        times = ", ".join(map(_time, member.applied))
        yield f"{member.label}: doses at {times}"
    elif member.applied and in_unit(member.applied[0].event_time, HOUR) != 0.0:
        yield f"{member.label}: from {_time(member.applied[0])} on"
    for event in member.applied:
        if _ends_early(event, arm):
            yield f"{member.label}: for {amount_text(event.duration)} only"


def _ends_early(event: DosingEvent, arm: Arm) -> bool:
    start, lasts = in_unit(event.event_time, HOUR), in_unit(event.duration, HOUR)
    harvest = in_unit(arm.condition.harvest_time, HOUR)
    return None not in (start, lasts, harvest) and start + lasts < harvest  # type: ignore[operator]


def _time(event: DosingEvent) -> str:
    return amount_text(event.event_time) or "an unknown time"


def _word(event: DosingEvent) -> str:
    return (event.event_type or "something").replace("_", " ")
