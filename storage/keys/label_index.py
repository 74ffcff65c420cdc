"""Which labels of a column a value of the card means.

Numbers are compared as numbers, text as text: ``1`` means the labels ``1`` and ``1.0``, and
``"01"`` means ``01`` alone.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from aivc.storage.model import ColumnKind

if TYPE_CHECKING:
    from aivc.storage.model import Column


class LabelIndex:
    """Looks up the codes of a column by what a card says.

    Parameters
    ----------
    column
        The column.
    """

    def __init__(self, column: Column) -> None:
        self._is_numeric = column.numbers is not None
        self._is_boolean = column.info.kind is ColumnKind.BOOLEAN
        self._labels = column.categories
        self._by_text: dict[str, list[int]] = {}
        for code, label in enumerate(column.categories):
            self._by_text.setdefault(label, []).append(code)
        self._by_number: dict[float, list[int]] | None = None

    def codes(self, value: str | float) -> tuple[int, ...]:
        """Return the codes of all labels that a value means; none where no label does.

        In a numeric column quoted numbers are numbers too, because nothing else can be meant;
        truth values mean the labels ``True`` and ``False`` in any case, and 1 and 0.
        """
        if isinstance(value, bool):
            return self._of_truth(value=value)
        if isinstance(value, int | float):
            return self._of_number(float(value))
        found = tuple(self._by_text.get(value, ()))
        if found:
            return found
        number = number_of(value)
        if self._is_numeric and number is not None:
            return self._of_number(number)
        if self._is_boolean and value.casefold() in {"true", "false"}:
            return self._of_truth(value=value.casefold() == "true")
        return ()

    def _of_number(self, number: float) -> tuple[int, ...]:
        if self._by_number is None:
            self._by_number = {}
            for code, label in enumerate(self._labels):
                known = number_of(label)
                if known is not None:
                    self._by_number.setdefault(known, []).append(code)
        return tuple(self._by_number.get(number, ()))

    def _of_truth(self, *, value: bool) -> tuple[int, ...]:
        if self._is_numeric:
            return self._of_number(float(value))
        wanted = str(value).casefold()
        return tuple(k for k, label in enumerate(self._labels) if label.casefold() == wanted)


def number_of(label: str) -> float | None:
    """Return the finite number that a label is in plain or scientific notation, or None.

    Examples
    --------
    >>> number_of("1e-1"), number_of("0.1 uM"), number_of("1_000"), number_of("nan")
    (0.1, None, None, None)
    """
    if "_" in label or label != label.strip():
        return None
    try:
        number = float(label)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
