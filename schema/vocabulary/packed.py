"""Read one packed vocabulary file; ``tools/vocabulary_build/packing.py`` writes it.

The file is a gzip stream: deflate loads four times faster than LZMA, and needs no import, where
numcodecs and pyarrow take a quarter of a second to bring Zstandard.
"""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.vocabulary.errors import VocabularyDataError
from aivc.schema.vocabulary.tables import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

FORMAT = "aivc-vocabulary-1"
NEWLINE = 10


@dataclass(frozen=True, slots=True)
class TextColumn:
    """Text entries as one block of UTF-8, each ended by a line break.

    ``bounds`` has shape (n + 1,), int64: entry i is ``blob[bounds[i] : bounds[i + 1] - 1]``.
    """

    blob: bytes
    bounds: NDArray[np.int64]

    @classmethod
    def parse(cls, blob: bytes) -> TextColumn:
        """Find the entries of a block of lines."""
        breaks = np.flatnonzero(np.frombuffer(blob, np.uint8) == NEWLINE)
        return cls(blob, np.concatenate([np.zeros(1, np.int64), breaks + 1]))

    @classmethod
    def of_texts(cls, texts: Iterable[str]) -> TextColumn:
        """Make a column of strings that hold no line break."""
        return cls.parse("".join(f"{text}\n" for text in texts).encode())

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def __getitem__(self, entry: int) -> str:
        return self.entry(entry).decode()

    def entry(self, entry: int) -> bytes:
        """Return one entry as UTF-8."""
        return self.blob[self.bounds[entry] : self.bounds[entry + 1] - 1]

    def texts(self) -> list[str]:
        """Return all entries."""
        return self.blob.decode().split("\n")[:-1]


@dataclass(frozen=True, slots=True)
class PackedFile:
    """The header and the sections of one file."""

    header: Mapping[str, Any]
    sections: Mapping[str, memoryview]

    def integers(self, name: str) -> NDArray[np.int32]:
        """Return a section of int32, shape (n,)."""
        shuffled = np.frombuffer(self.sections[name], np.uint8).reshape(4, -1)
        return np.ascontiguousarray(shuffled.T).view("<i4").ravel()

    def small(self, name: str) -> NDArray[np.uint8]:
        """Return a section of numbers from 0 to 255, shape (n,)."""
        # A copy, because a view would keep the whole payload in memory.
        return np.frombuffer(self.sections[name], np.uint8).copy()

    def text(self, name: str) -> TextColumn:
        """Return a section of text."""
        return TextColumn.parse(bytes(self.sections[name]))


def read_packed(file_name: str) -> PackedFile:
    """Read a file of the data folder.

    Raises
    ------
    VocabularyDataError
        The file is missing, damaged, or of another format version.
    """
    try:
        payload = gzip.decompress((DATA / file_name).read_bytes())
        end = payload.index(b"\n")
        header = json.loads(payload[:end])
    except (OSError, EOFError, ValueError, zlib.error) as error:
        msg = f"vocabulary file {file_name} cannot be read ({error}); reinstall aivc"
        raise VocabularyDataError(msg) from error
    if header.get("format") != FORMAT:
        msg = f"vocabulary file {file_name} has format {header.get('format')!r}, expected {FORMAT}"
        raise VocabularyDataError(msg)
    view = memoryview(payload)
    sections: dict[str, memoryview] = {}
    start = end + 1
    for name, _, _, n_bytes in header["sections"]:
        sections[name] = view[start : start + n_bytes]
        start += n_bytes
    if start != len(payload):
        msg = f"vocabulary file {file_name} holds {len(payload)} bytes, its header says {start}"
        raise VocabularyDataError(msg)
    return PackedFile(header, sections)
