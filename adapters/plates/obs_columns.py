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
    from collections.abc import Mapping, Sequence

    from aivc.storage.frames.sources import ColumnSource

AMOUNTS = DOSES | {"mgperml"}
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?")


def obs_columns(cells: Mapping[str, Sequence[str | None]]) -> list[ColumnSource]:
    """Make a column of each, in order.

    Columns of amounts are numbers even where one number is written in two ways, such as
    ``9.99999999999999999`` and ``10``; in other columns these are two labels.
    """
    return [_column(name, texts) for name, texts in cells.items()]


def _column(name: str, texts: Sequence[str | None]) -> ColumnSource:
    column = column_of(name, texts)
    is_text = column.info.kind is ColumnKind.STRING
    labels = {text for text in texts if text is not None}
    if is_text and bare(name) in AMOUNTS and labels and all(map(_NUMBER.fullmatch, labels)):
        numbers = [np.nan if text is None else float(text) for text in texts]
        return MadeNumbers(name, np.array(numbers, dtype=np.float64))
    return column
