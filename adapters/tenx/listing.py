"""All files below a folder, for reading, where none may be missed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

MOST_FILES = 200_000


def files_below(folder: Path, depth: int) -> list[str]:
    """Return the paths of all files below a folder, relative to it, sorted.

    Links to folders are not followed.

    Raises
    ------
    UnreadableInputError
        There are more than belong to any run, or the folder cannot be listed.
    """
    found: list[str] = []
    try:
        for root, folders, files in os.walk(folder, onerror=_refuse, followlinks=False):
            inside = os.path.relpath(root, folder).replace(os.sep, "/")
            start = "" if inside == "." else f"{inside}/"
            if start.count("/") >= depth - 1:
                folders.clear()
            found += [f"{start}{name}" for name in files]
            if len(found) > MOST_FILES:
                msg = f"{folder} holds more than {MOST_FILES:,} files; name the folder of the run"
                raise UnreadableInputError(msg)
    except OSError as error:
        if isinstance(error, UnreadableInputError):
            raise
        msg = f"{error.filename} cannot be listed: {error.strerror}"
        raise UnreadableInputError(msg) from error
    return sorted(found)


def _refuse(error: OSError) -> None:
    raise error
