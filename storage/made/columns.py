"""Columns made from values in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.frames.factorize import (
    code_dtype,
    factorize_booleans,
    factorize_numbers,
    factorize_text,
    sort_labels,
)
from aivc.storage.frames.sources import ColumnSource
from aivc.storage.model import Column, ColumnInfo, ColumnKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class MadeNumbers(ColumnSource):
    """Numbers or truth values.

    Parameters
    ----------
    name
        Name of the column.
    values
        Integers, floats (NaN where missing) or booleans, shape (n_rows,).
    """

    def __init__(self, name: str, values: NDArray[Any]) -> None:
        kinds = {"b": ColumnKind.BOOLEAN, "f": ColumnKind.FLOAT}
        kind = kinds.get(values.dtype.kind, ColumnKind.INTEGER)
        self.info = ColumnInfo(name, kind, str(values.dtype))
        self._values = values

    def read(self) -> Column:
        """Return the column as codes and categories."""
        if self.info.kind is ColumnKind.BOOLEAN:
            codes, labels = factorize_booleans(self._values)
            return Column(self.info, codes, labels)
        codes, labels, numbers = factorize_numbers(self._values)
        return Column(self.info, codes, labels, numbers)

    def numbers(self) -> NDArray[Any]:
        """Return the values as they are."""
        return self._values


class MadeLabels(ColumnSource):
    """Text as codes into labels.

    Parameters
    ----------
    name
        Name of the column.
    codes
        Position in ``labels`` for each row, -1 where missing, shape (n_rows,).
    labels
        The labels, each once.
    ordered
        Whether the order of the labels means something.
    """

    def __init__(
        self, name: str, codes: NDArray[Any], labels: Sequence[str], *, ordered: bool = False
    ) -> None:
        self.info = ColumnInfo(name, ColumnKind.CATEGORICAL, "category", ordered)
        self._codes = codes.astype(code_dtype(len(labels)), copy=False)
        self._labels = tuple(labels)

    def read(self) -> Column:
        """Return the column as codes and categories."""
        return Column(self.info, self._codes, self._labels)


class MadeTexts(ColumnSource):
    """Text, one per row.

    Parameters
    ----------
    name
        Name of the column.
    values
        Texts, None where missing.
    """

    def __init__(self, name: str, values: Sequence[str | None]) -> None:
        self.info = ColumnInfo(name, ColumnKind.STRING, "string")
        self._values = values

    def read(self) -> Column:
        """Return the column as codes and categories."""
        missing = np.array([value is None for value in self._values], dtype=bool)
        texts = np.array(["" if value is None else value for value in self._values], dtype=object)
        codes, stored = factorize_text([texts[~missing]], int((~missing).sum()))
        codes, labels = sort_labels(codes, stored)
        whole = np.full(len(texts), -1, dtype=code_dtype(len(labels)))
        whole[~missing] = codes
        return Column(self.info, whole, labels)
