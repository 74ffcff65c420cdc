"""Rule PRV002: the steps of a table have one order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prv.steps import steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report steps of one table that claim the same place, or are listed against their order."""
    for table in card.tables:
        order = [
            (s.order_index, s.activity_id)
            for s in steps_of(card, table)
            if s.order_index is not None
        ]
        indices = [index for index, _ in order]
        if indices != sorted(set(indices)):
            yield Evidence(
                Location("card", pointer=f"{table.pointer}/was_generated_by"),
                observed=", ".join(f"{name} ({index})" for index, name in order),
                examples=tuple(name for _, name in order if name),
            )


RULE = Rule(
    code="PRV002",
    name="repeated-step-order",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="The steps of a table have one order.",
    message="The steps of {where} are listed as {observed}; their `order_index` does not rise from one to the next.",
    fix="List the steps in the order in which they were run, and number them 1, 2, 3 in `order_index`.",
    why="Selecting genes before or after splitting off a batch gives two different tables.",
    check=check,
    needs_card=True,
    slots=("ProcessingActivity.order_index", "ModalityTable.was_generated_by"),
    passing=(Example("steps may skip a number", edits=(SetCard("/activities/4/order_index", 9),)),),
    failing=(
        Example(
            "two steps in the same place",
            edits=(SetCard("/activities/1/order_index", 1),),
            expect=(Expect("card:/tables/0/was_generated_by"),),
        ),
    ),
)
