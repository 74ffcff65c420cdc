"""Rule INT002: the unit of a dose can express the kind of dose that it claims to be."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.doses import unit_says, usual_units
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence

LENGTH = (("length", 1),)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report units that measure something else than the kind of dose, by unit and kind."""
    doses = [
        (intervention.intervention_id or "", event.amount, event.dose_kind)
        for intervention in card.interventions
        for event in intervention.events
        if event.amount is not None and event.amount.unit and event.dose_kind
    ]
    misfits: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for name, amount, kind in doses:
        if _misfits(amount.unit or "", kind):
            misfits[amount.unit or "", kind].append(Place(f"{amount.pointer}/unit", name))
    for (unit, kind), places in misfits.items():
        yield evidence_at(
            places,
            observed=unit,
            expected=" or ".join(usual_units(kind)),
            total=len(doses),
            kind=kind,
            hint=_hint(unit, kind),
        )


@cache
def _misfits(code: str, kind: str) -> bool:
    from aivc.schema.vocabulary import Dialect, UnitProblem, parse_unit

    unit = parse_unit(code, Dialect.UCUM)
    # What the field would read in another way, such as um, is a matter of spelling: VOC018's.
    if isinstance(unit, UnitProblem) or isinstance(parse_unit(code, Dialect.FIELD), UnitProblem):
        return False
    return unit_says(unit, kind) is False


def _hint(code: str, kind: str) -> str:
    from aivc.schema.vocabulary.ucum import read_ucum

    unit = read_ucum(code)
    if kind == "molar_concentration" and unit is not None and unit.dimension == LENGTH:
        return f" In UCUM `{code}` is a length; if molar was meant, it is `{code[:-1]}mol/L`."
    return ""


RULE = Rule(
    code="INT002",
    name="unit-against-dose-kind",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The unit of a dose can express the kind of dose that it claims to be.",
    message="A dose of kind {kind} is given in `{observed}` ({count} of {total} doses: {examples}), which does not measure that; expected {expected}.{hint}",
    fix="Write the unit in which the dose was given, such as {expected}, or correct `dose_kind`.{hint}",
    why="A dose axis that mixes micrometres with micromoles, or mg/kg with percent, cannot be put in order, and a model trained on it learns nothing about dose.",
    check=check,
    needs_card=True,
    slots=("DosingEvent.amount", "DosingEvent.dose_kind", "Quantity.unit"),
    references=("https://ucum.org/ucum",),
    passing=(
        Example(
            "another unit of the same kind",
            edits=(SetCard("/interventions/0/events/0/amount", {"value": 10, "unit": "nmol/L"}),),
        ),
        Example(
            "um, which LINCS writes for micromolar, is a matter of spelling",
            edits=(SetCard("/interventions/0/events/0/amount", {"value": 10, "unit": "um"}),),
        ),
    ),
    failing=(
        Example(
            "nanomolar written as nm, which is a nanometre",
            edits=(SetCard("/interventions/0/events/0/amount", {"value": 10, "unit": "nm"}),),
            expect=(Expect("card:/interventions/0/events/0/amount/unit"),),
        ),
        Example(
            "mg/kg for a concentration, twice",
            edits=(
                SetCard("/interventions/0/events/0/amount/unit", "mg/kg"),
                SetCard("/interventions/2/events/0/amount/unit", "mg/kg"),
            ),
            expect=(Expect("card:/interventions/0/events/0/amount/unit", 2),),
        ),
    ),
)
