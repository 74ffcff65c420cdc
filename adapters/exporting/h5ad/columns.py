"""Frames made of columns of another frame and of new ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aivc.storage.frames.sources import ColumnSource
from aivc.storage.made.frames import MadeFrame

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Column, ColumnInfo, Frame


class KeptColumn(ColumnSource):
    """A column of a frame, under its own name or another.

    Parameters
    ----------
    frame
        The frame that holds it.
    info
        Which column.
    name
        Its new name.
    """

    def __init__(self, frame: Frame, info: ColumnInfo, name: str) -> None:
        self.info = replace(info, name=name)
        self._frame = frame
        self._name = info.name

    def read(self) -> Column:
        """Read the column as codes and categories."""
        return replace(self._frame.column(self._name), info=self.info)

    def numbers(self) -> NDArray[Any]:
        """Read the column as numbers or booleans."""
        return self._frame.numbers(self._name)


class PickedColumn(ColumnSource):
    """Some rows of a column.

    Parameters
    ----------
    column
        The column.
    rows
        Which rows, in order.
    """

    def __init__(self, column: ColumnSource, rows: NDArray[Any]) -> None:
        self.info = column.info
        self._column = column
        self._rows = rows

    def read(self) -> Column:
        """Read the column as codes and categories."""
        column = self._column.read()
        return replace(column, codes=column.codes[self._rows])

    def numbers(self) -> NDArray[Any]:
        """Read the column as numbers or booleans."""
        picked: NDArray[Any] = self._column.numbers()[self._rows]
        return picked


def frame_of(frame: Frame, columns: Sequence[ColumnSource]) -> MadeFrame:
    """Return a frame with the row names of another one and other columns."""
    return MadeFrame(frame.index, columns, n_rows=frame.n_rows, index_name=frame.index_name)


def kept_columns(frame: Frame, leave_out: Iterable[str] = ()) -> list[ColumnSource]:
    """Return the columns of a frame as they are, but for some."""
    left = set(leave_out)
    return [KeptColumn(frame, i, i.name) for i in frame.columns if i.name not in left]
