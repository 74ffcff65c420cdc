"""The metadata documents of zarr formats 2 and 3, as they are written."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ATTRIBUTES = {2: ".zattrs", 3: "zarr.json"}
"""Document that holds the attributes, by format."""

_NAMES_V3 = ("bool", *(f"{kind}{bits}" for kind in ("int", "uint") for bits in (8, 16, 32, 64)))
_FLOATS_V3 = ("float16", "float32", "float64")
_ZSTD_V3 = {"name": "zstd", "configuration": {"level": 1, "checksum": False}}


def group_documents(version: int, attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the documents of a group by file name."""
    if version == 2:
        return {".zgroup": {"zarr_format": 2}, ".zattrs": dict(attributes)}
    return {"zarr.json": {"zarr_format": 3, "node_type": "group", "attributes": dict(attributes)}}


def array_documents(
    version: int,
    shape: tuple[int, ...],
    chunks: tuple[int, ...],
    dtype: np.dtype[Any],
    attributes: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the documents of an array by file name. The type ``object`` stands for text.

    Raises
    ------
    UnwritableError
        The format has no such type.
    """
    if version == 2:
        return {".zarray": _array_v2(shape, chunks, dtype), ".zattrs": dict(attributes)}
    return {"zarr.json": {**_array_v3(shape, chunks, dtype), "attributes": dict(attributes)}}


def write_documents(folder: Path, documents: Mapping[str, Any]) -> None:
    """Write documents into a folder."""
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document, indent=2), encoding="utf-8")


def _array_v2(
    shape: tuple[int, ...], chunks: tuple[int, ...], dtype: np.dtype[Any]
) -> dict[str, Any]:
    is_text = dtype.kind == "O"
    declared = [[name, dtype[name].str] for name in dtype.names] if dtype.names else dtype.str
    shuffle = 0 if is_text or dtype.itemsize == 1 else 1
    return {
        "zarr_format": 2,
        "shape": list(shape),
        "chunks": list(chunks),
        "dtype": "|O" if is_text else declared,
        "fill_value": _fill(dtype),
        "order": "C",
        "filters": [{"id": "vlen-utf8"}] if is_text else None,
        "dimension_separator": ".",
        "compressor": {
            "id": "blosc",
            "cname": "zstd",
            "clevel": 2,
            "shuffle": shuffle,
            "blocksize": 0,
        },
    }


def _array_v3(
    shape: tuple[int, ...], chunks: tuple[int, ...], dtype: np.dtype[Any]
) -> dict[str, Any]:
    is_text = dtype.kind == "O"
    if not is_text and dtype.name not in (*_NAMES_V3, *_FLOATS_V3):
        msg = f"zarr format 3 has no type {dtype}; write the dataset as .h5ad instead"
        raise UnwritableError(msg)
    endian = {"configuration": {"endian": "little"}} if dtype.itemsize > 1 else {}
    serialiser = {"name": "vlen-utf8"} if is_text else {"name": "bytes", **endian}
    return {
        "zarr_format": 3,
        "node_type": "array",
        "shape": list(shape),
        "data_type": "string" if is_text else dtype.name,
        "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": list(chunks)}},
        "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}},
        "fill_value": _fill(dtype),
        "codecs": [serialiser, _ZSTD_V3],
        "storage_transformers": [],
    }


def _fill(dtype: np.dtype[Any]) -> Any:
    if dtype.kind == "O":
        return ""
    if dtype.kind in "SV":
        return base64.b64encode(bytes(dtype.itemsize)).decode()
    return np.zeros((), dtype=dtype).item()
