"""Find the rows of one table in another by the identifiers of cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.keys.text_hash import hash_texts
from aivc.storage.object_texts import object_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Frame
    from aivc.storage.records.texts import Texts


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """Identifiers of the rows of a table.

    Attributes
    ----------
    hashes
        Hash of each, so that millions of them need little memory; shape (n_rows,).
    text_of
        Gives the identifier of a row, for messages.
    table, rows
        What to call the table and its rows in messages.
    """

    hashes: NDArray[np.uint64]
    text_of: Callable[[int], str]
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


def keys_of_values(values: Sequence[str], table: str) -> Keys:
    """Return keys that are in memory as text."""
    hashes = hash_texts(object_texts(values)) if values else np.empty(0, np.uint64)
    return Keys(hashes, values.__getitem__, table)


def keys_of_texts(texts: Texts, table: str, rows: str = "cells") -> Keys:
    """Return the keys that a column of text holds; one that is missing is an empty text."""
    by_code = np.append(texts.hashes(), _hash_of_nothing())

    def text_of(row: int) -> str:
        code = int(texts.codes[row])
        return "" if code < 0 else texts.label(code)

    return Keys(by_code[texts.codes], text_of, table, rows)


def keys_of_names(frame: Frame, table: str, rows: str = "cells") -> Keys:
    """Return the names of the rows of a frame as keys."""
    hashes = [hash_texts(block) for block in frame.index()]

    def text_of(row: int) -> str:
        first = 0
        for block in frame.index():
            if row < first + len(block):
                return str(block[row - first])
            first += len(block)
        return ""

    return Keys(np.concatenate([np.empty(0, np.uint64), *hashes]), text_of, table, rows)


def join(rows: Keys, others: Keys) -> Joined:
    """Look rows up in another table.

    Raises
    ------
    UnreadableInputError
        An identifier stands twice in one of the tables, or they have none in common.
    """
    refuse_repeated(rows)
    order = refuse_repeated(others)
    n_rows, n_others = len(rows.hashes), len(others.hashes)
    found = np.full(n_rows, -1, dtype=np.int64)
    if n_others:
        ordered = others.hashes[order]
        near = np.minimum(np.searchsorted(ordered, rows.hashes), n_others - 1)
        is_there = ordered[near] == rows.hashes
        found[is_there] = order[near[is_there]]
    n_found = int((found >= 0).sum())
    if not n_found and n_rows:
        other = repr(others.text_of(0)) if n_others else "no rows"
        msg = (
            f"none of the {n_rows:,} {rows.rows} of {rows.table} is in {others.table} "
            f"(for example {rows.text_of(0)!r}; that one has {other}); "
            "the two are of different samples, put files of one sample together"
        )
        raise UnreadableInputError(msg)
    return Joined(found, n_rows - n_found, n_others - n_found)


def refuse_repeated(keys: Keys) -> NDArray[np.int64]:
    """Return the order that sorts the hashes.

    Raises
    ------
    UnreadableInputError
        An identifier stands twice, or one is empty.
    """
    empty = np.flatnonzero(keys.hashes == _hash_of_nothing())
    if len(empty):
        raise _not_unique(keys, int(empty[0]), "no identifier")
    order: NDArray[np.int64] = np.argsort(keys.hashes, kind="stable")
    ordered = keys.hashes[order]
    again = order[1:][ordered[1:] == ordered[:-1]]
    if len(again):
        row = int(again.min())
        raise _not_unique(keys, row, f"{keys.text_of(row)!r} a second time")
    return order


def values_of_texts(texts: Texts) -> list[str]:
    """Return the text of each row, empty where there is none."""
    return [cell or "" for cell in texts.cells()]


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


def _hash_of_nothing() -> np.uint64:
    found: np.uint64 = hash_texts(object_texts([""]))[0]
    return found


def _not_unique(keys: Keys, row: int, what: str) -> UnreadableInputError:
    return UnreadableInputError(
        f"{keys.table} has {what} in row {row + 1:,} of its {keys.rows}; "
        "give every row an identifier of its own"
    )
