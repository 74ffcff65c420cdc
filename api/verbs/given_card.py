"""A card that a person has written or corrected, with the tables beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from aivc.adapters.drafting.draft import Draft
    from aivc.storage.card_source import CardSource

TABLES = ("samples_table", "conditions_table", "events_table")


class CardFileError(AivcError, ValueError):
    """A card cannot be used."""


def given_card(path: str | Path) -> dict[str, Any]:
    """Read a card as plain data, the rows of its tables among its lists.

    Raises
    ------
    UnreadableInputError
        There is no such file, or it cannot be read.
    CardFileError
        It is no card; the message says where.
    """
    from aivc.storage.card_source import find_card

    (found, *_) = find_card(Path(path), path)
    return resolved_card(found)


def resolved_card(source: CardSource) -> dict[str, Any]:
    """Read a card that was found.

    Raises
    ------
    CardFileError
        It is no card, or a table that it names cannot be used.
    """
    from aivc.validators.facts.card import collect_card

    facts = collect_card([source], "minimal").facts
    if facts.parse_problem:
        where = f", line {facts.parse_line}" if facts.parse_line else ""
        message = f"the card {source.path}{where}: {facts.parse_problem}"
        raise CardFileError(message)
    for table in facts.tables:
        if table.problem:
            message = f"the card {source.path} names a table that cannot be used: {table.problem}"
            raise CardFileError(message)
    return {slot: value for slot, value in facts.raw.items() if slot not in TABLES}


def draft_of(card: dict[str, Any]) -> Draft:
    """Take a card for a draft: its marks of guesses stay, what it lacks is asked for."""
    from aivc.adapters.drafting.blanks import blanks_of
    from aivc.adapters.drafting.draft import Draft
    from aivc.adapters.drafting.notes import Guess, path_of

    own = {slot: value for slot, value in card.items() if slot != "draft_notes"}
    guesses = [
        Guess(path_of(note["about"]), note.get("because", ""))
        for note in card.get("draft_notes", ())
        if note.get("draft_status") == "guessed"
    ]
    return Draft(own, tuple(guesses), tuple(blanks_of(own, ())))
