"""Write a file so that it is either the old one or the whole new one, whatever happens."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULT_MODE = 0o666


@contextmanager
def replacing(target: str | Path) -> Iterator[Path]:
    """Give a temporary file to write; it takes the place of ``target`` when the block ends well.

    The temporary file lies in the same folder, so that the last step is a rename, which no reader
    can see half done. Its content is on disk before that. If the block raises, or the process is
    killed, ``target`` stays as it was; after a kill a file ``.NAME.*.tmp`` is left behind.

    Parameters
    ----------
    target : str or Path
        The file to create or replace. A symbolic link is followed, not replaced.

    Yields
    ------
    Path
        An empty file with the permissions that ``target`` has, or will have.

    Raises
    ------
    OSError
        The folder does not exist or may not be written.

    Examples
    --------
    >>> with replacing("report.json") as temporary:  # doctest: +SKIP
    ...     temporary.write_text("{}")
    """
    final = Path(target).resolve()
    handle, name = tempfile.mkstemp(dir=final.parent, prefix=f".{final.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        os.fchmod(handle, _mode(final))
        os.close(handle)
        yield temporary
        _flush(temporary)
        temporary.replace(final)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _flush(final.parent)


def write_bytes(target: str | Path, content: bytes) -> None:
    """Write bytes atomically; see :func:`replacing`."""
    with replacing(target) as temporary:
        temporary.write_bytes(content)


def write_text(target: str | Path, content: str) -> None:
    r"""Write UTF-8 text with ``\n`` line ends atomically; see :func:`replacing`."""
    write_bytes(target, content.encode("utf-8"))


def _mode(final: Path) -> int:
    try:
        return stat.S_IMODE(final.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return DEFAULT_MODE & ~mask


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
