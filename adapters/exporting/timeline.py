"""The events of a condition in order of time, in hours, with amounts in one unit per agent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aivc.adapters.exporting.amounts import HOUR, amount_text, in_unit
from aivc.adapters.exporting.arms import APPLYING
from aivc.adapters.exporting.exporter import Unheld

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aivc.adapters.exporting.arms import Arm
    from aivc.schema.generated.views import DosingEvent

BATH = "bath_concentration"
REMOVING = frozenset({"washout", "medium_change", "reset"})


@dataclass(frozen=True, slots=True)
class Step:
    """One event with its numbers.

    Attributes
    ----------
    hours
        When, from time zero.
    agent
        Identifier of the agent; None where all are meant.
    event
        The event of the card.
    amount
        In the unit of the agent; None where there is none.
    duration, interval
        In hours; None where there is none.
    more
        Further doses, one after each interval.
    ends
        Whether this is the end of a bath that the event gave a duration.
    """

    hours: float
    agent: str | None
    event: DosingEvent
    amount: float | None = None
    duration: float | None = None
    interval: float | None = None
    more: int = 0
    ends: bool = False


def units_of_agents(arms: Iterable[Arm]) -> dict[str, str]:
    """Return the unit of each agent's amounts: that of the first one, in the order of the card."""
    units: dict[str, str] = {}
    for arm in arms:
        for event in arm.events:
            if event.agent and event.amount and event.amount.unit:
                units.setdefault(event.agent, event.amount.unit)
    return units


def timeline_of(arm: Arm, units: Mapping[str, str]) -> tuple[tuple[Step, ...], tuple[Unheld, ...]]:
    """Put the events of a condition in order of time.

    A bath with a duration that is over before the harvest gets a step at its end, unless it is
    washed out by then.

    Returns
    -------
    tuple of Step
        In order of time; of one time, what removes before what applies.
    tuple of Unheld
        Events whose time or amount cannot be had in hours or in the unit of the agent.
    """
    steps: list[Step] = []
    unheld: list[Unheld] = []
    for event in arm.events:
        step = _step(event, units)
        if step is None:
            unheld.append(_lost(arm, event))
        else:
            steps.append(step)
    steps += [end for step in steps if (end := _end(step, steps, arm)) is not None]
    return tuple(sorted(steps, key=_place)), tuple(unheld)


def removes(step: Step) -> bool:
    """Tell whether a step takes agents away."""
    return step.ends or step.event.event_type in REMOVING


def _place(step: Step) -> tuple[float, bool, str]:
    return step.hours, not removes(step), step.agent or ""


def _step(event: DosingEvent, units: Mapping[str, str]) -> Step | None:
    hours = in_unit(event.event_time, HOUR)
    unit = units.get(event.agent) if event.agent else None
    amount = in_unit(event.amount, unit) if unit else None
    if hours is None or (event.amount is not None and amount is None):
        return None
    lasts, again = in_unit(event.duration, HOUR), in_unit(event.interval, HOUR)
    more = (event.additional_doses or 0) if again is not None else 0
    return Step(hours, event.agent, event, amount, lasts, again, more)


def _end(step: Step, steps: Sequence[Step], arm: Arm) -> Step | None:
    """Return the end of the last bath of a step, where it comes before the harvest."""
    if step.event.event_type not in APPLYING or step.duration is None or not is_bath(step):
        return None
    last = step.hours + step.more * (step.interval or 0.0)
    end = last + step.duration
    harvest = in_unit(arm.condition.harvest_time, HOUR)
    is_over = harvest is None or end < harvest
    is_washed = any(
        removes(other) and other.agent in (step.agent, None) and last < other.hours <= end
        for other in steps
    )
    return Step(end, step.agent, step.event, 0.0, ends=True) if is_over and not is_washed else None


def _lost(arm: Arm, event: DosingEvent) -> Unheld:
    what = f"{event.event_type} {event.agent or ''} {amount_text(event.amount) or ''}".strip()
    return Unheld(
        f"condition {arm.condition_id}",
        what,
        "its time is no time, or its unit does not fit the other amounts of the agent",
    )


def repeated(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Write each repeated dose as a step of its own, with the end of its bath."""
    return tuple(sorted((one for step in steps for one in _repeated(step)), key=_place))


def _repeated(step: Step) -> Iterator[Step]:
    for k in range(step.more + 1):
        start = step.hours + k * (step.interval or 0.0)
        yield replace(step, hours=start, interval=None, more=0)
        if is_pulsed(step) and k < step.more:
            yield Step(start + (step.duration or 0.0), step.agent, step.event, 0.0, ends=True)


def is_pulsed(step: Step) -> bool:
    """Tell whether a step is a repeated bath that is over before the next one begins."""
    if not step.more or step.duration is None or step.interval is None:
        return False
    return is_bath(step) and step.duration < step.interval


def is_bath(step: Step) -> bool:
    """Tell whether a step brings about a concentration that stays, as it does unless told."""
    return step.event.exposure_mode in (BATH, None)
