"""A frame whose columns are read from where each of them is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.storage.errors import MissingElementError
from aivc.storage.model import Frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Column

MOST_SHOWN = 20


class SourcedFrame(Frame):
    """Columns by name, whatever holds the names of the rows.

    Parameters
    ----------
    path
        What the frame is called in messages.
    n_rows
        Number of rows.
    sources
        The columns, in order.
    index_name
        Name of the row names; empty where they have none.
    """

    def __init__(
        self, path: str, n_rows: int, sources: Sequence[ColumnSource], index_name: str
    ) -> None:
        self.path = path
        self.n_rows = n_rows
        self.index_name = index_name
        self.columns = tuple(source.info for source in sources)
        self._sources = {source.info.name: source for source in sources}

    def column(self, name: str) -> Column:
        """Read one column as codes and categories."""
        return self._source(name).read()

    def numbers(self, name: str) -> NDArray[Any]:
        """Read a numeric or boolean column as stored, without making codes."""
        return self._source(name).numbers()

    def _source(self, name: str) -> ColumnSource:
        source = self._sources.get(name)
        if source is None:
            known = ", ".join(list(self._sources)[:MOST_SHOWN]) or "none"
            msg = f"{self.path} has no column {name!r}; its columns are: {known}"
            raise MissingElementError(msg)
        return source
