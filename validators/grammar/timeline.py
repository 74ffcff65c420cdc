"""When the members of a combination act, and how these times lie to each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from aivc.validators.grammar.exposures import exposures_of
from aivc.validators.grammar.quantities import hours_in_words, hours_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import Intervention, Quantity
    from aivc.validators.grammar.applied import Applications
    from aivc.validators.grammar.exposures import Exposure
    from aivc.validators.grammar.quantities import Hours


@dataclass(frozen=True, slots=True)
class Timeline:
    """Exposures of each member of a combination, by agent; at least two agents."""

    exposures: Mapping[str, tuple[Exposure, ...]]

    @property
    def starts(self) -> dict[str, Hours]:
        """First start of each agent, in hours."""
        return {agent: found[0].start for agent, found in self.exposures.items()}

    @property
    def starts_are_equal(self) -> bool:
        """Whether all agents start at the same time."""
        return len(set(self.starts.values())) == 1

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

    def out_of_order(self, numbers: Mapping[str, int]) -> tuple[str, str]:
        """Return two agents whose numbers contradict their starts; empty texts where none do."""
        starts = self.starts
        numbered = sorted((number, agent) for agent, number in numbers.items() if agent in starts)
        for (low, first), (high, second) in combinations(numbered, 2):
            if low < high and starts[first] > starts[second]:
                return first, second
        return "", ""

    def against_interval(self, declared: Quantity) -> str:
        """Say how far apart the starts are, where that is not what is declared.

        The time between the starts of two agents that follow each other is compared; agents that
        start together count as one. Empty where one of the times fits.
        """
        between = hours_of(declared)
        starts = sorted(set(self.starts.values()))
        gaps = [later - earlier for earlier, later in pairwise(starts)]
        if between is None or not gaps or between in gaps:
            return ""
        return f"they start {' and '.join(hours_in_words(gap) for gap in gaps)} apart"


def timeline_of(intervention: Intervention, applications: Applications) -> Timeline | None:
    """Return when the members of an intervention's combination act.

    Returns
    -------
    Timeline or None
        None where there is no combination, a time cannot be read, or fewer than two members are
        applied.
    """
    if intervention.combination is None:
        return None
    found = exposures_of(intervention.events, applications.stays_without_medium)
    members = {member.agent for member in intervention.combination.members}
    by_agent: dict[str, tuple[Exposure, ...]] = {}
    for exposure in found or ():
        if exposure.agent in members:
            earlier = by_agent.get(exposure.agent, ())
            by_agent[exposure.agent] = (*earlier, exposure)
    return Timeline(by_agent) if len(by_agent) > 1 else None


def _share_time(one: tuple[Exposure, ...], other: tuple[Exposure, ...]) -> bool | None:
    """Tell whether two agents act at the same time; None where that cannot be known."""
    answers = {first.overlaps(second) for first in one for second in other}
    if True in answers:
        return True
    return None if None in answers else False
