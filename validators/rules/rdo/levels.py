"""How many doses and times each agent was given at and observed at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.grammar.applied import applications_of, doses_among
from aivc.validators.grammar.quantities import hours_of, in_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import Condition, DatasetCard, Intervention
    from aivc.validators.facts.model import Facts
    from aivc.validators.grammar.applied import Applications


@dataclass(frozen=True, slots=True)
class Levels:
    """Levels of dose or time by agent, or that nothing tells them.

    Attributes
    ----------
    by_agent
        Number of different levels above zero that each agent was given alone at.
    source
        Where that was read: ``the conditions`` or columns of obs.
    """

    by_agent: Mapping[str, int]
    source: str

    def below(self, fewest: int) -> list[str]:
        """Name the agents with too few levels, fewest first, with their numbers."""
        lacking = sorted((n, agent) for agent, n in self.by_agent.items() if n < fewest)
        return [f"{agent} ({n})" for n, agent in lacking]


def dose_levels(card: DatasetCard, facts: Facts) -> Levels | None:
    """Return the doses of each agent; None where neither card nor rows tell them."""
    applications = applications_of(card)
    found: defaultdict[str, set[float]] = defaultdict(set)
    units: dict[str, str] = {}
    for _, agent, intervention in _alone(card, applications):
        for event in doses_among(intervention.events):
            amount = event.amount
            if event.agent != agent or amount is None or not amount.value or not amount.unit:
                continue
            value = in_unit(amount, units.setdefault(agent, amount.unit))
            if value is not None:
                found[agent].add(float(f"{value:.6g}"))
    return _levels(found) or _of_rows("dose", facts)


def time_levels(card: DatasetCard, facts: Facts) -> Levels | None:
    """Return the times of harvest of each agent; None where neither card nor rows tell them."""
    found: defaultdict[str, set[float]] = defaultdict(set)
    for condition, agent, _ in _alone(card, applications_of(card)):
        hours = hours_of(condition.harvest_time)
        if hours is not None:
            found[agent].add(float(hours))
    return _levels(found) or _of_rows("time", facts) or _of_the_untreated(card, facts)


def _of_the_untreated(card: DatasetCard, facts: Facts) -> Levels | None:
    """Return the times at which rows were observed that nothing was done to."""
    columns = facts.design.roles.get("time") if facts.design else None
    if columns is None or card.interventions or len(columns.columns) != 1:
        return None
    table = facts.tables.get(columns.table or "")
    column = table.obs.columns.get(columns.columns[0]) if table and table.obs else None
    if column is None:
        return None
    return Levels({"no agent": len(column.used)}, f"obs ({columns.columns[0]})")


def _alone(
    card: DatasetCard, applications: Applications
) -> list[tuple[Condition, str, Intervention]]:
    """Return conditions of one agent, with the agent and what was done."""
    found = []
    for condition in card.conditions:
        intervention = applications.interventions.get(condition.intervention or "")
        if intervention is not None:
            agents = applications.perturbing(intervention)
            if len(agents) == 1:
                found.append((condition, agents[0], intervention))
    return found


def _levels(found: Mapping[str, set[float]]) -> Levels | None:
    return Levels({a: len(v) for a, v in found.items()}, "the conditions") if found else None


def _of_rows(role: str, facts: Facts) -> Levels | None:
    if facts.design is None:
        return None
    pairs = facts.design.pairs.get(("agent", role))
    columns = facts.design.roles.get(role)
    if pairs is None or columns is None:
        return None
    found: defaultdict[str, set[str]] = defaultdict(set)
    for left, right, count in zip(
        pairs.left.tolist(), pairs.right.tolist(), pairs.counts.tolist(), strict=True
    ):
        if count and not _is_zero(pairs.right_names[right]):
            found[pairs.left_names[left]].add(pairs.right_names[right])
    by_agent = {agent: len(levels) for agent, levels in found.items()}
    return Levels(by_agent, f"obs ({', '.join(columns.columns)})") if by_agent else None


def _is_zero(label: str) -> bool:
    try:
        return float(label) == 0
    except ValueError:
        return False
