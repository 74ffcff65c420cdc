"""Parsed entries of matrices by cell, kept in temporary files.

Text is parsed once; blocks of rows are then read from the copy, in any order, as often as they are
asked for. Memory is bounded by one piece of text and by the pointers, 8 bytes for each cell.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from aivc.adapters.temporary_files.numbers import TemporaryNumbers

MOST_BYTES = 4 << 30
"""Temporary bytes of several matrices; beyond, the oldest is parsed again when it is asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Spool:
    """Entries sorted by cell.

    Attributes
    ----------
    indptr
        First entry of each cell, shape (n_cells + 1,).
    indices, data
        Feature (int32) and value of each entry, on disk.
    dtype
        Smallest type that holds all values: int32, float32 or float64.
    """

    indptr: NDArray[np.int64]
    indices: TemporaryNumbers
    data: TemporaryNumbers
    dtype: np.dtype[Any]

    @property
    def n_bytes(self) -> int:
        """Bytes of the temporary files."""
        return int(self.indptr[-1]) * (self.indices.dtype.itemsize + self.data.dtype.itemsize)

    def read(self, start: int, stop: int) -> tuple[NDArray[np.int32], NDArray[Any]]:
        """Return features and values of the entries ``[start, stop)``."""
        data = self.data.read(start, stop)
        return self.indices.read(start, stop), data.astype(self.dtype, copy=False)


class Spools:
    """The copies of several matrices, of which the latest are kept.

    Parameters
    ----------
    most_bytes
        Temporary bytes above which the one that was not used for longest is given up. A reader that
        is still at it keeps it until it is done.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[str, Spool] = OrderedDict()

    def get(self, key: str, make: Callable[[], Spool]) -> Spool:
        """Return a copy that is kept, or make it."""
        spool = self._kept.pop(key, None) or make()
        self._kept[key] = spool
        while len(self._kept) > 1 and self._n_bytes() > self._most_bytes:
            self._kept.popitem(last=False)
        return spool

    def close(self) -> None:
        """Give all copies up."""
        self._kept.clear()

    def _n_bytes(self) -> int:
        return sum(spool.n_bytes for spool in self._kept.values())
