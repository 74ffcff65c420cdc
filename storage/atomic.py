"""Write a file or folder so that it is the old one or the whole new one, whatever happens."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULT_MODE = 0o666
DEFAULT_FOLDER_MODE = 0o777
FLUSHED_AT_ONCE = 8


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


@contextmanager
def replacing_folder(target: str | Path) -> Iterator[Path]:
    """Give a temporary folder to fill; it takes the place of ``target`` when the block ends well.

    As :func:`replacing` for a folder. A folder that is there already is moved aside first, since no
    rename replaces a full one, and is deleted last; between these two steps a killed process leaves
    it as ``.NAME.*.old``.

    Parameters
    ----------
    target : str or Path
        The folder to create or replace.

    Yields
    ------
    Path
        An empty folder in the same parent folder.

    Raises
    ------
    OSError
        The parent folder does not exist or may not be written.
    """
    final = Path(target).resolve()
    temporary = Path(tempfile.mkdtemp(dir=final.parent, prefix=f".{final.name}.", suffix=".tmp"))
    try:
        temporary.chmod(_mode(final, DEFAULT_FOLDER_MODE))
        yield temporary
        _flush_below(temporary)
        _take_place(temporary, final)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    _flush(final.parent)


def _take_place(temporary: Path, final: Path) -> None:
    if not final.exists():
        temporary.rename(final)
        return
    aside = temporary.with_suffix(".old")
    final.rename(aside)
    try:
        temporary.rename(final)
    except BaseException:
        aside.rename(final)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _flush_below(folder: Path) -> None:
    """Flush all files, several at once: file systems write what is asked for together in one go."""
    from concurrent.futures import ThreadPoolExecutor

    below = [(Path(root), names) for root, _, names in os.walk(folder)]
    with ThreadPoolExecutor(FLUSHED_AT_ONCE) as pool:
        for _ in pool.map(_flush, (root / name for root, names in below for name in names)):
            pass
    for root, _ in below:
        _flush(root)


def write_bytes(target: str | Path, content: bytes) -> None:
    """Write bytes atomically; see :func:`replacing`."""
    with replacing(target) as temporary:
        temporary.write_bytes(content)


def write_text(target: str | Path, content: str) -> None:
    r"""Write UTF-8 text with ``\n`` line ends atomically; see :func:`replacing`."""
    write_bytes(target, content.encode("utf-8"))


def _mode(final: Path, usual: int = DEFAULT_MODE) -> int:
    try:
        return stat.S_IMODE(final.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return usual & ~mask


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
