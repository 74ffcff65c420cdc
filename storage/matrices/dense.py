"""Dense matrices, streamed in blocks of whole rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.model import DenseBlock, Matrix, MatrixEncoding
from aivc.storage.plain import native

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.storage.node import ArrayNode


class DenseMatrix(Matrix):
    """A dense matrix of a container.

    Parameters
    ----------
    name : str
        Its name in the table (``X``, ``obsm/X_umap``).
    array : ArrayNode
        Of rank 2, or of rank 1 for a single column.
    """

    def __init__(self, name: str, array: ArrayNode) -> None:
        self.name = name
        self.path = array.path
        self.encoding = MatrixEncoding.DENSE
        self.shape = (array.shape[0], array.shape[1] if len(array.shape) == 2 else 1)
        self.dtype = str(array.dtype.newbyteorder("="))
        self.n_stored = self.shape[0] * self.shape[1]
        self._array = array

    def blocks(
        self, max_bytes: int = 32 << 20, *, start: int = 0, stop: int | None = None
    ) -> Iterator[DenseBlock]:
        """Stream rows ``[start, stop)`` once, in order."""
        stop = self.shape[0] if stop is None else min(stop, self.shape[0])
        for piece in self._array.stream(start, stop, max_bytes):
            block = native(piece).reshape(len(piece), self.shape[1])
            yield DenseBlock(start, start + len(block), block)
            start += len(block)
