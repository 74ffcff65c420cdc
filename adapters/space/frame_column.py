"""A column of one frame, to be used in another of the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.storage.frames.sources import ColumnSource

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.model import Column, ColumnInfo, Frame


class FrameColumn(ColumnSource):
    """A column that a frame has.

    Parameters
    ----------
    frame
        The frame.
    info
        One of its columns.
    """

    def __init__(self, frame: Frame, info: ColumnInfo) -> None:
        self.info = info
        self._frame = frame

    def read(self) -> Column:
        """Read the column as codes and categories."""
        return self._frame.column(self.info.name)

    def numbers(self) -> NDArray[Any]:
        """Read the column as numbers."""
        return self._frame.numbers(self.info.name)
