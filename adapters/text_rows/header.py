"""The first line of a table of text, for readers that look before they read."""

from __future__ import annotations

import csv

SEPARATORS = "\t,;"
"""In the order in which one is taken where several stand in the first line equally often."""


def separator_of(text: str) -> str:
    r"""Return what separates the cells of the first line.

    Examples
    --------
    >>> separator_of("id;size, mm;dose"), separator_of("name")
    (';', '\t')
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=lambda mark: (outside.count(mark), -SEPARATORS.index(mark)))


def cells_of_header(line: str) -> list[str]:
    """Return the names in a first line.

    Examples
    --------
    >>> cells_of_header('"id";"size, mm"')
    ['id', 'size, mm']
    """
    return cells_of(line, separator_of(line))


def cells_of(line: str, separator: str) -> list[str]:
    """Return the cells of one line, without the space around them."""
    try:
        rows = list(csv.reader([line], delimiter=separator))
    except csv.Error:
        return []
    return [cell.strip() for cell in rows[0]] if rows else []
