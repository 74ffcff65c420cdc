"""A card as plain data, with the line of every value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MAX_DEPTH = 64
"""Objects of the standard are nested less than ten deep."""

MAX_VALUES = 2_000_000
"""Values of a card, each counted as often as it is referred to; a card has a few thousand."""


@dataclass(frozen=True, slots=True)
class ParseProblem:
    """Why a text is no card, and the line; 0 where no line is known."""

    message: str
    line: int = 0


@dataclass(slots=True)
class Lines:
    """The line of a value, and those of what it holds."""

    line: int
    inner: dict[str, Lines] | list[Lines] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CardDocument:
    """A card as plain data.

    Attributes
    ----------
    data
        What the card says, as a mapping; None if there is a problem.
    problem
        Why it cannot be read.
    duplicate_keys
        JSON pointers of keys that are written twice in one mapping; the last value is read.
    """

    data: dict[str, Any] | None
    problem: ParseProblem | None = None
    duplicate_keys: tuple[str, ...] = ()
    lines: Lines | None = None

    def line_of(self, pointer: str) -> int:
        r"""Return the line, from 1, of what is at a JSON pointer.

        Where there is nothing, it is that of the nearest object around; 0 if no line is known.

        Examples
        --------
        >>> from aivc.schema.card_document import read_document
        >>> card = read_document("title: T\nsamples:\n- sample_id: s1\n")
        >>> card.line_of("/samples/0/sample_id"), card.line_of("/samples/0/culture")
        (3, 3)
        """
        found = self.lines
        if found is None:
            return 0
        for part in pointer.split("/")[1:]:
            inner = _inner(found, part.replace("~1", "/").replace("~0", "~"))
            if inner is None:
                break
            found = inner
        return found.line


def _inner(lines: Lines, part: str) -> Lines | None:
    if isinstance(lines.inner, dict):
        return lines.inner.get(part)
    if part.isdecimal() and part.isascii() and len(part) < 10 and int(part) < len(lines.inner):
        return lines.inner[int(part)]
    return None
