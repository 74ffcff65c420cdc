"""Count the columns of obs and var."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.model import Column, ColumnKind
from aivc.storage.plain import number_texts
from aivc.validators.facts.model import ColumnFacts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.model import ColumnInfo, Frame

MAX_LEVELS = 100_000
"""Distinct labels that are kept. A column with more of them names rows, it does not group them."""

MAX_NUMBERS = 10_000
"""Distinct numbers that are kept of a numeric column."""

_KEPT_COMMON = 1_000
_KEPT_EXTREME = 500
_CHUNK = 1 << 20
_NUMERIC = frozenset({ColumnKind.INTEGER, ColumnKind.FLOAT})


def column_facts(frame: Frame, name: str) -> tuple[ColumnFacts, Column | None]:
    """Read and count one column.

    Parameters
    ----------
    frame
        The obs or var.
    name
        Name of the column.

    Returns
    -------
    facts, column
        What was counted, and the column as codes; None for a column of very many numbers, whose
        codes would say nothing.

    Raises
    ------
    MissingElementError
        The frame has no such column.
    UnreadableInputError
        The bytes cannot be decoded.
    """
    info = next((info for info in frame.columns if info.name == name), None)
    if info is not None and info.kind in _NUMERIC:
        numbers = frame.numbers(name)
        distinct, counts, n_missing = _distinct(numbers)
        if len(distinct) > MAX_NUMBERS:
            return _many_numbers(info, numbers, distinct, counts, n_missing), None
    column = frame.column(name)
    return count_column(column), column


def count_column(column: Column) -> ColumnFacts:
    """Count the labels of a column.

    Examples
    --------
    >>> from aivc.storage.model import ColumnInfo
    >>> info = ColumnInfo("arm", ColumnKind.CATEGORICAL, "int8")
    >>> facts = count_column(Column(info, np.array([1, -1, 1], "int8"), ("a", "b")))
    >>> facts.counts.tolist(), facts.first_rows.tolist(), facts.n_missing
    ([0, 2], [-1, 0], 1)
    """
    n = len(column.categories)
    counts = np.zeros(n + 1, np.int64)
    first_rows = np.full(n + 1, -1, np.int64)
    # From the end, so that the first row of each label is written last.
    for start in reversed(range(0, len(column.codes), _CHUNK)):
        codes = column.codes[start : start + _CHUNK].astype(np.intp)
        counts += np.bincount(codes + 1, minlength=n + 1)
        first_rows[codes[::-1]] = np.arange(start + len(codes) - 1, start - 1, -1)
    facts = ColumnFacts(
        info=column.info,
        categories=column.categories,
        counts=counts[1:],
        first_rows=first_rows[:-1],
        n_missing=int(counts[0]),
        numbers=column.numbers,
    )
    return facts if n <= MAX_LEVELS else _commonest(facts)


def _commonest(facts: ColumnFacts) -> ColumnFacts:
    order = np.argsort(-facts.counts, kind="stable")[:_KEPT_COMMON]
    kept = np.sort(order)
    return ColumnFacts(
        info=facts.info,
        categories=tuple(facts.categories[k] for k in kept),
        counts=facts.counts[kept],
        first_rows=facts.first_rows[kept],
        n_missing=facts.n_missing,
        numbers=None if facts.numbers is None else facts.numbers[kept],
        n_unlisted_levels=len(facts.categories) - len(kept),
        n_unlisted_rows=int(facts.counts.sum() - facts.counts[kept].sum()),
    )


def _distinct(numbers: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64], int]:
    known = numbers
    if numbers.dtype.kind == "f":
        known = numbers[~np.isnan(numbers)] + numbers.dtype.type(0)  # -0.0 becomes 0.0
    ordered = np.sort(known)
    is_first = np.ones(len(ordered), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    starts = np.flatnonzero(is_first)
    counts = np.diff(np.append(starts, len(ordered)))
    return ordered[starts], counts, len(numbers) - len(known)


def _many_numbers(
    info: ColumnInfo,
    numbers: NDArray[Any],
    distinct: NDArray[Any],
    counts: NDArray[np.int64],
    n_missing: int,
) -> ColumnFacts:
    """Keep the smallest, the largest and the commonest numbers."""
    common = np.argsort(-counts, kind="stable")[:_KEPT_COMMON]
    ends = np.arange(min(_KEPT_EXTREME, len(distinct)))
    kept = np.unique(np.concatenate([common, ends, len(distinct) - 1 - ends]))
    values = distinct[kept]
    return ColumnFacts(
        info=info,
        categories=tuple(number_texts(values)),
        counts=counts[kept],
        first_rows=_first_rows(numbers, values),
        n_missing=n_missing,
        numbers=values.astype(np.float64),
        n_unlisted_levels=len(distinct) - len(kept),
        n_unlisted_rows=int(counts.sum() - counts[kept].sum()),
    )


def _first_rows(numbers: NDArray[Any], values: NDArray[Any]) -> NDArray[np.int64]:
    first = np.full(len(values), -1, np.int64)
    for start in reversed(range(0, len(numbers), _CHUNK)):
        chunk = numbers[start : start + _CHUNK]
        place = np.searchsorted(values, chunk)
        place[place == len(values)] = 0
        found = np.flatnonzero(values[place] == chunk)[::-1]
        first[place[found]] = start + found
    return first
