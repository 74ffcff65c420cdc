"""Rule VOC019: every quantity is given in a unit of the kind that its slot takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import Dialect, UnitProblem, parse_unit
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.quantities_in_card import unit_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report units that cannot be converted to the usual unit of their slot."""
    for pointer, text, usual in unit_texts(card):
        if usual is None:
            continue
        unit = parse_unit(text, Dialect.UCUM)
        wanted = parse_unit(usual, Dialect.UCUM)
        if isinstance(unit, UnitProblem) or isinstance(wanted, UnitProblem):
            continue
        if unit.dimension != wanted.dimension:
            yield Evidence(
                Location("card", pointer=pointer), observed=unit.ucum, expected=wanted.ucum
            )


RULE = Rule(
    code="VOC019",
    name="unit-of-another-kind",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Every quantity is given in a unit of the kind that its slot takes.",
    message="{where} is `{observed}`, which cannot be converted to {expected}.",
    fix="Give the quantity in {expected}, or in another unit of that kind.",
    why="A time in micrometres is a slip; whatever is computed from it is wrong without a trace.",
    check=check,
    needs_card=True,
    slots=("Quantity.unit",),
    passing=(
        Example(
            "days where hours are usual",
            edits=(SetCard("/conditions/0/harvest_time", {"value": 1, "unit": "d"}),),
        ),
    ),
    failing=(
        Example(
            "a time in micrometres",
            edits=(SetCard("/conditions/0/harvest_time/unit", "um"),),
            expect=(Expect("card:/conditions/0/harvest_time/unit"),),
        ),
    ),
)
