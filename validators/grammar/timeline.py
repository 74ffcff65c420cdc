"""When the members of a combination act, and how these times lie to each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from aivc.validators.grammar.applied import doses_among, is_zero
from aivc.validators.grammar.exposures import exposures_of
from aivc.validators.grammar.quantities import hours_in_words, hours_of
from aivc.validators.grammar.schedule import read_steps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import Intervention, Quantity
    from aivc.validators.grammar.applied import Applications
    from aivc.validators.grammar.exposures import Exposure
    from aivc.validators.grammar.quantities import Hours


@dataclass(frozen=True, slots=True)
class Starts:
    """First start of each member of a combination in hours, by agent; at least two agents."""

    hours: Mapping[str, Hours]

    @property
    def are_equal(self) -> bool:
        """Whether all agents start at the same time."""
        return len(set(self.hours.values())) == 1

    def out_of_order(self, numbers: Mapping[str, int]) -> tuple[str, str]:
        """Return two agents whose numbers contradict their starts; empty texts where none do."""
        numbered = sorted((n, agent) for agent, n in numbers.items() if agent in self.hours)
        for (low, first), (high, second) in combinations(numbered, 2):
            if low < high and self.hours[first] > self.hours[second]:
                return first, second
        return "", ""

    def against_interval(self, declared: Quantity) -> str:
        """Say how far apart the starts are, where that is not what is declared.

        The time between the starts of two agents that follow each other is compared; agents that
        start together count as one. Empty where one of the times fits.
        """
        between = hours_of(declared)
        starts = sorted(set(self.hours.values()))
        gaps = [later - earlier for earlier, later in pairwise(starts)]
        if between is None or not gaps or between in gaps:
            return ""
        return f"they start {' and '.join(hours_in_words(gap) for gap in gaps)} apart"


@dataclass(frozen=True, slots=True)
class Timeline:
    """Exposures of each member of a combination, by agent; at least two agents."""

    exposures: Mapping[str, tuple[Exposure, ...]]

    @property
    def overlap(self) -> str:
        """Two agents that surely act at the same time, in words; empty where there are none."""
        for one, other in combinations(self.exposures, 2):
            if _share_time(self.exposures[one], self.exposures[other]):
                return f"{one} and {other}"
        return ""

    @property
    def all_apart(self) -> bool:
        """Whether surely no two agents ever act at the same time."""
        return all(
            _share_time(one, other) is False
            for one, other in combinations(self.exposures.values(), 2)
        )


def starts_of(intervention: Intervention) -> Starts | None:
    """Return when the members of an intervention's combination are first given.

    Returns
    -------
    Starts or None
        None where there is no combination, a time cannot be read, or fewer than two members are
        applied.
    """
    members = _members(intervention)
    events = [e for e in doses_among(intervention.events) if e.agent in members and not is_zero(e)]
    first: dict[str, Hours] = {}
    for step in read_steps(events) or ():
        agent = step.event.agent or ""
        first[agent] = min(step.start, first.get(agent, step.start))
    return Starts(first) if len(first) > 1 else None


def timeline_of(intervention: Intervention, applications: Applications) -> Timeline | None:
    """Return when the members of an intervention's combination act; None as for their starts."""
    members = _members(intervention)
    found = exposures_of(intervention.events, applications.stays_without_medium) if members else ()
    by_agent: dict[str, tuple[Exposure, ...]] = {}
    for exposure in found or ():
        if exposure.agent in members:
            earlier = by_agent.get(exposure.agent, ())
            by_agent[exposure.agent] = (*earlier, exposure)
    return Timeline(by_agent) if len(by_agent) > 1 else None


def _members(intervention: Intervention) -> set[str | None]:
    combination = intervention.combination
    return {member.agent for member in combination.members} if combination is not None else set()


def _share_time(one: tuple[Exposure, ...], other: tuple[Exposure, ...]) -> bool | None:
    """Tell whether two agents act at the same time; None where that cannot be known."""
    answers = {first.overlaps(second) for first in one for second in other}
    if True in answers:
        return True
    return None if None in answers else False
