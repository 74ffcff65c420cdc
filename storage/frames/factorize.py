"""From the values of a column to codes and labels."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.plain import decoded_all, number_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Codes = NDArray[np.signedinteger[Any]]


def code_dtype(n_categories: int) -> np.dtype[np.signedinteger[Any]]:
    """Return the smallest signed type whose values reach ``n_categories - 1``."""
    for candidate in (np.int8, np.int16, np.int32):
        if n_categories <= np.iinfo(candidate).max + 1:
            return np.dtype(candidate)
    return np.dtype(np.int64)


def factorize_text(pieces: Iterable[NDArray[Any]], n_rows: int) -> tuple[Codes, list[str | bytes]]:
    """Return a code per row and the distinct texts, in the order of first appearance.

    Parameters
    ----------
    pieces : iterable of ndarray
        The values in order, as ``str`` or undecoded ``bytes``.
    n_rows : int
        How many there are in all.
    """
    # Distinct texts get the next number when they are first looked up, without a Python loop.
    numbering: defaultdict[str | bytes, int] = defaultdict(count().__next__)
    codes = np.empty(n_rows, dtype=code_dtype(n_rows))
    done = 0
    for piece in pieces:
        numbers = map(numbering.__getitem__, piece.tolist())
        codes[done : done + len(piece)] = np.fromiter(numbers, dtype=codes.dtype, count=len(piece))
        done += len(piece)
    return codes, list(numbering)


def sort_labels(codes: Codes, stored: list[str | bytes]) -> tuple[Codes, tuple[str, ...]]:
    """Renumber codes so that the labels are in lexicographic order."""
    labels = decoded_all(stored)
    order = sorted(range(len(labels)), key=labels.__getitem__)
    rank = np.empty(len(labels) + 1, dtype=code_dtype(len(labels)))
    rank[order] = np.arange(len(labels))
    rank[-1] = -1  # a code of -1 stays -1
    return rank[codes], tuple(labels[place] for place in order)


def factorize_numbers(
    values: NDArray[Any], missing: NDArray[np.bool_] | None = None
) -> tuple[Codes, tuple[str, ...], NDArray[np.float64]]:
    """Return a code per row, the text of each distinct number, and the numbers, ascending.

    NaN, and rows that ``missing`` marks, have the code -1.
    """
    if values.dtype.kind == "f":
        if values.dtype.itemsize > 8:
            values = values.astype(np.float64)
        values = values + values.dtype.type(0)  # -0.0 becomes 0.0
        is_nan = np.isnan(values)
        missing = is_nan if missing is None else missing | is_nan
    if missing is None or not missing.any():
        distinct, inverse = np.unique(values, return_inverse=True)
        codes = inverse.astype(code_dtype(len(distinct)), copy=False)
    else:
        distinct, inverse = np.unique(values[~missing], return_inverse=True)
        codes = np.full(len(values), -1, dtype=code_dtype(len(distinct)))
        codes[~missing] = inverse
    return codes, tuple(number_texts(distinct)), distinct.astype(np.float64)


def factorize_booleans(
    values: NDArray[np.bool_], missing: NDArray[np.bool_] | None = None
) -> tuple[Codes, tuple[str, ...]]:
    """Return a code per row and the labels ``False`` and ``True`` as far as they occur."""
    present = values if missing is None else values[~missing]
    labels = [label for label in (False, True) if (present == label).any()]
    codes = values.astype(np.int8) - np.int8(labels == [True])
    if missing is not None:
        codes[missing] = -1
    return codes, tuple(str(label) for label in labels)
