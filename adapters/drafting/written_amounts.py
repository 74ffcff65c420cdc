"""Amounts and agents written in one label, such as ``0.2 uM panobinostat``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.schema.vocabulary import DoseQuantityKind, Quantity, parse_quantity

if TYPE_CHECKING:
    from aivc.schema.vocabulary import Unit

LIST_OF_TUPLES = re.compile(r"\('([^']+)',\s*([\d.eE+-]+),\s*'([^']*)'\)")
TOKENS = re.compile(r"[\s_]+")
CERTAIN_KINDS = frozenset(
    {
        DoseQuantityKind.MOLAR_CONCENTRATION,
        DoseQuantityKind.MASS_CONCENTRATION,
        DoseQuantityKind.ACTIVITY_CONCENTRATION,
        DoseQuantityKind.MASS_PER_BODY_MASS,
        DoseQuantityKind.ABSORBED_RADIATION_DOSE,
    }
)
"""A number with a unit of another kind may be part of a name."""


@dataclass(frozen=True, slots=True)
class Written:
    """An agent as a label names it, with the amount and the time that the label gives.

    ``time`` is value and UCUM unit.
    """

    name: str
    amount: Amount | None = None
    time: tuple[float, str] | None = None


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
    """Take amount and time out of a label, where their units make them sure.

    Examples
    --------
    >>> read_label("0.2 uM panobinostat")[0].name, read_label("0.2 uM panobinostat")[0].amount.unit
    ('panobinostat', 'umol/L')
    >>> read_label("dex_0.1uM_24h")[0].time, read_label("Dex_10_A5")
    ((24.0, 'h'), (Written(name='Dex_10_A5', amount=None, time=None),))
    """
    listed = LIST_OF_TUPLES.findall(label)
    if listed and label.strip().startswith("["):
        return tuple(_of_tuple(name, f"{value} {unit}") for name, value, unit in listed)
    leading = parse_quantity(label)
    if isinstance(leading, Quantity) and leading.rest.strip(" _-"):
        amount = amount_of(leading, label.removesuffix(leading.rest).strip(" _-"))
        if amount is not None:
            return (Written(leading.rest.strip(" _-"), amount),)
    return (_trailing(label),)


def _trailing(label: str) -> Written:
    """Read quantities at the end of a label, such as ``dex_0.1uM_24h`` or ``dex 10 uM``."""
    starts = [match.end() for match in TOKENS.finditer(label)]
    end, amount, time = len(label), None, None
    for start in reversed(starts):
        text = label[start:end].strip(" _()")
        found = parse_quantity(text)
        if not isinstance(found, Quantity) or found.rest:
            continue
        if found.unit.shape == "time" and time is None and found.value >= 0:
            time = (found.value, found.unit.ucum)
        elif amount is None and (read := amount_of(found, text)) is not None:
            amount = read
        else:
            break
        end = start
    name = label[:end].strip(" _(-")
    return Written(name, amount, time) if name else Written(label)


def _of_tuple(name: str, text: str) -> Written:
    found = parse_quantity(text)
    if not isinstance(found, Quantity) or found.rest:
        return Written(name)
    return Written(name, amount_of(found, text))


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
