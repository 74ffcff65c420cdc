"""Rule INT007: what is taken away has no amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.agent_classes import is_environmental
from aivc.validators.grammar.applied import applications_of
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence

SERUM = {
    "agent_id": "no_serum",
    "agent_type": "Environmental",
    "label": "serum withdrawal",
    "environmental_factor": "nutrient",
    "is_depletion": True,
}
STARVATION = {
    "event_type": "administer",
    "event_time": {"value": 0, "unit": "h"},
    "agent": "no_serum",
}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report events that give an amount of an agent that is a depletion."""
    agents = applications_of(card).agents
    depleted = {
        name for name, agent in agents.items() if is_environmental(agent) and agent.is_depletion
    }
    taking = [
        event
        for intervention in card.interventions
        for event in intervention.events
        if event.agent in depleted
    ]
    places = [
        Place(event.amount.pointer, event.agent or "")
        for event in taking
        if event.amount is not None
    ]
    if places:
        yield evidence_at(places, total=len(taking))


RULE = Rule(
    code="INT007",
    name="depletion-with-amount",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="What is taken away has no amount.",
    message="{count} of {total} events that take something away give an amount of it ({examples}).",
    fix="Delete `amount` and `dose_kind` of these events; or, if a level was set (such as 1 % oxygen), set `is_depletion: false`.",
    why="Nobody can tell whether the number is what was left or what was removed, and a dose curve may run backwards.",
    check=check,
    needs_card=True,
    slots=("Environmental.is_depletion", "DosingEvent.amount"),
    references=("IGVF treatment schema: a depletion has no amount",),
    passing=(
        Example(
            "serum withdrawn, without an amount",
            edits=(
                SetCard("/agents/-", SERUM),
                SetCard("/interventions/0/events", [STARVATION]),
            ),
        ),
        Example(
            "oxygen set to a level",
            edits=(
                SetCard("/agents/-", {**SERUM, "is_depletion": False}),
                SetCard(
                    "/interventions/0/events", [{**STARVATION, "amount": {"value": 1, "unit": "%"}}]
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "serum withdrawn, with an amount",
            edits=(
                SetCard("/agents/-", SERUM),
                SetCard(
                    "/interventions/0/events",
                    [{**STARVATION, "amount": {"value": 10, "unit": "%"}}],
                ),
            ),
            expect=(Expect("card:/interventions/0/events/0/amount"),),
        ),
    ),
)
