"""Responses to three agents at three doses and two times, in four donors, and to pairs of them."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np

from aivc.evaluation.grid_row import Regime
from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.units import Intervention, Step, Unit
from aivc.evaluation.view import Queries, Role
from aivc.reference_models.conformance.setting import HardQuery, Setting
from aivc.reference_models.conformance.settings.rows import Row, view_of
from aivc.reference_models.conformance.settings.ties import tied_responses

AGENTS = ("cedar", "alder", "birch")
DOSES = (0.1, 1.0, 10.0)
TIMES = (24.0, 72.0)
TRAINING_DONORS = ("donor_c", "donor_a", "donor_d")
NEW_DONOR = "donor_b"
CALIBRATION_DONORS = tuple(f"calibration_{letter}" for letter in "hcgaebifdj")
"""Ten clusters, so that intervals of level 0.9 can be calibrated."""

N_FEATURES = 12
DOSE_UNIT = "umol/L"
SCATTER = 0.02
"""Standard deviation of the noise; effects are about 1."""


@dataclass(frozen=True, eq=False)
class _World:
    """What is true: states of donors, and what agents do to them."""

    baseline: dict[str, np.ndarray]
    effects: dict[str, np.ndarray]
    half_dose: dict[str, float]
    synergy: np.ndarray

    def state(self, donor: str, intervention: Intervention, hours: float) -> np.ndarray:
        state: np.ndarray = self.baseline[donor] + 0.002 * hours
        reach = 1 - np.exp(-hours / 24)
        for step in intervention.acting:
            share = step.dose / (step.dose + self.half_dose[step.agent])
            state = state + reach * share * self.effects[step.agent]
        return np.asarray(state + self.synergy * (len(intervention.acting) > 1))


def response_setting(*, with_pairs: bool) -> Setting:
    """Return the setting of responses, with pairs of agents or without."""
    world = _world()
    chance = np.random.default_rng(20)
    rows = [*_training(world, with_pairs=with_pairs), *_calibration(world), *_granted(world)]
    rows = [row.scattered(chance, SCATTER) for row in rows]
    rows = [rows[place] for place in chance.permutation(len(rows))]
    features = tuple(f"gene_{letter}" for letter in "kbgcalehdifj")
    task = Task(
        task_id="laws",
        kind=TaskKind.RESPONSE,
        space=Space.LOG_OF_SUM,
        context_axes=("donor",),
        cluster_axes=("donor",),
    )
    view = view_of(task, rows, features, noise=SCATTER**2)
    return Setting(
        name="responses to compounds",
        kind=TaskKind.RESPONSE,
        view=view,
        queries=Queries(tuple(_plain(with_pairs=with_pairs)), features),
        hard=_hard(),
        unseen=_unseen(),
        ties=tied_responses(),
        with_pairs=with_pairs,
    )


def _world() -> _World:
    chance = np.random.default_rng(11)
    shared = chance.uniform(2.0, 5.0, N_FEATURES)
    donors = (*TRAINING_DONORS, NEW_DONOR, *CALIBRATION_DONORS)
    return _World(
        baseline={donor: shared + chance.normal(0, 0.3, N_FEATURES) for donor in donors},
        effects={agent: chance.normal(0, 1.0, N_FEATURES) for agent in AGENTS},
        half_dose={"alder": 0.5, "birch": 1.0, "cedar": 3.0},
        synergy=0.3 * chance.normal(0, 1.0, N_FEATURES),
    )


def single(agent: str, dose: float) -> Intervention:
    """Return one agent, from time zero until harvest."""
    return Intervention((Step(agent, dose, DOSE_UNIT),))


def pair(first: str, second: str) -> Intervention:
    """Return two agents at once, the first listed first."""
    return Intervention((Step(first, 1.0, DOSE_UNIT), Step(second, 1.0, DOSE_UNIT)))


def _control_id(donor: str, hours: float) -> str:
    return f"{donor}/{hours:g} h"


def _control(world: _World, donor: str, hours: float, role: Role) -> Row:
    unit = Unit(
        _control_id(donor, hours), Intervention(), {"donor": donor}, hours, n_observations=40
    )
    return Row(unit, role, world.state(donor, Intervention(), hours))


def _treated(
    world: _World, donor: str, intervention: Intervention, hours: float, role: Role
) -> Row:
    unit = _unit(donor, intervention, hours, n_observations=40)
    return Row(unit, role, world.state(donor, intervention, hours))


def _unit(donor: str, intervention: Intervention, hours: float, *, n_observations: int = 0) -> Unit:
    what = " and ".join(f"{step.agent} {step.dose:g}" for step in intervention.steps)
    return Unit(
        f"{donor}/{what}/{hours:g} h",
        intervention,
        {"donor": donor},
        hours,
        _control_id(donor, hours),
        n_observations=n_observations,
    )


def _training(world: _World, *, with_pairs: bool) -> list[Row]:
    rows = []
    for donor in TRAINING_DONORS:
        for hours in TIMES:
            rows.append(_control(world, donor, hours, Role.TRAINING))
            rows.extend(
                _treated(world, donor, single(agent, dose), hours, Role.TRAINING)
                for agent in AGENTS
                for dose in DOSES
            )
            if with_pairs:
                both = pair("alder", "birch")
                rows.append(_treated(world, donor, both, hours, Role.TRAINING))
    return rows


def _calibration(world: _World) -> list[Row]:
    hours, role = TIMES[0], Role.CALIBRATION
    rows = []
    for donor in CALIBRATION_DONORS:
        rows.append(_control(world, donor, hours, role))
        rows.extend(_treated(world, donor, single(agent, 1.0), hours, role) for agent in AGENTS)
    return rows


def _granted(world: _World) -> list[Row]:
    return [_control(world, NEW_DONOR, hours, Role.GRANTED) for hours in TIMES]


def _plain(*, with_pairs: bool) -> list[Unit]:
    units = [
        _unit(NEW_DONOR, single(agent, dose), hours)
        for hours in TIMES
        for dose in (10.0, 1.0)
        for agent in ("birch", "cedar", "alder")
    ]
    if with_pairs:
        units.insert(4, _unit(NEW_DONOR, pair("birch", "alder"), TIMES[0]))
    return units


def _hard() -> tuple[HardQuery, ...]:
    granted = _control_id(NEW_DONOR, TIMES[0])

    def unit(name: str, steps: tuple[Step, ...], hours: float, control: str = granted) -> Unit:
        return Unit(name, Intervention(steps), {"donor": NEW_DONOR}, hours, control)

    one = Step("alder", 1.0, DOSE_UNIT)
    apart = (
        Step("alder", 1.0, DOSE_UNIT, 0.0, 8.0),
        Step("birch", 1.0, DOSE_UNIT, 16.0, 24.0),
    )
    three = tuple(Step(agent, 1.0, DOSE_UNIT) for agent in AGENTS)
    elsewhere = Unit("hard 1", Intervention((one,)), {"donor": "donor_z"}, 24.0, "")
    return (
        HardQuery("a donor of whom nothing is known", elsewhere, Regime.SEEN),
        HardQuery("no control", unit("hard 2", (one,), 24.0, ""), Regime.SEEN),
        HardQuery("an unknown dose", unit("hard 3", (Step("alder"),), 24.0), Regime.SEEN),
        HardQuery("an unknown time", unit("hard 4", (one,), nan), Regime.SEEN),
        HardQuery(
            "a dose in between",
            unit("hard 5", (Step("alder", 3.0, DOSE_UNIT),), 24.0),
            Regime.DOSE_INTERPOLATION,
        ),
        HardQuery(
            "a dose beyond those of training",
            unit("hard 6", (Step("alder", 1000.0, DOSE_UNIT),), 24.0),
            Regime.DOSE_EXTRAPOLATION,
        ),
        HardQuery(
            "a time beyond those of training",
            unit("hard 7", (one,), 720.0),
            Regime.TIME_EXTRAPOLATION,
        ),
        HardQuery(
            "agents one after the other", unit("hard 8", apart, 24.0), Regime.SCHEDULE_UNSEEN
        ),
        HardQuery(
            "a pair that training has not",
            unit("hard 9", pair("alder", "cedar").steps, 24.0),
            Regime.COMBINATION_ALL_SEEN,
        ),
        HardQuery(
            "three agents at once", unit("hard 10", three, 24.0), Regime.COMBINATION_ALL_SEEN
        ),
    )


def _unseen() -> tuple[HardQuery, ...]:
    strange = Step("zebrano", 1.0, DOSE_UNIT)
    other = Step("wenge", 1.0, DOSE_UNIT)
    known = Step("alder", 1.0, DOSE_UNIT)
    cases = (
        ("an agent that training has not", (strange,), Regime.UNSEEN_AGENT),
        ("a pair of which one is new", (known, strange), Regime.COMBINATION_SOME_SEEN),
        ("a pair of which both are new", (other, strange), Regime.COMBINATION_NONE_SEEN),
    )
    control = _control_id(NEW_DONOR, TIMES[0])
    return tuple(
        HardQuery(
            label,
            Unit(f"unseen {place}", Intervention(steps), {"donor": NEW_DONOR}, 24.0, control),
            regime,
        )
        for place, (label, steps, regime) in enumerate(cases)
    )
