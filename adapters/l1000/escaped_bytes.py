"""Bytes that R could not show and wrote out: ``10 <b5>M``."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from aivc.adapters.contract.log import Change
from aivc.adapters.text_bytes.encoding import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.contract.log import ConversionNotes

ESCAPED = re.compile(r"(?:<[89a-f][0-9a-f]>)+")
"""As R prints bytes that are no text in its locale (``help(Encoding)``)."""


def without_escapes(text: str) -> str:
    r"""Return text in which bytes that were written out are letters again.

    Examples
    --------
    >>> without_escapes("10 <b5>M") == without_escapes("10 <c2><b5>M") == "10 \u00b5M"
    True
    >>> without_escapes("a <b> c")
    'a <b> c'
    """
    if "<" not in text:
        return text
    return ESCAPED.sub(lambda found: text_of(bytes.fromhex(re.sub("[<>]", "", found[0]))), text)


def restored(name: str, cells: Sequence[str], log: ConversionNotes) -> list[str]:
    """Return the cells of a column with letters instead of escaped bytes, and note the changes."""
    letters = [without_escapes(cell) for cell in cells]
    counts = Counter((old, new) for old, new in zip(cells, letters, strict=True) if old != new)
    if counts:
        changes = [Change(old, new, count) for (old, new), count in sorted(counts.items())]
        said = "R writes a byte that it cannot show as its number between angle brackets"
        log.converted(f"column {name}", "the letters that were meant", said, changes)
    return letters
