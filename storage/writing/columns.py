"""Write one column of a frame as AnnData stores it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.frames.factorize import code_dtype
from aivc.storage.model import ColumnKind
from aivc.storage.object_texts import object_texts
from aivc.storage.writing.sink import ARRAY, TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Column, ColumnInfo, Frame
    from aivc.storage.writing.sink import Sink

CATEGORICAL = {"encoding-type": "categorical", "encoding-version": "0.2.0"}
NULLABLE = {"encoding-version": "0.1.0"}
BLOCK = 1 << 16


def write_column(sink: Sink, name: str, frame: Frame, info: ColumnInfo) -> None:
    """Write a column under a name.

    As AnnData does, text that repeats becomes a categorical. So does text that is missing
    somewhere, which plain text cannot say.

    Raises
    ------
    UnreadableInputError
        The column cannot be read.
    """
    if info.kind is ColumnKind.STRING:
        _write_text(sink, name, frame.column(info.name))
    elif info.kind is ColumnKind.CATEGORICAL or info.kind is ColumnKind.OTHER:
        _write_categorical_column(sink, name, frame.column(info.name))
    else:
        _write_numbers(sink, name, frame, info)


def write_categorical(
    sink: Sink,
    name: str,
    codes: NDArray[Any],
    labels: Sequence[str] | NDArray[Any],
    *,
    is_ordered: bool = False,
) -> None:
    """Write codes and labels.

    Parameters
    ----------
    sink
        The group of the frame.
    name
        Name of the column.
    codes
        Position in ``labels`` for each row, -1 where missing.
    labels
        Distinct texts, or an array of distinct numbers or truth values.
    is_ordered
        Whether the order of the labels means something.
    """
    group = sink.group(name, {**CATEGORICAL, "ordered": is_ordered})
    group.array("codes", codes.astype(code_dtype(len(labels)), copy=False))
    if isinstance(labels, np.ndarray):
        group.array("categories", labels)
    else:
        write_texts(group, "categories", labels)


def write_texts(sink: Sink, name: str, texts: Sequence[str]) -> None:
    """Write a list of texts."""
    sink.texts(name, len(texts), _blocks(texts), TEXTS)


def _blocks(texts: Sequence[str]) -> Iterator[NDArray[np.object_]]:
    for start in range(0, len(texts), BLOCK):
        yield object_texts(texts[start : start + BLOCK])


def _write_text(sink: Sink, name: str, column: Column) -> None:
    n_rows = len(column.codes)
    is_distinct = len(column.categories) >= n_rows and not (column.codes < 0).any()
    if not is_distinct:
        write_categorical(sink, name, column.codes, column.categories)
        return
    labels = object_texts(column.categories)
    codes = (column.codes[start : start + BLOCK] for start in range(0, n_rows, BLOCK))
    sink.texts(name, n_rows, (labels[part] for part in codes), TEXTS)


def _write_categorical_column(sink: Sink, name: str, column: Column) -> None:
    codes, labels = _without_repeats(column)
    is_ordered = column.info.ordered
    write_categorical(sink, name, codes, labels, is_ordered=is_ordered)


def _without_repeats(column: Column) -> tuple[NDArray[Any], Sequence[str] | NDArray[Any]]:
    """Return codes and labels, labels that stand there twice or stand for nothing taken out."""
    kept = {label: place for place, label in reversed(list(enumerate(column.categories)))}
    numbers = column.numbers
    order = sorted(
        place for place in kept.values() if numbers is None or not np.isnan(numbers[place])
    )
    codes = column.codes
    if len(order) < len(column.categories):
        rank = {column.categories[place]: new for new, place in enumerate(order)}
        renumbered = np.array([rank.get(label, -1) for label in column.categories] + [-1])
        codes = renumbered[codes]
    labels = [column.categories[place] for place in order]
    if column.info.dtype == "bool":
        return codes, np.array([label == "True" for label in labels], dtype=bool)
    if numbers is None:
        return codes, labels
    if np.dtype(column.info.dtype).kind in "iu":
        return codes, np.array([int(label) for label in labels], dtype=column.info.dtype)
    return codes, numbers[order].astype(column.info.dtype)


def _write_numbers(sink: Sink, name: str, frame: Frame, info: ColumnInfo) -> None:
    values = frame.numbers(info.name)
    is_masked = info.kind is not ColumnKind.FLOAT and values.dtype.kind == "f"
    if not is_masked:
        dtype = np.dtype(info.dtype)
        dtype = np.dtype(np.float64) if dtype.itemsize > 8 else dtype
        sink.array(name, values.astype(dtype, copy=False), ARRAY)
        return
    column = frame.column(info.name)
    missing = column.codes < 0
    # Through the labels: a float could not hold every integer.
    is_truth = info.kind is ColumnKind.BOOLEAN
    distinct = [label == "True" if is_truth else int(label) for label in column.categories]
    whole = np.array([*distinct, 0], dtype=np.dtype(info.dtype))[column.codes]
    kind = "nullable-boolean" if is_truth else "nullable-integer"
    group = sink.group(name, {"encoding-type": kind, **NULLABLE})
    group.array("values", whole)
    group.array("mask", missing)
