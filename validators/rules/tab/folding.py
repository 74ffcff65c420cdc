"""Fold labels that a person reads as one."""

from __future__ import annotations

import unicodedata

# Characters that are seen as nothing: zero-width ones and the byte order mark.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def folded(label: str, *, keep_case: bool = False) -> str:
    """Return a label without differences of case, white space and unicode form.

    Examples
    --------
    >>> folded("DMSO\u00a0 ") == folded("dmso")
    True
    >>> folded("5\u00b5M") == folded("5\u03bcM")
    True
    """
    plain = unicodedata.normalize("NFKC", label.translate(INVISIBLE))
    plain = " ".join(plain.split())
    return plain if keep_case else plain.casefold()
