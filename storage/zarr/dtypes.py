"""Data types and fill values of zarr formats 2 and 3 as NumPy understands them."""

from __future__ import annotations

import base64
import math
import re
from typing import Any

import numpy as np

from aivc.storage.node import ValueKind

# NumPy would evaluate any text; only plain type strings are let through.
_PLAIN = re.compile(r"[<>|=]?(?:[biufcSUV]\d{1,9}|[mM]8(?:\[[A-Za-z0-9]{1,12}\])?)")
_NAMED = re.compile(r"(?:bool|u?int(?:8|16|32|64)|float(?:16|32|64)|complex(?:64|128))")
_KINDS = {
    "i": ValueKind.INTEGER,
    "u": ValueKind.INTEGER,
    "f": ValueKind.FLOAT,
    "b": ValueKind.BOOLEAN,
    "S": ValueKind.TEXT,
    "U": ValueKind.TEXT,
    "O": ValueKind.TEXT,
}
_SPECIAL = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


def kind_of(dtype: np.dtype[Any]) -> ValueKind:
    """Return the kind of the values of a type; ``object`` stands for text here."""
    if dtype.names:
        return ValueKind.COMPOUND
    return _KINDS.get(dtype.kind, ValueKind.OTHER)


def dtype_v2(declared: Any) -> np.dtype[Any]:
    """Return the type that ``dtype`` of a ``.zarray`` document names.

    Raises
    ------
    ValueError
        It names no type that aivc reads.
    """
    if declared == "|O":
        return np.dtype(object)
    if isinstance(declared, str) and _PLAIN.fullmatch(declared):
        return np.dtype(declared)
    if isinstance(declared, list):
        return np.dtype([(str(field[0]), dtype_v2(field[1])) for field in declared])
    msg = f"the data type {declared!r} is not read"
    raise ValueError(msg)


def dtype_v3(declared: Any) -> np.dtype[Any]:
    """Return the type that ``data_type`` of a ``zarr.json`` document names.

    Raises
    ------
    ValueError
        It names no type that aivc reads.
    """
    if declared == "string":
        return np.dtype(object)
    if isinstance(declared, str) and _NAMED.fullmatch(declared):
        return np.dtype(declared)
    if isinstance(declared, dict):
        if declared.get("name") == "structured":
            return _structure_v3(declared["configuration"]["fields"])
        length = declared.get("configuration", {}).get("length_bytes")
        if declared.get("name") == "fixed_length_utf32" and isinstance(length, int):
            return np.dtype(f"U{length // 4}")
        if declared.get("name") == "null_terminated_bytes" and isinstance(length, int):
            return np.dtype(f"S{length}")
    msg = f"the data type {declared!r} is not read"
    raise ValueError(msg)


def _structure_v3(fields: Any) -> np.dtype[Any]:
    types = [(str(name), dtype_v3(declared)) for name, declared in fields]
    if any(dtype.kind == "O" for _, dtype in types):
        msg = "a structure that holds text of varying length is not read"
        raise ValueError(msg)
    return np.dtype(types)


def fill_of(dtype: np.dtype[Any], declared: Any) -> Any:
    """Return the value of a chunk that is not stored.

    Raises
    ------
    ValueError, TypeError
        The declared fill value is none of this type.
    """
    if dtype.kind == "O":
        return declared if isinstance(declared, str) else ""
    if declared is None:
        return np.zeros((), dtype=dtype)[()]
    if dtype.kind in "fc" and declared in _SPECIAL:
        return dtype.type(_SPECIAL[declared])
    if dtype.kind in "iuf" and isinstance(declared, str) and declared.startswith("0x"):
        pattern = int(declared, 16).to_bytes(dtype.itemsize, "little")
        return np.frombuffer(pattern, dtype=dtype.newbyteorder("<"))[0]
    if dtype.kind in "SV" and isinstance(declared, str):
        stored = base64.b64decode(declared, validate=True).ljust(dtype.itemsize, b"\0")
        return np.frombuffer(stored[: dtype.itemsize], dtype=dtype)[0]
    return np.asarray(declared).astype(dtype)[()]
