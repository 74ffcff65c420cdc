"""Write the flat table as Parquet or CSV."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.exporting.arms import arms_of
from aivc.adapters.exporting.exporter import ExportError, Unheld
from aivc.adapters.exporting.flat.condition_columns import FlatCondition, flat_condition, not_flat
from aivc.adapters.exporting.flat.observations import observations_of, tells_tables_apart
from aivc.storage.atomic import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aivc.adapters.exporting.flat.observations import Observations
    from aivc.adapters.exporting.source import ExportSource

SUFFIXES = (".parquet", ".csv", ".tsv")
TITLE = "flat columns, one row per observation"


def write_flat_table(source: ExportSource, target: Path) -> tuple[Unheld, ...]:
    """Write one row per observation: its keys and the flat columns of its condition.

    Parameters
    ----------
    source
        The dataset.
    target
        A file that ends in ``.parquet``, ``.csv`` or ``.tsv``.

    Returns
    -------
    tuple of Unheld
        What flat columns cannot say.

    Raises
    ------
    ExportError
        The name has another ending, or the card does not tell the conditions of rows.
    """
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        msg = f"{target.name} ends in none of {', '.join(SUFFIXES)}; name the table so"
        raise ExportError(msg)
    arms = arms_of(source.card)
    rows = _Rows(source, tuple(map(flat_condition, arms)))
    with replacing(target) as temporary:
        if suffix == ".parquet":
            _write_parquet(rows, temporary)
        else:
            _write_text(rows, temporary, "\t" if suffix == ".tsv" else ",")
    return (*not_flat(arms), *rows.unknown())


class _Rows:
    """Arrow batches of the table."""

    def __init__(self, source: ExportSource, conditions: tuple[FlatCondition, ...]) -> None:
        self._source = source
        self._conditions = conditions
        self._samples = tuple(s.sample_id for s in source.card.samples if s.sample_id is not None)
        self._with_table = tells_tables_apart(source.dataset.tables)
        self._n_unknown = 0

    def batches(self) -> Iterator[Any]:
        """Yield record batches, in the order of the file."""
        for block in observations_of(self._source):
            self._n_unknown += int(np.count_nonzero(block.condition < 0))
            yield self._batch(block)

    def schema(self) -> Any:
        """Return the Arrow schema."""
        import pyarrow as pa

        number = {"n_perts": pa.int32(), "is_control": pa.bool_()}
        number |= {"pert_dose_uM": pa.float64(), "pert_time_h": pa.float64()}
        names = [field.name for field in fields(FlatCondition)]
        keys = ["observation_id", *(["table"] if self._with_table else []), "sample_id"]
        return pa.schema([(name, number.get(name, pa.string())) for name in (*keys, *names)])

    def unknown(self) -> tuple[Unheld, ...]:
        """Say how many rows have no condition; ask after all batches are written."""
        if not self._n_unknown:
            return ()
        rows = f"{self._n_unknown:,} observations"
        return (Unheld("obs", rows, "they belong to no condition, or to several; left empty"),)

    def _batch(self, block: Observations) -> Any:
        import pyarrow as pa

        schema = self.schema()
        of_condition = pa.array(block.condition, mask=block.condition < 0)
        of_sample = pa.array(block.sample, mask=block.sample < 0)
        cells: dict[str, Any] = {
            "observation_id": pa.array(block.names, pa.string()),
            "sample_id": pa.array(self._samples, pa.string()).take(of_sample),
        }
        if self._with_table:
            cells["table"] = pa.array([block.table] * len(block.names), pa.string())
        for field in fields(FlatCondition):
            values = [getattr(condition, field.name) for condition in self._conditions]
            cells[field.name] = pa.array(values, schema.field(field.name).type).take(of_condition)
        return pa.record_batch([cells[name] for name in schema.names], schema=schema)


def _write_parquet(rows: _Rows, path: Path) -> None:
    from pyarrow import parquet

    with parquet.ParquetWriter(path, rows.schema(), compression="zstd") as writer:
        for batch in rows.batches():
            writer.write_batch(batch)


def _write_text(rows: _Rows, path: Path, separator: str) -> None:
    from pyarrow import csv

    options = csv.WriteOptions(delimiter=separator, quoting_style="needed")
    with csv.CSVWriter(path, rows.schema(), write_options=options) as writer:
        for batch in rows.batches():
            writer.write_batch(batch)
