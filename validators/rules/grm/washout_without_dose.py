"""Rule GRM004: what is washed out was given before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.applied import APPLYING
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.schedule import Step, read_steps
from aivc.validators.rule import Rule
from aivc.validators.rules.grm.dosed import event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report washouts of an agent that no event applied before."""
    places = []
    total = 0
    for intervention in card.interventions:
        steps = read_steps(intervention.events) or ()
        for place, step in enumerate(steps):
            if step.event.event_type != "washout":
                continue
            total += 1
            if not _was_given_before(step, place, steps):
                agent = step.event.agent or "any agent"
                name = f"{agent} in {intervention.intervention_id}"
                places.append(Place(step.event.pointer, name))
    if places:
        yield evidence_at(places, total=total)


def _was_given_before(washout: Step, place: int, steps: Sequence[Step]) -> bool:
    agent = washout.event.agent
    return any(
        step.event.event_type in APPLYING
        # A dose that is listed before and happens later is GRM001's.
        and (step.start <= washout.start or listed < place)
        and (agent is None or step.event.agent == agent)
        for listed, step in enumerate(steps)
    )


RULE = Rule(
    code="GRM004",
    name="washout-without-dose",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="What is washed out was given before.",
    message="{count} of {total} washouts take away an agent that was not given before ({examples}).",
    fix="Add the dose that was forgotten, correct `agent` or the time, or write `medium_change` where nothing was taken away.",
    why="Either a dose is missing from the schedule, or cells that were never treated count as recovered.",
    check=check,
    needs_card=True,
    slots=("DosingEvent.event_type", "DosingEvent.agent"),
    passing=(
        Example(
            "renewed medium without an agent",
            edits=(
                SetCard(
                    "/interventions/0/events/-",
                    {"event_type": "medium_change", "event_time": {"value": 12, "unit": "h"}},
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "panobinostat washed out of cells that got dexamethasone",
            edits=(SetCard("/interventions/0/events/-", event("washout", 12)),),
            expect=(Expect("card:/interventions/0/events/1"),),
        ),
    ),
)
