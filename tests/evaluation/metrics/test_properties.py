"""What holds of every metric, whatever the numbers are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import erfc

from aivc.evaluation.metrics.metric import Better, Need
from aivc.evaluation.metrics.registry import metrics_for
from aivc.evaluation.metrics.responding import adjusted
from aivc.evaluation.metrics.scores import Scores
from aivc.evaluation.metrics.sides import Answer, Reference
from aivc.evaluation.readouts.readout import ReadoutKind

SEEDS = st.integers(0, 2**32 - 1)


def made_up(seed: int) -> tuple[Reference, Answer]:
    """Return effects and a prediction with many ties, zeros, constants and missing values."""
    random = np.random.default_rng(seed)
    shape = (int(random.integers(1, 8)), int(random.integers(1, 30)))
    values = np.round(random.normal(0.0, 2.0, shape), int(random.integers(0, 4)))
    values[random.random(shape[0]) < 0.1] = np.nan
    noise = np.round(random.exponential(0.2, shape), 1)
    spread = np.sqrt(2 * np.maximum(noise, 1e-9))
    p_values = erfc(np.abs(np.nan_to_num(values)) / spread / np.sqrt(2.0))
    p_values[random.random(shape) < 0.1] = np.nan
    ids = tuple(f"u{row}" for row in range(shape[0]))
    features = tuple(f"g{column}" for column in range(shape[1]))
    reference = Reference(
        ids,
        ReadoutKind.EXPRESSION,
        features,
        values,
        noise=noise,
        control_noise=noise,
        p_values=p_values,
        targets=tuple(frozenset({f"g{random.integers(40)}"}) for _ in ids),
        panels=tuple(random.choice(["one", "other"], shape[0]).tolist()),
    )
    given = np.round(np.nan_to_num(values) + random.normal(0.0, 2.0, shape), 1)
    given[random.random(shape[0]) < 0.2] = 0.0
    quantiles = np.stack([given - 1.0, given, given + 1.0])
    return reference, Answer(ids, features, given, (0.1, 0.5, 0.9), quantiles)


@given(SEEDS)
@settings(max_examples=60)
def test_scores_are_finite_bounded_and_best_at_the_truth(seed: int) -> None:
    reference, answer = made_up(seed)
    for metric in metrics_for(ReadoutKind.EXPRESSION):
        if metric.refusal(reference, answer):
            continue
        scores = metric.scores(reference, answer)
        top = scores.top[scores.scored]
        assert np.isfinite(top).all()
        assert np.isfinite(scores.bottom).all()
        truth = replace(answer, values=np.nan_to_num(reference.values), quantiles=None)
        if Need.QUANTILES in metric.needs:
            continue
        best = metric.scores(reference, truth).top[scores.scored]
        if metric.better is Better.HIGHER:
            assert (top >= metric.worst_value - 1e-12).all()
            assert (top <= metric.best_value + 1e-12).all()
        elif metric.metric_id != "unbiased_mse_ratio":
            assert (top >= 0).all()
            assert np.abs(best).max() <= 1e-12
        if metric.metric_id != "de_jaccard":
            gain = best - top if metric.better is Better.HIGHER else top - best
            assert (gain >= -1e-9).all()


@given(SEEDS, st.sampled_from([0.01, 0.5, 3.0, 1000.0]))
@settings(max_examples=40)
def test_metrics_blind_to_scale_are(seed: int, factor: float) -> None:
    reference, answer = made_up(seed)
    for metric in metrics_for(ReadoutKind.EXPRESSION):
        if not metric.is_scale_blind or metric.refusal(reference, answer):
            continue
        scaled = replace(answer, values=answer.values * factor)
        one, other = metric.scores(reference, answer), metric.scores(reference, scaled)
        assert np.allclose(one.top[one.scored], other.top[other.scored], atol=1e-9)


@given(SEEDS)
@settings(max_examples=40)
def test_a_row_scores_the_same_whoever_else_is_answered(seed: int) -> None:
    reference, answer = made_up(seed)
    alone = np.full(answer.values.shape, np.nan)
    alone[0] = answer.values[0]
    for metric in metrics_for(ReadoutKind.EXPRESSION):
        if metric.refusal(reference, answer):
            continue
        whole = metric.scores(reference, answer)
        one = metric.scores(reference, replace(answer, values=alone))
        if whole.scored[0]:
            assert abs(whole.top[0] - one.top[0]) <= 1e-12


@given(SEEDS)
def test_adjusted_p_values_are_those_of_the_definition(seed: int) -> None:
    random = np.random.default_rng(seed)
    p_values = np.round(random.random((1, int(random.integers(1, 12)))), 1)
    q_values = adjusted(p_values)[0]
    ranked = np.sort(p_values[0])
    for p_value, q_value in zip(p_values[0], q_values, strict=True):
        candidates = [
            other * len(ranked) / (rank + 1)
            for rank, other in enumerate(ranked)
            if other >= p_value
        ]
        # Of equal p-values the last rank counts, which the minimum over all of them finds.
        assert abs(q_value - min(1.0, *candidates, 1.0)) < 1e-12


@given(SEEDS)
def test_a_draw_has_the_value_of_the_rows_that_were_drawn(seed: int) -> None:
    random = np.random.default_rng(seed)
    n_rows = int(random.integers(1, 9))
    top, bottom = random.normal(size=n_rows), random.random(n_rows) + 0.1
    scored = random.random(n_rows) < 0.7
    ids = tuple(map(str, range(n_rows)))
    scores = Scores(ids, top, bottom, scored, np.ones(n_rows, bool))
    drawn = random.integers(0, n_rows, n_rows)
    value = scores.values(np.bincount(drawn, minlength=n_rows)[None])[0]
    rows = drawn[scored[drawn]]
    if rows.size:
        assert abs(value - top[rows].sum() / bottom[rows].sum()) < 1e-9
    else:
        assert np.isnan(value)
    if scored.any():
        assert abs(np.nanmean(scores.unit_values()) - scores.value()) < 1e-9
