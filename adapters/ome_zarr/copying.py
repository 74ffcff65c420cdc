"""Copy the arrays of an image into a SpatialData store, chunk by chunk."""

from __future__ import annotations

import itertools
import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.ome_zarr.array_documents import document, kept_codecs, plain_codecs
from aivc.adapters.ome_zarr.sliced import SlicedArray
from aivc.storage.guard import decoding
from aivc.storage.limits import refuse_unending
from aivc.storage.node import join

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.ome_zarr.ngff import Level
    from aivc.adapters.ome_zarr.sliced import Slicing
    from aivc.storage.zarr.stores import Store


def copy_array(store: Store, level: Level, slicing: Slicing, target: Path) -> None:
    """Write one resolution below a folder as an array of zarr format 3.

    Stored chunks are taken over byte for byte where format 3 has their codec and no chunk holds
    more than one index of an axis that is left out; else they are decoded and written anew.

    Raises
    ------
    UnreadableInputError
        A chunk is damaged.
    """
    target.mkdir(parents=True)
    with decoding(level.path):
        codecs = kept_codecs(level.header, _source_document(store, level), slicing)
    if codecs is None:
        _write_anew(store, level, slicing, target)
        return
    header = level.header
    outer = header.chunks if header.sharding is None else header.sharding.shard_shape
    chunks = slicing.pick(outer, 1)
    with decoding(level.path):
        described = document(header, slicing, chunks, codecs)
    _put_document(target, described)
    lengths = slicing.pick(header.shape, 1)
    grid = [-(-length // chunk) for length, chunk in zip(lengths, chunks, strict=True)]
    refuse_unending(math.prod(grid), level.path)
    for place in itertools.product(*map(range, grid)):
        stored = store.get(join(level.path, header.key(_in_source(place, slicing, header.shape))))
        if stored is not None:
            _put_chunk(target, place, stored)


def _write_anew(store: Store, level: Level, slicing: Slicing, target: Path) -> None:
    from numcodecs import Zstd

    array = SlicedArray(store, level, slicing)
    dtype = level.header.dtype.newbyteorder("<")
    codecs = plain_codecs(level.header.dtype)
    with decoding(level.path):
        described = document(level.header, slicing, array.chunks, codecs)
    _put_document(target, described)
    packer = Zstd(level=1)
    for place in array.places():
        values = array.whole_chunk(place)
        if values is not None:
            plain = np.ascontiguousarray(values, dtype=dtype)
            _put_chunk(target, place, bytes(packer.encode(plain)))


def _in_source(place: tuple[int, ...], slicing: Slicing, shape: tuple[int, ...]) -> tuple[int, ...]:
    found = [0] * len(shape)
    for source, index in zip(slicing.sources, place, strict=True):
        if source is not None:
            found[source] = index
    for source, index in slicing.fixed:
        found[source] = index  # their chunks have length 1
    return tuple(found)


def _source_document(store: Store, level: Level) -> dict[str, Any]:
    for name in ("zarr.json", ".zarray"):
        stored = store.get(join(level.path, name))
        if stored is not None:
            found: dict[str, Any] = json.loads(stored)
            return found
    return {}


def _put_document(folder: Path, content: dict[str, Any]) -> None:
    (folder / "zarr.json").write_text(json.dumps(content, indent=2), encoding="utf-8")


def _put_chunk(folder: Path, place: tuple[int, ...], content: bytes) -> None:
    path = folder.joinpath("c", *map(str, place))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
