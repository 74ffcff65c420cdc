"""Rule GRM002: where time is counted from the first dose, the first dose is at zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.applied import applications_of, doses_among
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.quantities import hours_in_words
from aivc.validators.grammar.schedule import read_step
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence

CARRIED = "constitutive_genetic"
"""What cells carry from then on is no dose: the line may have been made weeks before."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report schedules that count from the first dose and begin before or after zero."""
    inert = applications_of(card).inert
    counted = [i for i in card.interventions if i.time_zero == "first_dose"]
    places = []
    for intervention in counted:
        doses = [
            event
            for event in doses_among(intervention.events)
            if event.exposure_mode != CARRIED and event.agent not in inert
        ]
        steps = [step for event in doses if (step := read_step(event)) is not None]
        if not steps or len(steps) < len(doses):
            continue
        first = min(steps, key=lambda step: step.start)
        if first.start != 0:
            name = f"{intervention.intervention_id} at {hours_in_words(first.start)}"
            places.append(Place(f"{first.event.pointer}/event_time", name))
    if places:
        yield evidence_at(places, total=len(counted))


RULE = Rule(
    code="GRM002",
    name="first-dose-not-at-zero",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Where time is counted from the first dose, the first dose is at zero.",
    message="{count} of {total} schedules count time from the first dose and do not begin at zero ({examples}).",
    fix="Shift all times, `harvest_time` too, so that the first dose is at 0; or state in `time_zero` what really happened then, such as stimulation or seeding.",
    why="Times of two datasets are compared from time zero; here zero is not what it is said to be, and every duration is off.",
    check=check,
    needs_card=True,
    slots=("Intervention.time_zero", "DosingEvent.event_time"),
    passing=(
        Example(
            "a pre-treatment before a stimulation",
            edits=(
                SetCard("/interventions/0/time_zero", "stimulation"),
                SetCard("/interventions/0/events/0/event_time/value", -2),
            ),
        ),
    ),
    failing=(
        Example(
            "a dose two hours before the first dose",
            edits=(SetCard("/interventions/0/events/0/event_time/value", -2),),
            expect=(Expect("card:/interventions/0/events/0/event_time"),),
        ),
    ),
)
