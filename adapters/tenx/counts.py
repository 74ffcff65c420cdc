"""One count matrix of 10x: cells, features and values, before it is made into tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aivc.adapters.tenx.cells import require_unique
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.tenx.cells import Barcodes
    from aivc.adapters.tenx.features import Features
    from aivc.storage.model import Matrix


@dataclass(frozen=True, slots=True, eq=False)
class CountMatrix:
    """The cells of one sample and what was counted in them.

    Attributes
    ----------
    sample
        Name of the sample; empty where there is only one.
    origin
        The file, for messages.
    barcodes
        Names of the cells, shape (n_cells,).
    features
        What was counted.
    values
        Compressed rows, cells x features, as stored.
    n_empty
        Cells in which nothing was counted.
    layers
        Further values of the same cells and features, by name.
    """

    sample: str
    origin: str
    barcodes: Barcodes
    features: Features
    values: Matrix
    n_empty: int
    layers: Mapping[str, Matrix] = field(default_factory=dict)


def require_consistent(counts: CountMatrix) -> None:
    """Refuse a matrix whose names do not fit it.

    Raises
    ------
    UnreadableInputError
        There are more or fewer names than rows or columns, or barcodes repeat.
    """
    n_cells, n_features = counts.values.shape
    for name, layer in counts.layers.items():
        if layer.shape != counts.values.shape:
            msg = (
                f"{counts.origin} has {n_features:,} features x {n_cells:,} cells, but {name} "
                f"beside it {layer.shape[1]:,} x {layer.shape[0]:,}; the files are of two runs"
            )
            raise UnreadableInputError(msg)
    if (n_cells, n_features) != (len(counts.barcodes), len(counts.features)):
        msg = (
            f"{counts.origin} has {n_features:,} features x {n_cells:,} cells, but there are "
            f"{len(counts.features):,} names of features and {len(counts.barcodes):,} barcodes; "
            "the files belong to different matrices, or one was cut off"
        )
        raise UnreadableInputError(msg)
    require_unique(counts.barcodes, counts.origin)
