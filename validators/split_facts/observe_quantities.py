"""Doses and times as numbers in one unit, so that 10 uM and 10000 nM are one dose."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.vocabulary import (
    Dialect,
    Quantity,
    UnitConversionError,
    convert,
    parse_quantity,
)
from aivc.splits.identity.model import Merge, Resolution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

EXACT_DIGITS = 12
"""Conversion between units is exact to some 15 digits; doses are never stated to 12."""

HOURS = "h"


@dataclass(frozen=True, slots=True)
class Amounts:
    """What labels amount to.

    Attributes
    ----------
    resolution
        Labels that are one amount are one name. Labels without a number keep their own.
    numbers
        Number of each name, NaN where it has none.
    unit
        UCUM unit of the numbers, empty where no label and nobody else states one.
    """

    resolution: Resolution
    numbers: NDArray[np.float64]
    unit: str


def amounts_of(
    labels: Sequence[str],
    *,
    bare_unit: str | None = None,
    dialect: str | None = None,
    preferred: str | None = None,
) -> Amounts:
    """Read labels as amounts.

    Parameters
    ----------
    labels
        As in the file. ``10 uM`` is a number with a unit, ``10`` a bare number, ``1+1`` and ``low``
        are none.
    bare_unit
        UCUM unit of bare numbers.
    dialect
        Whose spelling of units is used.
    preferred
        Unit to convert to where it can be done; else that of most labels is taken.

    Examples
    --------
    >>> found = amounts_of(["10 uM", "10000 nM", "1+1"])
    >>> found.resolution.names, found.unit
    (('1+1', '10 umol/L'), 'umol/L')
    """
    read = [_read(label, bare_unit, dialect or Dialect.FIELD) for label in labels]
    unit = _unit([unit for _, unit in read if unit], preferred)
    numbers = [_in_unit(value, found, unit) for value, found in read]
    names = [_name(label, number, unit) for label, number in zip(labels, numbers, strict=True)]
    places = {name: k for k, name in enumerate(sorted({name for name in names if name}))}
    of_name = dict(zip(names, numbers, strict=True))
    resolution = Resolution(
        names=tuple(places),
        place=tuple(places.get(name, -1) for name in names),
        members=tuple((name,) for name in places),
        merges=_merges(labels, names),
    )
    return Amounts(resolution, np.array([of_name[name] for name in places], np.float64), unit)


def _read(label: str, bare_unit: str | None, dialect: Dialect | str) -> tuple[float | None, str]:
    """Return the number and the unit of a label; the unit is empty where nothing states it."""
    from aivc.schema.vocabulary import QuantityProblemKind

    found = parse_quantity(label, dialect)
    if isinstance(found, Quantity):
        return found.value, found.unit.ucum
    if found.kind is QuantityProblemKind.MISSING_UNIT:
        return found.value, bare_unit or ""
    return None, ""


def _unit(units: Sequence[str], preferred: str | None) -> str:
    if not units:
        return ""
    if preferred is not None and any(not np.isnan(_in_unit(1.0, u, preferred)) for u in units):
        return preferred
    counted = Counter(units)
    return min(counted, key=lambda unit: (-counted[unit], unit))


def _in_unit(value: float | None, unit: str, wanted: str) -> float:
    if value is None:
        return float("nan")
    if unit == wanted or value == 0:
        return value  # nothing is nothing in any unit
    if not unit or not wanted:
        return float("nan")
    try:
        return convert(value, unit, wanted)
    except (UnitConversionError, ValueError):
        return float("nan")


def _name(label: str, number: float, unit: str) -> str:
    from aivc.splits.identity.spelling import is_missing, tidy

    if is_missing(label):
        return ""
    if np.isnan(number):
        return tidy(label)
    return f"{number:.{EXACT_DIGITS}g} {unit}".strip()


def _merges(labels: Sequence[str], names: Sequence[str]) -> tuple[Merge, ...]:
    together: dict[str, list[str]] = {}
    for label, name in zip(labels, names, strict=True):
        if name:
            together.setdefault(name, []).append(label)
    return tuple(
        Merge(name, tuple(sorted(set(together[name]))), "the same amount")
        for name in sorted(together)
        if len(set(together[name])) > 1
    )
