"""Write several files so that all of them appear, or none."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


_BEGIN, _END = ".aivc.", ".tmp"


def is_left_behind(path: Path) -> bool:
    """Tell by its name whether this is what :func:`staging` leaves behind after a kill."""
    return path.name.startswith(_BEGIN) and path.name.endswith(_END)


@contextmanager
def staging(folder: str | Path) -> Iterator[Path]:
    """Give a temporary folder; what is in it moves into ``folder`` when the block ends well.

    The temporary folder lies in ``folder``, so that each move is a rename. Entries move in the
    order of their names and take the place of what is called so. If the block raises, nothing
    changes; after a kill a folder ``.aivc.*.tmp`` is left behind.

    Parameters
    ----------
    folder
        Where the files are to be; it exists.

    Yields
    ------
    Path
        An empty folder.

    Raises
    ------
    OSError
        The folder may not be written.

    Examples
    --------
    >>> with staging(".") as stage:  # doctest: +SKIP
    ...     (stage / "data.aivc.yaml").write_text("title: T")
    """
    final = Path(folder).resolve()
    stage = Path(tempfile.mkdtemp(dir=final, prefix=_BEGIN, suffix=_END))
    try:
        yield stage
        for entry in sorted(stage.iterdir()):
            _move(entry, final / entry.name, stage)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _move(entry: Path, target: Path, stage: Path) -> None:
    if target.is_dir() and not target.is_symlink():
        # A folder cannot be renamed over another that holds something.
        target.rename(stage / f".old.{entry.name}")
    entry.replace(target)
