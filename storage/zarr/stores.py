"""The keys of a zarr store: files of a directory, or entries of a zip archive."""

from __future__ import annotations

import os
import stat
import zipfile
from abc import ABC, abstractmethod
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.storage.errors import OutsideContainerError, UnreadableInputError
from aivc.storage.guard import decoding
from aivc.storage.limits import MAX_CHUNK_BYTES, refuse_beyond
from aivc.storage.node import safe_segments
from aivc.storage.problems import ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.storage.problems import ProblemLog

MARKERS = ("zarr.json", ".zgroup", ".zarray", ".zattrs", ".zmetadata")
"""Names of zarr metadata documents; the root of a store has one of them."""


class Store(ABC):
    """Bytes by key, read-only. Keys are paths with ``/`` and never climb."""

    @abstractmethod
    def get(
        self, key: str, start: int = 0, count: int | None = None, most: int = MAX_CHUNK_BYTES
    ) -> bytes | None:
        """Return the bytes of a key from ``start`` on, None if there is no such key.

        Parameters
        ----------
        key : str
            The key.
        start : int
            Offset of the first byte.
        count : int, optional
            How many bytes; all that follow by default.
        most : int
            How many bytes are plausible; more are refused unread.

        Raises
        ------
        UnreadableInputError
            The key leads outside the store, or its bytes cannot be read.
        """

    @abstractmethod
    def size(self, key: str) -> int | None:
        """Return the number of bytes stored under a key, None if there is no such key."""

    @abstractmethod
    def names(self, prefix: str) -> tuple[str, ...]:
        """Return the next name of every key below a prefix, sorted."""

    @abstractmethod
    def sizes(self, prefix: str) -> Iterator[int]:
        """Yield the stored size of every key below a prefix."""

    @abstractmethod
    def close(self) -> None:
        """Release what is open."""


class DirectoryStore(Store):
    """A directory tree. Symbolic links that lead out of it are refused.

    Parameters
    ----------
    root : Path
        The directory.
    """

    def __init__(self, root: Path) -> None:
        self._root = os.path.realpath(root)

    def get(
        self, key: str, start: int = 0, count: int | None = None, most: int = MAX_CHUNK_BYTES
    ) -> bytes | None:
        """Return the bytes of a key from ``start`` on, None if there is no such key."""
        path = self._inside(key)
        try:
            # O_NONBLOCK: a named pipe in the store must not wait for a writer.
            descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            msg = f"{key} cannot be read: {error.strerror}"
            raise UnreadableInputError(msg) from error
        try:
            size = _file_size(descriptor, key)
            if size is None:
                return None
            wanted = max(0, size - start) if count is None else count
            refuse_beyond(most, wanted, key, "its stored bytes")
            with decoding(key):
                return os.pread(descriptor, wanted, start)
        finally:
            os.close(descriptor)

    def size(self, key: str) -> int | None:
        """Return the number of bytes stored under a key, None if there is no such key."""
        try:
            status = Path(self._inside(key)).stat()
        except OSError:
            return None
        return status.st_size if stat.S_ISREG(status.st_mode) else None

    def names(self, prefix: str) -> tuple[str, ...]:
        """Return the names in the directory of a prefix, sorted."""
        try:
            return tuple(sorted(entry.name for entry in Path(self._inside(prefix)).iterdir()))
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except OSError as error:
            msg = f"{prefix or 'the store'} cannot be listed: {error.strerror}"
            raise UnreadableInputError(msg) from error

    def sizes(self, prefix: str) -> Iterator[int]:
        """Yield the size of every file below a prefix, without following links."""
        for folder, _, names in os.walk(self._inside(prefix)):
            for name in names:
                yield os.lstat(Path(folder, name)).st_size

    def close(self) -> None:
        """Do nothing: no file stays open between reads."""

    def _inside(self, key: str) -> str:
        # realpath, not Path.resolve: this runs once per chunk.
        path = os.path.realpath(f"{self._root}/{key}") if key else self._root
        if path != self._root and not path.startswith(self._root + os.sep):
            msg = f"{key} leads out of the store; it is not followed"
            raise OutsideContainerError(msg)
        return path


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

    def close(self) -> None:
        """Close the archive."""
        self._archive.close()


def _file_size(descriptor: int, key: str) -> int | None:
    """Return the size of an open file, None for a directory, refusing anything else."""
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        return None
    if not stat.S_ISREG(status.st_mode):
        msg = f"{key} is no regular file"
        raise UnreadableInputError(msg)
    return status.st_size


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
