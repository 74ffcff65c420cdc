"""Entities that are too many for YAML, as a table beside the card."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.schema.flat import flat_columns, flatten
from aivc.schema.generated import views
from aivc.schema.reading import read

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_LIST = 1_000
"""Entities of a kind that stand in the card itself."""


@dataclass(frozen=True, slots=True)
class LongTable:
    """A table to be written beside the card."""

    slot: str
    file_name: str
    text: str
    n_rows: int

    def as_slots(self) -> dict[str, Any]:
        """Name the table in the card."""
        return {
            "path": self.file_name,
            "sha256": hashlib.sha256(self.text.encode()).hexdigest(),
            "media_type": "text/tab-separated-values",
            "n_rows": self.n_rows,
        }


def long_table(
    slot: str, class_name: str, entities: Sequence[dict[str, Any]], file_name: str
) -> LongTable:
    """Write entities as tab-separated text, one row each, columns in the order of the standard."""
    cls = getattr(views, class_name)
    rows = [flatten(read(cls, entity)) for entity in entities]
    order = {column.name: k for k, column in enumerate(flat_columns(class_name))}
    names = sorted(
        dict.fromkeys(name for row in rows for name in row),
        key=lambda name: (order.get(name, len(order)), name),
    )
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name, "")) for name in names] for row in rows)
    return LongTable(f"{slot}_table", file_name, text.getvalue(), len(rows))


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return int(value) if isinstance(value, float) and value.is_integer() else value
