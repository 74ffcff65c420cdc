"""Rule INT018: an intervention with several agents says how they are combined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.applied import applications_of
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report interventions whose events apply two agents that perturb, without a combination."""
    applications = applications_of(card)
    places = []
    for intervention in card.interventions:
        agents = applications.perturbing(intervention)
        if intervention.combination is None and len(agents) > 1:
            name = f"{intervention.intervention_id}: {' + '.join(agents[:3])}"
            places.append(Place(intervention.pointer, name))
    if places:
        yield evidence_at(places, total=len(card.interventions))


RULE = Rule(
    code="INT018",
    name="several-agents-without-combination",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="An intervention with several agents says how they are combined.",
    message="{count} of {total} interventions apply more than one agent and have no `combination` ({examples}).",
    fix="Add `combination` with `members` and `combination_order`: simultaneous, sequential or staggered. A stimulation that all cells get is a member too.",
    why="Without it a pair passes for a single, and nobody can say whether one agent came before the other.",
    check=check,
    needs_card=True,
    slots=("Intervention.combination",),
    passing=(
        Example(
            "a gene and a control guide",
            specimen="guides",
            edits=(
                DropCard("/interventions/4/combination"),
                SetCard("/interventions/4/events/1/agent", "non_targeting_guides"),
            ),
        ),
        Example("one agent in two pulses"),
    ),
    failing=(
        Example(
            "two drugs and no word about their order",
            edits=(DropCard("/interventions/5/combination"),),
            expect=(Expect("card:/interventions/5"),),
        ),
    ),
)
