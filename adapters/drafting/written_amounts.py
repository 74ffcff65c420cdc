"""Amounts and agents written in one label, such as ``0.2 uM panobinostat``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.decimal_commas import with_point
from aivc.schema.vocabulary import (
    DoseQuantityKind,
    Quantity,
    QuantityProblem,
    QuantityProblemKind,
    parse_quantity,
)

if TYPE_CHECKING:
    from aivc.schema.vocabulary import Unit

TUPLES = re.compile(r"\(\s*(['\"])(.+?)\1\s*,\s*([\d.eE+-]+)\s*,\s*(['\"])(.*?)\4\s*\)")
TOKENS = re.compile(r"[\s_]+")
MOLAR = re.compile(r"M(?![A-Za-z/])")
LONGEST_NAMED = 1_000
"""Labels longer than this name one agent; nothing is read from them."""

CERTAIN_KINDS = frozenset(
    {
        DoseQuantityKind.MOLAR_CONCENTRATION,
        DoseQuantityKind.MASS_CONCENTRATION,
        DoseQuantityKind.ACTIVITY_CONCENTRATION,
        DoseQuantityKind.MASS_PER_BODY_MASS,
        DoseQuantityKind.MASS_PER_BODY_SURFACE_AREA,
        DoseQuantityKind.MULTIPLICITY_OF_INFECTION,
        DoseQuantityKind.ABSORBED_RADIATION_DOSE,
    }
)
"""A number with a unit of another kind may be part of a name."""


@dataclass(frozen=True, slots=True)
class Written:
    """An agent as a label names it, with the amount and the time that the label gives.

    ``time`` is value and UCUM unit; ``column`` is where the label stands, ``modality`` the kind of
    perturbation that the file gives beside it.
    """

    name: str
    amount: Amount | None = None
    time: tuple[float, str] | None = None
    column: str = ""
    modality: str = ""


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


def read_label(label: str, dialect: str = "field") -> tuple[Written, ...]:
    """Take amount and time out of a label, where their units make them sure.

    Examples
    --------
    >>> read_label("0.2 uM panobinostat")[0].name, read_label("0.2 uM panobinostat")[0].amount.unit
    ('panobinostat', 'umol/L')
    >>> read_label("dex_0.1uM_24h")[0].time, read_label("Dex_10_A5")[0].amount
    ((24.0, 'h'), None)
    >>> [(w.name, w.amount.value) for w in read_label("[('a', 0.05, 'uM'), ('b', 5.0, 'uM')]")]
    [('a', 0.05), ('b', 5.0)]
    """
    if len(label) > LONGEST_NAMED:
        return (Written(label),)
    if label.lstrip().startswith("["):
        listed = TUPLES.findall(label)
        if listed:
            return tuple(_of_tuple(name, f"{n} {unit}", dialect) for _, name, n, _, unit in listed)
    leading = read_quantity(label, dialect)
    if isinstance(leading, Quantity) and leading.rest.strip(" _-"):
        amount = amount_of(leading, label.removesuffix(leading.rest).strip(" _-"))
        if amount is not None:
            return (Written(leading.rest.strip(" _-"), amount),)
    return (_trailing(label, dialect),)


def read_quantity(text: str, dialect: str) -> Quantity | QuantityProblem:
    """Read a number and a unit; a bare M behind a small number is molar.

    No dose of a megamolecule or of megabases is written so, and none is above one molar.

    Examples
    --------
    >>> read_quantity("1e-5M", "field").unit.ucum
    'mol/L'
    """
    found = parse_quantity(with_point(text), dialect)
    if not isinstance(found, QuantityProblem) or found.kind is not QuantityProblemKind.UNIT:
        return found
    if found.value is None or found.value > 1 or not MOLAR.search(text):
        return found
    molar = parse_quantity(text, "lincs")
    is_molar = isinstance(molar, Quantity) and molar.unit.ucum == "mol/L"
    return molar if is_molar else found


def _trailing(label: str, dialect: str) -> Written:
    """Read quantities at the end of a label, such as ``dex_0.1uM_24h`` or ``dex 10 uM``."""
    starts = [match.end() for match in TOKENS.finditer(label)]
    end, amount, time = len(label), None, None
    for start in reversed(starts):
        text = label[start:end].strip(" _()")
        found = read_quantity(text, dialect)
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


def _of_tuple(name: str, text: str, dialect: str) -> Written:
    found = read_quantity(text, dialect)
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
    """Return a number in a unit that a column, its name, or a person gives."""
    kind = kind_of_dose(unit)
    return None if kind is None else Amount(value, unit.ucum, kind, "")


def kind_of_dose(unit: Unit) -> str | None:
    """Return the kind of dose that a unit expresses, None where it may be of several.

    Examples
    --------
    >>> from aivc.schema.vocabulary import parse_unit
    >>> kind_of_dose(parse_unit("mg")), kind_of_dose(parse_unit("%"))
    ('absolute_mass', None)
    """
    kinds = unit.kinds if len(unit.kinds) == 1 else unit.kinds & CERTAIN_KINDS
    return str(next(iter(kinds)).value) if len(kinds) == 1 else None
