"""Rows that are wells of plates, whatever they were written as."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.plates.wells import smallest_format
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aivc.adapters.plates.wells import Well

SHOWN = 8
"""Wells that a message names."""

Place = tuple[str, "Well"]
"""Plate and well; the plate is empty where a table does not name it."""


@dataclass(frozen=True, slots=True)
class WellTable:
    """A table whose rows are wells.

    Attributes
    ----------
    source
        The file, for messages.
    wells
        Well of each row.
    plates
        Plate of each row; empty where the table names none.
    cells
        Every column, None where a cell is empty.
    well_columns
        The column that names the well, or those of row and column.
    plate_column
        The column that names the plate, or None.
    plate_format
        Wells of the plate, where the table is drawn as a whole plate.
    because
        What the reading of the wells rests on, where it is not plain.
    """

    source: str
    wells: tuple[Well, ...]
    plates: tuple[str, ...]
    cells: dict[str, list[str | None]]
    well_columns: tuple[str, ...]
    plate_column: str | None = None
    plate_format: int | None = None
    because: str = ""

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.wells)

    @property
    def places(self) -> list[Place]:
        """Plate and well of each row."""
        return list(zip(self.plates, self.wells, strict=True))

    @property
    def least_format(self) -> int | None:
        """The fewest wells that its plates can have."""
        return self.plate_format or smallest_format(self.wells)


def refuse_repeated(table: WellTable, *, how: str) -> None:
    """Refuse a table that says of one well of a plate in several rows.

    Raises
    ------
    UnreadableInputError
        The message names the wells; ``how`` says how to mend it.
    """
    counts = Counter(table.places)
    repeated = sorted(place for place, count in counts.items() if count > 1)
    if repeated:
        msg = (
            f"{table.source} has {len(repeated)} wells in more than one row: "
            f"{shown_places(repeated)}; {how}"
        )
        raise UnreadableInputError(msg)


def shown_wells(wells: Sequence[Well]) -> str:
    """Name some wells for a message.

    Examples
    --------
    >>> from aivc.adapters.plates.wells import Well
    >>> shown_wells([Well(1, 1), Well(2, 2)])
    'A01, B02'
    """
    return _some([well.name for well in wells])


def shown_places(places: Iterable[Place]) -> str:
    """Name some wells with their plates for a message."""
    return _some(
        [f"{well.name} of plate {plate}" if plate else well.name for plate, well in places]
    )


def _some(names: list[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
