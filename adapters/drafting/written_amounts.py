"""Amounts and agents written in one label, such as ``0.2 uM panobinostat``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.schema.vocabulary import DoseQuantityKind, Quantity, parse_quantity

if TYPE_CHECKING:
    from aivc.schema.vocabulary import Unit

TAHOE = re.compile(r"\('([^']+)',\s*([\d.eE+-]+),\s*'([^']*)'\)")
TAIL = re.compile(r"^(?P<name>.*\S)[\s_(]+(?P<amount>\d[\d.,]*\s*[^\s\d)]\S*?)\)?$")
CERTAIN_KINDS = frozenset(
    {
        DoseQuantityKind.MOLAR_CONCENTRATION,
        DoseQuantityKind.MASS_CONCENTRATION,
        DoseQuantityKind.ACTIVITY_CONCENTRATION,
        DoseQuantityKind.MASS_PER_BODY_MASS,
        DoseQuantityKind.ABSORBED_RADIATION_DOSE,
    }
)
"""A number with a unit of another kind may be part of a name, or a time."""


@dataclass(frozen=True, slots=True)
class Written:
    """An agent as a label names it, and its amount where the label gives one with a unit."""

    name: str
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with its unit and kind."""

    value: float
    unit: str
    dose_kind: str
    raw_text: str

    def as_slots(self) -> dict[str, Any]:
        """Write it as the slots of an event."""
        amount: dict[str, Any] = {"value": plain_number(self.value), "unit": self.unit}
        if self.raw_text:
            amount["raw_text"] = self.raw_text
        return {"amount": amount, "dose_kind": self.dose_kind}


def plain_number(value: float) -> float | int:
    """Write a whole number without a point."""
    return int(value) if float(value).is_integer() and abs(value) < 2**53 else value


def read_label(label: str) -> tuple[Written, ...]:
    """Take the amount out of a label, where it surely is one.

    Examples
    --------
    >>> read_label("0.2 uM panobinostat")[0].name, read_label("0.2 uM panobinostat")[0].amount.unit
    ('panobinostat', 'umol/L')
    >>> read_label("Dex_10_A5"), read_label("HLA-A")[0].amount is None
    ((Written(name='Dex_10_A5', amount=None),), True)
    """
    listed = TAHOE.findall(label)
    if listed and label.strip().startswith("["):
        return tuple(_from_parts(name, f"{value} {unit}", label) for name, value, unit in listed)
    leading = parse_quantity(label)
    if isinstance(leading, Quantity) and leading.rest.strip(" _-"):
        amount = amount_of(leading, label)
        if amount is not None:
            return (Written(leading.rest.strip(" _-"), amount),)
    match = TAIL.match(label)
    if match:
        return (_from_parts(match["name"].strip(" _(-"), match["amount"], label),)
    return (Written(label),)


def _from_parts(name: str, text: str, label: str) -> Written:
    found = parse_quantity(text)
    if isinstance(found, Quantity) and not found.rest:
        amount = amount_of(found, label)
        if amount is not None:
            return Written(name, amount)
    return Written(label)


def amount_of(found: Quantity, raw_text: str) -> Amount | None:
    """Return an amount if its unit is surely that of a dose."""
    kinds = found.unit.kinds & CERTAIN_KINDS
    if len(kinds) != 1 or found.value < 0:
        return None
    return Amount(found.value, found.unit.ucum, str(next(iter(kinds)).value), raw_text)


def amount_in(value: float, unit: Unit) -> Amount | None:
    """Return a number in a unit that the name of a column, or a person, gives."""
    kinds = sorted(unit.kinds & CERTAIN_KINDS)
    if len(kinds) != 1:
        return None
    return Amount(value, unit.ucum, str(kinds[0].value), "")
