"""What describes an agent that was named after a gene."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.view import Role
from aivc.reference_models.predictors.learning.means import known_mean
from aivc.reference_models.predictors.learning.scaling import thin_svd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.evaluation.units import Intervention
    from aivc.evaluation.view import TrainingView

    Array = NDArray[np.float64]

N_DIRECTIONS = 10
"""As in the linear model of Ahlmann-Eltze et al., Nat. Methods 22, 1657 (2025)."""


@dataclass(frozen=True, eq=False)
class Descriptors:
    """What describes an agent: the loadings of the gene that it is named after.

    ``loadings`` has shape (n_features, n_directions), with a mean square of one.
    """

    features: tuple[str, ...]
    loadings: Array

    @classmethod
    def of(cls, view: TrainingView) -> Descriptors:
        """Find the leading directions of the states of training."""
        states = view.states[list(view.rows(Role.TRAINING))]
        center = known_mean(states)
        filled = np.where(np.isfinite(states), states, center) - center
        _, _, loadings = thin_svd(filled, N_DIRECTIONS)
        return cls(view.features, loadings * np.sqrt(len(view.features)))

    def describe(self, intervention: Intervention) -> Array:
        """Return the sum over the agents that act, NaN where one is named after no feature."""
        rows = [_named_after(agent, self._place) for agent in intervention.agents]
        if not rows or -1 in rows:
            return np.full(self.loadings.shape[1], np.nan)
        total: Array = self.loadings[sorted(rows)].sum(axis=0)
        return total

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {feature: row for row, feature in enumerate(self.features)}


def _named_after(agent: str, place: Mapping[str, int]) -> int:
    """Return the row of the feature that an agent is or has in its name, -1 where there is none.

    ``KLF1``, ``HGNC:KLF1`` and ``KLF1 activation`` are named after ``KLF1``; a name with two
    features in it is named after neither.
    """
    if agent in place:
        return place[agent]
    words = {word for word in agent.replace(":", " ").split() if word in place}
    return place[words.pop()] if len(words) == 1 else -1
