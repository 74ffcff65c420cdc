"""Tables that stand beside a card: samples, conditions and dosing events, a row each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.schema.event_rows import read_event_row
from aivc.schema.flat import MATCH_PREFIX, unflatten
from aivc.schema.tables import table_columns
from aivc.validators.facts.model import CardTableFacts
from aivc.validators.facts.table_files import TableError, parse_table, table_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class _Kind:
    table: str
    class_name: str


_KINDS = {
    "samples_table": _Kind("samples", "Sample"),
    "conditions_table": _Kind("conditions", "Condition"),
    "events_table": _Kind("events", "DosingEvent"),
}


@dataclass(slots=True)
class CardTable:
    """A table as read.

    Attributes
    ----------
    facts
        What is known of the file.
    objects
        The rows as objects of the standard; for events with the intervention that each belongs to.
    """

    facts: CardTableFacts
    objects: list[tuple[str | None, dict[str, object]]] = field(default_factory=list)


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
    for slot in _KINDS:
        named = raw.get(slot)
        if isinstance(named, dict) and isinstance(named.get("path"), str):
            found.append(_read(slot, named, folder))
    return tuple(found)


def _read(slot: str, named: Mapping[str, Any], folder: Path) -> CardTable:
    path: str = named["path"]
    declared_sha256, declared_rows = named.get("sha256"), named.get("n_rows")
    facts: dict[str, Any] = {
        "slot": slot,
        "path": path,
        "declared_sha256": declared_sha256 if isinstance(declared_sha256, str) else None,
        "declared_rows": declared_rows if type(declared_rows) is int else None,
        "actual_sha256": None,
        "actual_rows": None,
    }
    try:
        content = table_bytes(path, folder)
        facts["actual_sha256"] = hashlib.sha256(content).hexdigest()
        columns, rows = parse_table(content, Path(path).suffix.lower())
        objects = [_object(slot, columns, row) for row in rows]
        facts["actual_rows"] = len(objects)
        facts["unknown_columns"] = _unknown(slot, columns)
        if slot == "events_table":
            _require_owners(objects)
    except TableError as error:
        return CardTable(CardTableFacts(problem=str(error), **facts))
    return CardTable(CardTableFacts(**facts), objects)


def _object(slot: str, columns: list[str], row: list[Any]) -> tuple[str | None, dict[str, object]]:
    cells = dict(zip(columns, row, strict=True))
    if slot == "events_table":
        return read_event_row(cells)
    return None, unflatten(cells, _KINDS[slot].class_name)


def _unknown(slot: str, columns: list[str]) -> tuple[str, ...]:
    known = {column.name for column in table_columns(_KINDS[slot].table)}
    takes_matches = slot != "events_table"
    return tuple(
        name
        for name in columns
        if name not in known and not (takes_matches and name.startswith(MATCH_PREFIX))
    )


def _require_owners(objects: list[tuple[str | None, dict[str, object]]]) -> None:
    orphans = [number for number, (owner, _) in enumerate(objects, 1) if owner is None]
    if orphans:
        msg = f"row {orphans[0]} names no intervention_id, nor do {len(orphans) - 1} others"
        raise TableError(msg)
