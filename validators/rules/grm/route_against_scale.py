"""Rule GRM009: an intervention acts at a scale that its route reaches."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.scales import rank_of
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence

INTO_A_BODY = frozenset(
    {"oral", "intravenous", "intramuscular", "subcutaneous", "intraperitoneal", "inhalation"}
)
"""Routes that only a living animal or a patient has."""

BODY = rank_of("organ") or 0


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report routes into a body of interventions on less, and medium around a body."""
    wrong: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    total = 0
    for intervention in card.interventions:
        rank = rank_of(intervention.acts_at)
        if rank is None:
            continue
        total += 1
        routes = {event.route for event in intervention.events}
        for route in sorted(route for route in routes if route is not None):
            needs_body = route in INTO_A_BODY and rank < BODY
            needs_dish = route == "culture_medium" and rank > BODY
            if needs_body or needs_dish:
                place = Place(f"{intervention.pointer}/acts_at", intervention.intervention_id or "")
                wrong[route, intervention.acts_at or ""].append(place)
    for (route, scale), places in wrong.items():
        yield evidence_at(places, observed=route.replace("_", " "), expected=scale, total=total)


RULE = Rule(
    code="GRM009",
    name="route-against-scale",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="An intervention acts at a scale that its route reaches.",
    message="{count} of {total} interventions act at the scale {expected} by the route {observed}, which does not go together ({examples}).",
    fix="Correct `acts_at` or `route`. What a body swallows or is injected with acts at organ, organism or cohort; what is in the medium acts on what lies in it.",
    why="A dose in mg/kg to an animal and a dose in a well are told apart by this; a model that mixes them transfers a dose where there is none.",
    check=check,
    needs_card=True,
    slots=("Intervention.acts_at", "DosingEvent.route"),
    passing=(
        Example(
            "medium around a section",
            edits=(SetCard("/interventions/0/acts_at", "section"),),
        ),
    ),
    failing=(
        Example(
            "by mouth, to a cell",
            edits=(SetCard("/interventions/0/events/0/route", "oral"),),
            expect=(Expect("card:/interventions/0/acts_at"),),
        ),
    ),
)
