"""The steps of a condition, from the events that the card tells of it."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from typing import TYPE_CHECKING

from aivc.evaluation.tasks.amounts import in_unit
from aivc.evaluation.units import Step
from aivc.schema.vocabulary import UnitConversionError
from aivc.validators.grammar.exposures import REMOVING
from aivc.validators.grammar.quantities import hours_of
from aivc.validators.grammar.schedule import expand, read_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.schema.generated.views import Condition, Intervention
    from aivc.validators.grammar.applied import Applications
    from aivc.validators.grammar.quantities import Hours
    from aivc.validators.grammar.schedule import Dose
    from aivc.validators.grammar.schedule import Step as Event


def steps_of_condition(
    condition: Condition | None, applications: Applications, units: dict[str, str]
) -> tuple[Step, ...] | None:
    """Return the steps of a condition, none where only vehicles are given.

    Parameters
    ----------
    condition
        The condition; None where rows have none.
    applications
        What the card tells of interventions, agents and controls.
    units
        Unit in which each agent is first given; new agents are written into it.

    Returns
    -------
    tuple of Step or None
        None where the condition has no events that can be read.
    """
    if condition is None:
        return None
    if condition.control is not None and condition.intervention is None:
        return _positive(condition.control, applications)
    intervention = applications.interventions.get(condition.intervention or "")
    if intervention is None:
        return None
    events = read_steps(intervention.events)
    doses = None if events is None else expand(events)
    if events is None or doses is None:
        return _without_times(intervention, applications)
    if not doses:
        return None
    active = [dose for dose in doses if dose.agent not in applications.inert]
    harvest = hours_of(condition.harvest_time)
    steps = [_step(dose, active, events, applications, units) for dose in active]
    return tuple(_until_harvest(step, harvest) for step in steps)


def _until_harvest(step: Step, harvest: Hours | None) -> Step:
    """Leave the end open where a step lasts until harvest, so that it is one step at any time."""
    if harvest is not None and step.end_hours >= float(harvest):
        return replace(step, end_hours=nan)
    return step


def _positive(control: str, applications: Applications) -> tuple[Step, ...] | None:
    known = applications.controls.get(control)
    if known is None or known.control_kind != "positive" or not known.control_agent:
        return None
    return (Step(_name(known.control_agent, applications)),)


def _without_times(
    intervention: Intervention, applications: Applications
) -> tuple[Step, ...] | None:
    agents = applications.perturbing(intervention)
    return tuple(Step(_name(agent, applications), start_hours=nan) for agent in agents) or None


def _step(
    dose: Dose,
    doses: Sequence[Dose],
    events: Sequence[Event],
    applications: Applications,
    units: dict[str, str],
) -> Step:
    amount, unit = nan, ""
    given = dose.event.amount
    if given is not None and given.value is not None:
        amount, unit = float(given.value), given.unit or ""
        amount, unit = _in_unit_of(dose.agent, amount, unit, units)
    end = _end(dose, doses, events, applications)
    return Step(_name(dose.agent, applications), amount, unit, float(dose.start), end)


def _in_unit_of(agent: str, amount: float, unit: str, units: dict[str, str]) -> tuple[float, str]:
    """Express all doses of an agent in the unit in which it is first given."""
    wanted = units.setdefault(agent, unit)
    if unit == wanted:
        return amount, unit
    try:
        return in_unit(amount, unit, wanted), wanted
    except (UnitConversionError, ValueError):
        return amount, unit


def _end(
    dose: Dose, doses: Sequence[Dose], events: Sequence[Event], applications: Applications
) -> float:
    """Return when a dose ends in hours; NaN where it lasts until harvest or nobody can tell."""
    ends = [dose.start + dose.duration] if dose.duration is not None else []
    ends += [other.start for other in doses if other.agent == dose.agent]
    in_medium = not applications.stays_without_medium(dose.agent)
    for event in events:
        kind, named = event.event.event_type, event.event.agent
        takes = named == dose.agent if kind == "washout" and named else in_medium
        if kind in REMOVING and takes:
            ends += [event.start + k * event.interval for k in range(event.n_doses)]
    later = [end for end in ends if end > dose.start]
    return float(min(later)) if later else nan


def _name(agent: str, applications: Applications) -> str:
    known = applications.agents.get(agent)
    return (known.label if known is not None else None) or agent
