"""Metrics lose their range where the data are noise, and the block says so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import erfc

from aivc.evaluation.metrics.calibrated import LEAST_RANGE, calibrated, interpolated
from aivc.evaluation.metrics.registry import METRICS
from aivc.evaluation.metrics.response import Change
from aivc.evaluation.metrics.sides import Answer, Reference
from aivc.evaluation.metrics.standard_truth import standard_truth
from aivc.evaluation.metrics.trials import half_to_try, metric_trial, responses
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.schema.generated import models

N, G = 24, 200
IDS = tuple(f"u{row}" for row in range(N))
FEATURES = tuple(f"g{column}" for column in range(G))


def halved(noise_sd: float, *, effect_sd: float = 1.0, seed: int = 0):
    """Return two halves of a sparse screen, and the mean response."""
    random = np.random.default_rng(seed)
    latent = random.normal(0.0, effect_sd, (N, G)) * (random.random((N, G)) < 0.2)
    latent += random.normal(0.0, 0.2 * effect_sd, G)
    variance = np.full((N, G), noise_sd**2)
    first, second = (latent + random.normal(0.0, noise_sd, (N, G)) for _ in range(2))
    reference = Reference(
        IDS,
        ReadoutKind.EXPRESSION,
        FEATURES,
        first,
        noise=variance,
        control_noise=np.zeros((N, G)),
        p_values=erfc(np.abs(first) / noise_sd / np.sqrt(2.0)),
    )
    answer = Answer(IDS, FEATURES, second, noise=variance)
    mean = Answer(IDS, FEATURES, np.tile(latent.mean(axis=0), (N, 1)))
    return reference, answer, mean


EVERY = ["rmse", "pearson_delta", "pds_cosine", "unbiased_mse_ratio"]


@pytest.mark.parametrize("metric_id", EVERY)
def test_range_is_large_where_the_experiment_repeats(metric_id: str) -> None:
    reference, answer, mean = halved(0.05)
    block = calibrated(METRICS[metric_id], [(reference, answer)], mean)
    assert block.dynamic_range() > 0.7


@pytest.mark.parametrize("metric_id", EVERY)
def test_range_is_nothing_where_the_data_are_noise(metric_id: str) -> None:
    reference, answer, mean = halved(1.0, effect_sd=1e-3)
    block = calibrated(METRICS[metric_id], [(reference, answer)], mean)
    assert not block.dynamic_range() >= LEAST_RANGE


def test_a_noisy_repeat_loses_to_the_mean_and_the_interpolated_one_does_not() -> None:
    reference, answer, mean = halved(0.5)
    rmse = METRICS["rmse"]
    block = calibrated(rmse, [(reference, answer)], mean)
    assert block.repeated_value() > rmse.scores(reference, mean).value()
    assert block.dynamic_range() > 0


def test_interpolation_looks_at_its_own_half_only() -> None:
    reference, answer, mean = halved(0.3)
    other = replace(reference, values=-reference.values, p_values=1.0 - reference.p_values)
    one, same = (interpolated(each, answer, mean) for each in (reference, other))
    assert np.array_equal(one.values, same.values)
    between = (one.values - answer.values) * (one.values - mean.values)
    assert (between <= 1e-12).all()


def test_without_noise_nothing_gives_way() -> None:
    reference, answer, mean = halved(0.3)
    answer = replace(answer, noise=None)
    assert np.array_equal(interpolated(reference, answer, mean).values, answer.values)


def test_rows_without_two_halves_are_no_part_of_the_range() -> None:
    reference, answer, mean = halved(0.1)
    values = answer.values.copy()
    values[: N // 2] = np.nan
    rows = np.arange(N) >= N // 2
    metric = METRICS["rmse"]
    some = calibrated(metric, [(reference, replace(answer, values=values))], mean)
    whole = calibrated(metric, [(reference, answer)], mean)
    assert some.dynamic_range() == pytest.approx(whole.dynamic_range(rows))
    assert np.isnan(some.dynamic_range(~rows))


def test_no_halves_no_block() -> None:
    _, _, mean = halved(0.1)
    assert calibrated(METRICS["rmse"], [], mean) is None
    reference, answer, mean = halved(0.1)
    reference = replace(reference, p_values=None)
    assert calibrated(METRICS["lfc_nmae"], [(reference, answer)], mean) is None


def test_responses_are_those_of_the_card_on_data_that_repeat() -> None:
    reference, answer, _ = halved(0.05)
    scale_blind = responses(METRICS["pds_cosine"], half_to_try(reference, answer))
    assert scale_blind[Change.HALVED] == scale_blind[Change.TRIPLED] == 1.0
    assert scale_blind[Change.SAME_FOR_ALL] == pytest.approx(0.5)
    ratio = responses(METRICS["unbiased_mse_ratio"], half_to_try(reference, answer))
    assert ratio[Change.NEUTRAL] == pytest.approx(1.0, abs=0.05)
    assert ratio[Change.HALVED] == pytest.approx(0.25, abs=0.05)
    assert ratio[Change.TRIPLED] == pytest.approx(4.0, abs=0.3)
    assert ratio[Change.PERMUTED] > 1.0


def test_noise_that_a_change_takes_away_is_not_subtracted() -> None:
    """Halving a noisy half leaves a quarter of its noise; the ratio then reads 1/4 still."""
    reference, answer, _ = halved(0.5)
    ratio = responses(METRICS["unbiased_mse_ratio"], half_to_try(reference, answer))
    assert ratio[Change.NEUTRAL] == pytest.approx(1.0, abs=0.2)
    assert ratio[Change.HALVED] == pytest.approx(0.25, abs=0.15)


def test_trial_is_an_instance_of_the_standard() -> None:
    reference, answer, mean = halved(0.1)
    halves = [(reference, answer)]
    seen = calibrated(METRICS["pds_cosine"], halves, mean)
    trial = models.MetricTrial(**metric_trial(seen, "expression", half_to_try(*halves[0])))
    assert trial.repeated_value == trial.tripled_value == 1.0
    assert trial.permuted_value < 0.6
    assert trial.dynamic_range > 0.9
    unknown = replace(answer, values=np.full((N, G), np.nan))
    assert metric_trial(seen, "expression", half_to_try(reference, unknown)) == {}


def test_a_half_without_an_ec50_is_tried_all_the_same() -> None:
    truth = standard_truth(ReadoutKind.DOSE_RESPONSE)
    values = truth.rough.values.copy()
    values[4, 1] = np.nan
    found = responses(
        METRICS["ec50_error"], half_to_try(truth.reference, replace(truth.rough, values=values))
    )
    assert found[Change.SAME_FOR_ALL] < found[Change.NEUTRAL] == 3.0


def test_responses_do_not_depend_on_names_and_order() -> None:
    reference, answer, _ = halved(0.3)
    order = np.random.default_rng(1).permutation(N)
    renamed = tuple(f"z{999 - row}" for row in range(N))
    other = Reference(
        tuple(renamed[row] for row in order),
        reference.kind,
        reference.features,
        reference.values[order],
        noise=reference.noise,
        control_noise=reference.control_noise,
        p_values=reference.p_values[order],
    )
    same = replace(answer, ids=renamed)
    for metric_id in ("pds_cosine", "rmse", "lfc_nmae"):
        metric = METRICS[metric_id]
        pairs = ((reference, answer), (other, same))
        one, two = (responses(metric, half_to_try(*pair)) for pair in pairs)
        assert one == pytest.approx(two)
