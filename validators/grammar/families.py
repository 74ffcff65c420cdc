"""Families of conditions: those with the same events but for agent, amount and harvest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.grammar.applied import APPLYING
from aivc.validators.grammar.quantities import hours_of, in_digits, in_unit, in_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from aivc.schema.generated.views import (
        Condition,
        DatasetCard,
        DosingEvent,
        Intervention,
        Quantity,
        Sample,
    )
    from aivc.validators.grammar.applied import Applications

MOST_NAMES = 3
"""More agents than this are counted, not named."""


@dataclass(frozen=True, slots=True)
class Family:
    """Conditions of one family, in words.

    Attributes
    ----------
    conditions
        Identifiers, in the order of the card.
    events
        One text per event, in order; for a control, which one it is.
    harvest
        Times of harvest, such as ``2, 8, 24 h``.
    acts_at
        Scale at which the interventions act; None where it is not said or differs.
    context
        Tissue and number of donors; empty where the card does not say.
    """

    conditions: tuple[str, ...]
    events: tuple[str, ...]
    harvest: str
    acts_at: str | None
    context: str


def families_of(card: DatasetCard, applications: Applications) -> tuple[Family, ...]:
    """Return the families of a card's conditions, in the order of their first condition."""
    grouped: dict[Hashable, list[Condition]] = {}
    for condition in card.conditions:
        if condition.condition_id is not None:
            grouped.setdefault(_key(condition, applications), []).append(condition)
    samples = {sample.sample_id: sample for sample in card.samples if sample.sample_id}
    return tuple(_family(members, applications, samples) for members in grouped.values())


def _key(condition: Condition, applications: Applications) -> Hashable:
    intervention = applications.interventions.get(condition.intervention or "")
    if intervention is None:
        return (condition.control, None)
    events = tuple(_shape(event, applications) for event in intervention.events)
    combination = intervention.combination
    order = combination.combination_order if combination is not None else None
    return (condition.control, intervention.acts_at, order, events)


def _shape(event: DosingEvent, applications: Applications) -> Hashable:
    agent = applications.agents.get(event.agent or "")
    return (
        event.event_type,
        agent.class_name if agent is not None else None,
        event.agent in applications.inert,
        event.exposure_mode,
        event.dose_kind,
        in_words(event.event_time),
        in_words(event.duration),
        in_words(event.interval),
        event.additional_doses,
    )


def _family(
    members: Sequence[Condition], applications: Applications, samples: Mapping[str, Sample]
) -> Family:
    found = [applications.interventions.get(member.intervention or "") for member in members]
    interventions = [intervention for intervention in found if intervention is not None]
    scales = {intervention.acts_at for intervention in interventions}
    return Family(
        tuple(member.condition_id or "" for member in members),
        (*_control(members[0], applications), *_events(interventions, applications)),
        _harvest(members),
        scales.pop() if len(scales) == 1 else None,
        _context(members, samples),
    )


def _control(condition: Condition, applications: Applications) -> tuple[str, ...]:
    control = applications.controls.get(condition.control or "")
    if control is None:
        return ()
    kind = (control.control_kind or "").replace("_", " ")
    agent = _label(control.control_agent, applications)
    words = ("control:", kind, "" if agent.casefold() == kind else agent)
    return (" ".join(word for word in words if word),)


def _events(interventions: Sequence[Intervention], applications: Applications) -> tuple[str, ...]:
    columns = zip(*(intervention.events for intervention in interventions), strict=True)
    return tuple(_event(events, applications) for events in columns)


def _event(events: Sequence[DosingEvent], applications: Applications) -> str:
    first = events[0]
    words = [
        in_words(first.event_time),
        (first.event_type or "").replace("_", " "),
        _agents(events, applications),
        _amounts([event.amount for event in events]),
    ]
    if first.duration is not None:
        words.append(f"for {in_words(first.duration)}")
    if first.interval is not None and first.event_type in APPLYING:
        words.append(f"and {first.additional_doses} more, each {in_words(first.interval)}")
    return " ".join(word for word in words if word)


def _agents(events: Iterable[DosingEvent], applications: Applications) -> str:
    agents = list(dict.fromkeys(event.agent for event in events if event.agent is not None))
    if len(agents) <= MOST_NAMES:
        return " or ".join(_label(agent, applications) for agent in agents)
    return f"one of {len(agents)} agents"


def _label(agent_id: str | None, applications: Applications) -> str:
    agent = applications.agents.get(agent_id or "")
    return (agent.label if agent is not None else None) or agent_id or ""


def _amounts(amounts: Sequence[Quantity | None]) -> str:
    given = [amount for amount in amounts if amount is not None and amount.value is not None]
    if not given or given[0].unit is None:
        return ""
    unit = given[0].unit
    values = [value for amount in given if (value := in_unit(amount, unit)) is not None]
    if len(values) < len(given):
        return f"at {len(given)} amounts"
    low, high = min(values), max(values)
    return f"{low:g} {unit}" if low == high else f"{low:g}–{high:g} {unit}"  # noqa: RUF001 - a range


def _harvest(members: Sequence[Condition]) -> str:
    times = {hours_of(member.harvest_time) for member in members}
    known = sorted(time for time in times if time is not None)
    if len(known) > MOST_NAMES:
        return f"{len(known)} times, {in_digits(known[0])} to {in_digits(known[-1])} h"
    return f"{', '.join(map(in_digits, known))} h" if known else ""


def _context(members: Sequence[Condition], samples: Mapping[str, Sample]) -> str:
    ids = dict.fromkeys(sample for member in members for sample in member.condition_sample)
    used = [samples[sample] for sample in ids if sample in samples]
    tissues = dict.fromkeys(
        sample.tissue_ontology_term_id for sample in used if sample.tissue_ontology_term_id
    )
    donors = {donor for sample in used for donor in sample.from_donors}
    parts = [", ".join(tissues)] if 0 < len(tissues) <= MOST_NAMES else []
    if len(tissues) > MOST_NAMES:
        parts.append(f"{len(tissues)} tissues")
    if donors:
        parts.append(f"{len(donors)} donor{'s' if len(donors) > 1 else ''}")
    return ", ".join(parts)
