"""How numbers are written in a table: what parts decimals, and what parts thousands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.storage.records.missing_words import MISSING_CELLS

if TYPE_CHECKING:
    from collections.abc import Iterable

MISSING_WORDS = (*MISSING_CELLS, "#N/A", "na", "n/a", "None")
"""What R, pandas, databases and spreadsheets write where there is no number."""

_PLAIN = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_INFINITE = re.compile(r"[+-]?inf(inity)?", re.IGNORECASE)
_MARKED = re.compile(r"[+-]?[0-9][0-9.,' ]*[.,' ][0-9]+([eE][+-]?[0-9]+)?")
_DECIMAL = r"[+-]?[0-9]*{mark}([0-9]{{1,2}}|[0-9]{{4,}})([eE][+-]?[0-9]+)?|[+-]?0+{mark}[0-9]+"


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """What stands before decimals, and between thousands; empty where nothing does.

    ``missing`` are words for no number beyond those that are always such.
    """

    decimal: str = "."
    thousands: str = ""
    missing: tuple[str, ...] = ()

    def number(self, cell: str) -> float | None:
        """Return the number that a cell holds, NaN where it says that there is none, else None.

        Examples
        --------
        >>> NumberStyle().number("1e3"), NumberStyle(",", ".").number("1.234,5")
        (1000.0, 1234.5)
        >>> NumberStyle().number("12 cells") is None, NumberStyle().number("1_000") is None
        (True, True)
        """
        text = cell.strip()
        if text in MISSING_WORDS or text in self.missing:
            return float("nan")
        if _INFINITE.fullmatch(text):
            return float(text)
        if self.thousands and self.thousands in text:
            text = self._without_thousands(text)
        if self.decimal != ".":
            text = "" if "." in text else text.replace(self.decimal, ".")
        return float(text) if _PLAIN.fullmatch(text) else None

    def _without_thousands(self, text: str) -> str:
        """Join the groups of three digits, or return nothing where they are no such groups."""
        whole, mark, rest = text.partition(self.decimal)
        parts = whole.lstrip("+-").split(self.thousands)
        fits = 1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])
        if not fits or not all(part.isdigit() for part in parts) or self.thousands in rest:
            return ""
        return whole.replace(self.thousands, "") + mark + rest


PLAIN = NumberStyle()


def is_marked(cell: str) -> bool:
    """Tell whether a cell may be a number with decimals or thousands marked in another way.

    Examples
    --------
    >>> is_marked("1,234"), is_marked("0,5"), is_marked("CD3,CD4")
    (True, True, False)
    """
    return _MARKED.fullmatch(cell.strip()) is not None


def style_of(cells: Iterable[str]) -> NumberStyle | None:
    """Tell the style of numbers from all cells that are no plain number; None where it is open.

    A mark that stands several times in a number, or before the mark of decimals, parts thousands;
    one before one, two, four or more digits, or behind a zero, parts decimals. Three digits behind
    a single mark tell nothing.

    Examples
    --------
    >>> style_of(["0,5", "12,25"]).decimal, style_of(["1,234", "2,000"])
    (',', None)
    >>> style_of(["1,234,567", "1,234"]).thousands
    ','
    """
    told: set[tuple[str, str]] = set()
    for cell in cells:
        told |= _told(cell.strip())
    decimals = {mark for what, mark in told if what == "decimal"}
    thousands = {mark for what, mark in told if what == "thousands"}
    if len(decimals) > 1 or len(thousands) > 1 or decimals & thousands or not told:
        return None
    parting = next(iter(thousands), "")
    return NumberStyle(next(iter(decimals), "," if parting == "." else "."), parting)


def _told(cell: str) -> set[tuple[str, str]]:
    marks = re.findall(r"[.,' ]", re.split("[eE]", cell, maxsplit=1)[0])
    distinct = set(marks)
    if len(distinct) > 1:
        last = marks[-1]
        before = distinct - {last}
        is_decimal = marks.count(last) == 1 and last in ".,"
        told = {("thousands", mark) for mark in before}
        return told | ({("decimal", last)} if is_decimal else {("thousands", last)})
    if not marks:
        return set()
    mark = marks[0]
    if len(marks) > 1 or mark in "' ":
        return {("thousands", mark)}
    if re.fullmatch(_DECIMAL.format(mark=re.escape(mark)), cell):
        return {("decimal", mark)}
    return set()
