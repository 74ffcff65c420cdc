"""Write a folder so that it is either the old one or the whole new one."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replacing_folder(target: Path) -> Iterator[Path]:
    """Give a temporary folder to fill; it takes the place of ``target`` when the block ends well.

    If the block raises, ``target`` stays as it was. An old folder is moved aside before the new
    one takes its place, and removed after.

    Raises
    ------
    OSError
        The folder around it does not exist or may not be written, or ``target`` is a file.
    """
    final = target.resolve()
    if final.is_file():
        msg = f"{target} is a file, and a folder is to be written"
        raise NotADirectoryError(msg)
    home = Path(tempfile.mkdtemp(dir=final.parent, prefix=f".{final.name}.", suffix=".tmp"))
    try:
        made = home / "new"
        made.mkdir()
        yield made
        if final.exists():
            final.rename(home / "old")
        made.rename(final)
    finally:
        shutil.rmtree(home, ignore_errors=True)
