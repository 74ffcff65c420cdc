"""The records of a dataset that Croissant can describe: tables of text or Parquet, and lists."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aivc.adapters.exporting.arms import arms_of
from aivc.adapters.exporting.flat.condition_columns import flat_condition
from aivc.schema.flat import flatten
from aivc.schema.tables import table_columns
from aivc.storage.model import ColumnKind, ContainerKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aivc.adapters.exporting.files import DatasetFile
    from aivc.adapters.exporting.source import ExportSource

MOST_INLINE = 1000
"""Records that stand in the description itself; more belong in a table."""

TEXT, NUMBER, INTEGER, TRUTH = "sc:Text", "sc:Float", "sc:Integer", "sc:Boolean"
_OF_SLOT = {"number": NUMBER, "integer": INTEGER, "boolean": TRUTH}
_OF_COLUMN = {
    ColumnKind.INTEGER: INTEGER,
    ColumnKind.FLOAT: NUMBER,
    ColumnKind.BOOLEAN: TRUTH,
}
_OF_FLAT = {
    "n_perts": INTEGER,
    "pert_dose_uM": NUMBER,
    "pert_time_h": NUMBER,
    "is_control": TRUTH,
}

_SAID = {
    "condition_id": "Identifier of the condition.",
    "pert_agent": "Agents, joined by +; for a control what is applied instead.",
    "pert_type": "Kinds of the agents, joined by +.",
    "n_perts": "Number of agents that are no control.",
    "pert_dose": "Doses with their units, joined by +.",
    "pert_dose_uM": "Dose in umol/L of a single agent.",
    "pert_time_h": "Time of harvest in hours from time zero.",
    "is_control": "Whether treated observations are compared with it.",
    "control_kind": "Kind of control.",
}


def record_sets(source: ExportSource, files: Sequence[DatasetFile]) -> list[dict[str, Any]]:
    """Describe the records: conditions and samples, in the description or in a table beside it.

    The rows of a table of observations are records too; those of an HDF5 file or a zarr store are
    not, as Croissant has no way to extract them.
    """
    tables = {file.table: file for file in files if file.table}
    found = [_of_table(name, file) for name, file in tables.items()]
    if "conditions" not in tables:
        found += _inline("conditions", "Conditions: what was done.", _conditions(source), _OF_FLAT)
    if "samples" not in tables:
        found += _inline("samples", "Samples.", _samples(source), _slot_types("samples"))
    if source.dataset.kind is ContainerKind.RECORDS:
        found.append(_observations(source, files[0]))
    return found


def too_many(source: ExportSource, files: Sequence[DatasetFile]) -> tuple[str, ...]:
    """Name the lists that are too long to stand in the description and have no table."""
    lists = {"conditions": source.card.conditions, "samples": source.card.samples}
    tables = {file.table for file in files}
    return tuple(n for n, rows in lists.items() if n not in tables and len(rows) > MOST_INLINE)


def _conditions(source: ExportSource) -> list[dict[str, Any]]:
    return [asdict(flat_condition(arm)) for arm in arms_of(source.card)]


def _samples(source: ExportSource) -> list[dict[str, Any]]:
    return [
        {name: cell for name, cell in flatten(sample).items() if not name.startswith("match:")}
        for sample in source.card.samples
    ]


def _slot_types(table: str) -> dict[str, str]:
    return {c.name: _OF_SLOT.get(c.slot.kind, TEXT) for c in table_columns(table)}


def _inline(
    name: str, said: str, rows: list[dict[str, Any]], types: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """Put records into the description; a column that some record lacks holds text."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    columns = [c for c in columns if any(row.get(c) is not None for row in rows)]
    if not rows or len(rows) > MOST_INLINE:
        return
    fields = []
    for column in columns:
        is_full = all(row.get(column) is not None for row in rows)
        fields.append(_field(name, column, types.get(column, TEXT) if is_full else TEXT))
    kinds = {field["name"]: field["dataType"] for field in fields}
    data = [{f"{name}/{c}": _cell(row.get(c), kinds[c]) for c in columns} for row in rows]
    yield {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": said,
        "key": {"@id": f"{name}/{columns[0]}"},
        "field": fields,
        "data": data,
    }


def _cell(value: Any, kind: str) -> Any:
    if kind != TEXT or isinstance(value, str):
        return value
    return "" if value is None else str(value)


def _field(home: str, column: str, kind: str) -> dict[str, Any]:
    field: dict[str, Any] = {"@type": "cr:Field", "@id": f"{home}/{column}", "name": column}
    if column in _SAID:
        field["description"] = _SAID[column]
    return {**field, "dataType": kind}


def _of_table(name: str, file: DatasetFile) -> dict[str, Any]:
    from aivc.storage.records.files import read_texts

    types = _slot_types(name)
    names = list(read_texts(file.path.read_bytes(), file.path))
    return _from_file(name, f"{file.title}.", file, {n: types.get(n, TEXT) for n in names})


def _observations(source: ExportSource, file: DatasetFile) -> dict[str, Any]:
    obs = source.dataset.tables[0].obs
    types = {column.name: _OF_COLUMN.get(column.kind, TEXT) for column in obs.columns}
    if obs.index_name and obs.index_name not in types:
        types = {obs.index_name: TEXT, **types}
    return _from_file("observations", "One row per observation.", file, types)


def _from_file(name: str, said: str, file: DatasetFile, types: Mapping[str, str]) -> dict[str, Any]:
    fields = []
    for column, kind in types.items():
        source = {"fileObject": {"@id": file.path.name}, "extract": {"column": column}}
        fields.append({**_field(name, column, kind), "source": source})
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": said,
        "field": fields,
    }
