"""Whatever is missing in a view, there is a number or a reason for every unit, and no warning."""

import warnings
from importlib import import_module
from math import nan

import numpy as np
import pytest

from aivc.evaluation.errors import TaskError
from aivc.evaluation.prediction import Status
from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.units import Intervention, Step, Unit
from aivc.evaluation.view import Inputs, Queries, Role, TrainingView
from aivc.reference_models.predictors import PREDICTORS

AXES = ((), ("agent",), ("donor",))


def holes(random, values):
    return np.where(random.random(values.shape) < random.choice([0.0, 0.2]), nan, values)


def steps(random):
    return tuple(
        Step(
            f"g{random.integers(0, 5)}",
            float(random.choice([0, 1, 10, 100, nan])),
            str(random.choice(["", "umol/L"])),
            float(random.choice([0, 6])),
            float(random.choice([nan, 12, 24, 48])),
        )
        for _ in range(random.integers(0, 3))
    )


def responses(random):
    units = []
    for donor in range(random.integers(1, 4)):
        context = {"donor": f"d{donor}"}
        if random.random() < 0.8:
            units.append(Unit(f"c{donor}", context=context, harvest_hours=24.0))
        for number in range(random.integers(1, 12)):
            hours = float(random.choice([24, 48, nan]))
            control = f"c{donor}" if random.random() < 0.8 else ""
            name, given = f"u{donor}.{number}", Intervention(steps(random))
            units.append(Unit(name, given, context, hours, control))
    features = tuple(f"g{number}" for number in range(random.integers(1, 6)))
    states = random.normal(3, 1, (len(units), len(features)))
    return units, features, features, states, Space.LOG_OF_SUM


def subjects(random):
    return [
        Unit(
            f"u{number}",
            context={"donor": f"d{number % 9}"},
            place=("s", (float(number), 0.0)) if random.random() < 0.5 else None,
        )
        for number in range(random.integers(2, 30))
    ]


def modalities(random):
    units = subjects(random)
    return units, ("p1", "p2"), ("p1", "p2"), random.normal(size=(len(units), 2)), Space.MEAN


def compositions(random):
    units = subjects(random)
    states = np.eye(3)[random.integers(0, 3, len(units))]
    return units, ("a", "b", "c"), ("c", "b", "a"), states, Space.SHARE


def endpoints(random):
    units = subjects(random)
    times, events = np.ceil(random.exponential(10, len(units))), random.integers(0, 2, len(units))
    asked = ("risk", "survival@3")
    return units, ("time", "event"), asked, np.stack([times, events], axis=1), Space.SURVIVAL


MAKERS = {
    TaskKind.RESPONSE: responses,
    TaskKind.MODALITY: modalities,
    TaskKind.COMPOSITION: compositions,
    TaskKind.ENDPOINT: endpoints,
}


def view_and_queries(kind, random):
    units, features, asked, states, space = MAKERS[kind](random)
    roles = random.choice(
        [Role.TRAINING, Role.TRAINING, Role.CALIBRATION, Role.GRANTED], len(units)
    )
    if kind is not TaskKind.COMPOSITION:
        states = holes(random, states.astype(float))
    noise = None if random.random() < 0.5 else holes(random, random.random(states.shape))
    inputs = None
    if kind is not TaskKind.RESPONSE:
        known = holes(random, random.normal(size=(len(units), 4)))
        known[random.random(len(units)) < 0.2] = nan
        inputs = Inputs(tuple(unit.unit_id for unit in units), ("w", "x", "y", "z"), known)
    task = Task("t", kind, space, cluster_axes=AXES[random.integers(0, 3)])
    view = TrainingView(
        task, tuple(units), tuple(Role(role) for role in roles), states, noise, features, inputs
    )
    return view, Queries(tuple(units), asked, inputs)


def cases():
    for name, place in PREDICTORS.items():
        module, _, attribute = place.partition(":")
        predictor = getattr(import_module(module), attribute)
        yield from (pytest.param(predictor, kind, id=f"{name}-{kind}") for kind in predictor.models)


@pytest.mark.parametrize(("predictor", "kind"), list(cases()))
def test_there_is_a_number_or_a_reason_for_every_unit(predictor, kind):
    answered = 0
    for seed in range(12):
        view, queries = view_and_queries(kind, np.random.default_rng(seed))
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                answer = predictor().fit(view, seed=0).predict(queries)
            except TaskError:
                continue
        assert np.isfinite(answer.mean).all()
        for status, reason in zip(answer.status, answer.reasons, strict=True):
            assert status is Status.PREDICTED or reason
        if answer.quantiles is not None:
            finite = np.isfinite(answer.quantiles).transpose(1, 0, 2).reshape(len(view.units), -1)
            assert (finite.all(axis=1) == finite.any(axis=1)).all()
            ordered = np.diff(answer.quantiles[:, finite.all(axis=1)], axis=0)
            assert (ordered >= 0).all()
        if kind is TaskKind.COMPOSITION:
            assert answer.mean.sum(axis=1) == pytest.approx(np.ones(len(view.units)))
        answered += 1
    assert answered > 6
