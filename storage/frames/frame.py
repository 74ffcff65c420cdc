"""An obs or var whose columns are read one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.storage.errors import MissingElementError, UnreadableInputError
from aivc.storage.frames.labels import texts_of
from aivc.storage.model import Frame
from aivc.storage.node import ArrayNode, ValueKind
from aivc.storage.object_texts import object_texts
from aivc.storage.plain import number_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Column
    from aivc.storage.problems import ProblemLog

INDEX_BLOCK = 1 << 16
"""Row names per block."""

_POINTER_BYTES = 16


class StoredFrame(Frame):
    """A frame of a container.

    Parameters
    ----------
    path : str
        Path of the frame, for messages.
    n_rows : int
        Number of rows.
    index : ArrayNode, ColumnSource or None
        The row names: an array, a column of any kind, or None where there are none.
    sources : sequence of ColumnSource
        The columns in order.
    problems : ProblemLog
        Where odd row names are noted.
    index_name : str
        Name of the row names as stored.
    """

    def __init__(
        self,
        *,
        path: str,
        n_rows: int,
        index: ArrayNode | ColumnSource | None,
        sources: Sequence[ColumnSource],
        problems: ProblemLog,
        index_name: str = "",
    ) -> None:
        self.path = path
        self.n_rows = n_rows
        self.index_name = index_name
        self.columns = tuple(source.info for source in sources)
        self._index = index
        self._sources = {source.info.name: source for source in sources}
        self._problems = problems

    def index(self) -> Iterator[NDArray[np.object_]]:
        """Yield the row names as text in blocks of at most 65,536, in file order.

        Raises
        ------
        UnreadableInputError
            The frame has no row names, or their bytes cannot be decoded.
        """
        if self._index is None:
            msg = f"{self.path} has no row names"
            raise UnreadableInputError(msg)
        if isinstance(self._index, ArrayNode):
            return self._plain_index(self._index)
        return self._column_index(self._index)

    def column(self, name: str) -> Column:
        """Read one column as codes and categories."""
        return self._source(name).read()

    def numbers(self, name: str) -> NDArray[Any]:
        """Read a numeric or boolean column as stored, without making codes."""
        return self._source(name).numbers()

    def _source(self, name: str) -> ColumnSource:
        source = self._sources.get(name)
        if source is None:
            known = ", ".join(list(self._sources)[:20]) or "none"
            msg = f"{self.path} has no column {name!r}; its columns are: {known}"
            raise MissingElementError(msg)
        return source

    def _plain_index(self, names: ArrayNode) -> Iterator[NDArray[np.object_]]:
        for piece in names.stream(
            max_bytes=INDEX_BLOCK * max(names.dtype.itemsize, _POINTER_BYTES)
        ):
            for start in range(0, len(piece), INDEX_BLOCK):
                part = piece[start : start + INDEX_BLOCK]
                if names.kind is ValueKind.TEXT:
                    yield object_texts(texts_of(part, names.path, self._problems))
                else:
                    yield object_texts(number_texts(part))

    def _column_index(self, source: ColumnSource) -> Iterator[NDArray[np.object_]]:
        column = source.read()
        labels = object_texts([*column.categories, ""])  # a missing name, code -1, is empty
        for start in range(0, len(column.codes), INDEX_BLOCK):
            yield labels[column.codes[start : start + INDEX_BLOCK]]
