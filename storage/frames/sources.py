"""Where the values of one column are, one class for each way to store them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import NotNumericError, UnreadableInputError
from aivc.storage.frames.factorize import (
    factorize_booleans,
    factorize_numbers,
    factorize_text,
    sort_labels,
)
from aivc.storage.frames.labels import note_odd_text
from aivc.storage.model import Column, ColumnInfo, ColumnKind
from aivc.storage.plain import native

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.node import ArrayNode
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
