"""The numbers and the metadata of a GCTX file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.l1000.gctx_tree import FEATURES, MATRIX, SAMPLES, open_tree
from aivc.adapters.l1000.profiles import Profiles, column_of_texts, refuse_repeated
from aivc.adapters.l1000.sentinel import Sentinels
from aivc.adapters.text_bytes.encoding import is_utf8, text_of
from aivc.adapters.text_matrix.gathered import FeatureLines
from aivc.adapters.text_matrix.parts import PART_BYTES
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.columns import MadeNumbers
from aivc.storage.made.matrices import StreamedRows
from aivc.storage.model import DenseBlock, MatrixEncoding
from aivc.storage.node import ArrayNode, GroupNode, ValueKind
from aivc.storage.plain import native

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Matrix

COUNTED_BYTES = 2 << 30
"""Up to this size a matrix is read once beforehand, to count what is missing."""

NUMBERS = frozenset({ValueKind.INTEGER, ValueKind.FLOAT, ValueKind.BOOLEAN})


@dataclass
class _Axis:
    """Names and columns of the profiles or of the features."""

    names: list[str]
    columns: list[ColumnSource]


def read_gctx(source: Path, log: ConversionNotes) -> Profiles:
    """Read the metadata of a GCTX file and prepare to stream its matrix.

    Raises
    ------
    UnreadableInputError
        It is no GCTX file, or its parts do not fit to each other.
    """
    container = open_tree(source)
    try:
        profiles = _profiles(source, container.root, log)
    except BaseException:
        container.close()
        raise
    close_values = profiles.close

    def close() -> None:
        close_values()
        container.close()

    profiles.close = close
    return profiles


def _profiles(source: Path, root: GroupNode, log: ConversionNotes) -> Profiles:
    values = root.array(MATRIX)
    if values is None or len(values.shape) != 2 or values.kind not in NUMBERS:
        msg = f"{source} is no GCTX: it has no matrix of numbers at /{MATRIX}"
        raise UnreadableInputError(msg)
    log.read_file(source)
    for path in _others(root):
        log.left_alone(f"/{path}", "GCTX has one matrix, /0/DATA/0/matrix, and this is another")
    is_turned = _is_turned(source, root, values)
    n_samples, n_features = values.shape[::-1] if is_turned else values.shape
    samples = _axis(source, root, SAMPLES, n_samples, log)
    features = _axis(source, root, FEATURES, n_features, log)
    refuse_repeated(source, samples.names)
    gathered = _turned(values, log) if is_turned else None
    return Profiles(
        path=source,
        obs_names=samples.names,
        var_names=features.names,
        obs=samples.columns,
        var=features.columns,
        matrix=_streamed(values, log) if gathered is None else gathered.matrix("X"),
        close=gathered.close if gathered is not None else _nothing,
    )


def _others(root: GroupNode) -> list[str]:
    """Return paths of what stands beside the matrix."""
    data, first = root.group("0/DATA"), root.group("0/DATA/0")
    beside = [f"0/DATA/{name}" for name in (data.names() if data else ()) if name != "0"]
    return beside + [f"0/DATA/0/{n}" for n in (first.names() if first else ()) if n != "matrix"]


def _nothing() -> None:
    """Close what needs no closing."""


def _is_turned(source: Path, root: GroupNode, values: ArrayNode) -> bool:
    """Tell from the numbers of names whether features are the rows of the stored matrix.

    GCTX stores profiles as rows, seen from row-major HDF5; some programs do it the other way.
    """
    n_samples, n_features = _n_names(root, SAMPLES), _n_names(root, FEATURES)
    for is_turned, shape in ((False, values.shape), (True, values.shape[::-1])):
        fits = zip((n_samples, n_features), shape, strict=True)
        if all(found is None or found == size for found, size in fits):
            return is_turned
    msg = (
        f"{source} has a matrix of {values.shape[0]:,} x {values.shape[1]:,} values, but names of "
        f"{n_samples} profiles and {n_features} features; the file was put together wrongly"
    )
    raise UnreadableInputError(msg)


def _n_names(root: GroupNode, axis: str) -> int | None:
    names = root.array(f"{axis}/id")
    return None if names is None or not names.shape else names.shape[0]


def _axis(source: Path, root: GroupNode, path: str, length: int, log: ConversionNotes) -> _Axis:
    group = root.group(path)
    names, columns = None, []
    for name in group.names() if group is not None else ():
        array = None if group is None else group.array(name)
        if array is None or not _is_column(array, length):
            said = f"it is no list of {length:,} texts or numbers"
            log.left_alone(f"/{path}/{name}", said)
        elif name == "id":
            names = [text.strip() for text in _texts(source, array, log)]
        else:
            columns.append(_column(source, name, array, log))
    if names is None:
        log.added(f"names from 0 to {length - 1:,}", f"/{path} has no id of them", n_rows=length)
        names = [str(row) for row in range(length)]
    return _Axis(names, columns)


def _is_column(array: ArrayNode, length: int) -> bool:
    return array.shape in {(length,), (length, 1), (1, length)} and (
        array.kind in NUMBERS or array.kind is ValueKind.TEXT
    )


def _column(source: Path, name: str, array: ArrayNode, log: ConversionNotes) -> ColumnSource:
    if array.kind in NUMBERS:
        return MadeNumbers(name, native(array.read().ravel()))
    return column_of_texts(name, _texts(source, array, log), log)


def _texts(source: Path, array: ArrayNode, log: ConversionNotes) -> Sequence[str]:
    """Return texts without the zeros or spaces that fill them up."""
    stored = array.read().ravel().tolist()
    if not all(is_utf8(text) for text in stored if isinstance(text, bytes)):
        said = f"{source.name} is no UTF-8 there; micro signs and accents were read as Latin-1"
        log.converted(f"/{array.path}", "text read as Latin-1", said)
    texts = [text_of(text) if isinstance(text, bytes) else str(text) for text in stored]
    return [text.rstrip("\0 ") for text in texts]


def _streamed(values: ArrayNode, log: ConversionNotes) -> Matrix:
    dtype = _float_type(values.dtype)
    _count(values, log)

    def blocks(start: int, stop: int, max_bytes: int) -> Iterator[DenseBlock]:
        for piece in values.stream(start, stop, max_bytes):
            numbers = native(piece).astype(dtype, copy=False)
            yield DenseBlock(start, start + len(piece), Sentinels().removed(numbers))
            start += len(piece)

    shape = (values.shape[0], values.shape[1])
    n_cells = shape[0] * shape[1]
    return StreamedRows("X", shape, str(dtype), n_cells, blocks, MatrixEncoding.DENSE)


def _count(values: ArrayNode, log: ConversionNotes) -> None:
    """Note how many values are missing, where looking does not take long."""
    if values.shape[0] * values.shape[1] * values.dtype.itemsize > COUNTED_BYTES:
        said = (
            "LINCS writes it for a missing value; the matrix is too large to be read once more, "
            "so that they were not counted"
        )
        log.converted("-666 in X, if there is any", "missing (NaN)", said)
        return
    sentinels = Sentinels()
    for piece in values.stream():
        sentinels.removed(piece.astype(np.float64))
    sentinels.note(log, "X")


def _turned(values: ArrayNode, log: ConversionNotes) -> FeatureLines:
    """Turn a matrix that is stored with features as rows, by way of a temporary file."""
    sentinels = Sentinels()
    n_bytes = values.shape[0] * values.shape[1] * np.dtype(np.float64).itemsize
    matrix = FeatureLines(values.shape[1], 1 + 2 * n_bytes // PART_BYTES)
    try:
        for piece in values.stream(max_bytes=4 << 20):
            matrix.append(sentinels.removed(native(piece).astype(np.float64)))
    except BaseException:
        matrix.close()
        raise
    sentinels.note(log, "X")
    return matrix


def _float_type(stored: np.dtype[np.generic]) -> np.dtype[np.floating]:
    """Return the type of floating-point numbers that holds all values and NaN."""
    is_short = stored.itemsize <= 2 or (stored.kind == "f" and stored.itemsize <= 4)
    return np.dtype(np.float32 if is_short else np.float64)
