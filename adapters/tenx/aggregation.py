"""The table of libraries that ``cellranger aggr`` joined, by the number behind each barcode.

The number behind a barcode is the row of its library in the table, counted from 1:
https://www.10xgenomics.com/support/software/cell-ranger/latest/analysis/running-pipelines/cr-3p-aggr.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.tenx.features import text_column
from aivc.adapters.tenx.small_tables import read_beside
from aivc.adapters.tenx.tables import joined_gem_groups
from aivc.storage.frames.factorize import factorize_text, sort_labels
from aivc.storage.made.columns import MadeLabels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.tenx.counts import CountMatrix
    from aivc.storage.frames.sources import ColumnSource


def library_columns(
    path: Path, parts: Sequence[CountMatrix], taken: Sequence[str], log: ConversionNotes
) -> list[ColumnSource]:
    """Return the columns of an aggregation table for each cell.

    Parameters
    ----------
    path
        ``aggregation.csv``.
    parts
        The matrices that are joined.
    taken
        Names of columns that obs has already; they are not made again.
    log
        Takes notes.
    """
    groups = joined_gem_groups(parts) if len(parts) == 1 else None
    table = read_beside(path, log)
    if table is None:
        return []
    n_libraries = next(iter(table.values())).n_rows
    if groups is None or int(groups.min()) < 1 or int(groups.max()) > n_libraries:
        said = f"its {n_libraries:,} libraries are not those of the numbers behind the barcodes"
        log.left_alone(path.name, said)
        return []
    columns: list[ColumnSource] = []
    for name, texts in table.items():
        if name in taken:
            continue
        values = text_column([value or "" for value in texts.cells()])
        there = np.array([value is not None for value in values], dtype=bool)
        codes, stored = factorize_text([values[there]], int(there.sum()))
        ranks, labels = sort_labels(codes, stored)
        per_library = np.full(n_libraries, -1, dtype=np.int64)
        per_library[there] = ranks
        columns.append(MadeLabels(name, per_library[groups - 1], labels))
        said = "the number behind a barcode is the row of its library in the table"
        log.mapped(f"{path.name} column {name}", f"obs column {name}", said)
    return columns
