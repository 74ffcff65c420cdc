"""Look at the first rows of a table of cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.adapters.cell_positions.column_kinds import ColumnLook
from aivc.storage.records.missing_words import MISSING_CELLS
from aivc.storage.records.texts import texts_of_arrow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.space.wide_table import WideTable

NUMBER = re.compile(r"\s*[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?\s*|[-+]?inf")
WHOLE = re.compile(r"\s*[-+]?\d+(\.0*)?\s*")


def look_at(cells: Sequence[str]) -> ColumnLook:
    """Return what cells hold; those that say that there is no value count as nothing.

    Examples
    --------
    >>> look_at(["1", "2.5", "NA"])
    ColumnLook(is_number=True, is_whole=False, n_distinct=2, n_rows=3)
    """
    labels = {cell for cell in cells if cell not in MISSING_CELLS}
    is_number = bool(labels) and all(NUMBER.fullmatch(label) for label in labels)
    is_whole = is_number and all(WHOLE.fullmatch(label) for label in labels)
    return ColumnLook(is_number, is_whole, len(labels), len(cells))


def looks_of(table: WideTable) -> list[ColumnLook]:
    """Look at the first few MiB of a table, one look for each column.

    Raises
    ------
    UnreadableInputError
        The table is damaged.
    """
    import pyarrow as pa

    every = range(len(table.names))
    first = next(table.batches(every, ()), None)
    if first is None:
        return [look_at(()) for _ in every]
    found = []
    for array in first.texts:
        texts = texts_of_arrow(pa.chunked_array([array]))
        look = look_at(texts.labels())
        found.append(ColumnLook(look.is_number, look.is_whole, look.n_distinct, texts.n_rows))
    return found
