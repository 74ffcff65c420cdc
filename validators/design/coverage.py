"""Which combinations of agent, dose, time and context have rows, and which have none.

The grid is what a coverage map shows and what the rule about holes reads.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from math import inf
from typing import TYPE_CHECKING

from aivc.validators.design.amounts import hours, written
from aivc.validators.design.contrasts import agents_of, contrasts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.schema.generated.views import DatasetCard, Intervention, Quantity
    from aivc.validators.facts.model import Contingency


@dataclass(frozen=True, slots=True)
class Treatment:
    """Agents at their doses, harvested at a time.

    Parameters
    ----------
    agents
        Identifiers joined by `` + ``.
    dose
        First amount of each agent as value and unit, joined by `` + ``; empty where it has none.
    time
        Harvest in hours; None where it is not stated.
    """

    agents: str
    dose: str = ""
    time: float | None = None

    def __str__(self) -> str:
        """Return the treatment as a short text."""
        time = "" if self.time is None else f"{self.time:g} h"
        return ", ".join(part for part in (f"{self.agents} {self.dose}".strip(), time) if part)


@dataclass(frozen=True, slots=True)
class Hole:
    """A combination without rows, though its parts occur."""

    treatment: Treatment
    context: str = ""

    def __str__(self) -> str:
        """Return the hole as a short text."""
        return f"{self.treatment} in {self.context}" if self.context else str(self.treatment)


@dataclass(frozen=True, slots=True)
class CoverageGrid:
    """Rows by treatment and context.

    Parameters
    ----------
    doses, times
        Doses and times of each combination of agents, ascending.
    contexts
        Contexts, such as cell lines, in the order of their names; one empty text where the grid
        has no context.
    rows
        Rows by (treatment, context); what has no row is absent.
    """

    doses: Mapping[str, tuple[str, ...]]
    times: Mapping[str, tuple[float | None, ...]]
    contexts: tuple[str, ...]
    rows: Mapping[tuple[Treatment, str], int]

    @property
    def n_cells(self) -> int:
        """Combinations that a full design would have."""
        return len(self.contexts) * sum(
            len(doses) * len(self.times[agents]) for agents, doses in self.doses.items()
        )

    def cells(self) -> Iterator[tuple[Treatment, str]]:
        """Yield every combination of a full design, by agents, dose, time and context."""
        for agents, doses in self.doses.items():
            for dose, time, context in product(doses, self.times[agents], self.contexts):
                yield Treatment(agents, dose, time), context

    @property
    def n_holes(self) -> int:
        """Combinations without rows."""
        return self.n_cells - len(self.rows)

    def holes(self) -> Iterator[Hole]:
        """Yield the combinations without rows, by agents, dose, time and context."""
        return (Hole(*cell) for cell in self.cells() if cell not in self.rows)


def coverage_grid(card: DatasetCard, table: Contingency) -> CoverageGrid:
    """Count rows by treatment and context.

    A full design has each dose of an agent at each of its times in each context. Agents need not
    share doses or times.

    Parameters
    ----------
    card
        Says what each condition is.
    table
        Rows by condition (left) and context (right). For a grid without context, a table with one
        right level that has an empty name.
    """
    treatments = _treatments(card)
    rows: defaultdict[tuple[Treatment, str], int] = defaultdict(int)
    for left, right, count in zip(
        table.left.tolist(), table.right.tolist(), table.counts.tolist(), strict=True
    ):
        treatment = treatments.get(table.left_names[left])
        if treatment is not None and count:
            rows[treatment, table.right_names[right]] += count
    doses: defaultdict[str, set[str]] = defaultdict(set)
    times: defaultdict[str, set[float | None]] = defaultdict(set)
    for treatment, _ in rows:
        doses[treatment.agents].add(treatment.dose)
        times[treatment.agents].add(treatment.time)
    agents = sorted(doses)
    return CoverageGrid(
        {name: tuple(sorted(doses[name], key=_dose_order)) for name in agents},
        {name: tuple(sorted(times[name], key=_time_order)) for name in agents},
        tuple(sorted({context for _, context in rows})),
        dict(rows),
    )


def _treatments(card: DatasetCard) -> dict[str, Treatment]:
    interventions = {i.intervention_id: i for i in card.interventions}
    keys = {name: _agents_and_dose(i) for name, i in interventions.items()}
    return {
        name: Treatment(*keys[condition.intervention], hours(condition.harvest_time))
        for name, condition in contrasts_of(card).treated.items()
        if condition.intervention in keys
    }


def _agents_and_dose(intervention: Intervention) -> tuple[str, str]:
    agents = agents_of(intervention)
    amounts: dict[str, Quantity] = {}
    for event in intervention.events:
        if event.agent is not None and event.amount is not None:
            amounts.setdefault(event.agent, event.amount)
    doses = (written(amounts.get(agent)) for agent in agents)
    return " + ".join(agents), " + ".join(dose for dose in doses if dose)


def _dose_order(dose: str) -> tuple[str, float, str]:
    number, _, unit = dose.partition(" ")
    try:
        return unit, float(number), dose
    except ValueError:
        return unit, inf, dose


def _time_order(time: float | None) -> float:
    return -inf if time is None else time
