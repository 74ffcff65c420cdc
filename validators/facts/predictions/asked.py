"""What predictors were asked, as far as their answers are checked against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPACES = ("log_of_sum", "mean_of_log", "mean", "share", "survival")
"""``PredictionSpace`` of the standard."""

LEARNT_PARTS = ("train", "calibration")
"""What the parts that a predictor may learn from are usually called."""


@dataclass(frozen=True, slots=True)
class AskedUnit:
    """One unit that was asked for.

    Attributes
    ----------
    unit_id
        Its name.
    agents
        Names of the agents that do something, sorted.
    regime
        What training knew of its intervention, ``InterventionRegime`` of the standard; empty where
        that was not found out.
    """

    unit_id: str
    agents: tuple[str, ...] = ()
    regime: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A task and its queries.

    Attributes
    ----------
    task_id, task_kind, space
        The task, ``TaskKind`` and ``PredictionSpace`` of the standard.
    units, features
        What is wanted.
    interval_level
        Level of the intervals that are judged.
    view_digest, manifest_digest
        Of the training view and of the manifest.
    dataset_id
        Identifier of the dataset; empty where it has none.
    seed
        Source of chance that was given; None where none was.
    learnt_parts
        Names of the parts of the manifest that the view holds.
    """

    task_id: str
    task_kind: str
    space: str
    units: tuple[AskedUnit, ...]
    features: tuple[str, ...]
    interval_level: float
    view_digest: str
    manifest_digest: str
    dataset_id: str = ""
    seed: int | None = None
    learnt_parts: tuple[str, ...] = LEARNT_PARTS


@dataclass(frozen=True, eq=False)
class Measured:
    """What was measured of the units; only who evaluates holds it.

    ``states`` has shape (n_units, n_features).
    """

    unit_ids: tuple[str, ...]
    features: tuple[str, ...]
    states: NDArray[np.float64]
