"""Guesses and blanks of a draft, by the place in the card that they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and positions that lead to a place in the card."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A value that was guessed, and the evidence in plain words."""

    path: Path
    because: str


def pointer(path: Path) -> str:
    """Write a path as a JSON pointer (RFC 6901).

    Examples
    --------
    >>> pointer(("samples", 0, "tissue_type"))
    '/samples/0/tissue_type'
    """
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)


def path_of(text: str) -> Path:
    """Read a JSON pointer; parts that are whole numbers are positions.

    Examples
    --------
    >>> path_of("/samples/0/tissue_type")
    ('samples', 0, 'tissue_type')
    """
    parts = text.split("/")[1:]
    plain = (part.replace("~1", "/").replace("~0", "~") for part in parts)
    return tuple(int(part) if part.isdecimal() else part for part in plain)
