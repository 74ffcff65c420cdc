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

    if Path(target).resolve() in {Path(path).resolve() for path in read}:
        message = f"{target} is what was read; name another file"
        raise OutputError(message)
    try:
        write_text(target, text)
    except OSError as error:
        message = f"cannot write {target}: {error.strerror or error}"
        raise OutputError(message) from error
    click.echo(f"Wrote {target}", err=True)
