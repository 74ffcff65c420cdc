"""Sentences broken into lines for a terminal."""

import textwrap

WIDTH = 96


def wrapped(text: str, indent: str = "    ") -> list[str]:
    """Break a sentence into indented lines; words, paths and names stay whole."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
