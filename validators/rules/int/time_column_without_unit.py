"""Rule INT032: bare numbers in the time column have a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetColumn
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.int.bare_numbers import bare_number_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report columns of times in bare numbers whose unit nothing gives."""
    if card.binding is not None and card.binding.time_unit is not None:
        return
    if any(condition.harvest_time is not None for condition in card.conditions):
        return
    for column in bare_number_columns(card, facts, "time"):
        yield Evidence(
            column.location,
            count=sum(column.labels.values()),
            total=column.n_rows,
            examples=tuple(column.labels)[:MAX_EXAMPLES],
        )


_NO_HARVEST = tuple(DropCard(f"/conditions/{n}/harvest_time") for n in range(14))

RULE = Rule(
    code="INT032",
    name="time-column-without-unit",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Bare numbers in the time column have a unit.",
    message="{where} holds bare numbers in {count} of {total} rows ({examples}), and neither the file nor a card says their unit.",
    fix="State the unit in the card, `binding: {{time_unit: h}}` with the UCUM code that is right (min, h, d), or give each condition a `harvest_time`.",
    why="A time of 24 may be hours or days, and a model that is to predict a later time learns a wrong pace.",
    check=check,
    slots=("Binding.time_unit", "Condition.harvest_time"),
    passing=(
        Example(
            "the binding says hours",
            specimen="bulk",
            edits=_NO_HARVEST,
        ),
        Example(
            "text that holds the unit",
            specimen="bulk",
            edits=(
                *_NO_HARVEST,
                DropCard("/binding/time_unit"),
                SetColumn("obs", "pert_time_h", "500_minutes"),
            ),
        ),
    ),
    failing=(
        Example(
            "days or hours, nobody knows",
            specimen="bulk",
            edits=(
                *_NO_HARVEST,
                DropCard("/binding/time_unit"),
                DropCard("/binding/keys/0"),
                SetColumn("obs", "time", tuple((8, 24)[row % 2] for row in range(48))),
            ),
            expect=(Expect("obs/time", 48),),
        ),
    ),
)
