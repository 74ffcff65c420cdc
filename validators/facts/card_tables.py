"""Tables that stand beside a card: samples, conditions and dosing events, a row each."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.schema.errors import AivcError
from aivc.schema.event_rows import read_event_row
from aivc.schema.flat import MATCH_PREFIX, unflatten
from aivc.schema.tables import table_columns
from aivc.validators.facts.model import CardTableFacts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_BYTES = 256 << 20
"""A table of a million conditions is smaller."""

MAX_ROWS = 2_000_000

_SEPARATORS = {".tsv": "\t", ".tab": "\t", ".txt": "\t", ".csv": ","}
_PARQUET = (".parquet", ".pq")


class TableError(AivcError, ValueError):
    """A table that a card names cannot be read."""


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
        content = _content(path, folder)
        facts["actual_sha256"] = hashlib.sha256(content).hexdigest()
        columns, rows = _parse(content, Path(path).suffix.lower())
        objects = [_object(slot, columns, row) for row in rows]
        facts["actual_rows"] = len(objects)
        facts["unknown_columns"] = _unknown(slot, columns)
        if slot == "events_table":
            _require_owners(objects)
    except TableError as error:
        return CardTable(CardTableFacts(problem=str(error), **facts))
    return CardTable(CardTableFacts(**facts), objects)


def _content(path: str, folder: Path) -> bytes:
    home = folder.resolve()
    target = (home / path).resolve()
    if Path(path).is_absolute() or not target.is_relative_to(home):
        msg = "the path leads out of the folder of the card"
        raise TableError(msg)
    if not target.is_file():
        msg = "there is no such file beside the card"
        raise TableError(msg)
    try:
        size = target.stat().st_size
        if size > MAX_BYTES:
            msg = f"it holds {size:,} bytes, more than the {MAX_BYTES:,} that are read"
            raise TableError(msg)
        return target.read_bytes()
    except OSError as error:
        msg = f"it cannot be opened: {error.strerror}"
        raise TableError(msg) from error


def _parse(content: bytes, suffix: str) -> tuple[list[str], Iterator[list[Any]]]:
    if suffix in _PARQUET:
        columns, rows = _parquet(content)
    elif suffix in _SEPARATORS:
        columns, rows = _text(content, _SEPARATORS[suffix])
    else:
        msg = f"its name ends in {suffix or 'nothing'!r}, not in .tsv, .csv or .parquet"
        raise TableError(msg)
    repeated = sorted({name for name in columns if columns.count(name) > 1})
    if repeated:
        msg = f"it has more than one column {', '.join(map(repr, repeated))}"
        raise TableError(msg)
    return columns, rows


def _text(content: bytes, separator: str) -> tuple[list[str], Iterator[list[Any]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        msg = f"line {line} is not UTF-8"
        raise TableError(msg) from error
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        columns = next(reader, None)
    except csv.Error as error:
        msg = f"line {reader.line_num} is no row: {error}"
        raise TableError(msg) from error
    if columns is None:
        msg = "it is empty"
        raise TableError(msg)
    return [name.strip() for name in columns], _text_rows(reader, len(columns))


def _text_rows(reader: Any, n_columns: int) -> Iterator[list[Any]]:
    n_rows = 0
    try:
        for row in reader:
            if not row:
                continue
            n_rows += 1
            if len(row) != n_columns or n_rows > MAX_ROWS:
                raise TableError(_wrong_row(reader.line_num, len(row), n_columns))
            yield row
    except csv.Error as error:
        msg = f"line {reader.line_num} is no row: {error}"
        raise TableError(msg) from error


def _wrong_row(line: int, found: int, expected: int) -> str:
    if found != expected:
        return f"line {line} has {found} cells, the first line {expected}"
    return f"it has more than {MAX_ROWS:,} rows"


def _parquet(content: bytes) -> tuple[list[str], Iterator[list[Any]]]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(pa.BufferReader(content))
        if file.metadata.num_rows > MAX_ROWS:
            msg = f"it has more than {MAX_ROWS:,} rows"
            raise TableError(msg)
        table = file.read()
    except (pa.ArrowException, OSError) as error:
        msg = f"it is no Parquet file: {str(error).splitlines()[0]}"
        raise TableError(msg) from error
    columns = [column.to_pylist() for column in table.columns]
    return list(table.column_names), map(list, zip(*columns, strict=True))


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
