"""Rule INT013: the members of a combination are different agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import Combination, DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report combinations that list an agent twice."""
    combined = [
        (intervention, intervention.combination)
        for intervention in card.interventions
        if intervention.combination is not None
    ]
    places = [
        Place(f"{combination.pointer}/members", intervention.intervention_id or "")
        for intervention, combination in combined
        if repeats_a_member(combination)
    ]
    if places:
        yield evidence_at(places, total=len(combined))


def repeats_a_member(combination: Combination) -> bool:
    """Tell whether an agent is listed twice."""
    agents = [member.agent for member in combination.members if member.agent is not None]
    return len(set(agents)) < len(agents)


RULE = Rule(
    code="INT013",
    name="repeated-combination-member",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The members of a combination are different agents.",
    message="{count} of {total} combinations list the same agent twice ({examples}).",
    fix="Correct the member that is wrong. One agent that is given twice is a schedule: write two events and no `combination`.",
    why="A pair of an agent with itself is a single; it counts as a pair that was never seen, and makes a combination test easy.",
    check=check,
    needs_card=True,
    slots=("Combination.members",),
    passing=(Example("two agents"),),
    failing=(
        Example(
            "dexamethasone with dexamethasone",
            edits=(SetCard("/interventions/5/combination/members/1/agent", "dexamethasone"),),
            expect=(Expect("card:/interventions/5/combination/members"),),
        ),
    ),
)
