"""The rows of tables beside a card, put in their place in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.adapters.exporting.exporter import ExportError
from aivc.schema.event_rows import read_event_row
from aivc.schema.flat import unflatten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CLASS_OF = {"samples_table": "Sample", "conditions_table": "Condition"}
"""Class of the standard that a row of each table is."""

HOME_OF = {"samples_table": "samples", "conditions_table": "conditions"}
"""List of the card that the rows come into."""

MAX_BYTES = 256 << 20


def with_tables(raw: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Return a card with the rows of the tables that it names behind what it lists itself.

    Parameters
    ----------
    raw
        The card as plain data; it is not changed.
    folder
        Folder of the card.

    Raises
    ------
    ExportError
        A table is not beside the card, or cannot be read.
    """
    whole = dict(raw)
    for slot, class_name in CLASS_OF.items():
        rows = list(_rows(raw, slot, folder))
        if rows:
            own = whole.get(HOME_OF[slot])
            made = [unflatten(row, class_name) for row in rows]
            whole[HOME_OF[slot]] = [*(own if isinstance(own, list) else []), *made]
    events = [read_event_row(row) for row in _rows(raw, "events_table", folder)]
    if events:
        whole["interventions"] = _with_events(whole.get("interventions"), events)
    return whole


def table_path(raw: Mapping[str, Any], slot: str, folder: Path) -> Path | None:
    """Return the file that a card names as a table, None where it names none.

    Raises
    ------
    ExportError
        The path leads out of the folder of the card, or there is no such file.
    """
    named = raw.get(slot)
    path = named.get("path") if isinstance(named, dict) else None
    if not isinstance(path, str):
        return None
    home = folder.resolve()
    file = (home / path).resolve()
    if Path(path).is_absolute() or not file.is_relative_to(home) or not file.is_file():
        msg = f"the card names the table {path!r} as {slot}, and it is not beside the card"
        raise ExportError(msg)
    return file


def _rows(raw: Mapping[str, Any], slot: str, folder: Path) -> Iterator[dict[str, object]]:
    from aivc.storage.records.files import read_texts

    file = table_path(raw, slot, folder)
    if file is None:
        return
    if file.stat().st_size > MAX_BYTES:
        msg = f"{file} holds more than the {MAX_BYTES:,} bytes that a table beside a card may have"
        raise ExportError(msg)
    columns = read_texts(file.read_bytes(), file)
    labels = {name: [*texts.labels(), None] for name, texts in columns.items()}
    n_rows = next((texts.n_rows for texts in columns.values()), 0)
    for row in range(n_rows):
        cells = {name: labels[name][texts.codes[row]] for name, texts in columns.items()}
        yield {name: cell for name, cell in cells.items() if cell is not None}


def _with_events(
    written: object, events: list[tuple[str | None, dict[str, object]]]
) -> list[dict[str, Any]]:
    """Give each intervention its events; one that only the table names is made."""
    interventions = [dict(item) for item in written or () if isinstance(item, dict)]  # type: ignore[attr-defined]
    place = {item.get("intervention_id"): item for item in interventions}
    for owner, event in events:
        if owner not in place:
            place[owner] = {"intervention_id": owner}
            interventions.append(place[owner])
        home = place[owner]
        own = home.get("events")
        home["events"] = [*(own if isinstance(own, list) else []), event]
    return interventions
