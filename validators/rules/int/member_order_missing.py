"""Rule INT026: agents that follow each other are numbered."""

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

ORDERED = frozenset({"sequential", "staggered"})


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report ordered combinations whose members have no number, or all the same."""
    ordered = [
        (intervention, intervention.combination)
        for intervention in card.interventions
        if intervention.combination is not None
        and intervention.combination.combination_order in ORDERED
    ]
    places = [
        Place(f"{combination.pointer}/members", intervention.intervention_id or "")
        for intervention, combination in ordered
        if not _is_numbered(combination)
    ]
    if places:
        yield evidence_at(places, total=len(ordered))


def _is_numbered(combination: Combination) -> bool:
    numbers = [member.order_index for member in combination.members]
    return None not in numbers and (len(numbers) < 2 or len(set(numbers)) > 1)


RULE = Rule(
    code="INT026",
    name="member-order-missing",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Agents that follow each other are numbered.",
    message="{count} of {total} combinations are sequential or staggered, and their members do not say which comes first ({examples}).",
    fix="Give each member an `order_index`: 1 for the agent that is applied first, 2 for the next.",
    why="A before B is another experiment than B before A, and the list of members alone has no order.",
    check=check,
    needs_card=True,
    slots=("CombinationMember.order_index", "Combination.combination_order"),
    passing=(
        Example(
            "two that come together, then a third",
            edits=(
                SetCard("/interventions/5/combination/combination_order", "staggered"),
                SetCard(
                    "/interventions/5/combination/members",
                    [
                        {"agent": "dexamethasone", "order_index": 1},
                        {"agent": "panobinostat", "order_index": 1},
                        {"agent": "DMSO", "order_index": 2},
                    ],
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "one six hours after the other, without numbers",
            edits=(
                SetCard("/interventions/5/events/1/event_time/value", 6),
                SetCard("/interventions/5/combination/combination_order", "staggered"),
                SetCard("/interventions/5/combination/interval_between", {"value": 6, "unit": "h"}),
            ),
            expect=(Expect("card:/interventions/5/combination/members"),),
        ),
    ),
)
