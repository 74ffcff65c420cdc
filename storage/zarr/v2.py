"""Array metadata of zarr format 2.

Specification: https://zarr-specs.readthedocs.io/en/latest/v2/v2.0.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.storage.errors import UnreadableInputError
from aivc.storage.zarr.dtypes import dtype_v2, fill_of
from aivc.storage.zarr.header import (
    TEXT_CODEC,
    ArrayHeader,
    Codecs,
    checked,
    codec_settings,
    expect_format,
    lengths,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


def array_v2(document: Mapping[str, Any], path: str) -> ArrayHeader:
    """Return what a ``.zarray`` document says.

    Raises
    ------
    UnreadableInputError
        It describes something that aivc does not read.
    KeyError, TypeError, ValueError
        It is no such document.
    """
    expect_format(document, 2, path)
    shape = lengths(document["shape"], 0, path)
    dtype = dtype_v2(document["dtype"])
    filters = [codec_settings(settings) for settings in document.get("filters") or ()]
    compressor = document.get("compressor")
    outer = [codec_settings(compressor)] if compressor else []
    is_text = dtype.kind == "O"
    if is_text and (not filters or filters[0]["id"] != TEXT_CODEC):
        names = [settings["id"] for settings in filters]
        msg = f"{path} holds serialised objects (filters {names}); aivc never decodes those"
        raise UnreadableInputError(msg)
    outer += reversed(filters[1:] if is_text else filters)
    axes = tuple(range(len(shape)))
    header = ArrayHeader(
        shape=shape,
        chunks=lengths(document["chunks"], 1, path),
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
    return checked(header, path)
