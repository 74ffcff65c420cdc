"""Files of gene sets and of weights: GMT, or a table with a row for each member of each set."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from aivc.storage.card_tables.files import MAX_ROWS, TableError, parse_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GMT = ".gmt"
SET_COLUMN, MEMBER_COLUMN, WEIGHT_COLUMN = "source", "target", "weight"
"""Columns of a table of sets, one row for each member, as decoupler names them."""


def parse_weighted_sets(content: bytes, suffix: str) -> dict[str, dict[str, float]]:
    r"""Return the weight of each member of each set, in the order of the file.

    Parameters
    ----------
    content
        The bytes of the file.
    suffix
        How its name ends, in lower case: ``.gmt``, or the suffix of a table. Members weigh 1 in a
        GMT file, and in a table without a column ``weight``.

    Returns
    -------
    dict
        Members and weights by name of the set; sets without members are there too.

    Raises
    ------
    TableError
        The bytes are no such file, a weight is no number, or a member of a set has two weights.

    Examples
    --------
    >>> parse_weighted_sets(b"UP\tfrom here\tA\tB\n", ".gmt")
    {'UP': {'A': 1.0, 'B': 1.0}}
    """
    rows = _rows_of_gmt(content) if suffix == GMT else _rows_of_table(content, suffix)
    sets: dict[str, dict[str, float]] = {}
    for name, member, weight in rows:
        members = sets.setdefault(name, {})
        if not member:
            continue
        if members.setdefault(member, weight) != weight:
            msg = f"it gives {member!r} two weights in {name!r}, {members[member]:g} and {weight:g}"
            raise TableError(msg)
    return sets


def _rows_of_gmt(content: bytes) -> Iterator[tuple[str, str, float]]:
    for number, line in enumerate(_lines(content), 1):
        if not line.strip():
            continue
        name, *rest = line.split("\t")
        if not rest:
            msg = f"line {number} has no tab: a set is a name, a description and its members"
            raise TableError(msg)
        # A set without members is one row without a member.
        for member in rest[1:] or [""]:
            yield name.strip(), member.strip(), 1.0


def _lines(content: bytes) -> list[str]:
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        place = content.count(b"\n", 0, error.start) + 1
        msg = f"line {place} is not UTF-8"
        raise TableError(msg) from error
    if len(lines) > MAX_ROWS:
        msg = f"it has more than {MAX_ROWS:,} rows"
        raise TableError(msg)
    return lines


def _rows_of_table(content: bytes, suffix: str) -> Iterable[tuple[str, str, float]]:
    columns, rows = parse_table(content, suffix)
    absent = [name for name in (SET_COLUMN, MEMBER_COLUMN) if name not in columns]
    if absent:
        msg = f"it has no column {' and no column '.join(absent)}"
        raise TableError(msg)
    source, target = columns.index(SET_COLUMN), columns.index(MEMBER_COLUMN)
    weight = columns.index(WEIGHT_COLUMN) if WEIGHT_COLUMN in columns else None
    for row in rows:
        heavy = 1.0 if weight is None else _weight(row[weight], str(row[target]))
        yield str(row[source]), str(row[target]).strip(), heavy


def _weight(stated: Any, member: str) -> float:
    try:
        weight = float(stated)
    except (TypeError, ValueError):
        weight = float("nan")
    if not isfinite(weight):
        msg = f"the weight of {member!r} is {stated!r}, not a number"
        raise TableError(msg)
    return weight
