"""Names of columns, tables and labels, taken apart."""

from __future__ import annotations

import re

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")
NO_WORD = re.compile(r"[^0-9A-Za-zµμ%/]+")
NOT_IN_ID = re.compile(r"[^\w.+-]+")
LONGEST_ID = 80


def words_of(name: str) -> tuple[str, ...]:
    """Split a name into lower-case words, at punctuation and at a change of case.

    Examples
    --------
    >>> words_of("Metadata_Plate"), words_of("time.point"), words_of("dose_uM")
    (('metadata', 'plate'), ('time', 'point'), ('dose', 'um'))
    """
    return tuple(word.lower() for word in NO_WORD.split(CAMEL.sub(" ", name)) if word)


def joined(name: str) -> str:
    """Write a name without case and punctuation, so that its spellings agree.

    Examples
    --------
    >>> joined("cell.type"), joined("CellType"), joined("Metadata_Plate")
    ('celltype', 'celltype', 'plate')
    """
    words = words_of(name)
    return "".join(words[1:] if len(words) > 1 and words[0] in {"metadata", "obs"} else words)


def identifier(*parts: str) -> str:
    """Make an identifier that people can read of what labels say.

    Examples
    --------
    >>> identifier("0.2 uM panobinostat"), identifier("BPGM+SAMD1", "CRISPRa")
    ('0.2_uM_panobinostat', 'BPGM+SAMD1_CRISPRa')
    """
    texts = (NOT_IN_ID.sub("_", part.strip()).strip("_") for part in parts)
    return "_".join(text for text in texts if text)[:LONGEST_ID] or "unnamed"


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
