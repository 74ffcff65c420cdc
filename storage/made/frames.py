"""A frame made of columns in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.frames.frame import INDEX_BLOCK
from aivc.storage.frames.sourced import SourcedFrame
from aivc.storage.object_texts import object_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.storage.frames.sources import ColumnSource


class MadeFrame(SourcedFrame):
    """Row names and columns.

    Parameters
    ----------
    names
        Names of the rows, or a function that yields them in blocks of at most 65,536.
    sources
        The columns, in order.
    n_rows
        Number of rows; needed where ``names`` is a function.
    index_name
        What the row names are called; empty where they have no name.

    Examples
    --------
    >>> from aivc.storage.made.columns import MadeTexts
    >>> frame = MadeFrame(["c1", "c2"], [MadeTexts("drug", ["DMSO", None])])
    >>> frame.column("drug").codes.tolist()
    [0, -1]
    """

    def __init__(
        self,
        names: Sequence[str] | Callable[[], Iterator[NDArray[np.object_]]],
        sources: Sequence[ColumnSource] = (),
        *,
        n_rows: int | None = None,
        index_name: str = "",
    ) -> None:
        rows = len(names) if not callable(names) else (n_rows or 0)
        super().__init__("the frame", rows, sources, index_name)
        self._names = names

    def index(self) -> Iterator[NDArray[np.object_]]:
        """Yield the names of the rows in blocks."""
        if callable(self._names):
            yield from self._names()
            return
        for start in range(0, self.n_rows, INDEX_BLOCK):
            yield object_texts(self._names[start : start + INDEX_BLOCK])
