"""Rule INT003: the amount of a dose is a number that a dose can have."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.quantities import in_unit, in_words
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, Quantity
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence

SENTINELS = frozenset({-1.0, -99.0, -666.0, -999.0, -9999.0, 999.0, 9999.0, 99999.0, 999999.0})
"""Numbers that stand for a missing value; -666 is that of LINCS."""

BELOW_ZERO_ALLOWED = frozenset({"temperature", "relative_level"})
SHARES = frozenset({"volume_fraction", "partial_pressure_fraction"})


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report amounts that are missing in disguise, negative, not finite, or more than all."""
    wrong: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    total = 0
    for name, amount, kind in _amounts(card):
        total += 1
        reason = impossibility(amount, kind)
        if reason:
            wrong[in_words(amount), reason].append(Place(f"{amount.pointer}/value", name))
    for (words, reason), places in wrong.items():
        yield evidence_at(places, observed=words, total=total, reason=reason)


def _amounts(card: DatasetCard) -> Iterator[tuple[str, Quantity, str | None]]:
    for intervention in card.interventions:
        name = intervention.intervention_id or ""
        for event in intervention.events:
            if event.amount is not None:
                yield name, event.amount, event.dose_kind
        if intervention.vehicle_fraction is not None:
            yield name, intervention.vehicle_fraction, "volume_fraction"
        for exposure in intervention.exposures:
            if exposure.total_amount is not None:
                yield name, exposure.total_amount, None
    for control in card.controls:
        if control.vehicle_fraction is not None:
            yield control.control_id or "", control.vehicle_fraction, "volume_fraction"


def impossibility(amount: Quantity, kind: str | None) -> str:
    """Say why an amount cannot be a dose of a kind; empty where it can."""
    value = amount.value
    if value is None:
        return ""
    if not math.isfinite(value):
        return "is not a finite number"
    if kind == "temperature":
        kelvin = in_unit(amount, "K")
        return "is below absolute zero" if kelvin is not None and kelvin < 0 else ""
    if value in SENTINELS and kind not in BELOW_ZERO_ALLOWED:
        return "is a number that stands for a missing value"
    if value < 0 and kind not in BELOW_ZERO_ALLOWED:
        return "is negative"
    share = in_unit(amount, "%") if kind in SHARES else None
    return "is more than the whole" if share is not None and share > 100 else ""


RULE = Rule(
    code="INT003",
    name="impossible-amount",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The amount of a dose is a number that a dose can have.",
    message="The amount {observed} {reason} ({count} of {total} amounts: {examples}).",
    fix="Write the amount that was given. Where nobody knows it, leave `amount` out; never put a number in its place.",
    why="A model reads -666 as a dose 666 steps below zero and fits its curve through it.",
    check=check,
    needs_card=True,
    slots=("DosingEvent.amount", "Intervention.vehicle_fraction", "Exposure.total_amount"),
    passing=(
        Example(
            "a very small dose",
            edits=(SetCard("/interventions/0/events/0/amount/value", 1e-6),),
        ),
        Example(
            "a temperature below zero",
            edits=(
                SetCard("/interventions/0/events/0/amount", {"value": -20, "unit": "Cel"}),
                SetCard("/interventions/0/events/0/dose_kind", "temperature"),
            ),
        ),
    ),
    failing=(
        Example(
            "the missing value of LINCS as a dose",
            edits=(SetCard("/interventions/1/events/0/amount/value", -666),),
            expect=(Expect("card:/interventions/1/events/0/amount/value"),),
        ),
        Example(
            "an endless dose and a negative one",
            edits=(
                SetCard("/interventions/1/events/0/amount/value", float("inf")),
                SetCard("/interventions/2/events/0/amount/value", -0.1),
            ),
            expect=(
                Expect("card:/interventions/1/events/0/amount/value"),
                Expect("card:/interventions/2/events/0/amount/value"),
            ),
        ),
    ),
)
