"""Columns of text as codes, for tables of many rows that are joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.plates.obs_columns import are_amounts
from aivc.storage.made.columns import MadeNumbers
from aivc.storage.records.missing_words import MISSING_CELLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.records.texts import Texts


@dataclass(frozen=True, slots=True, eq=False)
class LabelColumn:
    """A column of text.

    Attributes
    ----------
    codes
        Place in ``labels`` for each row, -1 where there is no value, shape (n_rows,).
    labels
        Distinct texts.
    """

    codes: NDArray[np.int32]
    labels: tuple[str, ...]

    def at(self, rows: NDArray[np.int64]) -> list[str | None]:
        """Return the texts of some rows."""
        labels = [*self.labels, None]
        return [labels[code] for code in self.codes[rows].tolist()]

    def source(self, name: str) -> ColumnSource:
        """Return it as a column of obs: numbers or truth values if all its texts are.

        Amounts are numbers even where one number is written in two ways.
        """
        from aivc.storage.records.arrow_arrays import texts_array
        from aivc.storage.records.columns import TextCells
        from aivc.storage.records.texts import Texts

        if are_amounts(name, self.labels):
            numbers = np.array([*map(float, self.labels), np.nan], dtype=np.float64)
            return MadeNumbers(name, numbers[self.codes])
        return TextCells(name, Texts(self.codes, texts_array(self.labels)))


def of_texts(texts: Texts) -> LabelColumn:
    """Take over a column of a table; what R and pandas write for no value is none."""
    given = texts.missing_where(MISSING_CELLS)
    return LabelColumn(given.codes, tuple(given.labels()))


def of_cells(cells: Sequence[str | None], places: NDArray[np.int64]) -> LabelColumn:
    """Make a column from few texts and the text of each row.

    Parameters
    ----------
    cells
        Texts, None where there is no value.
    places
        Place in ``cells`` of each row, shape (n_rows,).

    Examples
    --------
    >>> of_cells(["a", None, "a"], np.array([0, 0, 1, 2])).codes.tolist()
    [0, 0, -1, 0]
    """
    labels = {
        label: code for code, label in enumerate(dict.fromkeys(c for c in cells if c is not None))
    }
    codes = np.array([-1 if c is None else labels[c] for c in cells], dtype=np.int32)
    return LabelColumn(codes[places], tuple(labels))


def below_each_other(parts: Sequence[LabelColumn | int]) -> LabelColumn:
    """Put columns below each other; a number stands for so many rows without a value.

    Examples
    --------
    >>> one = LabelColumn(np.array([0, 1], np.int32), ("a", "b"))
    >>> other = LabelColumn(np.array([0], np.int32), ("b",))
    >>> below_each_other([one, 1, other]).codes.tolist()
    [0, 1, -1, 1]
    """
    known: dict[str, int] = {}
    pieces = []
    for part in parts:
        if isinstance(part, int):
            pieces.append(np.full(part, -1, np.int32))
            continue
        codes = [known.setdefault(label, len(known)) for label in part.labels]
        pieces.append(np.array([*codes, -1], np.int32)[part.codes])
    return LabelColumn(np.concatenate(pieces), tuple(known))


def joint(columns: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Give each combination of the numbers of several columns a number of its own.

    Examples
    --------
    >>> joint([np.array([0, 0, 1]), np.array([5, 5, 5])]).tolist()
    [0, 0, 1]
    """
    joined = np.unique(columns[0], return_inverse=True)[1].astype(np.int64)
    for column in columns[1:]:
        own = np.unique(column, return_inverse=True)[1]
        joined = np.unique(joined * (int(own.max(initial=0)) + 1) + own, return_inverse=True)[1]
    return joined.astype(np.int64)


def running_number(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count the rows of each group from 1, in order.

    Examples
    --------
    >>> running_number(np.array([3, 5, 3, 3])).tolist()
    [1, 1, 2, 3]
    """
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    lengths = np.diff(np.r_[starts, len(groups)])
    numbers = np.empty(len(groups), np.int64)
    numbers[order] = np.arange(len(groups)) - np.repeat(starts, lengths) + 1
    return numbers
