"""Rule PRV003: no step comes before a step that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prv.steps import BEFORE, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report pairs of steps in an order that cannot be."""
    for table in card.tables:
        places = {
            step.step_type: step.order_index
            for step in steps_of(card, table)
            if step.order_index is not None
        }
        for first, second in BEFORE:
            if first in places and second in places and places[first] > places[second]:
                yield Evidence(
                    Location("card", pointer=f"{table.pointer}/was_generated_by"),
                    observed=f"{second} ({places[second]}) before {first} ({places[first]})",
                    expected=f"{first} before {second}",
                )


RULE = Rule(
    code="PRV003",
    name="impossible-step-order",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="No step comes before a step that it needs.",
    message="The steps of {where} run {observed}; it can only be {expected}.",
    fix="Correct `order_index` of these steps.",
    why="A recipe in the wrong order cannot be repeated, and what was fitted on what cannot be told.",
    check=check,
    needs_card=True,
    slots=("ProcessingActivity.order_index",),
    passing=(Example("steps in their order"),),
    failing=(
        Example(
            "normalised before it was counted",
            edits=(
                SetCard("/activities/0/order_index", 7),
                SetCard(
                    "/activities/-",
                    {
                        "activity_id": "lognorm",
                        "step_type": "normalization",
                        "order_index": 6,
                        "fit_scope": "per_observation",
                        "uses_outcome": False,
                        "software": {"name": "scanpy", "version": "1.10.0"},
                    },
                ),
                SetCard("/tables/0/was_generated_by/-", "lognorm"),
            ),
            expect=(Expect("card:/tables/0/was_generated_by"),),
        ),
    ),
)
