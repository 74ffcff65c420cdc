"""Find and open a file that an operator names."""

from __future__ import annotations

import gzip
import hashlib
import io
from typing import TYPE_CHECKING

from aivc.storage.card_tables.files import TableError, table_bytes
from aivc.validators.facts.measured.model import NamedFile

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from aivc.schema.generated.views import DataFile

GZIP = b"\x1f\x8b"
MAX_TEXT = 128 << 20
"""Bytes of a list of peaks once it is unpacked; a million of them take 30 MB."""


class Hashing(io.RawIOBase):
    """Reads a file, digests what goes by, and counts its bytes."""

    def __init__(self, opened: BinaryIO) -> None:
        self._opened = opened
        self._digest = hashlib.sha256()
        self.n_read = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read and digest."""
        got = self._opened.read(size)
        self._digest.update(got)
        self.n_read += len(got)
        return got

    def rest(self) -> str:
        """Digest what was not read, and return the digest of all."""
        while self.read(1 << 22):
            pass
        return self._digest.hexdigest()


def is_blocked(start: bytes) -> bool:
    """Tell from its first bytes whether a file is compressed in blocks, as bgzip writes them.

    Each block is a gzip member whose extra field holds ``BC``; definition: SAM specification,
    section 4.1.
    """
    has_extra = start[:2] == GZIP and len(start) >= 18 and bool(start[3] & 4)
    return has_extra and b"BC\x02\x00" in start[12:]


def read_whole(named: DataFile, folder: Path) -> tuple[NamedFile, bytes | None]:
    """Read a small file, unpacked; None where it could not be read."""
    file = NamedFile(named.pointer, named.path or "", named.sha256)
    try:
        content = table_bytes(file.path, folder)
        digest = hashlib.sha256(content).hexdigest()
    except (ValueError, OSError, RuntimeError) as error:
        return _with_problem(file, str(error)), None
    found = NamedFile(file.pointer, file.path, file.declared_sha256, digest)
    if content[:2] != GZIP:
        return found, content
    try:
        with gzip.open(io.BytesIO(content)) as packed:
            content = packed.read(MAX_TEXT + 1)
        if len(content) > MAX_TEXT:
            msg = f"it unpacks to more than {MAX_TEXT:,} bytes"
            raise TableError(msg)
    except (OSError, EOFError, ValueError) as error:
        return _with_problem(found, str(error)), None
    return found, content


def _with_problem(file: NamedFile, problem: str) -> NamedFile:
    return NamedFile(file.pointer, file.path, file.declared_sha256, file.actual_sha256, problem)
