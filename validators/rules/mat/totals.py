"""Find the total that obs gives for each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.facts.model import TableFacts

# scanpy, Seurat, Monocle and scPerturb call the sum of counts so.
TOTALS = ("total_counts", "n_counts", "ncounts", "nCount_RNA", "n.umi", "n_umi", "nUMI")


def totals_of(table: TableFacts, name: str) -> NDArray[np.float64] | None:
    """Return the values of a column of totals in ascending order, where all of them are known."""
    column = table.obs.columns.get(name) if table.obs is not None else None
    if column is None or column.numbers is None or column.n_missing or column.n_unlisted_rows:
        return None
    import numpy as np

    values: NDArray[np.float64] = np.sort(np.repeat(column.numbers, column.counts))
    return values if values.size else None


def known_totals(table: TableFacts) -> tuple[str, NDArray[np.float64]] | None:
    """Return the first column of totals that is there, with its values."""
    found = ((name, totals_of(table, name)) for name in TOTALS)
    return next(((name, values) for name, values in found if values is not None), None)
