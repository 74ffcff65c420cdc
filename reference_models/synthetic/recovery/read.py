"""Read a synthetic file whole: one table, a few columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage import open_dataset
from aivc.storage.model import DenseBlock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.storage.model import Frame


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows of the only table of a file.

    ``values`` has shape (n_rows, n_features); ``labels`` and ``numbers`` hold columns of obs.
    """

    features: tuple[str, ...]
    values: NDArray[np.float64]
    labels: Mapping[str, NDArray[np.object_]]
    numbers: Mapping[str, NDArray[np.float64]]

    def columns(self, features: Iterable[str]) -> NDArray[np.float64]:
        """Return the values of features, shape (n_rows, n_asked)."""
        place = {name: column for column, name in enumerate(self.features)}
        return self.values[:, [place[name] for name in features]]


def read_rows(
    path: Path, labels: Sequence[str] = (), numbers: Sequence[str] = (), names: str = ""
) -> Rows:
    """Read the only table of a file.

    Parameters
    ----------
    path
        An h5ad file with a dense matrix.
    labels, numbers
        Columns of obs.
    names
        Column of var that names features; its index where it is empty.
    """
    with open_dataset(path) as dataset:
        (table,) = dataset.tables
        matrix = table.matrix("X")
        blocks = [] if matrix is None else [*matrix.blocks()]
        dense = [block.data for block in blocks if isinstance(block, DenseBlock)]
        return Rows(
            tuple(_texts(table.var, names) if names else np.concatenate([*table.var.index()])),
            np.vstack(dense).astype(np.float64),
            {name: _texts(table.obs, name) for name in labels},
            {name: np.asarray(table.obs.numbers(name), np.float64) for name in numbers},
        )


def _texts(frame: Frame, name: str) -> NDArray[np.object_]:
    column = frame.column(name)
    labels: NDArray[np.object_] = np.array(column.categories, dtype=object)[column.codes]
    return labels
