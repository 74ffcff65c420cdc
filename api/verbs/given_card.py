"""A card that a person has written or corrected, with the tables beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aivc.adapters.drafting.draft import Draft
    from aivc.storage.card_source import CardSource


def given_card(path: str | Path) -> dict[str, Any]:
    """Read a card as plain data, the rows of its tables among its lists.

    Raises
    ------
    UnreadableInputError
        There is no such file, or it cannot be read.
    CardError
        It is no card; the message says where.
    """
    from aivc.storage.card_source import find_card

    (found, *_) = find_card(Path(path), path)
    return resolved_card(found)


def resolved_card(source: CardSource) -> dict[str, Any]:
    """Read a card that was found.

    Raises
    ------
    CardError
        It is no card, or a table that it names cannot be used.
    """
    from aivc.storage.card_tables.reading import read_whole_card
    from aivc.storage.card_tables.rows import CLASS_OF

    return {
        slot: value for slot, value in read_whole_card(source).whole.items() if slot not in CLASS_OF
    }


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
