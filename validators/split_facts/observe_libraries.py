"""The section of each row, where ``uns/spatial`` and a column of obs tell it together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.splits.observations import AxisKeys
from aivc.storage.elements.libraries import library_column

if TYPE_CHECKING:
    from aivc.storage.model import Dataset
    from aivc.validators.facts.aligned_columns import AlignedColumns

SECTION_COLUMN = "section_id"
"""Column that names sections whatever the libraries are called; it goes first."""


def sections_of_libraries(dataset: Dataset, columns: AlignedColumns) -> AxisKeys | None:
    """Return the axis of sections that the libraries of a table tell, None where none does.

    Parameters
    ----------
    dataset
        The container.
    columns
        The obs columns, row by row of the obs that is divided.
    """
    for table in dataset.tables:
        try:
            name = library_column(table)
        except AivcError:
            continue  # What cannot be decoded is reported where the file is read.
        if name is not None and table.obs.has(SECTION_COLUMN):
            name = SECTION_COLUMN
        if name is not None and (home := columns.table_with((name,), table.name)) is not None:
            column = columns.column(name, home)
            return AxisKeys("section", column.codes, column.categories, (name,), "computed")
    return None
