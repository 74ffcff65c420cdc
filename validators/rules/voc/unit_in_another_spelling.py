"""Rule VOC018: units are written as UCUM codes."""

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
    """Report spellings of the field that UCUM does not know, or reads as something else."""
    places: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for pointer, text, usual in unit_texts(card):
        meant = _meant(text, has_usual_unit=usual is not None)
        if meant:
            places[text, meant].append(pointer)
    for (text, meant), pointers in places.items():
        yield Evidence(
            Location("card", pointer=pointers[0]),
            observed=text,
            expected=meant,
            count=len(pointers),
            examples=tuple(pointers),
            values={"reading": _reading(text)},
        )


def _meant(text: str, *, has_usual_unit: bool) -> str:
    """Return the UCUM code that a spelling probably stands for; empty where it is one itself."""
    as_ucum = parse_unit(text, Dialect.UCUM)
    in_the_field = parse_unit(text, Dialect.FIELD)
    if not isinstance(as_ucum, UnitProblem):
        # Where the slot says which kind of unit it takes, um is a length and nothing else.
        if has_usual_unit or not isinstance(in_the_field, UnitProblem):
            return ""
        return in_the_field.meanings[0].ucum if in_the_field.meanings else ""
    if not isinstance(in_the_field, UnitProblem):
        return in_the_field.ucum
    meanings = in_the_field.meanings or as_ucum.meanings
    return meanings[0].ucum if meanings else ""


def _reading(text: str) -> str:
    as_ucum = parse_unit(text, Dialect.UCUM)
    if isinstance(as_ucum, UnitProblem):
        return "UCUM does not know it"
    return f"UCUM reads it as {as_ucum.shape}"


RULE = Rule(
    code="VOC018",
    name="unit-in-another-spelling",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Units are written as UCUM codes.",
    message="The unit `{observed}` probably means {expected}; {reading} ({count} places, first {where}).",
    fix="Write {expected}.",
    why="LINCS writes um for micromolar and UCUM reads um as a micrometre: doses off by a dimension pass unseen.",
    check=check,
    needs_card=True,
    slots=("Quantity.unit",),
    references=("https://ucum.org/ucum",),
    passing=(
        Example("a UCUM code", edits=(SetCard("/interventions/0/events/0/amount/unit", "nmol/L"),)),
    ),
    failing=(
        Example(
            "um for micromolar",
            edits=(SetCard("/interventions/0/events/0/amount", {"value": 10, "unit": "um"}),),
            expect=(Expect("card:/interventions/0/events/0/amount/unit"),),
        ),
        Example(
            "uM for micromolar",
            edits=(SetCard("/interventions/0/events/0/amount/unit", "uM"),),
            expect=(Expect("card:/interventions/0/events/0/amount/unit"),),
        ),
    ),
)
