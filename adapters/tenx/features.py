"""The features of a count matrix: identifiers and what is said about each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.frames.factorize import factorize_text, sort_labels
from aivc.storage.made.columns import MadeLabels, MadeNumbers, MadeTexts
from aivc.storage.made.frames import MadeFrame
from aivc.storage.object_texts import object_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.storage.frames.sources import ColumnSource

FEATURE_NAME = "feature_name"
FEATURE_TYPE = "feature_type"
GENOME = "genome"
FEATURE_ID = "feature_id"
GENE_EXPRESSION = "Gene Expression"

_LABELS = frozenset({FEATURE_TYPE, GENOME, "read", "pattern"})
"""Columns in which a few labels repeat."""


@dataclass(frozen=True, eq=False)
class Features:
    """The rows of a 10x matrix, which become the columns of a table.

    Attributes
    ----------
    ids
        Identifier of each feature, text, shape (n_features,).
    columns
        What is said of each, by name: objects that are text or None, numbers or booleans, each of
        shape (n_features,).
    """

    ids: NDArray[np.object_]
    columns: Mapping[str, NDArray[Any]]

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.ids)

    def texts(self, name: str) -> list[str]:
        """Return a column as text, empty where it says nothing or does not exist."""
        column = self.columns.get(name)
        if column is None:
            return [""] * len(self)
        return ["" if value is None else str(value) for value in column.tolist()]

    def is_same_as(self, other: Features) -> bool:
        """Tell whether other features are the same, in the same order and with the same columns."""
        return (
            np.array_equal(self.ids, other.ids)
            and list(self.columns) == list(other.columns)
            and all(
                np.array_equal(values, other.columns[name]) for name, values in self.columns.items()
            )
        )

    def with_columns(self, columns: Mapping[str, NDArray[Any]]) -> Features:
        """Return the same features with further columns behind the others."""
        return Features(self.ids, {**self.columns, **columns})

    def frame(self, picked: NDArray[np.intp]) -> MadeFrame:
        """Return the features at some positions as the var of a table."""
        columns = [_source(name, values[picked]) for name, values in self.columns.items()]
        return MadeFrame(self.ids[picked].tolist(), columns)


def text_column(texts: list[str]) -> NDArray[np.object_]:
    """Return texts as a column; an empty text says nothing and is None."""
    return object_texts([text or None for text in texts])


def named_by_symbol(features: Features) -> Features | None:
    """Name features by their symbols where these tell more of them apart than identifiers do.

    Some folders hold one placeholder as the identifier of every gene, and some number their tags.
    None where the identifiers are the better names.
    """
    symbols, ids = features.texts(FEATURE_NAME), features.ids.tolist()
    n_symbols, n_ids = len(set(symbols)), len(set(ids))
    are_numbers = all(map(str.isdigit, ids)) and not all(map(str.isdigit, symbols))
    if not all(symbols) or n_symbols + are_numbers <= n_ids:
        return None
    return Features(object_texts(symbols), {**features.columns, FEATURE_ID: features.ids})


def _source(name: str, values: NDArray[Any]) -> ColumnSource:
    if values.dtype.kind != "O":
        return MadeNumbers(name, values)
    texts: list[str | None] = values.tolist()
    if name not in _LABELS:
        return MadeTexts(name, texts)
    there = np.array([text is not None for text in texts], dtype=bool)
    codes, stored = factorize_text([values[there]], int(there.sum()))
    ranks, labels = sort_labels(codes, stored)
    whole = np.full(len(texts), -1, dtype=np.int64)
    whole[there] = ranks
    return MadeLabels(name, whole, labels)
