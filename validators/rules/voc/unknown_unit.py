"""Rule VOC016: every unit is one that UCUM knows."""

from __future__ import annotations

from collections import defaultdict
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
    """Report units that neither UCUM nor the spellings of the field know."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for pointer, text, _ in unit_texts(card):
        problem = parse_unit(text, Dialect.UCUM)
        if isinstance(problem, UnitProblem) and not problem.meanings:
            places[text].append(pointer)
    for text, pointers in places.items():
        yield Evidence(
            Location("card", pointer=pointers[0]),
            observed=text,
            count=len(pointers),
            examples=tuple(pointers),
        )


RULE = Rule(
    code="VOC016",
    name="unknown-unit",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Every unit is one that UCUM knows.",
    message="The unit `{observed}` is not known ({count} places, first {where}).",
    fix="Write a UCUM code, such as umol/L, ng/mL, h or d.",
    why="A number with a unit that nobody knows cannot be converted, compared or pooled.",
    check=check,
    needs_card=True,
    slots=("Quantity.unit",),
    references=("https://ucum.org/ucum",),
    passing=(
        Example(
            "nanomoles per litre",
            edits=(SetCard("/conditions/0/harvest_time", {"value": 1440, "unit": "min"}),),
        ),
    ),
    failing=(
        Example(
            "a unit of somebody's own",
            edits=(SetCard("/conditions/0/harvest_time/unit", "ticks"),),
            expect=(Expect("card:/conditions/0/harvest_time/unit"),),
        ),
    ),
)
