"""Rule INT023: the dose column says the same as the events of the card."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.grammar.applied import applications_of, doses_among
from aivc.validators.grammar.quantities import in_words
from aivc.validators.rule import Rule
from aivc.validators.rules.int.labelled_conditions import (
    column_of,
    labelled_conditions,
    role_of,
)
from aivc.validators.rules.int.written_quantities import agrees, amounts_in, dialect_of, with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, Intervention, Quantity
    from aivc.validators.facts.model import Facts
    from aivc.validators.grammar.applied import Applications
    from aivc.validators.rules.int.written_quantities import Written

# Doses of a dilution series are rounded; a wrong dose is off by a whole step of it.
TOLERANCE = 0.02

_DOSES = {"dex_low": 0.01, "dex_high": 1, "pano_low": 0.005, "pano_high": 0.05}
_ROWS = [
    _DOSES.get(("dex_low", "dex_high", "pano_low", "pano_high")[row % 8] if row % 8 < 4 else "")
    for row in range(48)
]


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report conditions whose rows carry another dose than their events give."""
    role = role_of(facts, "dose")
    if role is None:
        return
    applications, dialect = applications_of(card), dialect_of(card)
    unit = card.binding.dose_unit if card.binding is not None else None
    read = {name: amounts_in(name.replace(" | ", " "), dialect) for name in role.names()}
    differing: Counter[str] = Counter()
    compared: set[str | None] = set()
    for condition, label, n_rows in labelled_conditions(card, facts, "dose"):
        intervention = applications.interventions.get(condition.intervention or "")
        written = read.get(label)
        if intervention is None or written is None:
            continue
        declared = _declared(intervention, applications)
        if not declared:
            continue
        compared.add(condition.condition_id)
        if not _agree(written, declared, unit):
            amounts = " + ".join(in_words(amount) for amount in declared)
            seen = with_unit(label, written, unit)
            differing[f"{condition.condition_id}: {seen} in the file, {amounts} in the card"] += (
                n_rows
            )
    if differing:
        yield Evidence(
            Location("obs", table=role.table, column=column_of(role)),
            count=len(differing),
            total=len(compared),
            examples=tuple(differing)[:MAX_EXAMPLES],
            values={"n_rows": differing.total()},
        )


def _declared(intervention: Intervention, applications: Applications) -> tuple[Quantity, ...]:
    """Return the amounts that perturbing agents are given in; none where one has no amount."""
    perturbing = applications.perturbing(intervention)
    doses = [event for event in doses_among(intervention.events) if event.agent in perturbing]
    amounts = [event.amount for event in doses if event.amount is not None]
    return tuple(amounts) if len(amounts) == len(doses) else ()


def _agree(written: tuple[Written, ...], declared: tuple[Quantity, ...], unit: str | None) -> bool:
    """Tell whether each amount of the label is one that the events give."""
    return all(
        any(agrees(amount, quantity, unit, TOLERANCE) for quantity in declared)
        for amount in written
    )


RULE = Rule(
    code="INT023",
    name="dose-column-disagrees",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The dose column says the same as the events of the card.",
    message="{where} and the events of the card give different doses for {count} of {total} conditions, {n_rows} rows ({examples}).",
    fix="Correct the side that is wrong. If the column is in another unit, state it as `binding: {{dose_unit: ...}}`; `aivc flatten` writes the column from the events.",
    why="Whoever trains on the column and whoever reads the card use two doses for the same cells.",
    check=check,
    needs_card=True,
    slots=("DosingEvent.amount", "Binding.dose_unit"),
    passing=(
        Example(
            "the column in nanomolar, and said so",
            edits=(
                SetCard(
                    "/binding",
                    {"dose_unit": "nmol/L", "keys": [{"role": "dose", "columns": ["nM"]}]},
                ),
                SetColumn("obs", "nM", [None if d is None else d * 1000 for d in _ROWS]),
            ),
        ),
        Example(
            "a vehicle well that carries the concentration of its row",
            edits=(
                SetCard("/binding", {"keys": [{"role": "dose", "columns": ["dose"]}]}),
                SetColumn("obs", "dose", [0.05 if n % 8 > 5 else d for n, d in enumerate(_ROWS)]),
            ),
        ),
    ),
    failing=(
        Example(
            "one condition in nanomolar among micromolar",
            edits=(
                SetCard("/binding", {"keys": [{"role": "dose", "columns": ["dose"]}]}),
                SetColumn("obs", "dose", [50 if n % 8 == 3 else d for n, d in enumerate(_ROWS)]),
            ),
            expect=(Expect("obs/dose"),),
        ),
    ),
)
