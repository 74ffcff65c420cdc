"""The barcodes of a count matrix: names of cells and the libraries that they are from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.frames.frame import INDEX_BLOCK
from aivc.storage.object_texts import object_texts
from aivc.storage.plain import decoded, decoded_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Barcodes = NDArray[np.bytes_]

LONGEST = 1000
"""Bytes of a barcode; a longer one is none."""

_DIGITS = 6
"""Digits of a gem group."""


def require_unique(barcodes: Barcodes, where: str) -> None:
    """Refuse barcodes that repeat, since two rows would have one name.

    Raises
    ------
    UnreadableInputError
        A barcode occurs more than once.
    """
    if len(barcodes) < 2 or bool(np.all(barcodes[1:] > barcodes[:-1])):
        return
    ordered = np.sort(barcodes)
    again = ordered[1:][ordered[1:] == ordered[:-1]]
    if len(again):
        n_labels = len(np.unique(again))
        msg = (
            f"{where} holds {len(barcodes):,} barcodes, of which {n_labels:,} occur more than once "
            f"(the first is {decoded(bytes(again[0]))}); cells of several samples must not share a "
            "name, so give each sample a folder of its own or barcodes another suffix"
        )
        raise UnreadableInputError(msg)


def gem_groups(barcodes: Barcodes) -> NDArray[np.int32] | None:
    """Return the number behind the last hyphen of each barcode; None where one has no number.

    Cell Ranger appends it to tell the libraries of an aggregation apart.

    Examples
    --------
    >>> gem_groups(np.array([b"AAACCTGAG-1", b"AAACCTGAG-12"]))
    array([ 1, 12], dtype=int32)
    >>> gem_groups(np.array([b"AAACCTGAG"])) is None
    True
    """
    if not len(barcodes) or barcodes.dtype.itemsize < len("A-1"):
        return None
    numbers = np.empty(len(barcodes), dtype=np.int32)
    for start in range(0, len(barcodes), INDEX_BLOCK):
        found = _numbers(barcodes[start : start + INDEX_BLOCK])
        if found is None:
            return None
        numbers[start : start + len(found)] = found
    return numbers


def _numbers(barcodes: Barcodes) -> NDArray[np.int64] | None:
    """Read the digits behind the last hyphen from the right, for all barcodes at once."""
    width = barcodes.dtype.itemsize
    letters = np.ascontiguousarray(barcodes).view(np.uint8).reshape(len(barcodes), width)
    lengths = np.char.str_len(barcodes)
    numbers = np.zeros(len(barcodes), dtype=np.int64)
    is_open = np.ones(len(barcodes), dtype=bool)
    rows = np.arange(len(barcodes))
    for place in range(_DIGITS + 1):
        letter = letters[rows, np.maximum(lengths - 1 - place, 0)]
        is_digit = is_open & (letter >= ord("0")) & (letter <= ord("9")) & (place < lengths)
        ends = is_open & (letter == ord("-")) & (place > 0)
        if not bool(np.all(is_digit | ends | ~is_open)):
            return None
        numbers[is_digit] += (letter[is_digit] - np.int64(ord("0"))) * 10**place
        is_open = is_digit
    return None if is_open.any() else numbers


def names_of(barcodes: Barcodes, sample: str) -> Iterator[NDArray[np.object_]]:
    """Yield the names of cells in blocks, behind the name of their sample where they have one."""
    for start in range(0, len(barcodes), INDEX_BLOCK):
        texts = decoded_all(barcodes[start : start + INDEX_BLOCK].tolist())
        yield object_texts([f"{sample}_{text}" for text in texts] if sample else texts)


def barcodes_from(texts: Sequence[bytes], where: str, *, allows_empty: bool = False) -> Barcodes:
    """Return barcodes as an array of bytes.

    Parameters
    ----------
    texts
        The barcodes.
    where
        The file, for messages.
    allows_empty
        Whether an empty text may be among them, such as the heading of row names.

    Raises
    ------
    UnreadableInputError
        One is empty, or too long to be a barcode.
    """
    longest = max(map(len, texts), default=0)
    if longest > LONGEST:
        msg = f"{where} holds a barcode of {longest:,} letters; it is no list of barcodes"
        raise UnreadableInputError(msg)
    made = np.array(texts, dtype=f"S{max(longest, 1)}")
    empty = np.flatnonzero(made == b"") if not allows_empty else made[:0]
    if len(empty):
        msg = f"{where} has no barcode in row {int(empty[0]) + 1:,}; every cell needs a name"
        raise UnreadableInputError(msg)
    return made
