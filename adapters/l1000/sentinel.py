"""The number that LINCS writes where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from aivc.adapters.text_rows.columns import column_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.storage.frames.sources import ColumnSource

F = TypeVar("F", np.float32, np.float64)

MISSING = -666.0
"""https://clue.io/connectopedia/glossary, `-666`."""
WRITTEN = frozenset({"-666", "-666.0", "-666.000000"})
"""The same in columns of metadata."""


@dataclass
class Sentinels:
    """Counts the values that were taken for missing."""

    n_found: int = 0

    def removed(self, values: NDArray[F]) -> NDArray[F]:
        """Return values with NaN where they are exactly -666."""
        is_missing = values == MISSING
        n_found = int(np.count_nonzero(is_missing))
        if not n_found:
            return values
        self.n_found += n_found
        kept = values.copy()
        kept[is_missing] = np.nan
        return kept

    def note(self, log: ConversionNotes, matrix: str) -> None:
        """Write down how many there were."""
        if self.n_found:
            because = f"{self.n_found:,} values of the matrix are -666, which LINCS writes for none"
            log.converted(f"-666 in {matrix}", "missing (NaN)", because, n_rows=self.n_found)


def without_sentinels(column: ColumnSource, axis: str, log: ConversionNotes) -> ColumnSource:
    """Return a column of metadata with no value where LINCS writes -666, and note how many."""
    stored = column.read()
    codes = [code for code, label in enumerate(stored.categories) if label in WRITTEN]
    is_missing = np.isin(stored.codes, codes)
    n_found = int(np.count_nonzero(is_missing))
    if not n_found:
        return column
    labels = [*stored.categories, None]
    missing = set(codes)
    cells = [None if code in missing else labels[code] for code in stored.codes.tolist()]
    because = f"{n_found:,} rows say -666, which LINCS writes for none"
    subject = f"-666 in {axis} column {stored.info.name}"
    log.converted(subject, "no value", because, n_rows=n_found)
    return column_of(stored.info.name, cells)
