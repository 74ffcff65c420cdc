"""Rule GRM001: events are listed in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.quantities import hours_of
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, DosingEvent, Intervention
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report schedules in which an event stands after a later one."""
    places = []
    for intervention in card.interventions:
        early = _first_that_goes_back(intervention)
        if early is not None:
            name = intervention.intervention_id or ""
            places.append(Place(f"{early.pointer}/event_time", name))
    if places:
        yield evidence_at(places, total=len(card.interventions))


def _first_that_goes_back(intervention: Intervention) -> DosingEvent | None:
    latest = None
    for event in intervention.events:
        hours = hours_of(event.event_time)
        if hours is None:
            continue
        if latest is not None and hours < latest:
            return event
        latest = hours
    return None


RULE = Rule(
    code="GRM001",
    name="events-out-of-order",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Events are listed in order of time.",
    message="{count} of {total} schedules list an event after a later one ({examples}).",
    fix="Sort `events` by `event_time`; where the order is right, correct the time or its unit.",
    why="Readers that go through the list in order wash an agent out before it was given.",
    check=check,
    needs_card=True,
    slots=("Intervention.events", "DosingEvent.event_time"),
    passing=(
        Example(
            "sixty minutes after half an hour",
            edits=(
                SetCard("/interventions/5/events/0/event_time", {"value": 0.5, "unit": "h"}),
                SetCard("/interventions/5/events/1/event_time", {"value": 60, "unit": "min"}),
            ),
        ),
    ),
    failing=(
        Example(
            "new medium at 6 h, listed after the washout at 8 h",
            edits=(
                SetCard(
                    "/interventions/4/events/-",
                    {"event_type": "medium_change", "event_time": {"value": 6, "unit": "h"}},
                ),
            ),
            expect=(Expect("card:/interventions/4/events/2/event_time"),),
        ),
    ),
)
