"""An obs or var whose columns are read one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.errors import UnreadableInputError
from aivc.storage.frames.labels import texts_of
from aivc.storage.frames.sourced import SourcedFrame
from aivc.storage.node import ArrayNode, ValueKind
from aivc.storage.object_texts import object_texts
from aivc.storage.plain import number_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.problems import ProblemLog

INDEX_BLOCK = 1 << 16
"""Row names per block."""

_POINTER_BYTES = 16


class StoredFrame(SourcedFrame):
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
        super().__init__(path, n_rows, sources, index_name)
        self._index = index
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
