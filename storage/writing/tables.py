"""Write one table as AnnData lays it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.storage.errors import UnwritableError
from aivc.storage.writing.frames import write_frame
from aivc.storage.writing.matrices import write_matrix
from aivc.storage.writing.names import StoredNames
from aivc.storage.writing.sink import DICT
from aivc.storage.writing.uns import write_values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.storage.model import Matrix, Table
    from aivc.storage.writing.added import AddedColumn
    from aivc.storage.writing.sink import Sink

ANNDATA = {"encoding-type": "anndata", "encoding-version": "0.1.0"}
RAW = {"encoding-type": "raw", "encoding-version": "0.1.0"}
LAYERS, OBSM = "layers/", "obsm/"


def write_table(
    sink: Sink,
    table: Table,
    *,
    added: Sequence[AddedColumn] = (),
    embedded: Mapping[str, str] | None = None,
    attributes: Mapping[str, Any] | None = None,
) -> None:
    """Write a table into a group.

    Parameters
    ----------
    sink
        The group.
    table
        What to write; matrices are streamed.
    added
        Columns that obs gets in addition.
    embedded
        Texts that ``uns`` gets in addition, by key; they come in the place of entries of the table.
    attributes
        Further attributes of the group.

    Raises
    ------
    UnwritableError
        A matrix has another shape than the frames, or something cannot be stored.
    """
    embedded = embedded or {}
    sink.describe({**ANNDATA, **(attributes or {})})
    write_frame(sink, "obs", table.obs, added=added)
    write_frame(sink, "var", table.var)
    layers = sink.group("layers", DICT)
    layer_names = StoredNames()
    for matrix in table.matrices:
        _check_shape(matrix, table)
        if matrix.name == "raw/X":
            _write_raw(sink, table, matrix)
        elif matrix.name.startswith(LAYERS):
            write_matrix(layers, layer_names.of(matrix.name.removeprefix(LAYERS)), matrix)
        else:
            write_matrix(sink, matrix.name, matrix)
    _write_obsm(sink, table)
    for empty in ("varm", "obsp", "varp"):
        sink.group(empty, DICT)
    entries = [(key, table.uns(key)) for key in table.uns_keys if key not in embedded]
    write_values(sink, "uns", [*entries, *embedded.items()])


def _check_shape(matrix: Matrix, table: Table) -> None:
    n_columns = table.n_var
    if matrix.name == "raw/X" and table.raw_var is not None:
        n_columns = table.raw_var.n_rows
    if matrix.shape != (table.n_obs, n_columns):
        msg = (
            f"{table.name or 'the table'}: {matrix.name} has {matrix.shape[0]:,} rows and "
            f"{matrix.shape[1]:,} columns, but obs has {table.n_obs:,} rows and var {n_columns:,}"
        )
        raise UnwritableError(msg)


def _write_raw(sink: Sink, table: Table, matrix: Matrix) -> None:
    raw = sink.group("raw", RAW)
    write_matrix(raw, "X", matrix)
    var = table.raw_var if table.raw_var is not None else table.var
    write_frame(raw, "var", var)
    raw.group("varm", DICT)


def _write_obsm(sink: Sink, table: Table) -> None:
    obsm = sink.group("obsm", DICT)
    names = StoredNames()
    for matrix in table.obsm:
        if matrix.shape[0] != table.n_obs:
            msg = f"{matrix.name} has {matrix.shape[0]:,} rows, but obs has {table.n_obs:,}"
            raise UnwritableError(msg)
        write_matrix(obsm, names.of(matrix.name.removeprefix(OBSM)), matrix)
    for name, frame in table.obsm_frames.items():
        write_frame(obsm, names.of(name), frame)
