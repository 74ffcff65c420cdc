"""Metadata of zarr format 3 for the stored chunks of an array of format 2 or 3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.ome_zarr.sliced import Slicing
    from aivc.storage.zarr.header import ArrayHeader

ZSTD = {"name": "zstd", "configuration": {"level": 1, "checksum": False}}
_SHUFFLES = {0: "noshuffle", 1: "shuffle", 2: "bitshuffle"}
_KINDS = {"b": "bool", "i": "int", "u": "uint", "f": "float"}


def document(
    header: ArrayHeader,
    slicing: Slicing,
    chunks: Sequence[int],
    codecs: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """Return the document of an array of format 3."""
    return {
        "zarr_format": 3,
        "node_type": "array",
        "shape": list(slicing.pick(header.shape, 1)),
        "data_type": data_type(header.dtype),
        "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": list(chunks)}},
        "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}},
        "fill_value": _fill(header),
        "codecs": list(codecs),
        "attributes": {},
        "dimension_names": list(slicing.axes),
        "storage_transformers": [],
    }


def kept_codecs(
    header: ArrayHeader, source: Mapping[str, Any], slicing: Slicing
) -> list[dict[str, Any]] | None:
    """Return the codecs under which stored chunks can be taken over as they are.

    Parameters
    ----------
    header
        What the metadata say.
    source
        The document that says it.
    slicing
        The axes that are kept. Those that are not must have chunks of length 1, or the bytes of a
        chunk hold more than is wanted.

    Returns
    -------
    list of dict
        None where chunks have to be written anew.
    """
    outer = header.chunks if header.sharding is None else header.sharding.shard_shape
    is_cut = any(header.chunks[a] != 1 or outer[a] != 1 for a, _ in slicing.fixed)
    is_turned = header.codecs.axes != tuple(range(len(header.shape)))
    changes_axes = bool(slicing.fixed) or None in slicing.sources
    if is_cut or (is_turned and changes_axes):
        return None
    if source.get("zarr_format") == 2:
        return _codecs_of_v2(header, source)
    codecs: list[dict[str, Any]] = [dict(codec) for codec in source["codecs"]]
    if header.sharding is not None:
        inner = list(slicing.pick(header.chunks, 1))
        settings = {**codecs[0]["configuration"], "chunk_shape": inner}
        codecs[0] = {**codecs[0], "configuration": settings}
    return codecs


def plain_codecs(dtype: np.dtype[Any]) -> list[dict[str, Any]]:
    """Return the codecs of chunks that are written anew."""
    return [_bytes(dtype.newbyteorder("<")), ZSTD]


def data_type(dtype: np.dtype[Any]) -> str:
    """Return the name of a type in format 3.

    Raises
    ------
    UnreadableInputError
        It is no type of pixels.
    """
    if dtype.kind not in _KINDS:
        msg = f"pixels are of type {dtype}; expected whole or floating-point numbers"
        raise UnreadableInputError(msg)
    return "bool" if dtype.kind == "b" else f"{_KINDS[dtype.kind]}{dtype.itemsize * 8}"


def _codecs_of_v2(header: ArrayHeader, source: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    if source.get("filters"):
        return None
    codecs: list[dict[str, Any]] = []
    if header.codecs.axes != tuple(range(len(header.shape))):
        order = {"order": list(header.codecs.axes)}
        codecs.append({"name": "transpose", "configuration": order})
    codecs.append(_bytes(header.dtype))
    compressor = source.get("compressor")
    if compressor is None:
        return codecs
    packed = _compressor(compressor, header.dtype.itemsize)
    return None if packed is None else [*codecs, packed]


def _bytes(dtype: np.dtype[Any]) -> dict[str, Any]:
    if dtype.itemsize == 1:
        return {"name": "bytes"}
    is_big = dtype.str.startswith(">")
    return {"name": "bytes", "configuration": {"endian": "big" if is_big else "little"}}


def _compressor(settings: Mapping[str, Any], item_size: int) -> dict[str, Any] | None:
    """Return a codec of numcodecs as format 3 names it, None where that has no such codec."""
    name = settings.get("id")
    if name == "blosc":
        # The chunks say themselves how they were shuffled; -1 lets the writer choose.
        automatic = 2 if item_size == 1 else 1
        shuffle = settings.get("shuffle", 1)
        configuration = {
            "typesize": item_size,
            "cname": settings.get("cname", "lz4"),
            "clevel": settings.get("clevel", 5),
            "shuffle": _SHUFFLES.get(shuffle, _SHUFFLES[automatic]),
            "blocksize": settings.get("blocksize", 0),
        }
        return {"name": "blosc", "configuration": configuration}
    if name == "zstd":
        level = {"level": settings.get("level", 0), "checksum": bool(settings.get("checksum"))}
        return {"name": "zstd", "configuration": level}
    if name == "gzip":
        return {"name": "gzip", "configuration": {"level": settings.get("level", 5)}}
    return None


def _fill(header: ArrayHeader) -> Any:
    value = np.asarray(0 if header.fill is None else header.fill, dtype=header.dtype).item()
    if isinstance(value, float) and not np.isfinite(value):
        return "NaN" if np.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    return value
