"""Metadata of zarr format 3.

Specification: https://zarr-specs.readthedocs.io/en/latest/v3/core/index.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aivc.storage.errors import UnreadableInputError
from aivc.storage.zarr.dtypes import dtype_v3, fill_of
from aivc.storage.zarr.header import (
    TEXT_CODEC,
    ArrayHeader,
    Codecs,
    GroupHeader,
    Sharding,
    checked,
    codec_settings,
    expect_format,
    lengths,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def header_v3(document: Mapping[str, Any], path: str) -> ArrayHeader | GroupHeader:
    """Return what a ``zarr.json`` document says.

    Raises
    ------
    UnreadableInputError
        It describes something that aivc does not read.
    KeyError, TypeError, ValueError
        It is no such document.
    """
    expect_format(document, 3, path)
    attributes = document.get("attributes") or {}
    if not isinstance(attributes, dict):
        msg = f"{path} has attributes that are no JSON object"
        raise UnreadableInputError(msg)
    if document.get("node_type") == "group":
        return GroupHeader(attributes)
    shape = lengths(document["shape"], 0, path)
    grid = document["chunk_grid"]
    if grid["name"] != "regular":
        msg = f"{path} has a chunk grid of kind {grid['name']!r}; aivc reads regular ones"
        raise UnreadableInputError(msg)
    dtype = dtype_v3(document["data_type"])
    keys = document["chunk_key_encoding"]
    is_default = keys["name"] == "default"
    separator = keys.get("configuration", {}).get("separator", "/" if is_default else ".")
    header = ArrayHeader(
        shape=shape,
        chunks=lengths(grid["configuration"]["chunk_shape"], 1, path),
        dtype=dtype,
        fill=fill_of(dtype, document.get("fill_value")),
        codecs=Codecs((), dtype.kind == "O", tuple(range(len(shape)))),
        key_prefix="c" if is_default else "",
        separator="." if separator == "." else "/",
        attributes=attributes,
    )
    return checked(_with_codecs_v3(header, document["codecs"], path), path)


def _with_codecs_v3(header: ArrayHeader, declared: Any, path: str) -> ArrayHeader:
    codecs = [codec_settings(settings) for settings in declared]
    if codecs and codecs[0]["id"] == "sharding_indexed":
        return _with_shards(header, codecs, path)
    rank = len(header.shape)
    axes = tuple(range(rank))
    while codecs and codecs[0]["id"] == "transpose":
        order = tuple(codecs.pop(0)["order"])
        if sorted(order) != list(range(rank)):
            msg = f"{path} is transposed by {order}, which is no order of {rank} axes"
            raise UnreadableInputError(msg)
        axes = tuple(axes[axis] for axis in order)
    serialiser = codecs.pop(0) if codecs else {"id": "none"}
    is_text = header.dtype.kind == "O"
    if serialiser["id"] != (TEXT_CODEC if is_text else "bytes"):
        msg = f"{path} was written with the codec {serialiser['id']!r}, which aivc does not run"
        raise UnreadableInputError(msg)
    dtype = header.dtype.newbyteorder(">" if serialiser.get("endian") == "big" else "<")
    return replace(header, dtype=dtype, codecs=Codecs(tuple(codecs[::-1]), is_text, axes))


def _with_shards(
    header: ArrayHeader, codecs: Sequence[Mapping[str, Any]], path: str
) -> ArrayHeader:
    settings = codecs[0]
    inner = lengths(settings["chunk_shape"], 1, path)
    index_codecs = [codec_settings(codec) for codec in settings["index_codecs"]]
    fits = len(inner) == len(header.chunks) and all(
        outer % small == 0 for outer, small in zip(header.chunks, inner, strict=False)
    )
    if len(codecs) > 1 or not fits or not index_codecs or index_codecs[0]["id"] != "bytes":
        msg = f"{path} is sharded in a way that aivc does not read"
        raise UnreadableInputError(msg)
    sharding = Sharding(
        shard_shape=header.chunks,
        index_at_end=settings.get("index_location", "end") == "end",
        index_codecs=tuple(index_codecs[:0:-1]),
    )
    inside = _with_codecs_v3(replace(header, chunks=inner), settings["codecs"], path)
    if inside.sharding is not None:
        msg = f"{path} has shards inside shards, which aivc does not read"
        raise UnreadableInputError(msg)
    return replace(inside, sharding=sharding)
