"""The table of antibodies, guides and other features that Cell Ranger was given.

Columns: https://www.10xgenomics.com/support/software/cell-ranger/latest/analysis/inputs/
cr-feature-ref-csv.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.tenx.features import text_column
from aivc.adapters.tenx.small_tables import read_beside

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.tenx.features import Features

_IN_MATRIX = frozenset({"id", "name", "feature_type"})
"""Columns that the matrix has as well."""


def with_reference(features: Features, path: Path, log: ConversionNotes) -> Features:
    """Add what a feature reference says to the features that it names by ``id``.

    Parameters
    ----------
    features
        Features of a matrix.
    path
        ``feature_reference.csv``.
    log
        Takes notes.
    """
    table = read_beside(path, log)
    if table is None:
        return features
    if "id" not in table:
        log.left_alone(path.name, "it has no column id, by which features are named")
        return features
    rows = {name: row for row, name in enumerate(table["id"].cells())}
    place = [rows.get(str(name), -1) for name in features.ids.tolist()]
    if all(row < 0 for row in place):
        log.left_alone(path.name, "no feature of the matrix is in it")
        return features
    added: dict[str, NDArray[Any]] = {}
    for name, texts in table.items():
        if name in _IN_MATRIX or name in features.columns:
            continue
        values = [value or "" for value in texts.cells()]
        added[name] = text_column([values[row] if row >= 0 else "" for row in place])
        n_named = sum(row >= 0 for row in place)
        said = f"the table names {n_named:,} features of the matrix by their id"
        log.mapped(f"{path.name} column {name}", f"var column {name}", said)
    return features.with_columns(added)
