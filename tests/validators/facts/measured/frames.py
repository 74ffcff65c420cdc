"""Rows that have names and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.model import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray


class NamedRows(Frame):
    """An obs without columns."""

    def __init__(self, names: Sequence[str]) -> None:
        self.n_rows = len(names)
        self.index_name = "index"
        self.columns = ()
        self._names = np.array(names, dtype=object)

    def index(self) -> Iterator[NDArray[np.object_]]:
        yield from np.array_split(self._names, 2)

    def column(self, name: str) -> Any:
        raise KeyError(name)

    def numbers(self, name: str) -> Any:
        raise KeyError(name)
