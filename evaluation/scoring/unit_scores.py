"""Values unit by unit, from which predictors are compared pair by pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.evaluation.scoring.grid import FilledRow
    from aivc.evaluation.scoring.row_results import ScoredReadout


def unit_scores(
    rows: Sequence[FilledRow], readouts: Sequence[ScoredReadout]
) -> Iterator[dict[str, Any]]:
    """Yield instances of ``UnitScores``, one for each metric of each readout of each row."""
    by_name = {each.readout_id: each for each in readouts}
    for row in rows:
        for readout in (by_name[name] for name in row.readouts):
            inside = readout.rows_in(row)
            for scored in readout.metrics:
                places = np.flatnonzero(inside & scored.scores.scored)
                bottom = scored.scores.bottom[places]
                if not len(places) or not bottom.mean() > 0:
                    continue
                weights = bottom / bottom.mean()
                stated = {
                    "metric": scored.metric.metric_id,
                    "metric_version": scored.metric.version,
                    "readout_id": readout.readout_id,
                    "stratum": row.row_id,
                    "unit_ids": [scored.scores.ids[place] for place in places],
                    "clusters": [readout.clusters[place] for place in places],
                    "unit_values": (scored.scores.top[places] / bottom.mean()).tolist(),
                }
                if not np.allclose(weights, 1.0):
                    stated["unit_weights"] = weights.tolist()
                yield stated
