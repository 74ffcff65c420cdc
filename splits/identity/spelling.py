"""When two spellings of a label are one: blanks, invisible characters, encodings, case."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
SMILES = re.compile(r"(Cl|Br|[BCNOPSFI]|[bcnops]|\[[^\[\]]{1,40}\]|[-=#$:/\\.()%0-9])+", re.ASCII)
RING_DIGIT = re.compile(r"\[[^\[\]]*\]|%\d\d|(\d)", re.ASCII)
MISSING_WORDS = frozenset(
    {
        "", "na", "n/a", "n.a.", "#n/a", "#na", "<na>", "nan", "nat", "null", "(null)", "-666",
        "--", "---", "unknown", "unassigned", "missing", "not available", "not applicable",
        "not collected", "not provided", "not reported",
    }
)  # fmt: skip
"""What files write for a value that is not there. Two of them are not one value."""


def tidy(label: str) -> str:
    """Return a label without invisible characters, outer blanks and runs of inner blanks.

    Examples
    --------
    >>> tidy("  Valproic  acid ")
    'Valproic acid'
    """
    seen = label if label.isascii() else "".join(c for c in label if _is_visible(c))
    return " ".join(seen.split())


@lru_cache(maxsize=1 << 18)
def folded(label: str) -> str:
    """Return what two spellings of one label have in common: Unicode form and case are gone.

    Raised digits and fractions stay as they are, because 10² is not 102.

    Examples
    --------
    >>> folded("ﬁbroblast") == folded("Fibroblast"), folded("10²") == folded("102")
    (True, False)
    """
    neat = tidy(label)
    if not neat.isascii():
        neat = tidy("".join(map(_compatible, unicodedata.normalize("NFC", neat))))
        neat = unicodedata.normalize("NFC", neat)
    return neat.casefold()


def is_missing(label: str) -> bool:
    """Tell whether a label stands for a value that is not there.

    ``none`` is a value (no disease, no treatment) unless it is what Python prints for nothing;
    ``Na`` is sodium.
    """
    text = tidy(label)
    return text == "None" or (text.casefold() in MISSING_WORDS and text != "Na")


def is_number(label: str) -> bool:
    """Tell whether a label is a number; ``1E5`` and ``1e5`` are then two labels."""
    return NUMBER.fullmatch(label) is not None


def is_like_smiles(label: str) -> bool:
    """Tell whether a label may be SMILES, in which case means aromatic or not.

    Examples
    --------
    >>> is_like_smiles("c1ccccc1"), is_like_smiles("C1CCCCC1"), is_like_smiles("SCN1B")
    (True, True, False)
    """
    if SMILES.fullmatch(label) is None:
        return False
    digits = [digit for digit in RING_DIGIT.findall(label) if digit]
    is_closed = all(digits.count(digit) % 2 == 0 for digit in digits)
    return is_closed and (bool(digits) or any(mark in label for mark in "=#[("))


def difference(one: str, other: str) -> str:
    """Say in what two spellings of one label differ."""
    if tidy(one) == tidy(other):
        return "same but for blanks"
    if tidy(one).casefold() == tidy(other).casefold():
        return "same letters but for case"
    return "same characters in another Unicode form"


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) != "Cf"


@lru_cache(maxsize=1 << 12)
def _compatible(character: str) -> str:
    kind = unicodedata.decomposition(character)
    if kind.startswith(("<super>", "<fraction>")):
        return character
    return unicodedata.normalize("NFKC", character)
