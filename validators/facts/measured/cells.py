"""The cells of a table by the digest of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.keys.frame_hashes import hash_names
from aivc.validators.facts.row_names import row_names
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.model import Frame


class Cells:
    """Counts what belongs to each cell; 16 bytes for each."""

    def __init__(self, frame: Frame, hashes: NDArray[np.uint64]) -> None:
        self._frame = frame
        self._order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[self._order]
        self._is_found = np.zeros(len(hashes), bool)

    @classmethod
    def of(cls, frame: Frame) -> Cells | None:
        """Read the names of the rows; None where they cannot be read."""
        try:
            hashes = hash_names(frame)
        except UnreadableInputError:
            return None
        return cls(frame, hashes)

    @property
    def n_cells(self) -> int:
        """How many there are."""
        return len(self._hashes)

    @property
    def n_found(self) -> int:
        """How many of them something belongs to."""
        return int(np.count_nonzero(self._is_found))

    def mark(self, wanted: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Mark the cells with names of these hashes; return which of them are of cells."""
        if not self.n_cells:
            return np.zeros(len(wanted), bool)
        place = np.searchsorted(self._hashes, wanted)
        place[place == self.n_cells] = 0
        is_cell: NDArray[np.bool_] = self._hashes[place] == wanted
        self._is_found[place[is_cell]] = True
        return is_cell

    def absent(self) -> tuple[str, ...]:
        """Name the first cells that nothing belongs to."""
        rows = np.sort(self._order[~self._is_found])[:MAX_EXAMPLES]
        return row_names(self._frame, rows).of(rows)
