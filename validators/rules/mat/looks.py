"""Say in words what a matrix looks like."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.validators.facts.model import MatrixFacts

WORDS = {
    "counts": "counts",
    "normalized_counts": "counts scaled by a factor for each row",
    "log_normalized": "the logarithm of scaled counts",
    "scaled": "values centred by column",
    "fraction": "fractions between 0 and 1",
    "binary": "zeros and ones",
    "continuous": "continuous numbers",
    "empty": "nothing but zeros",
}


def in_words(scan: MatrixFacts) -> str:
    """Return what a matrix looks like, with the depth that its rows were scaled to."""
    words = WORDS.get(scan.looks_like, scan.looks_like)
    depth = scan.recovered_scale
    return words if math.isnan(depth) else f"{words} (to a depth of {depth:,.0f})"
