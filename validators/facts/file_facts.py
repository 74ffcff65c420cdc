"""The container as a file: its size and its digest."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from aivc.validators.facts.progress import PER_BYTE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aivc.validators.facts.progress import Progress

_CHUNK = 4 << 20


def byte_size(path: Path) -> int:
    """Return the bytes of a file, or of all files of a store; 0 where there is none."""
    return sum(file.stat().st_size for file in _files(path))


def digest_of(path: Path, progress: Progress) -> str | None:
    """Return the digest of a file or a store, None where it cannot be read.

    Returns
    -------
    str or None
        ``sha256:`` and the digest of the bytes of a file. Of a directory ``sha256-tree:`` and the
        digest of one line for each file, ``DIGEST  PATH`` with the path relative and with slashes,
        sorted by path: what ``find . -type f | LC_ALL=C sort`` and ``sha256sum`` give.
    """
    try:
        if path.is_file():
            return f"sha256:{_digest(path, progress)}"
        names = {file.relative_to(path).as_posix(): file for file in _files(path)}
        if not names:
            return None
        lines = [f"{_digest(names[name], progress)}  {name}\n" for name in sorted(names)]
    except OSError:
        return None
    return f"sha256-tree:{hashlib.sha256(''.join(lines).encode()).hexdigest()}"


def _digest(file: Path, progress: Progress) -> str:
    digest = hashlib.sha256()
    with file.open("rb", buffering=0) as opened:
        while chunk := opened.read(_CHUNK):
            digest.update(chunk)
            progress.advance(PER_BYTE * len(chunk), "digest")
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (file for file in path.rglob("*") if file.is_file())
