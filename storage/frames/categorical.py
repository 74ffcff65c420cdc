"""Columns of codes: categoricals of AnnData, and enum types of HDF5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.frames.factorize import code_dtype, factorize_booleans
from aivc.storage.frames.labels import read_labels
from aivc.storage.frames.sources import ColumnSource
from aivc.storage.model import Column, ColumnInfo, ColumnKind
from aivc.storage.plain import native

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.storage.frames.labels import Labels
    from aivc.storage.node import ArrayNode, GroupNode
    from aivc.storage.problems import ProblemLog


class CategoricalColumn(ColumnSource):
    """Integer codes and a list of labels."""

    def __init__(
        self,
        info: ColumnInfo,
        codes: ArrayNode,
        categories: ArrayNode | GroupNode,
        problems: ProblemLog,
    ) -> None:
        self.info = info
        self._codes = codes
        self._categories = categories
        self._problems = problems

    def read(self) -> Column:
        """Read the column as codes and categories."""
        labels = read_labels(self._categories, self._codes.path, self._problems)
        return Column(self.info, self._read_codes(labels), labels.texts, labels.numbers)

    def numbers(self) -> NDArray[Any]:
        """Read the number of each row's category, NaN where the value is missing."""
        labels = read_labels(self._categories, self._codes.path, self._problems)
        if labels.numbers is None:
            return super().numbers()
        codes = self._read_codes(labels)
        return np.where(codes < 0, np.nan, labels.numbers[codes])

    def _read_codes(self, labels: Labels) -> NDArray[np.signedinteger[Any]]:
        stored = self._codes.read()
        n_labels = len(labels.texts)
        if len(stored) and not -1 <= int(stored.min()) <= int(stored.max()) < n_labels:
            msg = (
                f"{self._codes.path} has codes from {stored.min()} to {stored.max()}, but there "
                f"are {n_labels} categories; the column is damaged"
            )
            raise UnreadableInputError(msg)
        codes = native(stored)
        if codes.dtype.kind != "i":
            codes = codes.astype(code_dtype(n_labels))
        if labels.missing is not None:
            codes = np.where(np.append(labels.missing, True)[codes], codes.dtype.type(-1), codes)
        return codes


class EnumColumn(ColumnSource):
    """Values of an HDF5 enum type. R writes logical values so, with a third value for NA."""

    def __init__(self, name: str, values: ArrayNode) -> None:
        self._labels: Mapping[int, str] = values.labels
        self._is_logical = {label.upper() for label in self._labels.values()} <= {
            "FALSE",
            "TRUE",
            "NA",
        }
        kind = ColumnKind.BOOLEAN if self._is_logical else ColumnKind.CATEGORICAL
        self.info = ColumnInfo(name, kind, "bool" if self._is_logical else "string")
        self._values = values

    def read(self) -> Column:
        """Read the column as codes and categories."""
        values, places = self._read()
        labels = [self._labels[int(value)] for value in values]
        if not self._is_logical:
            return Column(self.info, places.astype(code_dtype(len(labels))), tuple(labels))
        codes, categories = factorize_booleans(*self._logical(labels, places))
        return Column(self.info, codes, categories)

    def numbers(self) -> NDArray[Any]:
        """Read logical values; where some are NA, as float64 with NaN in their place."""
        if not self._is_logical:
            return super().numbers()
        values, places = self._read()
        found, missing = self._logical([self._labels[int(value)] for value in values], places)
        return np.where(missing, np.nan, found.astype(np.float64)) if missing.any() else found

    def _read(self) -> tuple[NDArray[Any], NDArray[np.intp]]:
        """Return the values of the type, ascending, and the place of each row's among them."""
        stored = self._values.read()
        known = np.array(sorted(self._labels), dtype=np.int64)
        places = np.searchsorted(known, stored).clip(max=len(known) - 1)
        if not np.array_equal(known[places], stored):
            msg = f"{self._values.path} holds values that its enum type does not name"
            raise UnreadableInputError(msg)
        return known, places

    def _logical(
        self, labels: list[str], places: NDArray[np.intp]
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        upper = [label.upper() for label in labels]
        is_true = np.array([label == "TRUE" for label in upper])
        is_missing = np.array([label == "NA" for label in upper])
        return is_true[places], is_missing[places]
