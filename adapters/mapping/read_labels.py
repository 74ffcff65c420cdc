"""Columns whose labels are read as a person says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.contract.log import Change
from aivc.storage.writing.added import AddedColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.schema.generated.views import LabelReading
    from aivc.storage.model import Column

AS_READ = "_as_read"
"""What the name of a column ends with whose labels are read otherwise."""


def read_labels(
    column: Column, readings: Sequence[LabelReading]
) -> tuple[AddedColumn, list[Change]]:
    """Read labels as a mapping says; those that it does not name stay.

    Returns
    -------
    tuple
        The column, and what was changed in how many rows.
    """
    says = {reading.source_label: reading.read_as or "" for reading in readings}
    read = [says.get(label, label) for label in column.categories]
    labels = tuple(dict.fromkeys(read))
    place = {label: code for code, label in enumerate(labels)}
    new = np.array([*(place[label] for label in read), -1], np.int32)
    counts = np.bincount(column.codes[column.codes >= 0], minlength=len(read))
    changes = [
        Change(label, says[label], int(counts[code]))
        for code, label in enumerate(column.categories)
        if label in says
    ]
    return AddedColumn(f"{column.info.name}{AS_READ}", new[column.codes], labels), changes


def constant_column(name: str, value: str, n_rows: int) -> AddedColumn:
    """Make a column that says the same in every row."""
    return AddedColumn(name, np.zeros(n_rows, np.int8), (value,))
