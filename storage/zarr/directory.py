"""A zarr store in a directory tree."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.storage.errors import OutsideContainerError, UnreadableInputError
from aivc.storage.guard import decoding
from aivc.storage.limits import MAX_CHUNK_BYTES, refuse_beyond
from aivc.storage.zarr.stores import Store

if TYPE_CHECKING:
    from collections.abc import Iterator


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


def _file_size(descriptor: int, key: str) -> int | None:
    """Return the size of an open file, None for a directory, refusing anything else."""
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        return None
    if not stat.S_ISREG(status.st_mode):
        msg = f"{key} is no regular file"
        raise UnreadableInputError(msg)
    return status.st_size
