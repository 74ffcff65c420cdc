"""The sections of a table in ``uns/spatial``, for a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.storage.elements.libraries import libraries_of

if TYPE_CHECKING:
    from aivc.storage.elements.libraries import Library
    from aivc.storage.model import Table


def known_libraries(table: Table) -> tuple[Library, ...]:
    """Return the sections of a table; none where they cannot be read, of which others tell."""
    try:
        return libraries_of(table)
    except AivcError:
        return ()
