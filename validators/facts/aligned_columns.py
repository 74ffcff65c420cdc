"""The columns of all obs of a container, row by row of one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.keys.row_places import row_places
from aivc.storage.model import Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Frame


@dataclass(frozen=True, slots=True)
class ObsFrame:
    """An obs: the table that it belongs to (``""`` for the one shared by all), and its columns."""

    table: str
    frame: Frame
    columns: Mapping[str, Column]
    """Those that a card or the standard gives a meaning, as read."""

    def has(self, names: Sequence[str]) -> bool:
        """Tell whether all of these columns are there and were read."""
        return all(name in self.columns for name in names)


class AlignedColumns:
    """Columns in the order of the rows of one obs, wherever they are stored.

    Parameters
    ----------
    base
        The obs whose rows count.
    frames
        All of them, in the order in which a column is looked for.
    """

    def __init__(self, base: ObsFrame, frames: Sequence[ObsFrame]) -> None:
        self.base = base
        self.n_rows = base.frame.n_rows
        self.frames = tuple(frames)
        self._places: dict[str, NDArray[np.int64]] = {}

    def table_with(self, names: Sequence[str], wanted: str | None = None) -> str | None:
        """Return the table that has all of these columns; the one of the rows first."""
        for frame in (self.base, *self.frames):
            if (wanted is None or frame.table == wanted) and frame.has(names):
                return frame.table
        return None

    def absent(self, names: Sequence[str], wanted: str | None = None) -> tuple[str, ...]:
        """Return those columns that no obs has, or that the wanted one has not."""
        frames = [f for f in self.frames if wanted is None or f.table == wanted]
        return tuple(name for name in names if not any(frame.frame.has(name) for frame in frames))

    def column(self, name: str, table: str) -> Column:
        """Return a column with a code for each row; -1 where the row is not in that table."""
        frame = next(frame for frame in self.frames if frame.table == table)
        column = frame.columns[name]
        if table == self.base.table:
            return column
        place = self.places_in(frame)
        codes: NDArray[Any] = np.append(column.codes, column.codes.dtype.type(-1))[place]
        return Column(column.info, codes, column.categories, column.numbers)

    def places_in(self, frame: ObsFrame) -> NDArray[np.int64]:
        """Return the row of another obs that has the name of each row, -1 where none has."""
        if frame.table not in self._places:
            self._places[frame.table] = row_places(self.base.frame, frame.frame)
        return self._places[frame.table]
