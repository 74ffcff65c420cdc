"""Names of columns, tables and labels, taken apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")
NO_WORD = re.compile(r"[^0-9A-Za-zµμ%/]+")
WRAPPED = re.compile(r"^\s*(?:characteristics|factor value)\s*\[(.+)\]\s*$", re.IGNORECASE)
"""How SDRF writes what a column describes."""

UNFIT_FOR_ID = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\ufeff]+")
LONGEST_ID = 80
LONGEST_SHOWN = 40


def words_of(name: str) -> tuple[str, ...]:
    """Split a name into lower-case words, at punctuation and at a change of case.

    Examples
    --------
    >>> words_of("Metadata_Plate"), words_of("time.point"), words_of("dose_uM")
    (('metadata', 'plate'), ('time', 'point'), ('dose', 'um'))
    """
    return tuple(word.lower() for word in NO_WORD.split(CAMEL.sub(" ", name)) if word)


@lru_cache(maxsize=4096)
def joined(name: str) -> str:
    """Write a name without case and punctuation, so that its spellings agree.

    Examples
    --------
    >>> joined("cell.type"), joined("CellType"), joined("Metadata_Plate")
    ('celltype', 'celltype', 'plate')
    >>> joined("characteristics[organism part]"), joined("factor value[compound]")
    ('organismpart', 'compound')
    """
    words = words_of(WRAPPED.sub(r"\1", name))
    return "".join(words[1:] if len(words) > 1 and words[0] in {"metadata", "obs"} else words)


def identifier(*parts: str) -> str:
    """Make an identifier that people can read of what labels say.

    Examples
    --------
    >>> identifier("2-(4-Isobutylphenyl)propanoic acid"), identifier("BPGM+SAMD1", "CRISPRa")
    ('2-(4-Isobutylphenyl)propanoic_acid', 'BPGM+SAMD1_CRISPRa')
    """
    texts = (UNFIT_FOR_ID.sub("_", part.strip()).strip("_") for part in parts)
    return "_".join(text for text in texts if text)[:LONGEST_ID] or "unnamed"


def shown(labels: Sequence[str], most: int = 3) -> str:
    """Write the first labels of a column, shortened.

    Examples
    --------
    >>> shown(["a", "b", "c", "d"])
    'a, b, c, ...'
    """
    short = (
        x if len(x) <= LONGEST_SHOWN else f"{x[: LONGEST_SHOWN - 3]}..." for x in labels[:most]
    )
    return ", ".join([*short, *(["..."] if len(labels) > most else [])])


def distinct(identifiers: list[str]) -> list[str]:
    """Add a number to identifiers that occur more than once, from the second on.

    Examples
    --------
    >>> distinct(["a", "b", "a"])
    ['a', 'b', 'a_2']
    """
    taken = set(identifiers)
    seen: set[str] = set()
    given = []
    for name in identifiers:
        chosen, number = name, 1
        while chosen in seen:
            number += 1
            candidate = f"{name}_{number}"
            chosen = candidate if candidate not in taken else chosen
        seen.add(chosen)
        given.append(chosen)
    return given
