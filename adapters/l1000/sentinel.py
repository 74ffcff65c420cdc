"""The number that LINCS writes where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.adapters.contract.log import ConversionNotes

F = TypeVar("F", np.float32, np.float64)

MISSING = -666.0
"""https://clue.io/connectopedia/glossary, `-666`."""


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
