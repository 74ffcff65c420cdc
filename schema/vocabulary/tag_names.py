"""What names of antibody tags say: which of them mark samples."""

from __future__ import annotations

import re

# HTO_1, Hashtag 3, anti-human Hashtag1 (TotalSeq), CMO301 (CellPlex), nuclear hashing.
_HASHTAG = re.compile(
    r"(?<![a-z])(hto|cmo|hashing)(?![a-z])|hash[\s_-]?(tag|\d)",
    re.IGNORECASE,
)


def is_hashtag_name(name: str) -> bool:
    """Tell whether a tag marks the cells of a sample, by its name.

    Examples
    --------
    >>> is_hashtag_name("anti-human Hashtag1"), is_hashtag_name("CMO301"), is_hashtag_name("CD3")
    (True, True, False)
    """
    return bool(_HASHTAG.search(name))
