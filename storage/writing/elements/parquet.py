"""Columns in memory as Parquet that pandas reads with its index."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pyarrow as pa
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """Texts as places in a list of labels.

    Parameters
    ----------
    codes
        Place of the text of each row, -1 where it is missing, shape (n_rows,).
    labels
        The different texts.
    """

    codes: NDArray[np.integer[Any]]
    labels: Sequence[str]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.codes)


def arrow_column(values: NDArray[Any] | Sequence[str | None] | Coded) -> pa.Array:
    """Return numbers as they are, and texts as codes into labels.

    The labels of texts are sorted.
    """
    import pyarrow as pa

    if isinstance(values, Coded):
        codes = values.codes.astype(np.int32)
        return pa.DictionaryArray.from_arrays(
            pa.array(codes, mask=codes < 0), pa.array(list(values.labels), pa.string())
        )
    if isinstance(values, np.ndarray) and values.dtype.kind in "biuf":
        return pa.array(values)
    encoded = pa.array(values, pa.string()).dictionary_encode()
    labels = encoded.dictionary.to_pylist()
    order = sorted(range(len(labels)), key=labels.__getitem__)
    rank = np.empty(len(labels) + 1, np.int32)
    rank[order] = np.arange(len(labels), dtype=np.int32)
    codes = rank[encoded.indices.fill_null(len(labels)).to_numpy()]
    is_missing = encoded.is_null().to_numpy(zero_copy_only=False)
    return pa.DictionaryArray.from_arrays(
        pa.array(codes, mask=is_missing), pa.array([labels[place] for place in order], pa.string())
    )


def check_lengths(path: str, columns: Mapping[str, Any], n_rows: int) -> None:
    """Check that all columns of an element have as many values as it has rows.

    Raises
    ------
    UnwritableError
        One has more or fewer.
    """
    for name, values in columns.items():
        if len(values) != n_rows:
            msg = f"{path}: column {name!r} has {len(values):,} values, expected {n_rows:,}"
            raise UnwritableError(msg)


def write_parquet(target: Path, table: pa.Table, metadata: Mapping[str, Any]) -> None:
    """Write a table with metadata, each stored as JSON under its name."""
    from pyarrow import parquet

    described = {name: json.dumps(value, sort_keys=True) for name, value in metadata.items()}
    parquet.write_table(table.replace_schema_metadata(described), target, compression="zstd")


def index_metadata(table: pa.Table, index: str) -> dict[str, Any]:
    """Return what pandas writes about the column that is the index.

    Source: https://pandas.pydata.org/docs/development/developer.html.
    """
    return {
        "index_columns": [index],
        "column_indexes": [],
        "columns": [
            {
                "name": None if _is_unnamed(field.name) else field.name,
                "field_name": field.name,
                **_types(field.type),
            }
            for field in table.schema
        ],
    }


def _is_unnamed(name: str) -> bool:
    return name.startswith("__index_level_")


def _types(of: Any) -> dict[str, Any]:
    import pyarrow as pa

    if pa.types.is_dictionary(of):
        codes = str(of.index_type)
        detail = {"num_categories": None, "ordered": False}
        return {"pandas_type": "categorical", "numpy_type": codes, "metadata": detail}
    if pa.types.is_string(of):
        return {"pandas_type": "unicode", "numpy_type": "object", "metadata": None}
    if pa.types.is_binary(of):
        return {"pandas_type": "bytes", "numpy_type": "object", "metadata": None}
    name = {"double": "float64", "float": "float32", "bool": "bool"}.get(str(of), str(of))
    return {"pandas_type": name, "numpy_type": name, "metadata": None}
