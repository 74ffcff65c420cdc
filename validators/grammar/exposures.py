"""From when to when each agent acts, as its doses, durations and removals say."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from aivc.validators.grammar.applied import is_zero
from aivc.validators.grammar.schedule import Dose, Step, expand, read_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from aivc.schema.generated.views import DosingEvent
    from aivc.validators.grammar.quantities import Hours

REMOVING = frozenset({"washout", "medium_change", "reset"})
"""Types of event that take agents away."""

Moment: TypeAlias = "tuple[Hours, int]"
"""A time in hours, and the place in the card's order that settles ties."""

CLEARED_BY_THE_BODY = frozenset({"bolus", "infusion", "oral", "topical"})
"""Exposure modes after which an agent fades by itself, at a time that the card does not say."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """A stretch of time in which an agent acts.

    Attributes
    ----------
    agent
        Identifier of the agent.
    start
        Hours from time zero.
    end
        Hours from time zero; None until the harvest, or where nobody can tell.
    end_is_known
        False where an agent fades by itself, so that no overlap can be proven or excluded.
    """

    agent: str
    start: Hours
    end: Hours | None
    end_is_known: bool = True

    def overlaps(self, other: Exposure) -> bool | None:
        """Tell whether two stretches share time; None where that cannot be known.

        A stretch that ends when the other begins does not overlap it.
        """
        first, second = sorted((self, other), key=lambda exposure: exposure.start)
        if first.start == second.start:
            return True
        if first.end is not None:
            return first.end > second.start
        return True if first.end_is_known else None


def exposures_of(
    events: Sequence[DosingEvent],
    stays_without_medium: Callable[[str], bool] = lambda _: False,
) -> tuple[Exposure, ...] | None:
    """Return when each agent acts, merged where one dose follows the other without a gap.

    A dose lasts for its duration; without one, until the next dose of the agent, until it is
    taken away, or until the harvest. A ``set_concentration`` of zero takes an agent away. A change
    of medium, a reset, and a washout that names no agent take away what is in the medium.

    Parameters
    ----------
    events
        Events in the order of the card.
    stays_without_medium
        Whether an agent outlasts a change of medium.

    Returns
    -------
    tuple of Exposure or None
        By agent and start; None where a time cannot be read or there are too many doses.
    """
    steps = read_steps(events)
    doses = expand(steps) if steps is not None else None
    if steps is None or doses is None:
        return None
    given = [dose for dose in doses if not is_zero(dose.event)]
    found: list[Exposure] = []
    for agent in sorted({dose.agent for dose in given}):
        ends = sorted(
            [
                *_removals(agent, steps, is_in_medium=not stays_without_medium(agent)),
                *((dose.start, dose.place) for dose in doses if dose.agent == agent),
            ]
        )
        found.extend(_merged(_stretch(dose, ends) for dose in given if dose.agent == agent))
    return tuple(found)


def _removals(agent: str, steps: Iterable[Step], *, is_in_medium: bool) -> Iterator[Moment]:
    for place, step in enumerate(steps):
        event = step.event
        if event.event_type not in REMOVING:
            continue
        names_it = event.event_type == "washout" and event.agent == agent
        takes_all = event.agent is None or event.event_type != "washout"
        if names_it or (takes_all and is_in_medium):
            for number in range(step.n_doses):
                yield step.start + number * step.interval, place


def _stretch(dose: Dose, ends: Sequence[Moment]) -> Exposure:
    after = bisect_right(ends, (dose.start, dose.place))
    stop = ends[after][0] if after < len(ends) else None
    if dose.duration is not None:
        by_itself = dose.start + dose.duration
        stop = by_itself if stop is None else min(stop, by_itself)
    fades = stop is None and dose.event.exposure_mode in CLEARED_BY_THE_BODY
    return Exposure(dose.agent, dose.start, stop, not fades)


def _merged(stretches: Iterable[Exposure]) -> Iterator[Exposure]:
    current: Exposure | None = None
    for stretch in sorted(stretches, key=lambda s: (s.start, s.end is None, s.end)):
        if current is None:
            current = stretch
        elif current.end is None or stretch.start <= current.end:
            current = _joined(current, stretch)
        else:
            yield current
            current = stretch
    if current is not None:
        yield current


def _joined(one: Exposure, other: Exposure) -> Exposure:
    if one.end is None or other.end is None:
        known = one.end_is_known and other.end_is_known
        return Exposure(one.agent, one.start, None, known)
    return Exposure(one.agent, one.start, max(one.end, other.end))
