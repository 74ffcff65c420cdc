"""Look up the names of a few rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.storage.model import Frame


class RowNames:
    """Names of the rows that were asked for; ``row 17`` where a row has no name to be read."""

    def __init__(self, names: dict[int, str]) -> None:
        self._names = names

    def of(self, positions: Iterable[int]) -> tuple[str, ...]:
        """Return the name at each position."""
        return tuple(self._names.get(int(p), f"row {int(p)}") for p in positions)


def row_names(frame: Frame, positions: Iterable[int]) -> RowNames:
    """Stream the names of a frame once, as far as needed, and pick those at some positions."""
    wanted = np.unique(np.fromiter(positions, np.int64))
    found: dict[int, str] = {}
    start = done = 0
    try:
        for block in frame.index() if len(wanted) else ():
            stop = start + len(block)
            upto = int(np.searchsorted(wanted, stop))
            here = wanted[done:upto]
            found.update(zip(here.tolist(), map(str, block[here - start]), strict=True))
            start, done = stop, upto
            if done == len(wanted):
                break
    except UnreadableInputError:
        # The frame's own facts say that it has no names; positions still tell which rows are meant.
        pass
    return RowNames(found)
