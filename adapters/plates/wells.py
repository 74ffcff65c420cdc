"""Positions on a plate, however a file spells them.

Rows are letters from the top (A to Z, then AA to AF), columns numbers from the left, as ANSI/SLAS
4-2004 has them. ``r02c03`` is how microscopes of Revvity (Harmony, Opera, Operetta) name their
images; ``R02C03`` is common in exports of robots.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PLATE_SHAPES: Mapping[int, tuple[int, int]] = MappingProxyType(
    {
        6: (2, 3),
        12: (3, 4),
        24: (4, 6),
        48: (6, 8),
        96: (8, 12),
        384: (16, 24),
        1536: (32, 48),
    }
)
"""Rows and columns of a plate by its number of wells."""

MOST_ROWS, MOST_COLUMNS = PLATE_SHAPES[1536]
LONGEST_LABEL = 40
LETTERS = 26

_SITE = r"(?:[ _-]?(?:s|f|site|field)[ _-]?\d{1,3}(?:p\d{1,3})?(?:-ch\d{1,2})?)?"
_LETTERED = re.compile(rf"(?:well[ _:-]?)?(a[a-f]|[a-z])[ _:.-]?0{{0,3}}(\d{{1,2}}){_SITE}")
_NUMBERED = re.compile(
    rf"r(?:ow)?[ _-]?0?(\d{{1,2}})[ _,-]*c(?:ol(?:umn)?)?[ _-]?0?(\d{{1,2}}){_SITE}"
)


@dataclass(frozen=True, slots=True, order=True)
class Well:
    """A position on a plate.

    Attributes
    ----------
    row, column
        Counted from 1, from the top and from the left.
    """

    row: int
    column: int

    @property
    def name(self) -> str:
        """Letters of the row and two digits of the column: ``A01``, ``AF48``."""
        return f"{row_letters(self.row)}{self.column:02d}"


def read_well(label: str) -> Well | None:
    """Read the name of a well; None where it is none on a plate of up to 1536.

    A site or field behind the well is passed over.

    Examples
    --------
    >>> read_well("b3"), read_well("r02c03f01") == read_well("B-03") == read_well("R2C3")
    (Well(row=2, column=3), True)
    >>> read_well("B00"), read_well("AG1"), read_well("B2M")
    (None, None, None)
    """
    if len(label) > LONGEST_LABEL or not label.isascii():
        return None
    plain = label.strip().strip("\"'").lower()
    found = _LETTERED.fullmatch(plain)
    if found is not None:
        return _well(row_number(found[1]), int(found[2]))
    found = _NUMBERED.fullmatch(plain)
    return None if found is None else _well(int(found[1]), int(found[2]))


def normalise(label: str) -> str | None:
    """Return the name of a well in the one spelling of keys, or None where it is no well.

    Examples
    --------
    >>> normalise("a1"), normalise("A:01"), normalise("r02c03f01"), normalise("aa1")
    ('A01', 'A01', 'B03', 'AA01')
    >>> normalise("2B"), normalise("DMSO")
    (None, None)
    """
    well = read_well(label)
    return None if well is None else well.name


def row_letters(row: int) -> str:
    """Write the number of a row, from 1, as letters.

    Examples
    --------
    >>> row_letters(1), row_letters(26), row_letters(27), row_letters(32)
    ('A', 'Z', 'AA', 'AF')
    """
    return chr(ord("A") + row - 1) if row <= LETTERS else "A" + chr(ord("A") + row - LETTERS - 1)


def row_number(letters: str) -> int | None:
    """Read the letters of a row as its number, from 1; None where no plate has such a row.

    Examples
    --------
    >>> row_number("a"), row_number("AF"), row_number("AG"), row_number("1")
    (1, 32, None, None)
    """
    text = letters.strip().upper()
    if not (text.isascii() and text.isalpha() and len(text) <= 2):
        return None
    number = 0
    for letter in text:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number if number <= MOST_ROWS else None


def fits(well: Well | str, plate_format: int) -> bool:
    """Tell whether a plate of a number of wells has a well.

    Raises
    ------
    KeyError
        There is no plate of so many wells.

    Examples
    --------
    >>> fits("H12", 96), fits("P24", 96), fits("P24", 384), fits("DMSO", 384)
    (True, False, True, False)
    """
    place = read_well(well) if isinstance(well, str) else well
    rows, columns = PLATE_SHAPES[plate_format]
    return place is not None and place.row <= rows and place.column <= columns


def smallest_format(wells: Iterable[Well]) -> int | None:
    """Return the fewest wells of a plate that has all of some wells; None where there are none.

    It is the least that the plate can be: the inner wells of a plate of 384 fit one of 96 when
    only its upper left corner was used.

    Examples
    --------
    >>> smallest_format([Well(1, 1), Well(8, 12)]), smallest_format([Well(9, 1)])
    (96, 384)
    """
    rows = columns = 0
    for well in wells:
        rows, columns = max(rows, well.row), max(columns, well.column)
    return format_of_shape(rows, columns) if rows else None


def format_of_shape(rows: int, columns: int) -> int | None:
    """Return the fewest wells of a plate of at least so many rows and columns, or None.

    Examples
    --------
    >>> format_of_shape(8, 12), format_of_shape(6, 10), format_of_shape(33, 1)
    (96, 96, None)
    """
    for plate_format, (most_rows, most_columns) in PLATE_SHAPES.items():
        if rows <= most_rows and columns <= most_columns:
            return plate_format
    return None


def _well(row: int | None, column: int) -> Well | None:
    if row is None or not (1 <= row <= MOST_ROWS and 1 <= column <= MOST_COLUMNS):
        return None
    return Well(row, column)
