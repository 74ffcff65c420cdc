"""The truth that predictions are judged against. Only the harness holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.grid_row import Stratum
    from aivc.evaluation.units import Unit


@dataclass(frozen=True, eq=False)
class Half:
    """One half of the rows of every unit and of its control, and the other half; one seed.

    All four have shape (n_units, n_features), NaN where a unit has too few rows to be halved.
    """

    first: NDArray[np.float64]
    second: NDArray[np.float64]
    first_control: NDArray[np.float64]
    second_control: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Truth:
    """What was measured of the units that were asked for.

    Attributes
    ----------
    units
        The units, as in the queries, with the number of their rows.
    strata
        Where each stands in the transport grid.
    clusters
        Cluster of each unit, by name.
    features
        Names of the features of ``states``; ``time`` and ``event`` for an endpoint.
    states, controls
        State of each unit and of its control, shape (n_units, n_features), float64; the control
        is NaN where there is none.
    noise, control_noise
        Sampling variance of these, same shape; None where units are single observations.
    p_values
        Of the difference between a unit and its control, feature by feature, same shape; None
        where it cannot be tested.
    training_mean
        Mean state of the treated units of training relative to their controls, shape
        (n_features,), to which ``pert_mean`` and metrics against the mean refer.
    halves
        Five halvings for the replicate; empty where units are single observations.
    targeted
        Features that an agent of any unit is meant to hit, sorted. What happens to a target itself
        tells its agent, so that metrics which recognise agents leave these out.
    dataset_digest, manifest_digest
        Of what they were made from.
    """

    units: tuple[Unit, ...]
    strata: tuple[Stratum, ...]
    clusters: tuple[str, ...]
    features: tuple[str, ...]
    states: NDArray[np.float64]
    controls: NDArray[np.float64]
    noise: NDArray[np.float64] | None
    control_noise: NDArray[np.float64] | None
    p_values: NDArray[np.float64] | None
    training_mean: NDArray[np.float64]
    halves: tuple[Half, ...]
    dataset_digest: str
    manifest_digest: str
    targeted: tuple[str, ...] = ()
