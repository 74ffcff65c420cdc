"""From a state to what an assay shows of it, and from that to a readout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.grammar.composing import MEASURE, READ_OUT, Applied

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.reference_models.operators.state import State


@dataclass(frozen=True, eq=False)
class Measure:
    """The expected observation of an assay: linear in the state, unit by unit.

    Attributes
    ----------
    modality
        Class of the measurement, such as ``SingleCellRNA``.
    scale
        Scale of the units that it measures.
    loadings
        Shape (n_state_features, n_observed_features).
    """

    modality: str
    scale: str
    loadings: NDArray[np.float64]

    @property
    def type(self) -> Applied:
        """A measurement, as the grammar has it."""
        return Applied(MEASURE, self.scale, self.scale, self.modality)

    def __call__(self, state: State) -> State:
        """Observe."""
        return state.holding(state.values @ self.loadings)


@dataclass(frozen=True, eq=False)
class ReadOut:
    """A weighted sum of what was observed; shape (n_observed_features, n_readouts) of weights."""

    kind: str
    scale: str
    weights: NDArray[np.float64]

    @property
    def type(self) -> Applied:
        """A readout, as the grammar has it."""
        return Applied(READ_OUT, self.scale, self.scale, self.kind)

    def __call__(self, state: State) -> State:
        """Read."""
        return state.holding(state.values @ self.weights)
