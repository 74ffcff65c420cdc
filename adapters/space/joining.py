"""Find the rows of one table in another by the identifiers of cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.storage.records.texts import Texts


@dataclass(frozen=True, slots=True)
class Keys:
    """Identifiers of the rows of a table, and what to call table and rows in messages."""

    values: Sequence[str]
    table: str
    rows: str = "cells"


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Where the rows of one table stand in another.

    Attributes
    ----------
    places
        Row of the other table for each row, -1 where it has none, shape (n_rows,).
    n_without
        Rows that the other table does not have.
    n_others
        Rows that only the other table has.
    """

    places: NDArray[np.int64]
    n_without: int
    n_others: int


def join(rows: Keys, others: Keys) -> Joined:
    """Look rows up in another table.

    Raises
    ------
    UnreadableInputError
        An identifier stands twice in one of the tables, or they have none in common.
    """
    refuse_repeated(rows)
    refuse_repeated(others)
    place_of = {value: place for place, value in enumerate(others.values)}
    found = np.fromiter(
        (place_of.get(value, -1) for value in rows.values), np.int64, len(rows.values)
    )
    n_found = int((found >= 0).sum())
    if not n_found and len(rows.values):
        msg = (
            f"none of the {len(rows.values):,} {rows.rows} of {rows.table} is in {others.table} "
            f"(for example {rows.values[0]!r}; that one has {_first(others)}); "
            "the two are of different samples, put files of one sample together"
        )
        raise UnreadableInputError(msg)
    return Joined(found, len(found) - n_found, len(others.values) - n_found)


def refuse_repeated(keys: Keys) -> None:
    """Raise UnreadableInputError if an identifier stands twice, or one is empty."""
    n_distinct = len(set(keys.values))
    if n_distinct == len(keys.values) and "" not in keys.values:
        return
    seen: set[str] = set()
    for row, value in enumerate(keys.values, start=1):
        if not value or value in seen:
            what = f"{value!r} a second time" if value else "no identifier"
            msg = (
                f"{keys.table} has {what} in row {row:,} of its {keys.rows}; "
                "give every row an identifier of its own"
            )
            raise UnreadableInputError(msg)
        seen.add(value)


def values_of_texts(texts: Texts) -> list[str]:
    """Return the text of each row, empty where there is none."""
    labels = np.array([*texts.labels(), ""], dtype=object)
    values: list[str] = labels[texts.codes].tolist()
    return values


def composed(parts: Sequence[Sequence[str]]) -> list[str]:
    """Join the parts of identifiers with underscores.

    Examples
    --------
    >>> composed([["10", "10"], ["1", "2"]])
    ['10_1', '10_2']
    """
    if len(parts) == 1:
        return list(parts[0])
    return ["_".join(values) for values in zip(*parts, strict=True)]


def _first(keys: Keys) -> str:
    return repr(keys.values[0]) if keys.values else "no rows"
