"""Rule INT001: bare numbers in the dose column have a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, NoCard, SetCard, SetColumn
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.int.bare_numbers import bare_number_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

DOSES = tuple((0.0, 0.1, 1.0, 10.0)[row % 4] for row in range(48))


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report columns of doses in bare numbers whose unit nothing gives."""
    if card.binding is not None and card.binding.dose_unit is not None:
        return
    if _events_give_a_unit(card):
        return
    for column in bare_number_columns(card, facts, "dose"):
        yield Evidence(
            column.location,
            count=sum(column.labels.values()),
            total=column.n_rows,
            examples=tuple(column.labels)[:MAX_EXAMPLES],
        )


def _events_give_a_unit(card: DatasetCard) -> bool:
    return any(
        event.amount is not None and event.amount.unit is not None
        for intervention in card.interventions
        for event in intervention.events
    )


RULE = Rule(
    code="INT001",
    name="dose-column-without-unit",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Bare numbers in the dose column have a unit.",
    message="{where} holds bare numbers in {count} of {total} rows ({examples}), and neither the file nor a card says their unit.",
    fix="State the unit in the card, `binding: {{dose_unit: umol/L}}` with the UCUM code that is right, or write the doses as events with `amount`.",
    why="A dose of 10 may be nanomolar or micromolar; two datasets put together on such a column are off by a thousand.",
    check=check,
    slots=("Binding.dose_unit", "DosingEvent.amount"),
    passing=(
        Example(
            "bare numbers, and events that give the unit",
            edits=(SetColumn("obs", "dose", DOSES),),
        ),
        Example(
            "a column whose text holds the unit",
            edits=(
                NoCard(),
                SetColumn("obs", "dose", tuple(f"{dose:g} uM" for dose in DOSES)),
            ),
        ),
        Example(
            "a column of units beside it",
            edits=(
                NoCard(),
                SetColumn("obs", "dose_value", DOSES),
                SetColumn("obs", "dose_unit", "nM"),
            ),
        ),
    ),
    failing=(
        Example(
            "bare numbers and no card",
            edits=(NoCard(), SetColumn("obs", "dose", DOSES)),
            expect=(Expect("obs/dose", 36),),
        ),
        Example(
            "a bound column, and no amount anywhere",
            specimen="guides",
            edits=(
                SetCard("/binding/keys/-", {"role": "dose", "columns": ["moi"]}),
                SetColumn("obs", "moi", 0.3),
            ),
            expect=(Expect("obs/moi", 48),),
        ),
    ),
)
