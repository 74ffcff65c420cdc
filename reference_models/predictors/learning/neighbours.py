"""Means over the nearest units of a section."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from scipy.spatial import cKDTree

    from aivc.evaluation.units import Unit

N_NEIGHBOURS = 8
"""As many as lie around a spot of a square grid."""

_SAME = 1 + 1e-9
"""Distances of a smaller ratio are equal but for rounding."""


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Units with places: sections, coordinates (n_units, n_axes), states (n_units, n_features)."""

    sections: tuple[str, ...]
    places: NDArray[np.float64]
    states: NDArray[np.float64]

    def near(self, unit: Unit) -> NDArray[np.float64] | None:
        """Return the mean state of the nearest units, all that are as near as the last included.

        None where the unit has no place, or its section is not known.
        """
        if unit.place is None or unit.place[0] not in self._trees:
            return None
        tree, rows = self._trees[unit.place[0]]
        distances, _ = tree.query(unit.place[1], k=min(N_NEIGHBOURS, len(rows)))
        within = tree.query_ball_point(unit.place[1], float(np.max(distances)) * _SAME)
        mean: NDArray[np.float64] = self.states[rows[sorted(within)]].mean(axis=0)
        return mean

    @cached_property
    def _trees(self) -> Mapping[str, tuple[cKDTree, NDArray[np.intp]]]:
        from scipy.spatial import cKDTree

        sections = np.array(self.sections, dtype=object)
        trees = {}
        for section in dict.fromkeys(self.sections):
            rows = np.flatnonzero(sections == section)
            trees[section] = cKDTree(self.places[rows]), rows
        return trees
