"""The table of assignments of a manifest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.splits.errors import ManifestError
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aivc.storage.records.texts import Texts

OBSERVATION = "observation_id"
IN_TABLE = "in_table"
PARTITION = "partition"

INDEXES = frozenset({"", "Unnamed: 0", "__index_level_0__"})
"""What pandas calls an index without a name. Beside keys it numbers rows; alone it is the key."""


@dataclass(frozen=True, eq=False)
class AssignmentTable:
    """Which observations are in which part.

    Attributes
    ----------
    n_rows
        Rows of the table.
    keys
        The columns that say which observations are meant, by name, as text: ``observation_id``
        holds names of rows, every other one is named like a column of obs. Whole numbers are
        written without decimals; text keeps its zeros.
    parts
        The part that each row names, -1 where it names none.
    in_table
        The table of the container that each row is about, where the table of assignments says.
    """

    n_rows: int
    keys: Mapping[str, Texts]
    parts: Texts
    in_table: Texts | None = None


def read_assignments(content: bytes, path: Path) -> AssignmentTable:
    """Read a table of assignments from its bytes.

    Parameters
    ----------
    content
        The whole file.
    path
        Its name, which tells the format: Parquet, CSV or TSV.

    Raises
    ------
    ManifestError
        The bytes are no such table, or it has no column ``partition`` or no other column; the
        message is a clause that can follow the name of the file.
    """
    from aivc.storage.records.files import read_texts

    try:
        columns = read_texts(content, path)
    except UnreadableInputError as error:
        raise ManifestError(_clause(str(error), path.name)) from error
    for index in sorted(columns.keys() & INDEXES):
        numbers = columns.pop(index)
        if columns.keys() <= {PARTITION, IN_TABLE}:
            columns[OBSERVATION] = numbers
    parts = columns.pop(PARTITION, None)
    in_table = columns.pop(IN_TABLE, None)
    if parts is None:
        have = ", ".join(map(repr, columns)) or "no column"
        msg = f"it has no column 'partition', only {have}"
        raise ManifestError(msg)
    if not columns:
        msg = "it has no column that says which observations are meant, such as 'observation_id'"
        raise ManifestError(msg)
    if not parts.n_rows:
        msg = "it names columns and has no row"
        raise ManifestError(msg)
    return AssignmentTable(parts.n_rows, columns, parts, in_table)


def _clause(sentence: str, name: str) -> str:
    """Turn ``NAME cannot be read: ...`` into a clause about ``it``."""
    sentence = sentence.rstrip(".")
    return "it" + sentence.removeprefix(name) if sentence.startswith(name) else sentence
