"""Decimal commas in amounts, as spreadsheets of much of Europe write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = re.compile(r"(?<![\d.,])(\d+),(\d+)(?![\d.,])")
_DECIMAL = re.compile(r"(?<![\d.,])(?:0,\d+|\d+,(?:\d{1,2}|\d{4,}))(?![\d.,])")
_POINT = re.compile(r"\d\.\d")


def with_point(text: str, others: Iterable[str] = ()) -> str:
    """Write a decimal comma as a point, where it cannot stand between thousands.

    ``0,125`` and ``3,33`` can be no thousands. ``1,111`` may be, unless one of the other labels of
    its column has a comma that is none, and no label has a point.

    Parameters
    ----------
    text
        A label.
    others
        The labels of its column.

    Examples
    --------
    >>> with_point("3,33 uM"), with_point("0,125 uM"), with_point("1,000 uM")
    ('3.33 uM', '0.125 uM', '1,000 uM')
    >>> with_point("1,111 uM", ["0,37 uM", "10 uM"]), with_point("1,111 uM", ["0,37 uM", "0.5 uM"])
    ('1.111 uM', '1,111 uM')
    """
    if "," not in text or _NUMBER.search(text) is None:
        return text
    if _DECIMAL.search(text) is None and not _are_decimal(list(others)):
        return text
    return _NUMBER.sub(r"\1.\2", text)


def _are_decimal(labels: list[str]) -> bool:
    has_comma = any(_DECIMAL.search(label) for label in labels)
    return has_comma and not any(_POINT.search(label) for label in labels)
