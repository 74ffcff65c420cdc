"""Write plain Python values as AnnData stores ``uns``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnwritableError
from aivc.storage.node import join
from aivc.storage.writing.columns import write_texts
from aivc.storage.writing.names import StoredNames
from aivc.storage.writing.sink import ARRAY, DICT, NUMBER, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.storage.writing.sink import Sink

_NUMERIC = "biufc"


def write_values(sink: Sink, name: str, entries: Iterable[tuple[str, Any]]) -> Sink:
    """Write entries as a group, and return it.

    Texts, numbers, truth values, None, arrays, lists of texts or of numbers and dicts of these are
    stored as AnnData does; any other list becomes JSON text, which keeps its values.

    Raises
    ------
    UnwritableError
        A value is of no type that can be stored.
    """
    group = sink.group(name, DICT)
    names = StoredNames()
    for key, value in entries:
        write_value(group, names.of(str(key)), value)
    return group


def write_value(sink: Sink, name: str, value: Any) -> None:
    """Write one value under a name."""
    if value is None:
        sink.nothing(name)
    elif isinstance(value, str):
        sink.scalar(name, value, TEXT)
    elif isinstance(value, bool | int | float | np.generic):
        _write_scalar(sink, name, value)
    elif isinstance(value, Mapping):
        write_values(sink, name, value.items())
    elif isinstance(value, np.ndarray | list | tuple):
        _write_list(sink, name, value)
    else:
        msg = f"{join(sink.path, name)}: a value of type {type(value).__name__} cannot be stored"
        raise UnwritableError(msg)


def _write_scalar(sink: Sink, name: str, value: Any) -> None:
    number = np.asarray(value)
    if number.dtype.kind in _NUMERIC:
        sink.scalar(name, number[()], NUMBER)
    else:
        # An integer of more than 64 bits, a date, bytes.
        sink.scalar(name, str(value), TEXT)


def _write_list(sink: Sink, name: str, values: Any) -> None:
    if isinstance(values, np.ndarray) and not values.shape:
        write_value(sink, name, values[()])
        return
    if isinstance(values, np.ndarray) and values.dtype.names:
        sink.records(name, values)
        return
    if isinstance(values, np.ndarray) and values.dtype.kind in _NUMERIC:
        sink.array(name, values, ARRAY)
        return
    listed = values.tolist() if isinstance(values, np.ndarray) else list(values)
    kinds = {type(value) for value in listed}
    if not listed:
        sink.array(name, np.empty(0), ARRAY)
    elif kinds <= {str, np.str_}:
        write_texts(sink, name, listed)
    elif kinds == {bool} or (kinds <= {int, float} and _fit_64_bits(listed)):
        sink.array(name, np.array(listed), ARRAY)
    else:
        sink.scalar(name, _as_json(join(sink.path, name), listed), TEXT)


def _fit_64_bits(numbers: list[Any]) -> bool:
    return all(isinstance(number, float) or -(1 << 63) <= number < 1 << 63 for number in numbers)


def _as_json(path: str, value: Any) -> str:
    def plain(inner: Any) -> Any:
        if isinstance(inner, np.ndarray | np.generic):
            return inner.tolist()
        if isinstance(inner, Mapping):
            return dict(inner)
        msg = f"{path}: a value of type {type(inner).__name__} cannot be stored"
        raise UnwritableError(msg)

    return json.dumps(value, default=plain, ensure_ascii=False)
