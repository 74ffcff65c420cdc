"""Carry a tree of groups and arrays from one format into the other, chunk by chunk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnwritableError
from aivc.storage.frames.build import build_frame
from aivc.storage.limits import MAX_DEPTH
from aivc.storage.matrices.build import is_null
from aivc.storage.node import ArrayNode, GroupNode, ValueKind, join
from aivc.storage.object_texts import object_texts
from aivc.storage.plain import decoded, native
from aivc.storage.problems import ProblemLog
from aivc.storage.writing.adding import is_current
from aivc.storage.writing.frames import FRAME, write_frame
from aivc.storage.writing.sink import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from aivc.storage.writing.sink import Sink

_NUMERIC = frozenset({ValueKind.INTEGER, ValueKind.FLOAT, ValueKind.BOOLEAN})
_SPARSE_PARTS = frozenset({"data", "indices", "indptr"})


def carry_group(node: GroupNode, sink: Sink, depth: int = 0) -> None:
    """Write all that a group holds into another group, attributes included.

    Data frames of AnnData 0.7 are written as those of today.

    Raises
    ------
    UnwritableError
        An element cannot be read, or the other format has nothing like it.
    """
    if depth > MAX_DEPTH:
        msg = f"{node.path} is nested deeper than {MAX_DEPTH} groups; a link leads in a circle"
        raise UnwritableError(msg)
    sink.describe(node.attributes)
    for name in node.names():
        child = node.child(name)
        if child is None:
            raise _stays(join(node.path, name), "cannot be read, or lies in another file")
        if isinstance(child, ArrayNode):
            _carry_array(child, name, sink)
        elif child.attributes.get("encoding-type") == FRAME["encoding-type"] and not is_current(
            child
        ):
            write_frame(sink, name, build_frame(child, None, ProblemLog()))
        else:
            n_columns = len(child.attributes.get("column-order") or ())
            carry_group(child, sink.group(name, {}, n_columns=n_columns), depth + 1)


def _carry_array(array: ArrayNode, name: str, sink: Sink) -> None:
    if is_null(array):
        sink.nothing(name, array.attributes)
    elif not array.shape:
        sink.scalar(name, _single(array), array.attributes)
    elif array.kind is ValueKind.COMPOUND:
        sink.records(name, _decoded_records(array), array.attributes)
    elif array.kind is ValueKind.TEXT:
        _carry_text(array, name, sink)
    elif array.kind in _NUMERIC:
        dtype = array.dtype.newbyteorder("=")
        grows = name in _SPARSE_PARTS
        writer = sink.rows(name, array.shape[1:], dtype, array.attributes, grows=grows)
        for piece in array.stream():
            writer.append(native(piece))
        writer.finish()
    else:
        raise _stays(array.path, f"holds values of type {array.dtype}")


def _single(array: ArrayNode) -> Any:
    if array.kind not in _NUMERIC | {ValueKind.TEXT}:
        raise _stays(array.path, f"holds a value of type {array.dtype}")
    value = array.read().reshape(-1)[0]
    return decoded(value) if isinstance(value, bytes | str) else native(np.asarray(value))[()]


def _carry_text(array: ArrayNode, name: str, sink: Sink) -> None:
    if array.dtype.kind == "S" and array.attributes.get("encoding-type") != TEXTS["encoding-type"]:
        writer = sink.rows(name, array.shape[1:], array.dtype, array.attributes)
        for piece in array.stream():
            writer.append(piece)
        writer.finish()
        return
    if len(array.shape) > 1:
        raise _stays(array.path, f"holds text in {len(array.shape)} dimensions")
    sink.texts(name, array.shape[0], _texts(array), array.attributes)


def _texts(array: ArrayNode) -> Iterator[NDArray[np.object_]]:
    for piece in array.stream():
        yield object_texts([decoded(text) for text in piece.tolist()])


def _decoded_records(array: ArrayNode) -> NDArray[Any]:
    stored = array.read()
    fields = [(name, _field_dtype(stored.dtype[name], array)) for name in stored.dtype.names or ()]
    made = np.empty(stored.shape, dtype=fields)
    for name, dtype in fields:
        values = stored[name]
        if dtype.kind == "O":
            flat = [decoded(text) for text in values.ravel().tolist()]
            values = np.array([*flat, None], dtype=object)[:-1].reshape(values.shape)
        made[name] = values
    return made


def _field_dtype(dtype: np.dtype[Any], array: ArrayNode) -> np.dtype[Any]:
    if dtype.kind in "OUS":
        return np.dtype(object)
    if dtype.kind not in "biuf":
        raise _stays(array.path, f"holds values of type {dtype}")
    return dtype.newbyteorder("=")


def _stays(path: str, why: str) -> UnwritableError:
    msg = (
        f"{path} {why}, and cannot be carried into the other format; keep the suffix of the source"
    )
    return UnwritableError(msg)
