"""A panel of five proteins of sixty units, from the eight genes that may be read of all of them."""

from __future__ import annotations

import numpy as np

from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.units import Unit
from aivc.evaluation.view import Inputs, Queries, Role
from aivc.reference_models.conformance.setting import Setting
from aivc.reference_models.conformance.settings.rows import Row, hard_to_read, view_of

N_TRAINING, N_CALIBRATION, N_ASKED = 60, 24, 12
GENES = tuple(f"gene_{letter}" for letter in "fbhadgec")
PROTEINS = tuple(f"protein_{letter}" for letter in "dbeac")
DONORS = ("donor_c", "donor_a", "donor_b")
SCATTER = 0.1


def modality_setting() -> Setting:
    """Return the setting of translation between modalities."""
    chance = np.random.default_rng(31)
    n_units = N_TRAINING + N_CALIBRATION + N_ASKED
    genes = chance.uniform(0.0, 4.0, (n_units, len(GENES)))
    weights = chance.normal(0.0, 0.5, (len(GENES), len(PROTEINS)))
    proteins = 3.0 + genes @ weights + chance.normal(0.0, SCATTER, (n_units, len(PROTEINS)))
    names = [f"cell_{place:03d}" for place in chance.permutation(n_units)]
    units = [
        Unit(name, context={"donor": DONORS[row % len(DONORS)]}) for row, name in enumerate(names)
    ]
    task = Task(
        task_id="laws",
        kind=TaskKind.MODALITY,
        space=Space.MEAN,
        target_table="mod/prot",
        input_table="mod/rna",
        context_axes=("donor",),
    )
    inputs, hard = hard_to_read(Inputs(tuple(names), GENES, genes), units[0].context)
    n_known = N_TRAINING + N_CALIBRATION
    rows = [
        Row(units[row], Role.TRAINING if row < N_TRAINING else Role.CALIBRATION, proteins[row])
        for row in range(n_known)
    ]
    return Setting(
        name="proteins from genes",
        kind=TaskKind.MODALITY,
        view=view_of(task, rows, PROTEINS, inputs=inputs),
        queries=Queries(tuple(units[n_known:]), PROTEINS, inputs),
        hard=hard,
    )
