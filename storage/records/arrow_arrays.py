"""Arrow arrays as numpy arrays and back, by their buffers.

What pyarrow offers for this loads pandas, which costs more than reading a million rows.
Layout: https://arrow.apache.org/docs/format/Columnar.html.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FLOATS = {"halffloat": "float16", "float": "float32", "double": "float64"}
"""Names of Arrow that numpy does not use."""


def is_number(kind: Any) -> bool:
    """Tell whether an Arrow type is that of whole or decimal numbers."""
    import pyarrow as pa

    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def values_of(array: Any) -> NDArray[Any]:
    """Return the numbers or truth values of an array; where one is null, anything.

    Parameters
    ----------
    array
        An array or a chunked array of integers, floating-point numbers or booleans.

    Examples
    --------
    >>> import pyarrow as pa
    >>> values_of(pa.array([7, 8, 9], pa.int16())[1:]), values_of(pa.array([True, False])[1:])
    (array([8, 9], dtype=int16), array([False]))
    """
    kind = str(array.type)
    dtype = np.dtype(FLOATS.get(kind, kind))
    return _joined([_values(chunk, dtype) for chunk in _chunks(array)], dtype)


def nulls_of(array: Any) -> NDArray[np.bool_]:
    """Tell which values of an array, or of a chunked one, are null.

    Examples
    --------
    >>> import pyarrow as pa
    >>> nulls_of(pa.array([7, None, 9])[1:])
    array([ True, False])
    """
    return _joined([_nulls(chunk) for chunk in _chunks(array)], np.dtype(bool))


def text_bytes(array: Any) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return the bytes of strings without nulls, and where each starts and the last one ends.

    Examples
    --------
    >>> import pyarrow as pa
    >>> stored, starts = text_bytes(pa.array(["a", "", "bc"])[1:])
    >>> stored.tobytes(), starts
    (b'bc', array([0, 0, 2]))
    """
    _, offsets, data = array.buffers()
    if not len(array) or offsets is None:
        return np.empty(0, np.uint8), np.zeros(len(array) + 1, np.int64)
    kind = np.dtype(np.int64 if str(array.type).startswith("large") else np.int32)
    ends = np.frombuffer(offsets, kind, len(array) + 1, array.offset * kind.itemsize)
    first, last = int(ends[0]), int(ends[-1])
    stored = np.frombuffer(data, np.uint8, last - first, first) if data is not None else None
    return np.empty(0, np.uint8) if stored is None else stored, ends.astype(np.int64) - first


def texts_array(texts: Sequence[str]) -> Any:
    """Make an array of strings.

    Examples
    --------
    >>> texts_array(["a", "", "bc"]).to_pylist()
    ['a', '', 'bc']
    """
    import pyarrow as pa

    encoded = [text.encode() for text in texts]
    ends = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(text) for text in encoded], out=ends[1:])
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(encoded))]
    long = pa.Array.from_buffers(pa.large_string(), len(encoded), buffers)
    return long if ends[-1] >= 1 << 31 else long.cast(pa.string())


def truths_array(truths: NDArray[np.bool_]) -> Any:
    """Make an array of booleans.

    Examples
    --------
    >>> truths_array(np.array([True, False])).to_pylist()
    [True, False]
    """
    import pyarrow as pa

    packed = pa.py_buffer(np.packbits(truths, bitorder="little"))
    return pa.Array.from_buffers(pa.bool_(), len(truths), [None, packed])


def _chunks(array: Any) -> Sequence[Any]:
    chunks: Sequence[Any] = array.chunks if hasattr(array, "chunks") else [array]
    return chunks


def _joined(pieces: list[NDArray[Any]], dtype: np.dtype[Any]) -> NDArray[Any]:
    if len(pieces) == 1:
        return pieces[0]
    return np.concatenate(pieces) if pieces else np.empty(0, dtype)


def _values(array: Any, dtype: np.dtype[Any]) -> NDArray[Any]:
    stored = array.buffers()[1]
    if not len(array) or stored is None:
        return np.zeros(len(array), dtype)
    if dtype == np.bool_:
        return _bits(stored, array.offset, len(array))
    return np.frombuffer(stored, dtype, len(array), array.offset * dtype.itemsize)


def _nulls(array: Any) -> NDArray[np.bool_]:
    if not array.null_count:
        return np.zeros(len(array), np.bool_)
    valid = array.buffers()[0]
    if valid is None:  # an array of the type null has no buffer
        return np.ones(len(array), np.bool_)
    return ~_bits(valid, array.offset, len(array))


def _bits(stored: Any, offset: int, length: int) -> NDArray[np.bool_]:
    first = offset // 8
    packed = np.frombuffer(stored, np.uint8, (offset + length + 7) // 8 - first, first)
    bits = np.unpackbits(packed, count=offset - first * 8 + length, bitorder="little")
    return bits[offset - first * 8 :].astype(np.bool_)
