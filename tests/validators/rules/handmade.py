"""Facts made by hand, as small as a test needs them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from aivc.storage.model import ColumnInfo, ColumnKind, MatrixEncoding, StorageProblem
from aivc.validators.facts.model import (
    NOTHING_SEEN,
    CardFacts,
    ColumnFacts,
    Facts,
    FileFacts,
    FrameFacts,
    IndexFacts,
    MatrixFacts,
    MatrixHeader,
    TableFacts,
)


def text_column(name: str, labels: Mapping[str, int], n_missing: int = 0) -> ColumnFacts:
    """A categorical column from the rows of each label."""
    counts = np.array(list(labels.values()), dtype=np.int64)
    first = np.where(counts > 0, np.cumsum(counts) - counts, -1)
    info = ColumnInfo(name, ColumnKind.CATEGORICAL, "string")
    return ColumnFacts(info, tuple(labels), counts, first, n_missing)


def number_column(name: str, numbers: Mapping[float, int], n_missing: int = 0) -> ColumnFacts:
    """A numeric column from the rows of each number."""
    values = sorted(numbers)
    labels = {repr(float(v)).removesuffix(".0"): numbers[v] for v in values}
    column = text_column(name, labels, n_missing)
    info = ColumnInfo(name, ColumnKind.FLOAT, "float64")
    return replace(column, info=info, numbers=np.array(values, dtype=np.float64))


def frame_of(
    columns: Mapping[str, ColumnFacts] | None = None,
    *,
    n_rows: int = 10,
    names: tuple[str, ...] | None = None,
    unreadable: Mapping[str, str] | None = None,
    **index: Any,
) -> FrameFacts:
    """An obs or var."""
    found = IndexFacts(n_rows=n_rows, n_duplicated=index.pop("n_duplicated", 0), **index)
    return FrameFacts(found, dict(columns or {}), dict(unreadable or {}), names)


def table_of(
    obs: Mapping[str, ColumnFacts] | None = None,
    var: Mapping[str, ColumnFacts] | None = None,
    *,
    name: str = "",
    scans: Mapping[str, MatrixFacts] | None = None,
    shape: tuple[int, int] = (10, 5),
    **further: Any,
) -> TableFacts:
    """A table whose matrices are dense float32."""
    obs_frame, var_frame = frame_of(obs, n_rows=shape[0]), frame_of(var, n_rows=shape[1])
    table = TableFacts(
        name=name,
        n_obs=shape[0],
        n_var=shape[1],
        obs_columns=tuple(column.info for column in obs_frame.columns.values()),
        var_columns=tuple(column.info for column in var_frame.columns.values()),
        matrices=tuple(header_of(matrix, shape) for matrix in scans or {}),
        uns_keys=(),
        attributes={},
        uns={},
        obs=obs_frame,
        var=var_frame,
        scans=dict(scans or {}),
    )
    return replace(table, **further)


def header_of(
    name: str, shape: tuple[int, int], encoding: str = "dense", dtype: str = "float32"
) -> MatrixHeader:
    """The header of a matrix."""
    return MatrixHeader(name, name, MatrixEncoding(encoding), shape, dtype, shape[0] * shape[1])


def scan_of(values: np.ndarray, looks_like: str = "counts", **further: Any) -> MatrixFacts:
    """What a pass over a small dense array finds, as far as rules look at it."""
    from aivc.storage.keys.mixing import mixed

    values = np.asarray(values, dtype=np.float64)
    weights = np.arange(1, values.shape[1] + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    hashes = (mixed(values.ravel()).reshape(values.shape) * weights).sum(axis=1, dtype=np.uint64)
    nonzero = values != 0
    n_copies = int(nonzero.any(axis=1).sum() - len(np.unique(hashes[nonzero.any(axis=1)])))
    scan = MatrixFacts(
        n_values=int(nonzero.sum()),
        nan=NOTHING_SEEN,
        infinite=NOTHING_SEEN,
        negative=NOTHING_SEEN,
        fractional=NOTHING_SEEN,
        smallest=float(values.min()),
        largest=float(values.max()),
        n_zeros_stored=0,
        unsorted_rows=NOTHING_SEEN,
        repeated_entries=NOTHING_SEEN,
        out_of_range=NOTHING_SEEN,
        empty_rows=NOTHING_SEEN,
        empty_columns=NOTHING_SEEN,
        duplicated_rows=replace(NOTHING_SEEN, count=n_copies),
        duplicate_groups=(),
        row_sums=values.sum(axis=1),
        row_stored=nonzero.sum(axis=1),
        column_sums=values.sum(axis=0),
        column_nonzero=nonzero.sum(axis=0),
        row_hashes=hashes,
        looks_like=looks_like,
        looks_like_share=1.0,
        recovered_scale=float("nan"),
    )
    return replace(scan, **further)


def facts_of(
    *tables: TableFacts, problems: tuple[StorageProblem, ...] = (), **further: Any
) -> Facts:
    """Facts of a file without a card."""
    file = FileFacts(Path("made.h5ad"), "h5ad", "0.1.0", 1, problems, ())
    return Facts(file, CardFacts(()), {table.name: table for table in tables}, **further)
