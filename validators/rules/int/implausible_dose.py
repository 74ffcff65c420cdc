"""Rule INT024: a dose is of a size that is used on living cells."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.applied import applications_of
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.quantities import in_unit, in_words
from aivc.validators.rule import Rule
from aivc.validators.rules.int.impossible_amount import impossibility

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.schema.generated.views import DatasetCard, Quantity
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


@dataclass(frozen=True, slots=True)
class Range:
    """From the least to the most that is used, in a unit."""

    low: float
    high: float
    unit: str

    def __str__(self) -> str:
        """Write the range in words."""
        return f"{self.low:g} to {self.high:g} {self.unit}"


# Wide on purpose: only a slip of a prefix should fall outside. Cells stand 100 mmol/L of hardly
# anything but salts, sugars and ethanol; a femtomolar dose of a small molecule is one molecule in
# a cell's neighbourhood.
SUBSTANCES: Mapping[str, Range] = {
    "molar_concentration": Range(1e-9, 100_000, "umol/L"),
    "mass_concentration": Range(1e-9, 10_000, "ug/mL"),
    "mass_per_body_mass": Range(1e-9, 10_000, "mg/kg"),
}
OTHERS: Mapping[str, Range] = {
    "multiplicity_of_infection": Range(1e-6, 100_000, "{MOI}"),
    "absorbed_radiation_dose": Range(1e-6, 1_000, "Gy"),
    # Frozen or boiled cells do not respond.
    "temperature": Range(-10, 70, "Cel"),
}
MEANT_FOR_CELLS = frozenset({"Chemical", "Biologic"})


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report doses outside of the range that is used, by kind and side."""
    agents = applications_of(card).agents
    outside: defaultdict[tuple[Range, str], list[Place]] = defaultdict(list)
    total = 0
    for intervention in card.interventions:
        for event in intervention.events:
            agent = agents.get(event.agent or "")
            if event.amount is None or agent is None or not event.dose_kind:
                continue
            total += 1
            usual = OTHERS.get(event.dose_kind)
            if agent.class_name in MEANT_FOR_CELLS:
                usual = SUBSTANCES.get(event.dose_kind, usual)
            side = _side(event.amount, usual, event.dose_kind) if usual is not None else ""
            if side and usual is not None:
                name = f"{event.agent} {in_words(event.amount)}"
                outside[usual, side].append(Place(event.amount.pointer, name))
    for (usual, side), places in outside.items():
        yield evidence_at(places, observed=side, expected=str(usual), total=total)


def _side(amount: Quantity, usual: Range, kind: str) -> str:
    value = in_unit(amount, usual.unit)
    # Impossible amounts are INT003's; zero is INT004's.
    if value is None or impossibility(amount, kind) or (value == 0 and kind != "temperature"):
        return ""
    if value < usual.low:
        return "smaller"
    return "larger" if value > usual.high else ""


RULE = Rule(
    code="INT024",
    name="implausible-dose",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="A dose is of a size that is used on living cells.",
    message="{count} of {total} doses are {observed} than what is used, which is {expected} ({examples}); probably a prefix of the unit is wrong.",
    fix="Compare with the protocol and correct the unit: millimolar is mmol/L, micromolar umol/L, nanomolar nmol/L.",
    why="One dose that is off by a thousand stretches the dose axis until all others look like one.",
    check=check,
    needs_card=True,
    slots=("DosingEvent.amount",),
    passing=(
        Example(
            "five millimolar of a painkiller",
            specimen="bulk",
        ),
        Example(
            "a dose in nanomolar",
            edits=(SetCard("/interventions/0/events/0/amount", {"value": 0.5, "unit": "nmol/L"}),),
        ),
    ),
    failing=(
        Example(
            "micromolar written as molar",
            edits=(SetCard("/interventions/1/events/0/amount/unit", "mol/L"),),
            expect=(Expect("card:/interventions/1/events/0/amount"),),
        ),
    ),
)
