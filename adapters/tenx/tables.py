"""Count matrices as tables: one for each modality, with the cells of all samples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.tenx.cells import gem_groups, names_of
from aivc.adapters.tenx.modalities import modalities_of
from aivc.adapters.tenx.picked_columns import CanonicalRows, ColumnCounts, PickedColumns
from aivc.adapters.tenx.same_features import common_order
from aivc.storage.made.columns import MadeLabels, MadeNumbers
from aivc.storage.made.dataset import MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.joined import PlacedMatrix, joined_matrix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.tenx.counts import CountMatrix
    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Frame, Matrix

SAMPLE_ID = "sample_id"
GEM_GROUP = "gem_group"
SHARED_CELLS: Mapping[str, Any] = {"axis": 0}


def obs_columns(parts: Sequence[CountMatrix]) -> list[ColumnSource]:
    """Return what the format itself says of cells: their sample, and their library.

    Parameters
    ----------
    parts
        Matrices in the order in which their cells are joined.
    """
    columns: list[ColumnSource] = []
    if len(parts) > 1:
        lengths = [len(part.barcodes) for part in parts]
        codes = np.repeat(np.arange(len(parts)), lengths)
        columns.append(MadeLabels(SAMPLE_ID, codes, [part.sample for part in parts]))
    groups = joined_gem_groups(parts)
    if groups is not None:
        columns.append(MadeNumbers(GEM_GROUP, groups))
    return columns


def joined_gem_groups(parts: Sequence[CountMatrix]) -> NDArray[np.int32] | None:
    """Return the number behind each barcode, None where they say nothing."""
    found = [gem_groups(part.barcodes) for part in parts]
    groups = [numbers for numbers in found if numbers is not None]
    if len(groups) < len(found) or not groups:
        return None
    joined = np.concatenate(groups)
    return joined if len(joined) and joined.min() != joined.max() else None


def obs_of(parts: Sequence[CountMatrix], columns: Sequence[ColumnSource]) -> MadeFrame:
    """Return the cells of all samples as the obs of a table."""
    several = len(parts) > 1

    def names() -> Iterator[NDArray[np.object_]]:
        for part in parts:
            yield from names_of(part.barcodes, part.sample if several else "")

    return MadeFrame(names, columns, n_rows=sum(len(part.barcodes) for part in parts))


def tables_of(
    parts: Sequence[CountMatrix],
    obs: Frame,
    log: ConversionNotes,
    *,
    name: str = "",
    uns: Mapping[str, Any] | None = None,
) -> list[MadeTable]:
    """Make one table of each modality.

    Parameters
    ----------
    parts
        Matrices of the same features, one for each sample.
    obs
        Their cells.
    log
        Takes notes.
    name
        Modality that genes are called after, where there are several genomes.
    uns
        Free metadata; it goes to the first table.

    Raises
    ------
    UnreadableInputError
        The samples do not have the same features.
    """
    matrices = _joined(parts, log)
    features = parts[0].features
    modalities = modalities_of(features)
    if len(modalities) == 1 and not name:
        every = np.arange(len(features), dtype=np.intp)
        return [MadeTable(obs, features.frame(every), matrices, uns=uns)]
    counts = [ColumnCounts(matrix) for matrix in matrices]
    tables = []
    for number, modality in enumerate(modalities):
        picked: Sequence[Matrix] = matrices
        if len(modalities) > 1:
            picked = [
                PickedColumns(matrix, modality.picked, counted)
                for matrix, counted in zip(matrices, counts, strict=True)
            ]
        called = f"mod/{name}" if name and number == 0 else f"mod/{modality.name}"
        said = f"{len(modality.picked):,} features of this type were measured in the same cells"
        log.mapped(f"features of modality {modality.name}", f"table {called}", said, called)
        tables.append(
            MadeTable(
                obs,
                features.frame(modality.picked),
                picked,
                name=called,
                uns=uns if number == 0 else None,
                attributes=SHARED_CELLS,
            )
        )
    return tables


def _joined(parts: Sequence[CountMatrix], log: ConversionNotes) -> list[Matrix]:
    """Return the values of all samples, and the layers that all of them have."""
    orders: Sequence[NDArray[np.int32] | None] = [None]
    if len(parts) > 1:
        orders = common_order(parts)
    moved = [part.sample for part, order in zip(parts, orders, strict=True) if order is not None]
    if moved:
        said = f"the same features stand in another order in {', '.join(moved[:20])}"
        log.converted("order of features", f"that of {parts[0].sample}", said)
    layers = sorted(set.intersection(*(set(part.layers) for part in parts)))
    stored = [[part.values for part in parts]]
    stored += [[part.layers[layer] for part in parts] for layer in layers]
    joined: list[Matrix] = []
    for matrices in stored:
        rows = [
            CanonicalRows(matrix, part.origin, order)
            for matrix, part, order in zip(matrices, parts, orders, strict=True)
        ]
        joined.append(rows[0] if len(rows) == 1 else _below_each_other(rows))
    return joined


def _below_each_other(rows: Sequence[Matrix]) -> Matrix:
    return joined_matrix(rows[0].name, [PlacedMatrix(part) for part in rows], rows[0].shape[1])
