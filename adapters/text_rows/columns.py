"""Columns of text as columns of a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.made.columns import MadeNumbers, MadeTexts
from aivc.storage.model import ColumnKind
from aivc.storage.records.plain_numbers import kind_of, numbers_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.storage.frames.sources import ColumnSource


def column_of(name: str, cells: Sequence[str | None]) -> ColumnSource:
    """Make a column of numbers or truth values where all its cells are, else of text.

    Texts that are more than their number (``001``, ``1.10`` beside ``1.1``) stay texts, as in
    :func:`aivc.storage.records.plain_numbers.numbers_of`.

    Parameters
    ----------
    name
        Name of the column.
    cells
        The cells, None where there is no value.
    """
    labels = sorted({cell for cell in cells if cell is not None})
    numbers = numbers_of(labels)
    if numbers is not None:
        return MadeNumbers(name, _numbers(cells, dict(zip(labels, numbers.tolist(), strict=True))))
    if kind_of(labels, None) is ColumnKind.BOOLEAN and None not in cells:
        truths = [cell is not None and cell.lower() == "true" for cell in cells]
        return MadeNumbers(name, np.array(truths, dtype=bool))
    return MadeTexts(name, list(cells))


def columns_of(cells: Mapping[str, Sequence[str | None]]) -> list[ColumnSource]:
    """Make a column of each, in order."""
    return [column_of(name, column) for name, column in cells.items()]


def _numbers(
    cells: Sequence[str | None], number_of: Mapping[str, float]
) -> np.ndarray[tuple[int], np.dtype[np.int64] | np.dtype[np.float64]]:
    values = np.array([np.nan if c is None else number_of[c] for c in cells], dtype=np.float64)
    is_whole = None not in cells and all(label.lstrip("-").isdigit() for label in number_of)
    return values.astype(np.int64) if is_whole else values
