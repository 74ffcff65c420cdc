"""What is estimated from noisy counts is what the simulation holds without noise."""

from importlib import import_module

import numpy as np
import pytest

from aivc.evaluation.metrics.from_truth import reference_of
from aivc.evaluation.metrics.registry import METRICS
from aivc.evaluation.metrics.sides import Answer
from aivc.evaluation.readouts.expression import Expression
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.reference_models.predictors import PREDICTORS
from aivc.reference_models.synthetic.screen.design import PLATFORMS
from aivc.reference_models.synthetic.screen.draw import draw_screen
from aivc.reference_models.synthetic.studies import studies
from aivc.verbs.prepared_task import prepared_task
from aivc.verbs.split_make import split_make

pytestmark = pytest.mark.slow  # fits four predictors to the whole screen


def log_of_sum(counts) -> np.ndarray:
    summed = counts.sum(axis=0)
    return np.log1p(1e4 * summed / summed.sum())


@pytest.fixture(scope="module")
def prepared(synthetic_folder, tmp_path_factory):
    study = next(study for study in studies() if study.name == "screen_by_lab")
    folder = tmp_path_factory.mktemp("split")
    data = synthetic_folder / study.data
    (split,) = split_make(
        data, study.request, folder / "lab.split.yaml", tasks=study.write_tasks(folder)
    )
    return prepared_task(data, split.path).prepared


@pytest.fixture(scope="module")
def noise_free(prepared):
    """Return state and control of every unit of the truth, from expected counts."""
    screen = draw_screen(0)
    rows: dict = {}
    for row, well in enumerate(screen.wells):
        context = (well.place.lab, PLATFORMS[well.place.platform])
        rows.setdefault((*context, well.arm.condition_id), []).append(row)
    names = list(rows)
    measured = np.stack([log_of_sum(screen.counts[rows[name]]) for name in names])
    states, controls = [], []
    for unit, state in zip(prepared.truth.units, prepared.truth.states, strict=True):
        far = np.abs(measured - state).max(axis=1)
        name = names[far.argmin()]
        assert far.min() < 1e-6
        vehicle = (*name[:2], f"vehicle_{unit.harvest_hours:g}h")
        states.append(log_of_sum(screen.expected[rows[name]]))
        controls.append(log_of_sum(screen.expected[rows[vehicle]]))
    return np.stack(states), np.stack(controls)


def test_sampling_noise_is_estimated_without_knowing_it(prepared, noise_free):
    truth = prepared.truth
    for measured, noise, expected in zip(
        (truth.states, truth.controls),
        (truth.noise, truth.control_noise),
        noise_free,
        strict=True,
    ):
        assert np.nanmean(noise) == pytest.approx(np.square(measured - expected).mean(), rel=0.06)


@pytest.mark.parametrize("name", ["no_change", "pert_mean", "additive_transfer", "hill_schedule"])
def test_the_error_without_noise_is_estimated_from_noisy_counts(prepared, noise_free, name):
    truth = prepared.truth
    module, factory = PREDICTORS[name].split(":")
    predictor = getattr(import_module(module), factory)()
    prediction = predictor.fit(prepared.view, seed=0).predict(prepared.queries)
    place = {unit: row for row, unit in enumerate(prediction.unit_ids)}
    mean = prediction.mean[[place[unit.unit_id] for unit in truth.units]]
    states, controls = noise_free
    known = np.square(mean - states).sum() / np.square(states - controls).sum()

    readout = Expression("expression", truth.features, is_relative=True)
    of = (truth.controls, truth.units, truth.features)
    measured = readout.values(truth.states, *of)
    predicted = readout.values(mean, *of)
    reference = reference_of(truth, ReadoutKind.EXPRESSION, measured)
    answer = Answer(predicted.ids, predicted.features, predicted.values)
    scores = METRICS["unbiased_mse_ratio"].scores(reference, answer)
    assert scores.value() == pytest.approx(known, rel=0.05)
