"""The rows of tables beside a card, as objects of the standard."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aivc.schema.event_rows import read_event_row
from aivc.schema.flat import MATCH_PREFIX, unflatten
from aivc.schema.tables import table_columns
from aivc.storage.card_tables.files import TableError, parse_table, table_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

EVENTS = "events_table"

CLASS_OF: Mapping[str, str] = MappingProxyType(
    {"samples_table": "Sample", "conditions_table": "Condition", EVENTS: "DosingEvent"}
)
"""Class of the standard that a row is of, by the slot of the card that names the table."""


@dataclass(frozen=True, slots=True)
class CardTable:
    """A table as read.

    Attributes
    ----------
    slot
        Slot of the card that names it.
    path
        Where it is, as the card says.
    declared_sha256, declared_rows
        What the card says of it.
    actual_sha256, actual_rows
        Digest of its bytes and number of its rows; None where they cannot be read.
    objects
        The rows as objects of the standard; events with the intervention that each belongs to.
    unknown_columns
        Columns that no slot of the standard is called like.
    problem
        Why it could not be read; empty where it could. Then it has no objects.
    """

    slot: str
    path: str
    declared_sha256: str | None
    declared_rows: int | None
    actual_sha256: str | None = None
    actual_rows: int | None = None
    objects: tuple[tuple[str | None, dict[str, object]], ...] = ()
    unknown_columns: tuple[str, ...] = ()
    problem: str = ""


def read_card_tables(raw: Mapping[str, Any], folder: Path) -> tuple[CardTable, ...]:
    """Read every table that a card names.

    Parameters
    ----------
    raw
        The card as plain data.
    folder
        Folder of the card; tables lie in it or below, also after links are followed.

    Returns
    -------
    tuple of CardTable
        One for each slot that names a table, also where it cannot be read.
    """
    found = []
    for slot in CLASS_OF:
        named = raw.get(slot)
        if isinstance(named, dict) and isinstance(named.get("path"), str):
            found.append(_read(slot, named, folder))
    return tuple(found)


def _read(slot: str, named: Mapping[str, Any], folder: Path) -> CardTable:
    declared_sha256, declared_rows = named.get("sha256"), named.get("n_rows")
    table = CardTable(
        slot,
        named["path"],
        declared_sha256 if isinstance(declared_sha256, str) else None,
        declared_rows if type(declared_rows) is int else None,
    )
    try:
        content = table_bytes(table.path, folder)
        table = replace(table, actual_sha256=hashlib.sha256(content).hexdigest())
        columns, rows = parse_table(content, Path(table.path).suffix.lower())
        objects = tuple(_object(slot, columns, row) for row in rows)
        unknown = _unknown(slot, columns)
        table = replace(table, actual_rows=len(objects), unknown_columns=unknown)
        if slot == EVENTS:
            _require_owners(objects)
    except TableError as error:
        return replace(table, problem=str(error))
    return replace(table, objects=objects)


def _object(slot: str, columns: list[str], row: list[Any]) -> tuple[str | None, dict[str, object]]:
    cells = dict(zip(columns, row, strict=True))
    if slot == EVENTS:
        return read_event_row(cells)
    return None, unflatten(cells, CLASS_OF[slot])


def _unknown(slot: str, columns: list[str]) -> tuple[str, ...]:
    known = {column.name for column in table_columns(slot.removesuffix("_table"))}
    takes_matches = slot != EVENTS
    return tuple(
        name
        for name in columns
        if name not in known and not (takes_matches and name.startswith(MATCH_PREFIX))
    )


def _require_owners(objects: tuple[tuple[str | None, dict[str, object]], ...]) -> None:
    orphans = [number for number, (owner, _) in enumerate(objects, 1) if owner is None]
    if orphans:
        msg = f"row {orphans[0]} names no intervention_id, nor do {len(orphans) - 1} others"
        raise TableError(msg)
