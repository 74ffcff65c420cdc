"""Find the right spelling that is nearest to a wrong one."""

import difflib
from functools import lru_cache

LONGEST = 100
"""Longer texts are not misspelt names."""


@lru_cache(maxsize=4096)
def nearest(word: str, names: tuple[str, ...]) -> str | None:
    """Find the name that is most like a word, if any is.

    Case, hyphens, underscores and blanks do not count.

    Parameters
    ----------
    word
        What was written.
    names
        What could have been meant.

    Examples
    --------
    >>> nearest("Cell-Line", ("tissue", "cell line"))
    'cell line'
    >>> nearest("zebra", ("tissue", "cell line")) is None
    True
    """
    if len(word) > LONGEST:
        return None
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(_folded(name), name)
    found = difflib.get_close_matches(_folded(word), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def _folded(word: str) -> str:
    return word.strip().casefold().translate({ord("-"): "_", ord(" "): "_"})
