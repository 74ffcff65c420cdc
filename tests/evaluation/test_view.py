"""Some rows of a view are a view."""

from dataclasses import replace

import numpy as np

from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.units import Unit
from aivc.evaluation.view import Inputs, Role, TrainingView

UNITS = tuple(Unit(name) for name in "abc")
VIEW = TrainingView(
    task=Task("t", TaskKind.MODALITY, Space.MEAN),
    units=UNITS,
    roles=(Role.TRAINING, Role.GRANTED, Role.CALIBRATION),
    states=np.arange(6.0).reshape(3, 2),
    noise=np.arange(6.0, 12.0).reshape(3, 2),
    features=("x", "y"),
    inputs=Inputs(("a", "q"), ("z",), np.array([[1.0], [2.0]])),
    clusters=("k", "l", "m"),
)


def test_everything_that_is_told_by_row_is_that_of_the_rows():
    some = VIEW.only([2, 0])
    assert some.units == (UNITS[2], UNITS[0])
    assert some.roles == (Role.CALIBRATION, Role.TRAINING)
    assert some.states.tolist() == [[4.0, 5.0], [0.0, 1.0]]
    assert some.noise.tolist() == [[10.0, 11.0], [6.0, 7.0]]
    assert some.clusters == ("m", "k")
    assert (some.features, some.inputs, some.task) == (VIEW.features, VIEW.inputs, VIEW.task)


def test_a_view_without_noise_and_clusters_stays_without():
    some = replace(VIEW, noise=None, clusters=()).only([1])
    assert some.noise is None
    assert some.clusters == ()
