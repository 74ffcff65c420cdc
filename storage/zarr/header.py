"""What the metadata of a zarr array or group say, whatever the format, and how it is checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aivc.storage.errors import UnreadableInputError
from aivc.storage.limits import MAX_CHUNK_BYTES, MAX_RANK, refuse_beyond

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

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


def checked(header: ArrayHeader, path: str) -> ArrayHeader:
    """Return the header if its parts fit together.

    Raises
    ------
    UnreadableInputError
        Shape and chunks differ in rank, or one chunk would be too large to hold.
    """
    if len(header.shape) != len(header.chunks):
        msg = f"{path} has {len(header.shape)} dimensions, but its chunks have {len(header.chunks)}"
        raise UnreadableInputError(msg)
    chunk_bytes = header.dtype.itemsize
    for length in header.chunks:
        chunk_bytes *= length
    refuse_beyond(MAX_CHUNK_BYTES, chunk_bytes, path, "one chunk")
    return header


def lengths(declared: Any, least: int, path: str) -> tuple[int, ...]:
    """Return declared lengths of axes as integers of at least ``least``.

    Raises
    ------
    UnreadableInputError
        They are no list of plausible lengths.
    """
    is_plain = isinstance(declared, list) and all(
        isinstance(length, int) and not isinstance(length, bool) for length in declared
    )
    if not is_plain or len(declared) > MAX_RANK or any(not 0 <= n < 1 << 62 for n in declared):
        msg = f"{path} declares the lengths {str(declared)[:200]}, which no array can have"
        raise UnreadableInputError(msg)
    # Writers give an empty array chunks of length 0.
    return tuple(max(least, length) for length in declared)


def expect_format(document: Mapping[str, Any], version: int, path: str) -> None:
    """Raise UnreadableInputError if a document is of another format than its name says."""
    if document.get("zarr_format") != version:
        msg = f"{path} declares zarr format {document.get('zarr_format')!r}, expected {version}"
        raise UnreadableInputError(msg)


def codec_settings(settings: Any) -> dict[str, Any]:
    """Return a codec's settings with its name under ``id``, as format 2 writes them."""
    if isinstance(settings, str):
        return {"id": settings}
    if "id" in settings:
        return dict(settings)
    # The zarr library writes the codecs of numcodecs under a prefix.
    name = str(settings["name"]).removeprefix("numcodecs.")
    return {**(settings.get("configuration") or {}), "id": name}
