"""Read a card with all that stands in tables beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.schema.card_document import read_document
from aivc.schema.errors import AivcError
from aivc.storage.card_tables.rows import read_card_tables
from aivc.storage.card_tables.whole import with_tables

if TYPE_CHECKING:
    from aivc.storage.card_source import CardSource
    from aivc.storage.card_tables.rows import CardTable


class CardError(AivcError, ValueError):
    """A card cannot be used."""


@dataclass(frozen=True, slots=True)
class WholeCard:
    """A card as plain data.

    Attributes
    ----------
    written
        As it is written.
    whole
        With the rows of its tables among its lists.
    tables
        The tables that it names.
    """

    written: dict[str, Any]
    whole: dict[str, Any]
    tables: tuple[CardTable, ...]


def read_whole_card(source: CardSource) -> WholeCard:
    """Read a card that was found.

    Raises
    ------
    CardError
        It is no card, or a table that it names cannot be used; the message says which and where.
    """
    document = read_document(source.text)
    if document.data is None:
        problem = document.problem
        told = f", line {problem.line}: {problem.message}" if problem else ": it is empty"
        msg = f"the card {source.path} cannot be read{told}"
        raise CardError(msg)
    tables = read_card_tables(document.data, source.path.parent)
    for table in tables:
        if table.problem:
            msg = (
                f"the card {source.path} names the table {table.path!r} as {table.slot}, which "
                f"cannot be used: {table.problem}"
            )
            raise CardError(msg)
    whole, _ = with_tables(document.data, tables)
    return WholeCard(document.data, whole, tables)
