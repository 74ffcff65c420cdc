"""What tells files of one folder apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SUFFIXES = re.compile(r"(\.(csv|tsv|txt|tab|gz))+$", re.IGNORECASE)


def stem_of(name: str) -> str:
    """Return the name of a text file without what its format adds.

    Examples
    --------
    >>> stem_of("GSM1_counts.v2.csv.gz")
    'GSM1_counts.v2'
    """
    return SUFFIXES.sub("", name)


def labels_of_files(names: Sequence[str]) -> list[str]:
    """Return the part of each name in which it differs from the others.

    Examples
    --------
    >>> labels_of_files(["immune_control_matrix.txt", "immune_stimulated_matrix.txt"])
    ['control', 'stimulated']
    >>> labels_of_files(["a.csv", "a_b.csv"])
    ['a', 'a_b']
    """
    stems = [stem_of(name) for name in names]
    if len(stems) < 2:
        return stems
    words = [re.split(r"([_\-. ]+)", stem) for stem in stems]
    shortest = min(map(len, words))
    start = 0
    while start < shortest and len({word[start] for word in words}) == 1:
        start += 1
    end = 0
    while end < shortest - start and len({word[-1 - end] for word in words}) == 1:
        end += 1
    parts = ["".join(word[start : len(word) - end]).strip("_-. ") for word in words]
    return parts if all(parts) and len(set(parts)) == len(parts) else stems
