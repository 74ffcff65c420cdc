"""The same units with something else done to them, in the same places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.evaluation.units import Intervention

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aivc.evaluation.units import Unit
    from aivc.evaluation.view import Queries


def replaced(
    queries: Queries, rows: Sequence[int], change: Callable[[Unit], Intervention]
) -> Queries:
    """Return queries in which other things were done to the units of some rows.

    The other rows stay, so that a predictor that minds its company or its place sees the same.
    """
    chosen = frozenset(rows)
    units = tuple(
        replace(unit, intervention=change(unit)) if row in chosen else unit
        for row, unit in enumerate(queries.units)
    )
    return replace(queries, units=units)


def nothing_done(unit: Unit) -> Intervention:  # noqa: ARG001 - one change among others
    """Return no intervention."""
    return Intervention()


def rows_of(queries: Queries, *, n_agents: int) -> tuple[int, ...]:
    """Return the rows of units to which so many agents were given."""
    return tuple(
        row for row, unit in enumerate(queries.units) if len(unit.intervention.agents) == n_agents
    )


def in_words(unit: Unit) -> str:
    """Name what was done to a unit."""
    steps = ", ".join(
        f"{step.agent} {step.dose:g} {step.unit}".rstrip() for step in unit.intervention.steps
    )
    return f"{steps or 'nothing'} ({', '.join(unit.context.values())})"
