"""Values for each row: what a condition or a sample says, laid out along the rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.made.columns import MadeLabels, MadeNumbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.exporting.rows import EntityRows


def label_column(name: str, rows: EntityRows, labels: Mapping[str, str | None]) -> MadeLabels:
    """Lay out one label for each entity along the rows.

    Parameters
    ----------
    name
        Name of the column.
    rows
        The entity of each row.
    labels
        Label by identifier; None, or no entry, where there is none.
    """
    values = [labels.get(name) for name in rows.ids]
    known = sorted({value for value in values if value is not None})
    place = {label: code for code, label in enumerate(known)}
    codes = np.array([*(place.get(v, -1) if v is not None else -1 for v in values), -1], np.int32)
    return MadeLabels(name, codes[rows.codes], known)


def number_column(name: str, rows: EntityRows, numbers: Mapping[str, float | None]) -> MadeNumbers:
    """Lay out one number for each entity along the rows, NaN where there is none.

    Whole numbers that all rows have are integers.
    """
    found = [numbers.get(name) for name in rows.ids]
    values = np.array([np.nan if v is None else v for v in (*found, None)], np.float64)
    laid_out = values[rows.codes]
    is_whole = bool(np.all(laid_out == np.floor(laid_out)))  # NaN equals nothing
    return MadeNumbers(name, laid_out.astype(np.int64) if is_whole else laid_out)
