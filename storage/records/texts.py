"""The values of a column as codes into its distinct texts, which stay in Arrow's memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.keys.text_hash import Characters, hash_characters, hash_texts
from aivc.storage.object_texts import object_texts
from aivc.storage.plain import number_texts
from aivc.storage.records.arrow_arrays import (
    nulls_of,
    text_bytes,
    texts_array,
    truths_array,
    values_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

BLOCK = 1 << 16
"""Texts at a time; those that are not all ASCII become Python objects."""

_NOT_ASCII = 0x80


_MAX_SHORT_TEXT = 1 << 30
"""Arrow's short strings hold two GiB in all."""


@dataclass(frozen=True, eq=False)
class Texts:
    """A column of text.

    Attributes
    ----------
    codes
        Position in ``distinct`` for each row, -1 where the value is missing, shape (n_rows,).
    distinct
        The distinct texts, an Arrow array of strings without nulls.
    """

    codes: NDArray[np.int32]
    distinct: Any

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.codes)

    def labels(self) -> list[str]:
        """Return the distinct texts."""
        found: list[str] = self.distinct.to_pylist()
        return found

    def cells(self) -> list[str | None]:
        """Return the text of each row, None where there is none."""
        labels: list[str | None] = [*self.labels(), None]
        return [labels[code] for code in self.codes.tolist()]

    def label(self, code: int) -> str:
        """Return one of the distinct texts."""
        text: str = self.distinct[code].as_py()
        return text

    def hashes(self) -> NDArray[np.uint64]:
        """Hash each of the distinct texts, as the names of rows are hashed."""
        hashed = np.empty(len(self.distinct), np.uint64)
        for start in range(0, len(hashed), BLOCK):
            part = self.distinct.slice(start, BLOCK)
            hashed[start : start + len(part)] = hash_arrow(part)
        return hashed

    def missing_where(self, words: Iterable[str]) -> Texts:
        """Take some of the texts for missing values."""
        import pyarrow.compute as pc

        value_set = texts_array(list(words)).cast(self.distinct.type)
        is_missing = pc.is_in(self.distinct, value_set=value_set)
        gone = values_of(is_missing)
        if not gone.any():
            return self
        place = np.full(len(gone) + 1, -1, np.int32)  # a code of -1 stays -1
        place[:-1][~gone] = np.arange(np.count_nonzero(~gone))
        return Texts(place[self.codes], self.distinct.filter(pc.invert(is_missing)))

    def used_only(self) -> Texts:
        """Drop the texts that no row has."""
        counts = np.bincount(self.codes + 1, minlength=len(self.distinct) + 1)[1:]
        if counts.all():
            return self
        place = np.append(np.cumsum(counts > 0) - 1, -1).astype(np.int32)
        return Texts(place[self.codes], self.distinct.filter(truths_array(counts > 0)))


def hash_arrow(texts: Any) -> NDArray[np.uint64]:
    """Hash strings of Arrow without nulls, as the names of rows are hashed.

    Those that are all ASCII are hashed where they lie; text objects take ten times as long.
    """
    stored, starts = text_bytes(texts)
    if len(stored) and int(stored.max()) >= _NOT_ASCII:
        return hash_texts(object_texts(texts.to_pylist()))
    return hash_characters(Characters(stored, starts))


def texts_of_arrow(column: Any) -> Texts:
    """Read an Arrow column of any plain type as text.

    Parameters
    ----------
    column
        A chunked array of text, numbers, booleans, days or times, or a dictionary of these. Whole
        numbers have no decimals, whether they are stored as integers or not.

    Raises
    ------
    ArrowException
        The type is none that has a text.
    """
    import pyarrow as pa

    column.validate(full=True)  # a damaged file may hold what is no UTF-8
    is_text = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
    if not pa.types.is_dictionary(column.type):
        if pa.types.is_string(column.type) and column.nbytes > _MAX_SHORT_TEXT:
            column = column.cast(pa.large_string())
        column = column.dictionary_encode()
    column = column.unify_dictionaries()
    if column.num_chunks == 0:
        return Texts(np.empty(0, np.int32), texts_array([]))
    values = column.chunk(0).dictionary
    codes = np.concatenate([_codes(chunk.indices) for chunk in column.chunks])
    # Arrow has just told the texts apart; a dictionary in the file may repeat them.
    return Texts(codes, values) if is_text else _canonical(codes, _as_text(values))


def _codes(indices: Any) -> NDArray[np.int32]:
    codes: NDArray[np.int32] = values_of(indices.cast("int32"))
    return np.where(nulls_of(indices), np.int32(-1), codes) if indices.null_count else codes


def _as_text(values: Any) -> Any:
    import pyarrow as pa

    kind = values.type
    if pa.types.is_floating(kind):
        numbers = values.cast("float64") if pa.types.is_float16(kind) else values
        as_numpy = values_of(numbers)
        nan = np.isnan(as_numpy) | nulls_of(numbers)
        return pa.array(number_texts(as_numpy + as_numpy.dtype.type(0)), pa.string(), mask=nan)
    if pa.types.is_boolean(kind):
        labels = [None if value is None else str(value) for value in values.to_pylist()]
        return pa.array(labels, pa.string())
    return values if pa.types.is_large_string(kind) else values.cast(pa.string())


def _canonical(codes: NDArray[np.int32], texts: Any) -> Texts:
    """Merge texts that are the same, and give those that are null the code of a missing value."""
    encoded = texts.dictionary_encode()
    if len(encoded.dictionary) == len(texts):
        return Texts(codes, texts)
    place = np.append(_codes(encoded.indices), np.int32(-1))
    return Texts(place[codes], encoded.dictionary)
