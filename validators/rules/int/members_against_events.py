"""Rule INT015: the members of a combination are the agents that its events apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.applied import applications_of
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule
from aivc.validators.rules.int.repeated_combination_member import repeats_a_member

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, Intervention
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence
    from aivc.validators.grammar.applied import Applications


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report combinations whose members are not the agents that are applied."""
    applications = applications_of(card)
    places = []
    combined = 0
    for intervention in card.interventions:
        # A member that is listed twice is INT013's, and leaves another one out.
        if intervention.combination is None or repeats_a_member(intervention.combination):
            continue
        if not intervention.events:
            continue
        combined += 1
        difference = _difference(intervention, applications)
        if difference:
            name = f"{intervention.intervention_id}: {difference}"
            places.append(Place(f"{intervention.combination.pointer}/members", name))
    if places:
        yield evidence_at(places, total=combined)


def _difference(intervention: Intervention, applications: Applications) -> str:
    """Say which members are not applied, and which applied agents are no members."""
    combination = intervention.combination
    members = {member.agent for member in combination.members} if combination is not None else set()
    known = applications.agents
    applied = applications.applied(intervention)
    idle = [m for m in sorted(known.keys() & members) if m not in applied]
    unlisted = [a for a in applications.perturbing(intervention) if a in known and a not in members]
    parts = [
        f"{' and '.join(agents)} {what}"
        for agents, what in ((idle, "not applied"), (unlisted, "not listed"))
        if agents
    ]
    return ", ".join(parts)


RULE = Rule(
    code="INT015",
    name="members-against-events",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The members of a combination are the agents that its events apply.",
    message="{count} of {total} combinations list other agents than their events apply ({examples}).",
    fix="List exactly the agents in `members` that the events apply; add the event that was forgotten, or delete the member.",
    why="What was done and what it is called differ: half of a pair may never have been given.",
    check=check,
    needs_card=True,
    slots=("Combination.members", "DosingEvent.agent"),
    passing=(
        Example(
            "a control guide beside the pair need not be a member",
            specimen="guides",
            edits=(
                SetCard(
                    "/interventions/4/events/-",
                    {
                        "event_type": "administer",
                        "event_time": {"value": 0, "unit": "d"},
                        "agent": "non_targeting_guides",
                        "exposure_mode": "constitutive_genetic",
                    },
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a member without an event",
            edits=(DropCard("/interventions/5/events/1"),),
            expect=(Expect("card:/interventions/5/combination/members"),),
        ),
        Example(
            "another agent applied than listed",
            specimen="guides",
            edits=(SetCard("/interventions/4/events/0/agent", "GATA1_knockdown"),),
            expect=(Expect("card:/interventions/4/combination/members"),),
        ),
    ),
)
