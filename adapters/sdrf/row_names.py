"""Names of the rows of a sample and data relationship file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.sdrf.headers import COMMENT, Header, header_of
from aivc.adapters.sdrf.terms import name_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.text_rows.rows import TextRows

_SOURCE, _ASSAY = Header("source name"), Header("assay name")
_LABEL, _FILE = Header(COMMENT, "label"), Header(COMMENT, "data file")
NAMING = (
    (_SOURCE,),
    (_ASSAY,),
    (_SOURCE, _ASSAY),
    (_SOURCE, _ASSAY, _LABEL),
    (_SOURCE, _ASSAY, _LABEL, _FILE),
)
"""The format holds source, assay and label together to be unique; fewer are easier to read."""


def row_names(table: TextRows) -> tuple[list[str], str]:
    """Return a name for each row, and what it is made of."""
    by_header: dict[Header, str] = {}
    for name in table.names:
        by_header.setdefault(header_of(name), name)
    for parts in NAMING:
        if not all(part in by_header for part in parts):
            continue
        columns = [by_header[part] for part in parts]
        names = _joined([table.cells[column] for column in columns])
        if len(set(names)) == len(names) and all(names):
            return names, " and ".join(columns)
    return [f"line {line}" for line in table.lines], "the line of the file"


def _joined(columns: Sequence[Sequence[str | None]]) -> list[str]:
    rows = zip(*columns, strict=True)
    return ["/".join(name_in(cell).strip() for cell in row if cell is not None) for row in rows]
