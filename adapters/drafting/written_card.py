"""A drafted card as text, with the tables beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.long_tables import LONGEST_LIST, LongTable, long_table
from aivc.adapters.drafting.notes import pointer
from aivc.adapters.drafting.yaml_text import render_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aivc.adapters.drafting.draft import Draft
    from aivc.adapters.drafting.notes import Guess

LONG = {"samples": "Sample", "conditions": "Condition"}
HEADING = (
    "Draft of a card, made by `aivc init` from what the file shows.",
    "Values marked `guessed` are to be confirmed or corrected: `draft_notes`, at the end, says",
    "what each rests on, and what is blank and to be filled in. Then delete its entry there.",
)


@dataclass(frozen=True, slots=True)
class WrittenCard:
    """Text of a card, the card as plain data, and the tables that it names."""

    text: str
    card: Mapping[str, Any]
    tables: tuple[LongTable, ...]

    @property
    def n_guesses(self) -> int:
        """Notes about guesses."""
        notes = self.card.get("draft_notes", ())
        return sum(note["draft_status"] == "guessed" for note in notes)


def write_card(draft: Draft, stem: str) -> WrittenCard:
    """Write a draft as YAML.

    Parameters
    ----------
    draft
        The draft.
    stem
        Beginning of the names of tables beside the card.
    """
    card = dict(draft.card)
    tables = []
    for slot, class_name in LONG.items():
        if len(card.get(slot, ())) > LONGEST_LIST:
            table = long_table(slot, class_name, card.pop(slot), f"{stem}.{slot}.tsv")
            card[table.slot] = table.as_slots()
            tables.append(table)
    moved = {table.slot.removesuffix("_table") for table in tables}
    notes = list(_notes(draft, moved))
    if notes:
        card["draft_notes"] = notes
    text = render_yaml(card, _comments(draft.guesses), HEADING if notes else ())
    return WrittenCard(text, card, tuple(tables))


def _notes(draft: Draft, moved: set[str]) -> Iterator[dict[str, str]]:
    """Yield blanks, then guesses; the same guess about many entities is one note."""
    for blank in draft.blanks:
        yield {"about": _about(blank.about, moved), "draft_status": "blank", "because": blank.text}
    grouped: dict[tuple[str, str, str], list[Guess]] = {}
    for guess in draft.guesses:
        slot = str(guess.path[-1]) if isinstance(guess.path[-1], str) else ""
        grouped.setdefault((str(guess.path[0]), slot, guess.because), []).append(guess)
    for (root, slot, because), guesses in grouped.items():
        about, said = pointer(guesses[0].path), because
        if len(guesses) > 1:
            about = f"/{root}"
            said = f"{slot or 'entry'} of {len(guesses)}: {because}"
        yield {"about": _about(about, moved), "draft_status": "guessed", "because": said}


def _about(about: str, moved: set[str]) -> str:
    root = about.split("/")[1]
    return f"/{root}_table" if root in moved else about


def _comments(guesses: Sequence[Guess]) -> dict[str, str]:
    """Mark each guessed value; what it rests on stands in its note alone."""
    return {pointer(guess.path): "guessed" for guess in guesses}
