"""Several matrices of the same columns below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.model import Matrix, MatrixEncoding, SparseBlock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class JoinedRows(Matrix):
    """The rows of several matrices, one matrix after the other.

    Parameters
    ----------
    parts
        Compressed rows, all with the same columns. Where their types differ, values take the
        smallest type that holds all of them.
    """

    def __init__(self, parts: Sequence[Matrix]) -> None:
        self.name = self.path = parts[0].name
        self.encoding = MatrixEncoding.CSR
        self.shape = (sum(part.shape[0] for part in parts), parts[0].shape[1])
        self._dtype = np.result_type(*(np.dtype(part.dtype) for part in parts))
        self.dtype = str(self._dtype)
        self.n_stored = sum(part.n_stored for part in parts)
        self._parts = tuple(parts)

    def blocks(
        self, max_bytes: int = 32 << 20, *, start: int = 0, stop: int | None = None
    ) -> Iterator[SparseBlock]:
        """Yield rows ``[start, stop)`` in order; no block spans two matrices."""
        stop = self.shape[0] if stop is None else min(stop, self.shape[0])
        first = 0
        for part in self._parts:
            begin, end = max(start - first, 0), min(stop - first, part.shape[0])
            if begin < end:
                for block in part.blocks(max_bytes, start=begin, stop=end):
                    if isinstance(block, SparseBlock):
                        yield self._moved(block, first)
            first += part.shape[0]

    def _moved(self, block: SparseBlock, first: int) -> SparseBlock:
        data = block.data.astype(self._dtype, copy=False)
        return SparseBlock(
            first + block.start, first + block.stop, block.indptr, block.indices, data
        )
