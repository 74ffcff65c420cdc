"""Names that hold barcodes of bases, as cells have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BARCODE = re.compile(r"(.*[^A-Za-z])?[ACGTN]{8,}([^A-Za-z].*)?")
ENOUGH = 0.9


def are_barcodes(names: Sequence[str]) -> bool:
    """Tell whether names hold barcodes of bases.

    Examples
    --------
    >>> are_barcodes(["AAACATACATTTCC-1", "ctrl_AAACATACCAGAAA"]), are_barcodes(["CATTCA"])
    (True, False)
    """
    found = sum(bool(BARCODE.fullmatch(name)) for name in names)
    return bool(names) and found >= ENOUGH * len(names)
