"""The line at the start of an h5mu file, by which programs tell it from other HDF5 files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

USER_BLOCK = 512


def write_user_block(path: Path) -> None:
    """Write the line into a file with a user block."""
    line = f"MuData (format-version=0.1.0;creator=aivc;creator-version={VERSION})"
    with path.open("r+b") as file:
        file.write(line.encode().ljust(USER_BLOCK, b"\0"))
