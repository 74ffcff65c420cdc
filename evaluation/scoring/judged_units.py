"""The units that were asked for, and what became of each: all that results need to know of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.grid_row import Stratum
    from aivc.evaluation.scoring.answers import Fate


@dataclass(frozen=True, eq=False)
class JudgedUnits:
    """The units that were asked for, of one fold or of several.

    Attributes
    ----------
    unit_ids, clusters, strata, fates
        Name, cluster, place in the grid, and fate of each unit.
    doubts
        How unsure the predictor is of each, shape (n_units,), in widths of its intervals.
    """

    unit_ids: tuple[str, ...]
    clusters: tuple[str, ...]
    strata: tuple[Stratum, ...]
    fates: tuple[Fate, ...]
    doubts: NDArray[np.float64]

    def count(self, fate: Fate) -> int:
        """Count the units of a fate."""
        return sum(each is fate for each in self.fates)

    def counts(self) -> dict[str, int]:
        """Return an instance of ``UnitCounts`` of the standard, as plain data."""
        from aivc.evaluation.scoring.answers import Fate

        return {
            "n_asked": len(self.fates),
            "n_predicted": self.count(Fate.PREDICTED),
            "n_abstained": self.count(Fate.ABSTAINED),
            "n_failed": self.count(Fate.FAILED),
            "n_missing": self.count(Fate.MISSING),
        }

    def in_stratum(self, stratum: Stratum) -> NDArray[np.bool_]:
        """Return which units stand in a stratum, shape (n_units,)."""
        return np.array([each == stratum for each in self.strata], dtype=bool)
