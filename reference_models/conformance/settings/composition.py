"""Shares of three cell states in spots, from single cells whose state is known.

Spots are exact mixtures of the mean cells of each state, so that the shares that were mixed are
the only ones that give a spot back.
"""

from __future__ import annotations

import numpy as np

from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.units import Unit
from aivc.evaluation.view import Inputs, Queries, Role
from aivc.reference_models.conformance.setting import Setting
from aivc.reference_models.conformance.settings.rows import Row, hard_to_read, view_of

STATES = ("T cell", "B cell", "monocyte")
GENES = tuple(f"gene_{letter}" for letter in "fbhadgec")
N_CELLS, N_CALIBRATION = 45, 30
SCATTER = 0.05


def composition_setting() -> Setting:
    """Return the setting of shares of cell states."""
    chance = np.random.default_rng(41)
    profiles = chance.uniform(0.0, 4.0, (len(STATES), len(GENES)))
    which = np.arange(N_CELLS + N_CALIBRATION) % len(STATES)
    cells = profiles[which] + chance.normal(0.0, SCATTER, (len(which), len(GENES)))
    training = which[:N_CELLS]
    signatures = np.stack(
        [cells[:N_CELLS][training == state].mean(axis=0) for state in range(len(STATES))]
    )
    mixed = mixtures()
    genes = np.vstack([cells, mixed @ signatures])
    names = [f"unit_{place:03d}" for place in chance.permutation(len(genes))]
    units = [Unit(name, context={"section": "section_1"}) for name in names]
    task = Task(
        task_id="laws",
        kind=TaskKind.COMPOSITION,
        space=Space.SHARE,
        input_table="X",
        state_column="cell_type",
        context_axes=("section",),
        readouts=("composition",),
    )
    inputs, hard = hard_to_read(Inputs(tuple(names), GENES, genes), units[0].context)
    shares = np.eye(len(STATES))[which]
    rows = [
        Row(units[row], Role.TRAINING if row < N_CELLS else Role.CALIBRATION, shares[row])
        for row in range(len(which))
    ]
    return Setting(
        name="shares of cell states",
        kind=TaskKind.COMPOSITION,
        view=view_of(task, rows, STATES, inputs=inputs),
        queries=Queries(tuple(units[len(which) :]), STATES, inputs),
        hard=hard,
    )


def mixtures() -> np.ndarray:
    """Return the shares that the spots are mixed of, shape (n_spots, n_states)."""
    corners = np.eye(len(STATES))
    edges = np.array([[0.5, 0.5, 0.0], [0.25, 0.0, 0.75], [0.0, 0.625, 0.375]])
    inside = np.array([[0.5, 0.25, 0.25], [0.125, 0.5, 0.375], [0.375, 0.375, 0.25]])
    return np.vstack([inside, corners, edges])
