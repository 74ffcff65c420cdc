"""Wells of whole columns: one column of names, or two of rows and columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.plates.wells import (
    MOST_COLUMNS,
    MOST_ROWS,
    Well,
    format_of_shape,
    read_well,
    row_number,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(r"(\d{1,3})(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class WellColumn:
    """The wells of a table, row by row.

    Attributes
    ----------
    wells
        None where a row names no well.
    because
        What the reading rests on; empty where the labels leave no doubt.
    """

    wells: tuple[Well | None, ...]
    because: str = ""


def named_wells(labels: Sequence[str | None]) -> WellColumn:
    """Read a column of names of wells.

    Examples
    --------
    >>> [well and well.name for well in named_wells(["a1", None, "empty"]).wells]
    ['A01', None, None]
    """
    known = {label: read_well(label) for label in set(labels) if label is not None}
    return WellColumn(tuple(None if label is None else known[label] for label in labels))


def placed_wells(rows: Sequence[str | None], columns: Sequence[str | None]) -> WellColumn | None:
    """Read two columns, one of rows (letters or numbers) and one of columns (numbers).

    Numbers count from 0 where a 0 occurs. An axis without a 0 follows the other one, unless it
    would then need a larger plate; without any 0, both count from 1.

    Returns
    -------
    WellColumn or None
        None where some labels are no rows or columns of any plate.

    Examples
    --------
    >>> placed_wells(["0", "7"], ["0", "11"]).wells[1].name
    'H12'
    >>> placed_wells(["1", "8"], ["1", "12"]).wells[1].name
    'H12'
    >>> placed_wells(["H"], ["12"]).wells[0].name
    'H12'
    >>> placed_wells(["0", "7"], ["1", "12"]).wells[1].name
    'H12'
    """
    lettered = [None if label is None else row_number(label) for label in rows]
    is_lettered = _all_read(rows, lettered) and any(lettered)
    row_numbers = lettered if is_lettered else [_number(label) for label in rows]
    column_numbers = [_number(label) for label in columns]
    if not (_all_read(rows, row_numbers) and _all_read(columns, column_numbers)):
        return None
    row_base, column_base, because = _bases(row_numbers, column_numbers, is_lettered=is_lettered)
    wells = [
        _place(row, column, row_base, column_base)
        for row, column in zip(row_numbers, column_numbers, strict=True)
    ]
    given = [
        row is not None and column is not None for row, column in zip(rows, columns, strict=True)
    ]
    if any(well is None and is_given for well, is_given in zip(wells, given, strict=True)):
        return None
    return WellColumn(tuple(wells), because)


def _bases(
    rows: Sequence[int | None], columns: Sequence[int | None], *, is_lettered: bool
) -> tuple[int, int, str]:
    """Return what the first row and the first column are counted as, and why."""
    row_has_zero, column_has_zero = 0 in rows, 0 in columns
    if is_lettered:
        said = "columns count from 0, because one is 0" if column_has_zero else ""
        return 1, 0 if column_has_zero else 1, said
    if row_has_zero and column_has_zero:
        return 0, 0, "rows and columns count from 0, because some are 0"
    if not row_has_zero and not column_has_zero:
        return 1, 1, _why_from_one(rows, columns)
    last_row, last_column = _last(rows), _last(columns)
    if row_has_zero:
        is_shared = _same_plate((last_row + 1, last_column), (last_row + 1, last_column + 1))
        return 0, 0 if is_shared else 1, _why_mixed("rows", "columns", is_shared=is_shared)
    is_shared = _same_plate((last_row, last_column + 1), (last_row + 1, last_column + 1))
    return 0 if is_shared else 1, 0, _why_mixed("columns", "rows", is_shared=is_shared)


def _why_from_one(rows: Sequence[int | None], columns: Sequence[int | None]) -> str:
    last_row, last_column = _last(rows), _last(columns)
    if _same_plate((last_row, last_column), (last_row + 1, last_column + 1)):
        return (
            f"rows go to {last_row} and columns to {last_column}, none is 0: they are taken to "
            "count from 1, which these numbers do not prove"
        )
    return (
        f"rows and columns count from 1: none is 0, and they end with {last_row} and {last_column}"
    )


def _why_mixed(zeroed: str, other: str, *, is_shared: bool) -> str:
    if is_shared:
        return f"some {zeroed} are 0; {other} are taken to count from 0 like them"
    return f"some {zeroed} are 0; {other} end where a plate does, so that they count from 1"


def _same_plate(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return format_of_shape(*one) == format_of_shape(*other)


def _last(numbers: Sequence[int | None]) -> int:
    return max((number for number in numbers if number is not None), default=0)


def _all_read(labels: Sequence[str | None], numbers: Sequence[int | None]) -> bool:
    pairs = zip(labels, numbers, strict=True)
    return all(number is not None for label, number in pairs if label is not None)


def _number(label: str | None) -> int | None:
    found = None if label is None else _NUMBER.fullmatch(label.strip())
    return None if found is None else int(found[1])


def _place(row: int | None, column: int | None, row_base: int, column_base: int) -> Well | None:
    if row is None or column is None:
        return None
    place = Well(row - row_base + 1, column - column_base + 1)
    is_there = 1 <= place.row <= MOST_ROWS and 1 <= place.column <= MOST_COLUMNS
    return place if is_there else None
