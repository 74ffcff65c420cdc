"""Read positions on a plate, and find the columns that hold them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.validators.rules.tab.columns import columns_of
from aivc.validators.rules.tab.meanings import role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.tab.columns import PlacedColumn

WELL = re.compile(r"(?P<row>[A-Z]|A[A-F])0*(?P<column>[1-9]\d?)")

SHAPES = {
    6: (2, 3),
    12: (3, 4),
    24: (4, 6),
    48: (6, 8),
    96: (8, 12),
    384: (16, 24),
    1536: (32, 48),
}
"""Rows and columns of a plate by its number of wells (ANSI/SLAS 4-2004)."""


def place_of_well(label: str) -> tuple[int, int] | None:
    """Return row and column of a position from 1, or None where it is no position.

    Examples
    --------
    >>> place_of_well("B02"), place_of_well("AF48"), place_of_well("2B")
    ((2, 2), (32, 48), None)
    """
    found = WELL.fullmatch(label)
    if found is None:
        return None
    row = 0
    for letter in found["row"]:
        row = 26 * row + ord(letter) - ord("A") + 1
    return row, int(found["column"])


def well_columns(facts: Facts) -> Iterator[PlacedColumn]:
    """Yield the text columns that hold positions on a plate.

    The key of a well may be made of plate and position; only the column of positions is meant.
    """
    for column in columns_of(facts, "obs"):
        if column.is_text and (column.name == "well_position" or role_of(facts, column, ("well",))):
            is_plate = role_of(facts, column, ("plate",))
            if not is_plate:
                yield column
