"""Times as columns of the field write them: ``24 h``, ``Day 7``, ``D7``, ``T24``, ``time0``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aivc.adapters.drafting.written_amounts import TOKENS
from aivc.schema.vocabulary import Quantity, Unit, parse_quantity, parse_unit

UNIT_FIRST = re.compile(
    r"(?P<unit>days?|d|weeks?|wks?|w|hours?|hrs?|h|months?|mo|minutes?|min|years?|yr|[dh]p[ift])"
    r"[ _.:-]*(?P<value>\d+([.]\d+)?)",
    re.IGNORECASE,
)
AFTER_EVENT = re.compile(r"(?P<value>\d+([.]\d+)?)[ _]?(?P<unit>[dh]p[ift])", re.IGNORECASE)
NUMBERED = re.compile(r"(t|time|time[ _-]?point|tp)[ _-]?(?P<value>\d+([.]\d+)?)", re.IGNORECASE)
UNIT_OF_EVENT = {"d": "d", "h": "h"}
"""Days and hours after infection, fertilisation or treatment, by their first letter."""

UNITS = {"w": "wk", "wks": "wk", "hrs": "h", "yr": "a", "year": "a", "years": "a"}


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A time as a label gives it; ``unit`` is UCUM, empty where the label has none."""

    value: float
    unit: str


def read_time(label: str) -> WrittenTime | None:
    """Read a time from a label; None where it holds none.

    A number without a unit is one only where a word such as ``T`` or ``time`` says so. Zero needs
    no unit: it is the same in every one.

    Examples
    --------
    >>> read_time("500_minutes"), read_time("Day 7")
    (WrittenTime(value=500.0, unit='min'), WrittenTime(value=7.0, unit='d'))
    >>> read_time("T24")
    WrittenTime(value=24.0, unit='')
    >>> read_time("time0_ctrl"), read_time("mixed"), read_time("210-270")
    (WrittenTime(value=0.0, unit='h'), None, None)
    """
    text = label.strip()
    found = parse_quantity(text)
    if isinstance(found, Quantity):
        is_time = found.unit.shape == "time" and not found.rest
        return WrittenTime(found.value, found.unit.ucum) if is_time else None
    for pattern in (UNIT_FIRST, AFTER_EVENT, NUMBERED):
        match = pattern.fullmatch(text)
        if match is not None:
            return _written(float(match["value"]), match.groupdict().get("unit") or "")
    first = TOKENS.split(text)[0]
    match = NUMBERED.fullmatch(first)
    if match is not None and first != text and float(match["value"]) == 0:
        return WrittenTime(0.0, "h")
    return None


def _written(value: float, spelt: str) -> WrittenTime | None:
    word = spelt.casefold()
    if not word:
        return WrittenTime(value, "h" if value == 0 else "")
    if len(word) == 3 and word[1:] in {"pi", "pf", "pt"}:
        return WrittenTime(value, UNIT_OF_EVENT[word[0]])
    unit = parse_unit(UNITS.get(word, word))
    return WrittenTime(value, unit.ucum) if isinstance(unit, Unit) else None
