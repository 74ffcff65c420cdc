"""Whether predicted probabilities of an endpoint come true at each horizon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.scoring.answers import Fate
from aivc.evaluation.task import TaskKind
from aivc.schema.endpoint_features import EVENT, TIME, survival_feature

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from aivc.evaluation.scoring.answers import Answers
    from aivc.evaluation.task import Task
    from aivc.evaluation.truth import Truth


def horizon_results(
    truth: Truth,
    answers: Answers,
    task: Task,
    rows: Mapping[str, NDArray[np.bool_]],
    readout_id: str,
) -> Iterator[dict[str, Any]]:
    """Yield the predicted and the observed probability of being without the event.

    ``nominal_level`` is what was predicted on average and ``observed_level`` what Kaplan and Meier
    say of the same subjects, overall and for each row of the grid. Subjects without an answer are
    left out of both; reports count them.
    """
    from aivc.evaluation.survival import horizon_calibration

    if task.kind is not TaskKind.ENDPOINT:
        return
    times = truth.states[:, truth.features.index(TIME)]
    events = truth.states[:, truth.features.index(EVENT)]
    answered = answers.having(Fate.PREDICTED) & np.isfinite(times) & np.isfinite(events)
    for name, inside in {"": np.ones(len(times), dtype=bool), **rows}.items():
        kept = answered & inside
        if not kept.any():
            continue
        for horizon in task.horizons:
            column = answers.features.index(survival_feature(horizon))
            found = horizon_calibration(
                times[kept], events[kept], answers.states[kept, column], horizon
            )
            if not np.isfinite(found.observed):
                continue
            stated = {
                "calibration_kind": "horizon",
                "readout_id": f"{readout_id}@{horizon:g}",
                "nominal_level": float(np.clip(found.predicted, 0, 1)),
                "observed_level": found.observed,
                "n_evaluated": found.n_subjects,
            }
            yield {**stated, "stratum": name} if name else stated
