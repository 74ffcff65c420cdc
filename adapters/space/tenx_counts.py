"""Counts that a spatial pipeline of 10x wrote in the files of Cell Ranger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.tenx.h5_tables import UNS, read_h5_tables
from aivc.adapters.tenx.mtx_folder import TenxMtx
from aivc.schema.generated.views import ConversionMapping
from aivc.storage.made.dataset import MadeTable
from aivc.storage.made.overlay import OverlaidFrame

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from aivc.adapters.contract.hints import Said
    from aivc.adapters.contract.log import ConversionNotes
    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Matrix, Table


@dataclass(frozen=True, slots=True, eq=False)
class TenxCounts:
    """Tables of counts, what the file says of itself, and how to release it."""

    path: Path
    tables: tuple[Table, ...]
    attributes: Mapping[str, Any]
    card: Mapping[str, Said]
    close: Callable[[], None]


def read_tenx(path: Path, log: ConversionNotes) -> TenxCounts:
    """Read a count matrix in HDF5, or a folder with ``matrix.mtx``.

    Raises
    ------
    UnreadableInputError
        It is damaged, or no such matrix.
    """
    if path.is_dir():
        reading = TenxMtx().read(path, ConversionMapping(), log)
        tables = reading.dataset.tables
        return TenxCounts(path, tables, {}, reading.hints.card, reading.dataset.close)
    found = read_h5_tables(path, log)
    first = found.tables[0]
    attributes = first.uns(UNS) if UNS in first.uns_keys else {}
    return TenxCounts(path, found.tables, attributes, found.hints.card, found.close)


def with_obs(
    table: Table,
    columns: Sequence[ColumnSource],
    obsm: Sequence[Matrix],
    uns: Mapping[str, Any],
) -> MadeTable:
    """Return a table with further columns of obs, further arrays and further free metadata."""
    kept = {key: table.uns(key) for key in table.uns_keys}
    return MadeTable(
        OverlaidFrame(table.obs, columns),
        table.var,
        table.matrices,
        name=table.name,
        obsm=obsm,
        uns={**kept, **uns},
        attributes=table.attributes,
    )
