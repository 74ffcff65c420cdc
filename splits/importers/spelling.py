"""Suggest what a misspelt name may mean."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_COMPARED = 20_000


def nearest(name: str, known: Iterable[str]) -> str:
    """Return `` (did you mean ...?)`` for the nearest of the known names; empty without one.

    Examples
    --------
    >>> nearest("jurkatt", ["rpe1", "jurkat"])
    " (did you mean 'jurkat'?)"
    """
    by_letters = {one.casefold(): one for one in sorted(known)[:_MOST_COMPARED]}
    found = get_close_matches(name.casefold(), by_letters, 1)
    return f" (did you mean {by_letters[found[0]]!r}?)" if found else ""
