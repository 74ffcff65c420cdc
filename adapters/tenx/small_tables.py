"""Read a small text table beside a matrix, or say why it is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.storage.records.texts import Texts

MOST_BYTES = 1 << 30
"""A table of ten million cells is smaller."""


def read_beside(path: Path, log: ConversionNotes) -> dict[str, Texts] | None:
    """Read a table whose first line names its columns; None, and a note, where it is none.

    A damaged table beside a matrix does not stop the matrix from being converted.
    """
    from aivc.storage.records.delimited import read_delimited
    from aivc.storage.records.files import record_format, text_opener

    kind = record_format(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            msg = f"it is larger than {MOST_BYTES:,} bytes"
            raise UnreadableInputError(msg)
        columns = read_delimited(text_opener(path), kind.value if kind else ",", path.name)
    except (AivcError, OSError) as error:
        log.left_alone(path.name, f"it cannot be read as a table: {error}")
        return None
    log.read_file(path)
    return columns
