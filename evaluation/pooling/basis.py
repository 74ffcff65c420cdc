"""What the report of a fold holds so that reports of folds can be pooled."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.files.task_text import task_as_plain
from aivc.evaluation.metrics.calibrated import N_HALVINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.evaluation.grid_row import Stratum
    from aivc.evaluation.metrics.scores import Scores
    from aivc.evaluation.scoring.judgement import Judgement
    from aivc.evaluation.scoring.measured_row import ScoredMetric
    from aivc.evaluation.scoring.row_results import ScoredReadout

PREDICTION, FLOOR, HALF = "prediction", "floor ", "half "
UNINFORMED, INTERPOLATED = "uninformed ", "interpolated "
"""Whose answer scores are of; a floor has its name, and what is made of halves their number."""


def basis_of(judgement: Judgement, unit_of_split: str) -> dict[str, Any]:
    """Return an instance of ``PoolingBasis`` of the standard, as plain data.

    Parameters
    ----------
    judgement
        Scores of the units of a fold.
    unit_of_split
        Axis that was divided; clusters that it makes stand in one fold.
    """
    units = judgement.units
    return {
        "task_settings": json.dumps(task_as_plain(judgement.task), sort_keys=True),
        **({"unit_of_split": unit_of_split} if unit_of_split else {}),
        "asked_readouts": list(judgement.asked_readouts),
        "state_readout": judgement.state_readout,
        "judged_units": {
            "unit_ids": list(units.unit_ids),
            "clusters": list(units.clusters),
            "unit_strata": [_stratum(each) for each in units.strata],
            "unit_fates": [fate.value for fate in units.fates],
            "unit_doubts": units.doubts.tolist(),
        },
        "judged_readouts": [_readout(each) for each in judgement.readouts],
        "unit_sums": [
            {
                **({"stratum": each.features} if each.features else {}),
                "summed": name,
                "unit_values": values.tolist(),
            }
            for each in judgement.sums
            for name, values in each.columns.items()
        ],
    }


def _stratum(stratum: Stratum) -> str:
    return json.dumps([stratum.regime.value, *stratum.shifted], separators=(",", ":"))


def _readout(readout: ScoredReadout) -> dict[str, Any]:
    return {
        "readout_id": readout.readout_id,
        "judged_as": readout.kind.value,
        "readout_definition": readout.definition,
        "feature_coverage": readout.coverage,
        "row_ids": list(readout.ids),
        "clusters": list(readout.clusters),
        "unit_strata": [_stratum(each) for each in readout.strata],
        "row_scores": [
            _scores(scored, name, scores)
            for scored in readout.metrics
            for name, scores in _everybody(scored)
        ],
    }


def _everybody(scored: ScoredMetric) -> Iterator[tuple[str, Scores]]:
    """Yield the scores of the prediction and of all that it is compared with."""
    yield PREDICTION, scored.scores
    for name, scores in scored.floors.items():
        yield f"{FLOOR}{name}", scores
    for number, scores in enumerate(scored.halves):
        yield f"{HALF}{number}", scores
    if scored.calibrated is not None:
        # What it makes of halves themselves are the first halves.
        for number in range(min(N_HALVINGS, len(scored.calibrated.uninformed))):
            yield f"{UNINFORMED}{number}", scored.calibrated.uninformed[number]
            yield f"{INTERPOLATED}{number}", scored.calibrated.interpolated[number]


def _scores(scored: ScoredMetric, answered_by: str, scores: Scores) -> dict[str, Any]:
    rows = np.flatnonzero(scores.scored)
    unanswered = np.flatnonzero(scores.scored & ~scores.answered)
    stated = {
        "metric": scored.metric.metric_id,
        "metric_version": scored.metric.version,
        "answered_by": answered_by,
        "scored_rows": rows.tolist(),
        "row_numerators": scores.top[rows].tolist(),
        "row_denominators": scores.bottom[rows].tolist(),
    }
    return {**stated, "unanswered_rows": unanswered.tolist()} if len(unanswered) else stated
