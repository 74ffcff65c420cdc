"""Text from data, made safe for a terminal."""

from __future__ import annotations


def visible(text: str) -> str:
    r"""Write what cannot be printed as escapes, so that no label moves the cursor.

    Examples
    --------
    >>> visible("dose\x1b[2J")
    'dose\\x1b[2J'
    """
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
