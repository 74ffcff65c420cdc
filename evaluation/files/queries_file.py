"""Queries as Parquet tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeGuard

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.files.header import header_of
from aivc.evaluation.files.unit_columns import (
    NUMBERS,
    UNIT,
    axes_of,
    refuse_repeated,
    unit_columns,
    units_of_columns,
)
from aivc.evaluation.view import Queries
from aivc.storage.atomic import replacing

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.evaluation.task import Task
    from aivc.evaluation.view import Inputs

ENTRY = "aivc_queries"
"""Key of the metadata of the table with the text about the queries."""

FORMAT = "aivc-queries"
FORMAT_VERSION = 1


def write_queries(queries: Queries, task: Task, path: Path) -> None:
    """Write queries: a row for each unit, with the columns of ``Query`` and one for each axis.

    The metadata of the table hold the names of the features that are wanted. The number of
    observations of a unit is not written, because it can tell the truth.

    Raises
    ------
    OSError
        The folder does not exist or may not be written.
    """
    import pyarrow as pa
    from pyarrow import parquet

    axes = axes_of(queries.units, task.context_axes)
    columns = {UNIT: [unit.unit_id for unit in queries.units], **unit_columns(queries.units, axes)}
    kinds = {name: pa.float64() if name in NUMBERS else pa.string() for name in columns}
    header = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "task_id": task.task_id,
        "context_axes": list(axes),
        "features": list(queries.features),
    }
    metadata = {ENTRY: json.dumps(header, ensure_ascii=False, sort_keys=True)}
    schema = pa.schema(list(kinds.items()), metadata=metadata)
    arrays = [pa.array(columns[name], type=kind) for name, kind in kinds.items()]
    with replacing(path) as temporary:
        parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), temporary)


def read_queries(path: Path, inputs: Inputs | None = None) -> Queries:
    """Read queries.

    Parameters
    ----------
    path
        The file.
    inputs
        What may be read of the units, as :func:`read_inputs` gives it.

    Raises
    ------
    UnreadableInputError
        There is no such file, or its bytes cannot be decoded.
    PredictionError
        It holds no queries.
    """
    columns, text = _read(path)
    header = header_of(text, ENTRY, FORMAT, FORMAT_VERSION, path)
    features, axes = header.get("features"), header.get("context_axes")
    if not _are_texts(features) or not _are_texts(axes) or UNIT not in columns:
        msg = f"{path} names no features, no axes of context or no units; make it again"
        raise PredictionError(msg)
    refuse_repeated(features, str(path))
    names = [name or "" for name in columns[UNIT]]
    units = units_of_columns(names, columns, axes, str(path))
    return Queries(units, tuple(features), inputs)


def _read(path: Path) -> tuple[dict[str, list[Any]], str | None]:
    """Return the columns, numbers with NaN and texts with None, and the text about them."""
    from aivc.storage.errors import UnreadableInputError
    from aivc.storage.records.decoding import decoding_table
    from aivc.storage.records.parquet import ParquetTable

    if not path.is_file():
        msg = f"there is no file {path}"
        raise UnreadableInputError(msg)
    table = ParquetTable(str(path), path.stat().st_size, str(path))
    try:
        columns = {name: table.read(name).to_pylist() for name in table.names}
    finally:
        table.close()
    with decoding_table(str(path)):
        from pyarrow import parquet

        metadata = parquet.read_schema(str(path)).metadata or {}
    text = metadata.get(ENTRY.encode(), b"").decode("utf-8", "replace")
    return {name: _typed(name, values, path) for name, values in columns.items()}, text


def _typed(name: str, values: list[Any], path: Path) -> list[Any]:
    if name not in NUMBERS:
        if any(value is not None and not isinstance(value, str) for value in values):
            msg = f"{path}: column {name!r} holds something else than text"
            raise PredictionError(msg)
        return values
    if any(value is not None and not isinstance(value, int | float) for value in values):
        msg = f"{path}: column {name!r} holds something else than numbers"
        raise PredictionError(msg)
    return [float("nan") if value is None else float(value) for value in values]


def _are_texts(said: Any) -> TypeGuard[list[str]]:
    return isinstance(said, list) and all(isinstance(entry, str) for entry in said)
