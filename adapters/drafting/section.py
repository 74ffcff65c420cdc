"""A part of a card under construction: entities and the guesses about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.notes import Guess

if TYPE_CHECKING:
    from aivc.adapters.drafting.notes import Path


@dataclass(frozen=True, slots=True)
class Section:
    """Slots of the card by name, and guesses whose paths start at the card."""

    slots: dict[str, Any] = field(default_factory=dict)
    guesses: list[Guess] = field(default_factory=list)

    def guess(self, path: Path, because: str) -> None:
        """Note that a value was guessed."""
        self.guesses.append(Guess(path, because))
