"""The events of an intervention as a schedule in hours, with repeated doses spelt out.

An event with ``interval`` and ``additional_doses`` stands for a train of doses, as ``II`` and
``ADDL`` do in NONMEM. Times are exact fractions of an hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.grammar.applied import doses_among
from aivc.validators.grammar.quantities import hours_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.schema.generated.views import DosingEvent
    from aivc.validators.grammar.quantities import Hours

MOST_DOSES = 10_000
"""More doses than this from one event are a slip (a dose every minute for a week) and are not
spelt out."""


@dataclass(frozen=True, slots=True)
class Step:
    """One event with its times in hours.

    Attributes
    ----------
    event
        The event of the card.
    start
        Time of the first dose, or of the event.
    interval
        Time between doses; 0 where the event is not repeated.
    n_doses
        1, and the additional doses.
    duration
        How long each dose lasts; None where it is open.
    """

    event: DosingEvent
    start: Hours
    interval: Hours
    n_doses: int
    duration: Hours | None

    @property
    def last(self) -> Hours:
        """Time of the last dose, which comes first where the interval is negative."""
        return max(self.start, self.start + self.interval * (self.n_doses - 1))

    @property
    def can_be_expanded(self) -> bool:
        """Whether there are few enough doses to spell out."""
        return self.n_doses <= MOST_DOSES


@dataclass(frozen=True, slots=True)
class Dose:
    """One dose of an expanded schedule.

    Attributes
    ----------
    agent
        Identifier of the agent.
    start
        Hours from time zero.
    duration
        Hours; None where it is open.
    event
        The event that it comes from.
    place
        Position of that event in the card, which orders doses of the same time.
    number
        0 for the first dose of the event, 1 for the first additional one.
    """

    agent: str
    start: Hours
    duration: Hours | None
    event: DosingEvent
    place: int
    number: int


def read_step(event: DosingEvent) -> Step | None:
    """Read the times of an event; None where one is missing or not a time in a UCUM unit."""
    start = hours_of(event.event_time)
    interval, duration = hours_of(event.interval), hours_of(event.duration)
    has_unread_interval = event.interval is not None and interval is None
    has_unread_duration = event.duration is not None and duration is None
    if start is None or has_unread_interval or has_unread_duration:
        return None
    # A number of doses without an interval is one dose; CRD007 asks for the interval.
    n_doses = 1 if interval is None else 1 + max(event.additional_doses or 0, 0)
    return Step(event, start, interval or 0, n_doses, duration)


def read_steps(events: Sequence[DosingEvent]) -> tuple[Step, ...] | None:
    """Read the times of all events, in the order of the card.

    Returns
    -------
    tuple of Step or None
        None where a time of any event cannot be read: a schedule with a hole is no schedule.
    """
    steps = []
    for event in events:
        step = read_step(event)
        if step is None:
            return None
        steps.append(step)
    return tuple(steps)


def expand(steps: Sequence[Step]) -> tuple[Dose, ...] | None:
    """Spell out every dose, in order of time; doses of the same time in the order of the card.

    Returns
    -------
    tuple of Dose or None
        None where an event has more than ``MOST_DOSES`` doses.

    Examples
    --------
    >>> from aivc.schema.reading import read
    >>> from aivc.schema.generated.views import DosingEvent
    >>> event = read(DosingEvent, {
    ...     "event_type": "administer", "agent": "a", "additional_doses": 2,
    ...     "event_time": {"value": 0, "unit": "h"}, "interval": {"value": 0.5, "unit": "d"},
    ... })
    >>> [str(dose.start) for dose in expand(read_steps([event]))]
    ['0', '12', '24']
    """
    if not all(step.can_be_expanded for step in steps):
        return None
    doses = [dose for place, step in enumerate(steps) for dose in _doses(place, step)]
    return tuple(sorted(doses, key=lambda dose: (dose.start, dose.place, dose.number)))


def _doses(place: int, step: Step) -> Iterator[Dose]:
    if step.event.agent is None or not doses_among((step.event,)):
        return
    for number in range(step.n_doses):
        start = step.start + number * step.interval
        yield Dose(step.event.agent, start, step.duration, step.event, place, number)
