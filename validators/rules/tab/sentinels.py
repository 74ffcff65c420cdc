"""Find numbers that stand for a missing value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.rules.tab.columns import PlacedColumn

LINCS = -666.0
"""What LINCS writes for a missing value, whatever the column."""

NEGATIVE = (-99.0, -999.0, -9999.0, -99999.0)
POSITIVE = (999.0, 9999.0, 99999.0, 999999.0)
NO_DOSE = -1.0

LINCS_TEXT = re.compile(r"-666(\.0+)?")

# A value of nines counts as a mark only where it is at least this many times the next largest:
# measured values of one column seldom leave such a gap just below a 999.
GAP = 5.0

# Coordinates and loadings run below zero, and -666 may be one of them.
MOST_NEGATIVE_VALUES = 3


def sentinels_of(column: PlacedColumn, *, is_dose: bool) -> list[tuple[str, int]]:
    """Return the numbers of a column that stand for a missing value, with their rows."""
    if column.is_text:
        if not any(map(LINCS_TEXT.fullmatch, filter(_begins, column.facts.categories))):
            return []
        return [pair for pair in column.label_counts if LINCS_TEXT.fullmatch(pair[0])]
    return _in_numbers(column, is_dose=is_dose) if column.is_numeric else []


def _begins(label: str) -> bool:
    return label.startswith("-666")


def _in_numbers(column: PlacedColumn, *, is_dose: bool) -> list[tuple[str, int]]:
    import numpy as np

    numbers, counts = column.facts.numbers, column.facts.counts
    if numbers is None:
        return []
    suspects = [LINCS, *NEGATIVE, *POSITIVE, *([NO_DOSE] if is_dose else [])]
    is_suspect = np.isin(numbers, suspects) & (counts > 0)
    if not is_suspect.any():
        return []
    others = numbers[(counts > 0) & ~is_suspect]
    others = others[np.isfinite(others)]
    found = ((numbers[place], place) for place in np.flatnonzero(is_suspect))
    return [
        (column.facts.categories[place], int(counts[place]))
        for number, place in found
        if _stands_apart(float(number), others)
    ]


def _stands_apart(number: float, rest: NDArray[np.float64]) -> bool:
    import numpy as np

    if number == LINCS:
        return int(np.count_nonzero(rest < 0)) < MOST_NEGATIVE_VALUES
    if not rest.size:
        return False
    if number < 0:
        return bool(rest.min() >= 0)
    return rest.size > 1 and number >= GAP * float(rest.max())
