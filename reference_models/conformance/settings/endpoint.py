"""Times to an event of eighty subjects, which follow from two of four things known of each."""

from __future__ import annotations

import numpy as np

from aivc.evaluation.files import asked_features
from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.units import Unit
from aivc.evaluation.view import Inputs, Queries, Role
from aivc.reference_models.conformance.setting import Setting
from aivc.reference_models.conformance.settings.rows import Row, hard_to_read, view_of
from aivc.schema.endpoint_features import MEASURED

N_TRAINING, N_CALIBRATION, N_ASKED = 80, 30, 12
KNOWN = ("score_c", "score_a", "age", "score_b")
HORIZONS = (180.0, 365.0)
MEDIAN_DAYS = 300.0


def endpoint_setting() -> Setting:
    """Return the setting of a time to an event."""
    chance = np.random.default_rng(51)
    n_units = N_TRAINING + N_CALIBRATION + N_ASKED
    known = chance.normal(0.0, 1.0, (n_units, len(KNOWN)))
    hazard = np.exp(0.8 * known[:, 0] - 0.5 * known[:, 2]) * np.log(2) / MEDIAN_DAYS
    event_days = chance.exponential(1 / hazard)
    seen_days = chance.uniform(100.0, 900.0, n_units)
    states = np.stack(
        [np.minimum(event_days, seen_days), (event_days <= seen_days).astype(float)], axis=1
    )
    names = [f"subject_{place:03d}" for place in chance.permutation(n_units)]
    units = [Unit(name) for name in names]
    task = Task(
        task_id="laws",
        kind=TaskKind.ENDPOINT,
        space=Space.SURVIVAL,
        readouts=("overall_survival",),
        horizons=HORIZONS,
    )
    inputs, hard = hard_to_read(Inputs(tuple(names), KNOWN, known), {})
    n_known = N_TRAINING + N_CALIBRATION
    rows = [
        Row(units[row], Role.TRAINING if row < N_TRAINING else Role.CALIBRATION, states[row])
        for row in range(n_known)
    ]
    view = view_of(task, rows, MEASURED, inputs=inputs)
    return Setting(
        name="time to an event",
        kind=TaskKind.ENDPOINT,
        view=view,
        queries=Queries(tuple(units[n_known:]), asked_features(task, view.features), inputs),
        hard=hard,
    )
