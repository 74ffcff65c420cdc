"""Tell whether the texts of a column are numbers, truth values or words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.model import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?")

_EXACT = 2**53
"""Below here every whole number has a float64 of its own, and is the only one that reads so."""


def numbers_of(labels: Sequence[str]) -> NDArray[np.float64] | None:
    """Return the numbers that distinct texts are, or None where they are not all plain numbers.

    They are none if one starts with a zero before further digits (``005`` is a name), or if two of
    them are the same number (``1.1`` and ``1.10`` are versions), or where a whole number is too
    long to be kept.

    Examples
    --------
    >>> numbers_of(["10.0", "0.5"]).tolist(), numbers_of(["000", "001"]), numbers_of(["1", "1.0"])
    ([10.0, 0.5], None, None)
    """
    if not labels or not all(map(_NUMBER.fullmatch, labels)):
        return None
    numbers = np.array([float(label) for label in labels])
    is_kept = np.isfinite(numbers).all() and not any(
        abs(number) >= _EXACT and label.lstrip("-").isdigit()
        for label, number in zip(labels, numbers.tolist(), strict=True)
    )
    return numbers if is_kept and len(np.unique(numbers)) == len(numbers) else None


def kind_of(labels: Sequence[str], numbers: NDArray[np.float64] | None) -> ColumnKind:
    """Return the kind of a column of these distinct texts."""
    if numbers is not None:
        is_whole = all(label.lstrip("-").isdigit() for label in labels)
        return ColumnKind.INTEGER if is_whole else ColumnKind.FLOAT
    truths = {"true", "false"}
    if labels and len(labels) <= len(truths) and {label.lower() for label in labels} <= truths:
        return ColumnKind.BOOLEAN
    return ColumnKind.STRING
