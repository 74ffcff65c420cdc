"""Write the result of a command to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence


def write_to(target: str, text: str, *, read: Sequence[str]) -> None:
    """Write text to a file whole or not at all, and say so on stderr.

    Raises
    ------
    OutputError
        It cannot be written, or is one of the files that were read.
    """
    from aivc.commands.rendering import OutputError
    from aivc.storage.atomic import write_text

    refuse_target(target, read=read)
    try:
        write_text(target, text)
    except OSError as error:
        message = f"cannot write {target}: {error.strerror or error}"
        raise OutputError(message) from error
    click.echo(f"Wrote {target}", err=True)


def refuse_target(target: str, *, read: Sequence[str]) -> None:
    """Refuse a place where no file can be written, before the work that would be lost.

    Raises
    ------
    OutputError
        It is one of the files that are read, is a folder, or lies in a folder that is not there.
    """
    from aivc.commands.rendering import OutputError

    path = Path(target)
    if path.resolve() in {Path(each).resolve() for each in read}:
        message = f"{target} is what was read; name another file"
        raise OutputError(message)
    if path.is_dir():
        message = f"cannot write {target}: it is a folder; name a file"
        raise OutputError(message)
    if not path.parent.is_dir():
        message = f"cannot write {target}: there is no folder {path.parent}"
        raise OutputError(message)
