"""A card that a person has written or corrected, with the tables beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.drafting.blanks import Blank
    from aivc.adapters.drafting.draft import Draft
    from aivc.adapters.drafting.roles import RoleGuess
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
    """Take a card for a draft: notes stay until a person deletes them, what it lacks is asked."""
    from aivc.adapters.drafting.blanks import blanks_of
    from aivc.adapters.drafting.draft import Draft
    from aivc.adapters.drafting.notes import Guess, path_of

    own = {slot: value for slot, value in card.items() if slot != "draft_notes"}
    written = card.get("draft_notes")
    listed = written if isinstance(written, list) else []
    notes = [n for n in listed if isinstance(n, dict) and isinstance(n.get("about"), str)]
    guesses = [
        Guess(path_of(note["about"]), str(note.get("because", "")))
        for note in notes
        if note.get("draft_status") == "guessed"
    ]
    open_ = [_asked_by(note) for note in notes if note.get("draft_status") == "blank"]
    known = {blank.about for blank in open_}
    more = [blank for blank in blanks_of(own) if blank.about not in known]
    return Draft(own, tuple(guesses), (*open_, *more), _bound_roles(own))


def with_told_keys(card: dict[str, Any], roles: Mapping[str, RoleGuess]) -> dict[str, Any]:
    """Bind the keys that the format of the source names, where the card binds none of their role.

    The file is then written with the same keys, whether its card was drafted or given. What was
    only guessed about the columns is left alone: the card of a person has the word.
    """
    from aivc.adapters.keys.row_keys import KEY_KINDS

    told = {kind.role for kind in KEY_KINDS}
    binding = card.get("binding")
    own = dict(binding) if isinstance(binding, dict) else {}
    keys = own.get("keys")
    listed = keys if isinstance(keys, list) else []
    bound = {key.get("role") for key in listed if isinstance(key, dict)}
    more = [
        {"role": role, "columns": list(guess.columns)}
        for role, guess in roles.items()
        if guess.is_said and role in told and role not in bound
    ]
    return {**card, "binding": {**own, "keys": [*listed, *more]}} if more else card


def _bound_roles(card: dict[str, Any]) -> dict[str, RoleGuess]:
    """Return the columns that a card binds, by role."""
    from aivc.adapters.drafting.roles import RoleGuess
    from aivc.schema.reading import read_card

    binding = read_card(card).binding
    return {
        key.role: RoleGuess(key.role, key.columns, "the card binds it", is_said=True)
        for key in (binding.keys if binding is not None else ())
        if key.role is not None and key.columns
    }


def _asked_by(note: dict[str, Any]) -> Blank:
    """Ask what a note asks, in its words."""
    from aivc.adapters.drafting.blanks import Blank
    from aivc.adapters.drafting.notes import path_of

    path = path_of(note["about"])
    slot = str(path[-1]) if path else ""
    return Blank((path,), "DatasetCard", slot, str(note.get("because", "")), is_shared=False)
