"""Columns of text as columns of obs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.plates.column_names import DOSES, bare
from aivc.adapters.text_rows.columns import column_of
from aivc.storage.made.columns import MadeNumbers
from aivc.storage.model import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from aivc.storage.frames.sources import ColumnSource

AMOUNTS = DOSES | {"mgperml"}
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?")


def obs_columns(cells: Mapping[str, Sequence[str | None]]) -> list[ColumnSource]:
    """Make a column of each, in order.

    Columns of amounts are numbers even where one number is written in two ways, such as
    ``9.99999999999999999`` and ``10``; in other columns these are two labels.
    """
    return [_column(name, texts) for name, texts in cells.items()]


def are_amounts(name: str, labels: Collection[str]) -> bool:
    """Tell whether a column is called like one of amounts and all its labels are numbers.

    Examples
    --------
    >>> are_amounts("dose", ["1.0", "1"]), are_amounts("version", ["1.0", "1"])
    (True, False)
    """
    return bare(name) in AMOUNTS and bool(labels) and all(map(_NUMBER.fullmatch, labels))


def _column(name: str, texts: Sequence[str | None]) -> ColumnSource:
    column = column_of(name, texts)
    is_text = column.info.kind is ColumnKind.STRING
    if is_text and are_amounts(name, {text for text in texts if text is not None}):
        numbers = [np.nan if text is None else float(text) for text in texts]
        return MadeNumbers(name, np.array(numbers, dtype=np.float64))
    return column
