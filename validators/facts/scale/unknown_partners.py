"""Partners that links name and no set has, block by block."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.scale.model import Affected
from aivc.validators.facts.scale.units import places_among
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.validators.facts.scale.streamed_keys import KeyBlock, StreamedKeys


@dataclass(slots=True)
class UnknownPartners:
    """Partners that are not known, and the rows that name the first of them."""

    n_pairs: int = 0
    hashes: NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, np.uint64))
    rows: list[int] = field(default_factory=list)

    def add(
        self, block: KeyBlock, counts: NDArray[np.int64], is_unknown: NDArray[np.bool_]
    ) -> None:
        """Add those of a block.

        Parameters
        ----------
        block
            Partners of the next rows.
        counts
            Rows of each key of the block.
        is_unknown
            Which keys are no unit.
        """
        which = is_unknown & (counts > 0)
        if not which.any():
            return
        self.n_pairs += int(counts[which].sum())
        new = which & (places_among(self.hashes, block.hashes) < 0)
        if new.any() and len(self.rows) < MAX_EXAMPLES:
            at = np.flatnonzero(block.where(new))
            _, first = np.unique(block.codes[at], return_index=True)
            earliest = at[np.sort(first)[: MAX_EXAMPLES - len(self.rows)]]
            self.rows += (block.start + earliest).tolist()
        self.hashes = np.union1d(self.hashes, block.hashes[new])

    def affected(self, partners: StreamedKeys) -> Affected:
        """Count different partners, and name the first of them in the order of rows."""
        return Affected(len(self.hashes), partners.texts(self.rows))
