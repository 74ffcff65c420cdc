"""What metrics compare: one readout as it was measured, and as it was predicted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Side:
    """One side of a comparison.

    Rows are units, or what a readout makes of several, such as a curve over doses. Both sides name
    their rows and features; a metric finds them by name and never by place.

    Attributes
    ----------
    ids, clusters
        Name of each row, and its cluster.
    features
        Names of the columns of ``values``.
    values
        The readout, shape (n_rows, n_features), float64: of expression the difference to the
        control. NaN where it is not known; a row that is NaN throughout was not predicted.
    agents
        Agents that act on the units of each row, so that a metric can leave out what they aim at.
    states, controls
        Absolute states of expression, same shape as ``values``; None for other readouts. Controls
        are the measured ones on both sides.
    noise, control_noise
        Sampling variances of the measured states, same shape; None where they are not known, and on
        the predicted side.
    p_values
        Of the measured difference to the control, same shape; None where it was not tested, and on
        the predicted side.
    training_mean
        Mean of ``values`` of training, shape (n_features,); None where there is none.
    weights
        How much each value counts, same shape; None where all count the same.
    """

    ids: tuple[str, ...]
    clusters: tuple[str, ...]
    features: tuple[str, ...]
    values: NDArray[np.float64]
    agents: tuple[tuple[str, ...], ...] = ()
    states: NDArray[np.float64] | None = None
    controls: NDArray[np.float64] | None = None
    noise: NDArray[np.float64] | None = None
    control_noise: NDArray[np.float64] | None = None
    p_values: NDArray[np.float64] | None = None
    training_mean: NDArray[np.float64] | None = None
    weights: NDArray[np.float64] | None = None


@dataclass(frozen=True, eq=False)
class Parts:
    """A metric row by row, so that it can be had of any set of rows, and of any resample.

    The value of a set of rows is the sum of their numerators over the sum of their denominators.

    Attributes
    ----------
    numerators
        Shape (n_rows,), in the order of the measured side; NaN where the prediction cannot be
        scored, which then counts as the worst value.
    denominators
        Same shape, decided by the measured side alone; 1 where a metric has a value for each row, 0
        where the metric has none for this row.
    """

    numerators: NDArray[np.float64]
    denominators: NDArray[np.float64]
