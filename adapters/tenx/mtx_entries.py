"""Parse the entries of a Matrix Market file in pieces, and say where one is wrong."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.tenx.pieces import read_ahead, whole_lines
from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.arrow_arrays import values_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from numpy.typing import NDArray

    from aivc.adapters.tenx.mtx_header import MtxHeader

_LARGEST_32 = (1 << 31) - 1
_INTEGER = re.compile(rb"[-+]?\d+")
_SPACES = re.compile(rb" {2,}")
_AT_BORDERS = re.compile(rb" ?\n ?")


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Consecutive entries: rows and columns counted from 0, and values.

    ``rows`` and ``columns`` are integers, ``values`` int32 or float64, all of shape (n_entries,).
    """

    rows: NDArray[Any]
    columns: NDArray[Any]
    values: NDArray[Any]


def entries_of(opened: BinaryIO, header: MtxHeader, where: str) -> Iterator[Entries]:
    """Yield the entries behind a head, in the order of the file.

    Parameters
    ----------
    opened
        The file, unpacked, at its first entry.
    header
        Its head.
    where
        The file, for messages.

    Raises
    ------
    UnreadableInputError
        A line does not hold the numbers that it should, an entry lies outside the matrix, or there
        are more or fewer entries than declared. The line is named.
    """
    line, n_entries = header.n_lines + 1, 0
    with closing(read_ahead(whole_lines(opened, where))) as pieces:
        for piece in pieces:
            entries = _parsed(piece, header, line, where)
            _require_inside(entries, header, piece, line, where)
            n_entries += len(entries.rows)
            if n_entries > header.n_entries:
                n_entries += sum(rest.count(b"\n") for rest in pieces)
                break
            yield entries
            line += piece.count(b"\n")
    if n_entries != header.n_entries:
        msg = (
            f"{where} declares {header.n_entries:,} entries but holds {n_entries:,}; it was cut "
            "off, or its head belongs to another matrix, so fetch it again"
        )
        raise UnreadableInputError(msg)


def _parsed(piece: bytes, header: MtxHeader, line: int, where: str) -> Entries:
    import pyarrow as pa

    if piece.isspace():
        none = np.empty(0, dtype=np.int32)
        return Entries(none, none, none)
    try:
        return _numbers(piece, header)
    except pa.ArrowInvalid:
        spaced = _single_spaces(piece)
    try:
        return _numbers(spaced, header)
    except pa.ArrowInvalid as error:
        raise _wrong_line(piece, header, line, where) from error


def _numbers(piece: bytes, header: MtxHeader) -> Entries:
    """Parse lines whose words are separated by single spaces, as Cell Ranger writes them."""
    import pyarrow as pa
    from pyarrow import csv

    place = pa.int32() if max(header.n_rows, header.n_columns) <= _LARGEST_32 else pa.int64()
    kinds = {"row": place, "column": place}
    if header.kind != "pattern":
        kinds["value"] = pa.int32() if header.kind == "integer" else pa.float64()
    table = csv.read_csv(
        pa.py_buffer(piece),
        read_options=csv.ReadOptions(
            column_names=list(kinds), use_threads=False, block_size=len(piece) + 1
        ),
        parse_options=csv.ParseOptions(delimiter=" ", quote_char=False),
        convert_options=csv.ConvertOptions(column_types=kinds, null_values=[]),
    )
    rows, columns = values_of(table.column("row")), values_of(table.column("column"))
    if header.kind == "pattern":
        return Entries(rows - 1, columns - 1, np.ones(len(rows), dtype=np.int32))
    return Entries(rows - 1, columns - 1, values_of(table.column("value")))


def _single_spaces(piece: bytes) -> bytes:
    """Separate words by single spaces; the format allows any number of spaces and tabs."""
    spaced = piece.replace(b"\r\n", b"\n").translate(bytes.maketrans(b"\t\r", b"  "))
    return _AT_BORDERS.sub(b"\n", _SPACES.sub(b" ", spaced)).strip(b" ")


def _wrong_line(piece: bytes, header: MtxHeader, line: int, where: str) -> UnreadableInputError:
    """Find the line that could not be parsed."""
    n_words = 2 if header.kind == "pattern" else 3
    for number, text in enumerate(piece.splitlines(), start=line):
        words = text.split()
        if not words:
            continue
        numbers = words if header.kind == "integer" else words[:2]
        is_whole = all(
            _INTEGER.fullmatch(word) and abs(int(word[:20])) <= _LARGEST_32 for word in numbers
        )
        if len(words) != n_words or not is_whole or not all(map(_is_number, words[2:])):
            expected = "two whole numbers" if n_words == 2 else "a row, a column and a value"
            if header.kind == "integer":
                expected = "three whole numbers of at most 32 bits"
            shown = text[:60].decode("utf-8", "backslashreplace")
            return UnreadableInputError(
                f"{where}, line {number:,}: {shown!r} should be {expected}, as the head declares "
                f"{header.kind} entries"
            )
    return UnreadableInputError(f"{where}, from line {line:,}: entries cannot be parsed")


def _is_number(word: bytes) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def _require_inside(
    entries: Entries, header: MtxHeader, piece: bytes, line: int, where: str
) -> None:
    if not len(entries.rows):
        return
    for places, limit, what in (
        (entries.rows, header.n_rows, "row"),
        (entries.columns, header.n_columns, "column"),
    ):
        if int(places.min()) >= 0 and int(places.max()) < limit:
            continue
        first = int(np.flatnonzero((places < 0) | (places >= limit))[0])
        filled = [number for number, text in enumerate(piece.splitlines(), line) if text.strip()]
        msg = (
            f"{where}, line {filled[first]:,}, has an entry in {what} {int(places[first]) + 1:,}, "
            f"but the head declares {limit:,} {what}s, counted from 1"
        )
        raise UnreadableInputError(msg)
