"""Everything that a report is computed from, unit by unit, of one fold or of several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.evaluation.calibration.unit_sums import UnitSums
    from aivc.evaluation.scoring.judged_units import JudgedUnits
    from aivc.evaluation.scoring.row_results import ScoredReadout
    from aivc.evaluation.task import Task


@dataclass(frozen=True, eq=False)
class Judgement:
    """A prediction, judged unit by unit.

    Attributes
    ----------
    task
        What was asked.
    manifest_digest, readout_digest
        On what, and by what.
    asked_readouts
        Names of the readouts of the task, in its order.
    state_readout
        Name of the readout whose values are the states.
    units
        What became of each unit.
    readouts
        Scores of the rows of each readout, expression that is judged along included.
    sums
        What units add to calibration, over each set of features; empty where there are no
        intervals.
    horizons
        Instances of ``CalibrationResult``: whether predicted probabilities of an endpoint came
        true.
    trials
        Instances of ``MetricTrial``.
    baselines
        Names of trivial predictors.
    notes
        What was assumed or left out on the way.
    """

    task: Task
    manifest_digest: str
    readout_digest: str
    asked_readouts: tuple[str, ...]
    state_readout: str
    units: JudgedUnits
    readouts: tuple[ScoredReadout, ...]
    sums: tuple[UnitSums, ...] = ()
    horizons: tuple[Mapping[str, Any], ...] = ()
    trials: tuple[Mapping[str, Any], ...] = ()
    baselines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
