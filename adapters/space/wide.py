"""Open a wide table, whatever it is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.space.wide_parquet import WideParquet
from aivc.adapters.space.wide_text import WideText
from aivc.storage.errors import UnreadableInputError
from aivc.storage.records.files import PARQUET_SIGNATURE

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.space.wide_table import WideTable


def open_wide(
    path: Path, log: ConversionNotes | None = None, *, ends_in_numbers: bool = False
) -> WideTable:
    """Open a text or Parquet table that has many columns of numbers.

    Parameters
    ----------
    path
        The table.
    log
        Takes a note where text is not UTF-8.
    ends_in_numbers
        Whether all columns behind the identifiers hold numbers.

    Raises
    ------
    UnreadableInputError
        It cannot be read, or is empty.
    """
    try:
        with path.open("rb") as opened:
            start = opened.read(4)
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror}; check its name and permissions"
        raise UnreadableInputError(msg) from error
    if start == PARQUET_SIGNATURE:
        return WideParquet(path)
    return WideText(path, log, ends_in_numbers=ends_in_numbers)
