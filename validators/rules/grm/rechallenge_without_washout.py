"""Rule GRM011: an agent that is given again was gone in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.applied import applications_of
from aivc.validators.grammar.exposures import CLEARED_BY_THE_BODY, exposures_of
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.quantities import hours_of
from aivc.validators.rule import Rule
from aivc.validators.rules.grm.dosed import event, hours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.schema.generated.views import DatasetCard, DosingEvent
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence
    from aivc.validators.grammar.applied import Applications


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report rechallenges with an agent that was still there, or that was never given."""
    applications = applications_of(card)
    places: list[Place] = []
    total = 0
    for intervention in card.interventions:
        for place, given in enumerate(intervention.events):
            if given.event_type != "rechallenge":
                continue
            total += 1
            earlier = intervention.events[:place]
            if _was_still_there(given, earlier, applications):
                name = f"{given.agent} in {intervention.intervention_id}"
                places.append(Place(given.pointer, name))
    if places:
        yield evidence_at(places, total=total)


def _was_still_there(
    again: DosingEvent, before: Sequence[DosingEvent], applications: Applications
) -> bool:
    """Tell whether no exposure to the agent had ended before it was given again."""
    start = hours_of(again.event_time)
    earlier = [event for event in before if event.event_type != "rechallenge"]
    fades = any(
        event.agent == again.agent and event.exposure_mode in CLEARED_BY_THE_BODY
        for event in earlier
    )
    exposures = exposures_of(earlier, applications.stays_without_medium)
    if start is None or fades or exposures is None:
        return False
    ends = [exposure.end for exposure in exposures if exposure.agent == again.agent]
    return not any(end is not None and end <= start for end in ends)


RULE = Rule(
    code="GRM011",
    name="rechallenge-without-washout",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="An agent that is given again was gone in between.",
    message="{count} of {total} rechallenges meet an agent that had not been taken away, or had never been given ({examples}).",
    fix="Add the `washout` or `medium_change` in between, give the first dose a `duration`, or write `administer` if the agent was there all the time.",
    why="Memory of an earlier exposure and a longer exposure are different experiments, and this word alone tells them apart.",
    check=check,
    needs_card=True,
    slots=("DosingEvent.event_type",),
    passing=(
        Example(
            "washed out at 8 h, given again at 12 h",
            edits=(SetCard("/interventions/4/events/-", event("rechallenge", 12)),),
        ),
        Example(
            "a first dose of six hours needs no washout",
            edits=(
                SetCard(
                    "/interventions/3/events",
                    [
                        event("administer", 0, duration=hours(6)),
                        event("rechallenge", 12),
                    ],
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "given again while it is still there",
            edits=(
                SetCard(
                    "/interventions/3/events",
                    [event("administer", 0), event("rechallenge", 12)],
                ),
            ),
            expect=(Expect("card:/interventions/3/events/1"),),
        ),
    ),
)
