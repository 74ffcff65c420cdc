"""Where the values of one column are, one class for each way to store them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import NotNumericError, UnreadableInputError
from aivc.storage.frames.factorize import (
    code_dtype,
    factorize_booleans,
    factorize_numbers,
    factorize_text,
    sort_labels,
)
from aivc.storage.frames.labels import note_odd_text, read_labels
from aivc.storage.model import Column, ColumnInfo, ColumnKind
from aivc.storage.plain import native

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.storage.frames.labels import Labels
    from aivc.storage.node import ArrayNode, GroupNode
    from aivc.storage.problems import ProblemLog


class ColumnSource(ABC):
    """One column: what its header says, and how to read it."""

    info: ColumnInfo

    @abstractmethod
    def read(self) -> Column:
        """Read the column as codes and categories."""

    def numbers(self) -> NDArray[Any]:
        """Read the column as numbers or booleans.

        Raises
        ------
        NotNumericError
            The column holds text.
        """
        msg = f"column {self.info.name!r} holds {self.info.kind.value} values, not numbers"
        raise NotNumericError(msg)


class NumberColumn(ColumnSource):
    """Plain numbers."""

    def __init__(self, name: str, values: ArrayNode) -> None:
        is_float = values.dtype.kind == "f"
        kind = ColumnKind.FLOAT if is_float else ColumnKind.INTEGER
        self.info = ColumnInfo(name, kind, _dtype_name(values))
        self._values = values

    def read(self) -> Column:
        """Read the column as codes and categories."""
        codes, labels, numbers = factorize_numbers(self.numbers())
        return Column(self.info, codes, labels, numbers)

    def numbers(self) -> NDArray[Any]:
        """Read the numbers in the byte order of this machine."""
        return native(self._values.read())


class BooleanColumn(ColumnSource):
    """Plain booleans."""

    def __init__(self, name: str, values: ArrayNode) -> None:
        self.info = ColumnInfo(name, ColumnKind.BOOLEAN, "bool")
        self._values = values

    def read(self) -> Column:
        """Read the column as codes and categories."""
        codes, labels = factorize_booleans(self.numbers())
        return Column(self.info, codes, labels)

    def numbers(self) -> NDArray[Any]:
        """Read the booleans."""
        return self._values.read().astype(bool, copy=False)


class TextColumn(ColumnSource):
    """Plain text, of fixed or varying length, with or without a mask of missing values."""

    def __init__(
        self, name: str, values: ArrayNode, mask: ArrayNode | None, problems: ProblemLog
    ) -> None:
        self.info = ColumnInfo(name, ColumnKind.STRING, "string")
        self._values = values
        self._mask = mask
        self._problems = problems

    def read(self) -> Column:
        """Read the column as codes and categories."""
        codes, stored = factorize_text(self._values.stream(), self._values.shape[0])
        note_odd_text(stored, self._values.path, self._problems)
        if self._mask is not None:
            codes, stored = _without(codes, stored, self._mask.read().astype(bool))
        codes, labels = sort_labels(codes, stored)
        return Column(self.info, codes, labels)


class MaskedColumn(ColumnSource):
    """Integers, floats or booleans with a mask of missing values."""

    def __init__(self, name: str, values: ArrayNode, mask: ArrayNode) -> None:
        kinds = {"b": ColumnKind.BOOLEAN, "f": ColumnKind.FLOAT}
        kind = kinds.get(values.dtype.kind, ColumnKind.INTEGER)
        self.info = ColumnInfo(name, kind, _dtype_name(values))
        self._values = values
        self._mask = mask

    def read(self) -> Column:
        """Read the column as codes and categories."""
        values, missing = native(self._values.read()), self._mask.read().astype(bool)
        if values.dtype.kind == "b":
            codes, labels = factorize_booleans(values, missing)
            return Column(self.info, codes, labels)
        codes, labels, numbers = factorize_numbers(values, missing)
        return Column(self.info, codes, labels, numbers)

    def numbers(self) -> NDArray[Any]:
        """Read the numbers; where some are missing, as float64 with NaN in their place."""
        values, missing = native(self._values.read()), self._mask.read().astype(bool)
        if not missing.any():
            return values
        return np.where(missing, np.nan, values.astype(np.float64))


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


class UnreadColumn(ColumnSource):
    """A column stored in a way that is not read; the reason was noted when it was opened."""

    def __init__(self, name: str, dtype: str, why: str) -> None:
        self.info = ColumnInfo(name, ColumnKind.OTHER, dtype)
        self._why = why

    def read(self) -> Column:
        """Refuse.

        Raises
        ------
        UnreadableInputError
            Always, with the reason.
        """
        raise UnreadableInputError(self._why)

    def numbers(self) -> NDArray[Any]:
        """Refuse, as :meth:`read` does."""
        raise UnreadableInputError(self._why)


def _dtype_name(values: ArrayNode) -> str:
    return str(values.dtype.newbyteorder("="))


def _without(
    codes: NDArray[np.signedinteger[Any]], stored: list[str | bytes], missing: NDArray[np.bool_]
) -> tuple[NDArray[np.signedinteger[Any]], list[str | bytes]]:
    """Give masked rows the code -1 and drop the texts that only they had."""
    codes = np.where(missing, codes.dtype.type(-1), codes)
    used = np.unique(codes[codes >= 0])
    renumbered = np.full(len(stored) + 1, -1, dtype=codes.dtype)
    renumbered[used] = np.arange(len(used))
    return renumbered[codes], [stored[place] for place in used]
