"""Contexts and agents that are exactly alike, so that whoever chooses between them shows how.

The control of the new donor lies exactly in the middle between those of two donors who respond
differently, two agents do exactly the same, and so do pairs of features. All values are sums of
powers of two, so that distances are equal to the last bit.
"""

from __future__ import annotations

import numpy as np

from aivc.evaluation.grid_row import Regime
from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.units import Intervention, Step, Unit
from aivc.evaluation.view import Queries, Role
from aivc.reference_models.conformance.setting import HardQuery, Setting
from aivc.reference_models.conformance.settings.rows import Row, view_of

HOURS = 24.0
DOSES = (1.0, 4.0)
FEATURES = tuple(f"gene_{letter}" for letter in "dahbgcfe")
MIDDLE = np.array([4.0, 4.0, 2.0, 2.0, 6.0, 6.0, 3.0, 3.0])
ASIDE = np.array([0.5, 0.5, -0.25, -0.25, 0.5, 0.5, 0.0, 0.0])
CONTROLS = {
    "patient_m": MIDDLE + ASIDE,
    "patient_k": MIDDLE - ASIDE,
    "patient_p": MIDDLE + 4 * ASIDE,
    "patient_n": MIDDLE,
}
NEW = "patient_n"
RESPONSES = {
    ("patient_m", "teak"): [1.0, 1.0, 0.5, 0.5, -1.0, -1.0, 0.0, 0.0],
    ("patient_k", "teak"): [0.25, 0.25, 1.5, 1.5, 0.5, 0.5, 0.0, 0.0],
    ("patient_p", "teak"): [0.5, 0.5, 0.5, 0.5, -0.5, -0.5, 0.0, 0.0],
    ("patient_m", "maple"): [-0.5, -0.5, 2.0, 2.0, 0.25, 0.25, 0.0, 0.0],
    ("patient_k", "maple"): [-1.0, -1.0, 0.5, 0.5, 1.0, 1.0, 0.0, 0.0],
    ("patient_p", "maple"): [-0.5, -0.5, 1.0, 1.0, 0.5, 0.5, 0.0, 0.0],
}
TWINS = {"teak": "teak", "larch": "teak", "maple": "maple"}
"""Agents, and whose response each has."""


def tied_responses() -> Setting:
    """Return the setting of responses in which much is exactly alike."""
    rows = [_control(donor) for donor in CONTROLS]
    rows.extend(
        _treated(donor, agent, dose)
        for donor in ("patient_m", "patient_k", "patient_p")
        for dose in DOSES
        for agent in ("larch", "maple", "teak")
    )
    task = Task(
        task_id="ties",
        kind=TaskKind.RESPONSE,
        space=Space.LOG_OF_SUM,
        context_axes=("donor",),
        cluster_axes=("donor",),
    )
    units = tuple(
        _asked(f"asked {agent} {dose:g}", agent, dose)
        for dose in DOSES
        for agent in ("maple", "teak", "larch")
    )
    strange = HardQuery(
        "an agent that training has not", _asked("unseen", "rowan", 1.0), Regime.UNSEEN_AGENT
    )
    return Setting(
        name="responses that are alike",
        kind=TaskKind.RESPONSE,
        view=view_of(task, rows, FEATURES, noise=1 / 64),
        queries=Queries(units, FEATURES),
        unseen=(strange,),
    )


def _control(donor: str) -> Row:
    role = Role.GRANTED if donor == NEW else Role.TRAINING
    unit = Unit(f"{donor}/none", Intervention(), {"donor": donor}, HOURS, n_observations=16)
    return Row(unit, role, CONTROLS[donor])


def _treated(donor: str, agent: str, dose: float) -> Row:
    unit = Unit(
        f"{donor}/{agent} {dose:g}",
        Intervention((Step(agent, dose, "umol/L"),)),
        {"donor": donor},
        HOURS,
        f"{donor}/none",
        n_observations=16,
    )
    reach = 0.5 if dose == DOSES[0] else 1.0
    response = np.array(RESPONSES[donor, TWINS[agent]])
    return Row(unit, Role.TRAINING, CONTROLS[donor] + reach * response)


def _asked(name: str, agent: str, dose: float) -> Unit:
    steps = (Step(agent, dose, "umol/L"),)
    return Unit(name, Intervention(steps), {"donor": NEW}, HOURS, f"{NEW}/none")
