"""The metadata documents of zarr formats 2 and 3, checked before anything is believed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from aivc.storage.errors import UnreadableInputError
from aivc.storage.guard import decoding
from aivc.storage.limits import MAX_CHUNK_BYTES, MAX_METADATA_BYTES, MAX_RANK, refuse_beyond
from aivc.storage.node import join
from aivc.storage.zarr.dtypes import dtype_v2, dtype_v3, fill_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

    from aivc.storage.zarr.stores import Store

TEXT_CODEC = "vlen-utf8"


@dataclass(frozen=True, slots=True)
class Codecs:
    """How the bytes of a chunk become values.

    ``outer`` are bytes-to-bytes codecs in the order of decoding, each a mapping with its name
    under ``id``. ``axes`` is the order in which the axes are stored.
    """

    outer: tuple[Mapping[str, Any], ...]
    is_text: bool
    axes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sharding:
    """Several chunks in one stored object, with an index of where each one is."""

    shard_shape: tuple[int, ...]
    index_at_end: bool
    index_codecs: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ArrayHeader:
    """All that the metadata say about an array."""

    shape: tuple[int, ...]
    chunks: tuple[int, ...]
    dtype: np.dtype[Any]
    fill: Any
    codecs: Codecs
    key_prefix: str
    separator: str
    sharding: Sharding | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)

    def key(self, place: tuple[int, ...]) -> str:
        """Return the key, below the array, of the stored object at a place of the grid."""
        names = [self.key_prefix] if self.key_prefix else []
        names += [str(index) for index in place]
        if not place and not self.key_prefix:
            return "0"
        return self.separator.join(names)


@dataclass(frozen=True, slots=True)
class GroupHeader:
    """All that the metadata say about a group."""

    attributes: Mapping[str, Any]


def read_header(store: Store, path: str) -> ArrayHeader | GroupHeader | None:
    """Read what the metadata at a path say, None if there are none.

    Raises
    ------
    UnreadableInputError
        The metadata are damaged, or describe something that aivc does not read.
    """
    name = path or "/"
    newer = _document(store, join(path, "zarr.json"))
    if newer is not None:
        with decoding(name):
            return _header_v3(newer, name)
    older = _document(store, join(path, ".zarray"))
    is_group = older is None and store.size(join(path, ".zgroup")) is not None
    if older is None and not is_group:
        return None
    attributes = _document(store, join(path, ".zattrs")) or {}
    if older is None:
        return GroupHeader(attributes)
    with decoding(name):
        return replace(_array_v2(older, name), attributes=attributes)


def _document(store: Store, key: str) -> Mapping[str, Any] | None:
    refuse_beyond(MAX_METADATA_BYTES, store.size(key) or 0, key, "the metadata")
    stored = store.get(key)
    if stored is None:
        return None
    with decoding(key):
        found = json.loads(stored)
    if not isinstance(found, dict):
        msg = f"{key} holds {type(found).__name__}, not a JSON object"
        raise UnreadableInputError(msg)
    return found


def _array_v2(document: Mapping[str, Any], path: str) -> ArrayHeader:
    _expect_format(document, 2, path)
    shape = _lengths(document["shape"], 0, path)
    dtype = dtype_v2(document["dtype"])
    filters = [_named(settings) for settings in document.get("filters") or ()]
    compressor = document.get("compressor")
    outer = [_named(compressor)] if compressor else []
    is_text = dtype.kind == "O"
    if is_text and (not filters or filters[0]["id"] != TEXT_CODEC):
        names = [settings["id"] for settings in filters]
        msg = f"{path} holds serialised objects (filters {names}); aivc never decodes those"
        raise UnreadableInputError(msg)
    outer += reversed(filters[1:] if is_text else filters)
    axes = tuple(range(len(shape)))
    header = ArrayHeader(
        shape=shape,
        chunks=_lengths(document["chunks"], 1, path),
        dtype=dtype,
        fill=fill_of(dtype, document.get("fill_value")),
        codecs=Codecs(
            tuple(outer),
            is_text,
            axes[::-1] if document.get("order") == "F" else axes,
        ),
        key_prefix="",
        separator="/" if document.get("dimension_separator") == "/" else ".",
    )
    return _checked(header, path)


def _header_v3(document: Mapping[str, Any], path: str) -> ArrayHeader | GroupHeader:
    _expect_format(document, 3, path)
    attributes = document.get("attributes") or {}
    if not isinstance(attributes, dict):
        msg = f"{path} has attributes that are no JSON object"
        raise UnreadableInputError(msg)
    if document.get("node_type") == "group":
        return GroupHeader(attributes)
    shape = _lengths(document["shape"], 0, path)
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
        chunks=_lengths(grid["configuration"]["chunk_shape"], 1, path),
        dtype=dtype,
        fill=fill_of(dtype, document.get("fill_value")),
        codecs=Codecs((), dtype.kind == "O", tuple(range(len(shape)))),
        key_prefix="c" if is_default else "",
        separator="." if separator == "." else "/",
        attributes=attributes,
    )
    return _checked(_with_codecs_v3(header, document["codecs"], path), path)


def _with_codecs_v3(header: ArrayHeader, declared: Any, path: str) -> ArrayHeader:
    codecs = [_named(settings) for settings in declared]
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
    inner = _lengths(settings["chunk_shape"], 1, path)
    index_codecs = [_named(codec) for codec in settings["index_codecs"]]
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


def _checked(header: ArrayHeader, path: str) -> ArrayHeader:
    if len(header.shape) != len(header.chunks):
        msg = f"{path} has {len(header.shape)} dimensions, but its chunks have {len(header.chunks)}"
        raise UnreadableInputError(msg)
    chunk_bytes = header.dtype.itemsize
    for length in header.chunks:
        chunk_bytes *= length
    refuse_beyond(MAX_CHUNK_BYTES, chunk_bytes, path, "one chunk")
    return header


def _lengths(declared: Any, least: int, path: str) -> tuple[int, ...]:
    is_plain = isinstance(declared, list) and all(
        isinstance(length, int) and not isinstance(length, bool) for length in declared
    )
    if not is_plain or len(declared) > MAX_RANK or any(not 0 <= n < 1 << 62 for n in declared):
        msg = f"{path} declares the lengths {str(declared)[:200]}, which no array can have"
        raise UnreadableInputError(msg)
    # Writers give an empty array chunks of length 0.
    return tuple(max(least, length) for length in declared)


def _expect_format(document: Mapping[str, Any], version: int, path: str) -> None:
    if document.get("zarr_format") != version:
        msg = f"{path} declares zarr format {document.get('zarr_format')!r}, expected {version}"
        raise UnreadableInputError(msg)


def _named(settings: Any) -> dict[str, Any]:
    """Return a codec's settings with its name under ``id``, as format 2 writes them."""
    if isinstance(settings, str):
        return {"id": settings}
    if "id" in settings:
        return dict(settings)
    # The zarr library writes the codecs of numcodecs under a prefix.
    name = str(settings["name"]).removeprefix("numcodecs.")
    return {**(settings.get("configuration") or {}), "id": name}
