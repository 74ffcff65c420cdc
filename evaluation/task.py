"""A task as it is carried out: what a manifest declares, with every default said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.evaluation.grid_row import GridRow

INTERVAL_LEVEL = 0.9
"""Level of the intervals that are judged, where a task names none."""

LEAST_UNITS = 5
"""Clusters below which a result is no evidence, where a task does not say."""


class TaskKind(StrEnum):
    """What a predictor is asked for; the values of the enum of the standard."""

    RESPONSE = "response"
    MODALITY = "modality"
    COMPOSITION = "composition"
    ENDPOINT = "endpoint"


class Space(StrEnum):
    """Space of states and predictions; the values of ``PredictionSpace`` of the standard."""

    LOG_OF_SUM = "log_of_sum"
    MEAN_OF_LOG = "mean_of_log"
    MEAN = "mean"
    SHARE = "share"
    SURVIVAL = "survival"


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked, of which units.

    Attributes
    ----------
    task_id
        Its name in the manifest; ``default`` where the manifest declares none.
    kind
        What is asked for.
    space
        Space of the states.
    target_table, target_layer
        Matrix that is predicted; an empty table is the only one.
    input_table, input_layer
        Matrix that a predictor may read of the units it is asked about; empty where it may read
        none.
    state_column
        Column of obs with the states whose shares are predicted; empty for other kinds.
    target_features
        Features that are predicted; empty for all of the table.
    input_features
        Features of the input table that may be read, or numeric columns of obs where there is no
        input table; empty for all that may be.
    context_axes, cluster_axes
        Axes that make units together with the intervention, and axes whose values are
        exchangeable.
    control_matched_on
        Columns of obs on which a control agrees with its unit.
    readouts
        Names of the readouts, ``expression`` first where it is asked.
    horizons
        Times of an endpoint.
    interval_level
        Level of the intervals that are judged.
    least_units
        Clusters below which a result is no evidence.
    grid
        Declared rows of the transport grid.
    is_declared
        Whether the manifest declares it; it was drafted from the data otherwise.
    """

    task_id: str
    kind: TaskKind
    space: Space
    target_table: str = ""
    target_layer: str = "X"
    input_table: str = ""
    input_layer: str = "X"
    state_column: str = ""
    context_axes: tuple[str, ...] = ()
    cluster_axes: tuple[str, ...] = ()
    control_matched_on: tuple[str, ...] = ()
    readouts: tuple[str, ...] = ("expression",)
    horizons: tuple[float, ...] = ()
    interval_level: float = INTERVAL_LEVEL
    least_units: int = LEAST_UNITS
    grid: tuple[GridRow, ...] = ()
    is_declared: bool = True
    target_features: tuple[str, ...] = ()
    input_features: tuple[str, ...] = ()
