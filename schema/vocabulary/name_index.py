"""Find the entries of a text column that equal a text, case or punctuation aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from aivc.schema.vocabulary.packed import TextColumn

PUNCTUATION = bytes(byte for byte in range(128) if byte != ord("\n") and not chr(byte).isalnum())


def fold_case(block: bytes) -> bytes:
    """Lower the ASCII letters of UTF-8 text; line breaks stay."""
    return block.lower()


def fold_punctuation(block: bytes) -> bytes:
    """Lower the ASCII letters of UTF-8 text and drop ASCII blanks and punctuation."""
    return block.lower().translate(None, PUNCTUATION)


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Sorted hashes of the folded entries of a column.

    It takes 12 bytes an entry, where a dictionary of the texts takes 150. The hash differs from
    process to process; the answers do not, because every hit is compared with the text itself.
    """

    column: TextColumn
    fold: Callable[[bytes], bytes]
    hashes: NDArray[np.int64]
    entries: NDArray[np.int32]

    @classmethod
    def build(cls, column: TextColumn, fold: Callable[[bytes], bytes]) -> NameIndex:
        """Index a column; ``fold`` is applied to the whole block and must keep line breaks."""
        folded = fold(column.blob).split(b"\n")[:-1]
        hashes = np.fromiter(map(hash, folded), np.int64, len(folded))
        order = np.argsort(hashes, kind="stable").astype(np.int32)
        return cls(column, fold, hashes[order], order)

    def find(self, text: str) -> list[int]:
        """Return the entries that equal the text once both are folded, in ascending order."""
        folded = self.fold(text.encode(errors="replace"))
        needle = np.int64(hash(folded))
        first, last = (int(self.hashes.searchsorted(needle, side)) for side in ("left", "right"))
        hits = (int(entry) for entry in self.entries[first:last])
        return [entry for entry in hits if self.fold(self.column.entry(entry)) == folded]
