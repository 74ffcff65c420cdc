"""Quantities as the file writes them: with a unit in the text, or as bare numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.grammar.quantities import converted

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard, Quantity

# What separates the amounts of two agents in one label, as in `1+1`. A hyphen or a slash may be
# part of a number or a unit and separates nothing.
BETWEEN_AMOUNTS = re.compile(r"\s*[+;|]\s*")


@dataclass(frozen=True, slots=True)
class Written:
    """One amount as written; ``unit`` is a UCUM code, None for a bare number."""

    value: float
    unit: str | None


def dialect_of(card: DatasetCard) -> str:
    """Return the dialect that the card declares for units, or that of the field."""
    declared = card.binding.unit_dialect if card.binding is not None else None
    return declared if declared in {"field", "ucum", "lincs"} else "field"


def amounts_in(label: str, dialect: str) -> tuple[Written, ...] | None:
    """Read the amounts of a label.

    Returns
    -------
    tuple of Written or None
        One per agent, in the order of the label; None where a part is not one amount.

    Examples
    --------
    >>> amounts_in("1+0.5 uM", "field")
    (Written(value=1.0, unit=None), Written(value=0.5, unit='umol/L'))
    """
    parts = [_amount_in(part, dialect) for part in BETWEEN_AMOUNTS.split(label.strip())]
    known = tuple(part for part in parts if part is not None)
    return known if len(known) == len(parts) else None


def _amount_in(text: str, dialect: str) -> Written | None:
    from aivc.schema.vocabulary import Quantity as Read
    from aivc.schema.vocabulary import QuantityProblemKind, parse_quantity

    read = parse_quantity(text, dialect)
    if isinstance(read, Read):
        return Written(read.value, read.unit.ucum) if not read.rest else None
    is_bare = read.kind is QuantityProblemKind.MISSING_UNIT and read.value is not None
    return Written(read.value, None) if is_bare and read.value is not None else None


def agrees(written: Written, declared: Quantity, bare_unit: str | None, tolerance: float) -> bool:
    """Tell whether an amount of the file is one of the card.

    Parameters
    ----------
    written
        As the file writes it.
    declared
        As the card declares it.
    bare_unit
        Unit of bare numbers; where it is None they are in the unit of the card.
    tolerance
        Relative difference that is still the same number.

    Notes
    -----
    Amounts whose units cannot be converted into each other agree: INT002 or VOC report the unit.
    """
    value = _in_unit_of(declared, written, bare_unit)
    if declared.value is None or value is None:
        return True
    return abs(value - declared.value) <= tolerance * max(abs(value), abs(declared.value))


def is_less(written: Written, declared: Quantity, bare_unit: str | None) -> bool:
    """Tell whether an amount of the file is below that of the card; units as in ``agrees``."""
    value = _in_unit_of(declared, written, bare_unit)
    return declared.value is not None and value is not None and value < declared.value


def _in_unit_of(declared: Quantity, written: Written, bare_unit: str | None) -> float | None:
    if declared.unit is None:
        return None
    unit = written.unit or bare_unit or declared.unit
    return written.value if unit == declared.unit else converted(written.value, unit, declared.unit)


def with_unit(label: str, written: tuple[Written, ...], bare_unit: str | None) -> str:
    """Write a label with the unit that its bare numbers are in, where that is declared."""
    is_bare = any(amount.unit is None for amount in written)
    return f"{label} {bare_unit}" if is_bare and bare_unit else label
