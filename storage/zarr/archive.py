"""A zarr store in a zip archive, read in place."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from aivc.storage.errors import UnreadableInputError
from aivc.storage.guard import decoding
from aivc.storage.limits import MAX_CHUNK_BYTES, refuse_beyond
from aivc.storage.node import safe_segments
from aivc.storage.problems import ProblemKind
from aivc.storage.zarr.stores import MARKERS, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aivc.storage.problems import ProblemLog


class ZipStore(Store):
    """A zip archive of a store, with or without one folder around it. Nothing is extracted.

    Parameters
    ----------
    path : Path
        The archive.
    problems : ProblemLog
        Where entries with unsafe names are noted.

    Raises
    ------
    UnreadableInputError
        The archive is damaged.
    """

    def __init__(self, path: Path, problems: ProblemLog) -> None:
        with _unpacking(f"the zip archive {path}"):
            self._archive = zipfile.ZipFile(path)
        entries: dict[str, zipfile.ZipInfo] = {}
        # A name that comes twice was written again later: zip cannot replace, the last one counts.
        for entry in self._archive.infolist():
            if entry.is_dir():
                continue
            name = entry.filename.removeprefix("./")
            if safe_segments(name) is None or "\\" in name:
                message = f"the archive entry {entry.filename!r} would lead outside; it is ignored"
                problems.add(ProblemKind.UNSAFE_NAME, "", message)
                continue
            entries[name] = entry
        self._entries = _without_folder(entries)
        self._children = _children(self._entries)

    def get(
        self, key: str, start: int = 0, count: int | None = None, most: int = MAX_CHUNK_BYTES
    ) -> bytes | None:
        """Return the bytes of an entry from ``start`` on, None if there is no such entry."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        wanted = max(0, entry.file_size - start) if count is None else count
        refuse_beyond(most, wanted, key, "its stored bytes")
        with _unpacking(key), self._archive.open(entry) as opened:
            if start:
                opened.seek(start)
            return opened.read(wanted)

    def size(self, key: str) -> int | None:
        """Return the unpacked size of an entry, None if there is no such entry."""
        entry = self._entries.get(key)
        return None if entry is None else entry.file_size

    def names(self, prefix: str) -> tuple[str, ...]:
        """Return the next name of every entry below a prefix, sorted."""
        return tuple(sorted(self._children.get(prefix, ())))

    def sizes(self, prefix: str) -> Iterator[int]:
        """Yield the packed size of every entry below a prefix."""
        for key, entry in self._entries.items():
            if not prefix or key.startswith(prefix + "/"):
                yield entry.compress_size

    def keys(self) -> tuple[str, ...]:
        """Return the keys of all entries that lie in the store, sorted."""
        return tuple(sorted(self._entries))

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()


@contextmanager
def _unpacking(element: str) -> Iterator[None]:
    try:
        with decoding(element):
            yield
    except zipfile.BadZipFile as error:
        msg = f"{element} cannot be read: {error}"
        raise UnreadableInputError(msg) from error


def _without_folder(entries: dict[str, zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    tops = {key.split("/", 1)[0] for key in entries}
    if len(tops) != 1 or any(marker in entries for marker in MARKERS):
        return entries
    folder = tops.pop() + "/"
    return {key.removeprefix(folder): entry for key, entry in entries.items()}


def _children(entries: dict[str, zipfile.ZipInfo]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key in entries:
        parent, _, name = key.rpartition("/")
        while name not in found.setdefault(parent, set()):
            found[parent].add(name)
            if not parent:
                break
            parent, _, name = parent.rpartition("/")
    return found
