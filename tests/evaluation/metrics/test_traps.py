"""Each trap that a metric of the field was seen to fall into, and that these do not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.metrics.de_jaccard import DE_JACCARD
from aivc.evaluation.metrics.lfc_nmae import LFC_NMAE
from aivc.evaluation.metrics.metric import Better
from aivc.evaluation.metrics.neighbourhood_error import NEIGHBOURHOOD_ERROR
from aivc.evaluation.metrics.pds_cosine import PDS_COSINE
from aivc.evaluation.metrics.pearson_delta import PEARSON_DELTA
from aivc.evaluation.metrics.registry import METRICS, metrics_for
from aivc.evaluation.metrics.rmse import RMSE
from aivc.evaluation.metrics.sides import Answer, Reference
from aivc.evaluation.metrics.standard_truth import standard_truth
from aivc.evaluation.metrics.unbiased_mse_ratio import UNBIASED_MSE_RATIO
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.evaluation.survival import concordance

N, G = 30, 60


def screen(seed: int = 0, *, names: tuple[str, ...] = ()) -> Reference:
    random = np.random.default_rng(seed)
    ids = names or tuple(f"target{number:02d}" for number in range(N))
    features = tuple(f"g{number}" for number in range(G))
    values = random.normal(size=(N, G))
    return Reference(ids, ReadoutKind.EXPRESSION, features, values)


def answer(reference: Reference, values: np.ndarray) -> Answer:
    return Answer(reference.ids, reference.features, values)


@pytest.mark.parametrize("noise", [0.0, 1e-17, 4e-7])
@pytest.mark.parametrize("half", [slice(0, N // 2), slice(N // 2, N)])
def test_abstaining_is_neutral_wherever_names_stand(noise: float, half: slice) -> None:
    reference = screen()
    random = np.random.default_rng(1)
    values = reference.values + random.normal(size=(N, G))
    values[half] = noise * random.normal(size=values[half].shape)
    scores = PDS_COSINE.scores(reference, answer(reference, values)).unit_values()
    assert np.all(scores[half] == 0.5)
    assert np.delete(scores, np.r_[half]).min() > 0.5


def test_naming_the_targets_of_others_earns_nothing() -> None:
    reference = screen()
    targets = tuple(frozenset({f"g{row}"}) for row in range(N))
    truth = reference.values.copy()
    truth[np.arange(N), np.arange(N)] = -8.0
    reference = replace(reference, values=truth, targets=targets)
    spikes = np.zeros((N, G))
    spikes[:, :N] = 1.0 - np.eye(N)
    assert PDS_COSINE.scores(reference, answer(reference, spikes)).value() == 0.5


def test_retrieval_says_where_no_target_could_be_left_out() -> None:
    reference = screen()
    given = PDS_COSINE.scores(reference, answer(reference, reference.values))
    assert "no target was left out" in given.notes[0]
    known = replace(reference, targets=(frozenset({"g0"}), *reference.targets[1:]))
    assert PDS_COSINE.scores(known, answer(known, known.values)).notes == ()


def test_retrieval_ranks_within_a_context() -> None:
    """The same effect in another context is no competitor."""
    random = np.random.default_rng(2)
    effects = random.normal(size=(N // 2, G))
    names = tuple(f"r{number}" for number in range(N))
    reference = Reference(
        names,
        ReadoutKind.EXPRESSION,
        tuple(f"g{number}" for number in range(G)),
        np.vstack([effects, effects]),
        panels=("one",) * (N // 2) + ("other",) * (N // 2),
    )
    given = answer(reference, reference.values)
    assert PDS_COSINE.scores(reference, given).value() == 1.0
    together = replace(reference, panels=("",) * N)
    assert PDS_COSINE.scores(together, given).value() < 1.0


def test_a_row_alone_in_its_context_is_not_scored() -> None:
    reference = replace(screen(), panels=("one",) * (N - 1) + ("other",))
    scored = PDS_COSINE.scores(reference, answer(reference, reference.values)).scored
    assert scored.tolist() == [True] * (N - 1) + [False]


def test_silence_has_a_correlation_of_zero_and_not_an_undefined_one() -> None:
    reference = screen()
    assert PEARSON_DELTA.scores(reference, answer(reference, np.zeros((N, G)))).value() == 0.0
    rounding = np.random.default_rng(3).normal(size=(N, G)) * 1e-15
    assert PEARSON_DELTA.scores(reference, answer(reference, rounding)).value() == 0.0


def test_a_repeat_of_the_experiment_loses_to_the_mean_only_where_noise_is_counted() -> None:
    random = np.random.default_rng(4)
    latent = random.normal(0.0, 0.5, (N, G))
    noise = np.ones((N, G))
    first = latent + random.normal(size=(N, G))
    second = latent + random.normal(size=(N, G))
    reference = replace(screen(), values=first, noise=noise, control_noise=np.zeros((N, G)))
    mean = answer(reference, np.tile(latent.mean(axis=0), (N, 1)))
    repeat = replace(answer(reference, second), noise=noise)
    assert RMSE.scores(reference, mean).value() < RMSE.scores(reference, repeat).value()
    of_mean = UNBIASED_MSE_RATIO.scores(reference, mean).value()
    of_repeat = UNBIASED_MSE_RATIO.scores(reference, repeat).value()
    assert of_mean == pytest.approx(1.0, abs=0.3)
    assert of_repeat == pytest.approx(0.0, abs=0.3)


def test_a_claim_of_noise_buys_no_more_than_the_noise_of_the_truth() -> None:
    noise = np.full((N, G), 0.2)
    reference = replace(screen(), noise=noise, control_noise=noise)
    given = answer(reference, np.zeros((N, G)))
    honest = UNBIASED_MSE_RATIO.scores(reference, replace(given, noise=noise)).value()
    absurd = UNBIASED_MSE_RATIO.scores(reference, replace(given, noise=noise * 1e6)).value()
    assert absurd == pytest.approx(honest)


def test_worse_than_knowing_nothing_is_not_clipped() -> None:
    truth = standard_truth(ReadoutKind.EXPRESSION)
    opposite = answer(truth.reference, -3.0 * truth.reference.values)
    for metric in (UNBIASED_MSE_RATIO, LFC_NMAE):
        assert metric.scores(truth.reference, opposite).value() > metric.no_skill_value
    assert PEARSON_DELTA.scores(truth.reference, opposite).value() == pytest.approx(-1.0)


@pytest.mark.parametrize("metric_id", METRICS)
def test_not_a_number_is_never_a_neutral_answer(metric_id: str) -> None:
    """One NaN costs as much as leaving the row out, and nothing costs more in a bounded metric."""
    metric = METRICS[metric_id]
    for kind in metric.kinds:
        truth = standard_truth(kind)
        whole = truth.rough
        last = len(whole.ids) - 1
        values = whole.values.copy()
        judged = np.flatnonzero(np.isfinite(truth.reference.values[last]))
        values[last, judged if kind is ReadoutKind.DOSE_RESPONSE else 0] = np.nan
        with_nan = metric.scores(truth.reference, replace(whole, values=values))
        quantiles = None if whole.quantiles is None else whole.quantiles[:, :-1]
        left_out = Answer(
            whole.ids[:-1], whole.features, whole.values[:-1], whole.levels, quantiles
        )
        without = metric.scores(truth.reference, left_out)
        rough = metric.scores(truth.reference, whole)
        if metric_id != "integrated_brier":  # a risk is none of its columns
            assert with_nan.value() == pytest.approx(without.value(), rel=1e-12)
        assert without.answered.tolist() == [True] * last + [False]
        assert without.scored.tolist() == rough.scored.tolist()
        gain = without.value() - rough.value()
        assert gain < 0 if metric.better is Better.HIGHER else gain > 0


@pytest.mark.parametrize("metric_id", METRICS)
def test_the_truth_alone_decides_which_rows_count(metric_id: str) -> None:
    metric = METRICS[metric_id]
    for kind in metric.kinds:
        truth = standard_truth(kind)
        given = [truth.perfect, truth.rough, truth.thinned, truth.neutral]
        scores = [metric.scores(truth.reference, each) for each in given]
        for each in scores:
            assert each.scored.tolist() == scores[0].scored.tolist()
            assert each.bottom.tolist() == scores[0].bottom.tolist()


@pytest.mark.parametrize("absurd", [np.inf, -np.inf, 1e300])
def test_an_absurd_number_is_no_answer(absurd: float) -> None:
    truth = standard_truth(ReadoutKind.EXPRESSION)
    values = truth.rough.values.copy()
    values[3, -1] = absurd
    for metric in metrics_for(ReadoutKind.EXPRESSION):
        scores = metric.scores(truth.reference, replace(truth.rough, values=values))
        assert np.flatnonzero(~scores.answered).tolist() == [3]
        assert np.isfinite(scores.value())


def test_quantiles_that_cross_or_are_not_all_there_are_no_distribution() -> None:
    truth = standard_truth(ReadoutKind.EXPRESSION)
    crps = METRICS["crps"]
    quantiles = truth.rough.quantiles.copy()
    quantiles[:, 0, -1] = quantiles[::-1, 0, -1]
    quantiles[0, 1, -1] = np.nan
    quantiles[-1, 2, -1] = np.inf
    quantiles[:, 3] = np.nan
    scores = crps.scores(truth.reference, replace(truth.rough, quantiles=quantiles))
    assert np.flatnonzero(~scores.answered).tolist() == [0, 1, 2]
    error = np.abs(truth.rough.values[3] - truth.reference.values[3])
    assert scores.top[3] == pytest.approx(error[truth.reference.judged[3]].mean())


def test_a_feature_that_is_not_predicted_does_not_vanish() -> None:
    truth = standard_truth(ReadoutKind.EXPRESSION)
    some = truth.rough.aligned(truth.rough.ids, truth.rough.features[:-1])
    for metric in (LFC_NMAE, RMSE, PEARSON_DELTA):
        assert not metric.scores(truth.reference, some).answered.any()


def test_a_row_where_nothing_happens_is_not_free_to_leave_out() -> None:
    noise = np.full((N, G), 0.01)
    values = screen().values.copy()
    values[0] = 0.0
    reference = replace(screen(), values=values, noise=noise, control_noise=noise)
    given = values.copy()
    right = UNBIASED_MSE_RATIO.scores(reference, answer(reference, given)).value()
    given[0] = np.nan
    left_out = UNBIASED_MSE_RATIO.scores(reference, answer(reference, given)).value()
    assert left_out > right + 0.1


def test_strong_calls_where_nothing_responds_are_charged() -> None:
    """Two empty sets agree, but an empty one and a full one do not."""
    shape = (2, G)
    reference = Reference(
        ("a", "b"),
        ReadoutKind.EXPRESSION,
        tuple(f"g{number}" for number in range(G)),
        np.full(shape, 0.01),
        noise=np.full(shape, 0.01),
        control_noise=np.full(shape, 0.01),
        p_values=np.full(shape, 0.9),
    )
    given = np.zeros(shape)
    given[1] = 5.0
    scores = DE_JACCARD.scores(reference, answer(reference, given)).unit_values()
    assert scores.tolist() == [1.0, 0.0]


def test_a_feature_that_was_never_seen_cannot_lead_the_calls() -> None:
    """Without spread, any prediction would be infinitely many standard errors away."""
    truth = standard_truth(ReadoutKind.EXPRESSION).reference
    noise = truth.noise.copy()
    p_values, values = truth.p_values.copy(), truth.values.copy()
    noise[:, -5:], values[:, -5:], p_values[:, -5:] = 0.0, 0.0, np.nan
    reference = replace(truth, values=values, noise=noise, control_noise=noise, p_values=p_values)
    given = values.copy()
    without = DE_JACCARD.scores(reference, answer(reference, given)).value()
    given[:, -5:] = 0.01
    assert DE_JACCARD.scores(reference, answer(reference, given)).value() == without


def test_a_row_whose_noise_is_not_known_is_not_scored_where_noise_counts() -> None:
    truth = standard_truth(ReadoutKind.EXPRESSION)
    noise = truth.reference.noise.copy()
    noise[0] = np.nan
    reference = replace(truth.reference, control_noise=noise)
    for metric in (UNBIASED_MSE_RATIO, DE_JACCARD):
        scores = metric.scores(reference, truth.rough)
        assert scores.scored.tolist() == [False] + [True] * (len(noise) - 1)
        assert np.isfinite(scores.value())


def test_destroyed_neighbourhoods_score_like_chance() -> None:
    """z-scores of enrichment still correlate at half of the labels corrupted; the error must not.

    A share c of corrupted labels leaves (1 - c)² of the excess over chance.
    """
    random = np.random.default_rng(5)
    excess = np.exp(random.normal(0.0, 1.0, (4, 9)))
    reference = Reference(
        ("s1", "s2", "s3", "s4"),
        ReadoutKind.NEIGHBOURHOOD,
        tuple(f"p{number}" for number in range(9)),
        np.log2(excess),
        weights=random.uniform(1.0, 50.0, (4, 9)),
    )
    errors = [
        NEIGHBOURHOOD_ERROR.scores(
            reference, answer(reference, np.log2(1.0 + (excess - 1.0) * (1.0 - share) ** 2))
        ).value()
        for share in (0.0, 0.2, 0.5, 1.0)
    ]
    assert errors == sorted(errors)
    assert errors[0] == pytest.approx(0.0, abs=1e-12)
    assert errors[2] > 0.6
    assert errors[3] == pytest.approx(1.0)


def test_draws_of_subjects_spread_as_the_concordance_of_drawn_subjects_does() -> None:
    """A pair belongs to two subjects; counted with each alone, intervals are half as wide."""
    truth = standard_truth(ReadoutKind.ENDPOINT)
    metric = METRICS["c_index"]
    scores = metric.scores(truth.reference, truth.rough)
    random = np.random.default_rng(6)
    n_rows = len(truth.reference.ids)
    draws = random.integers(0, n_rows, (150, n_rows))
    counts = np.stack([np.bincount(draw, minlength=n_rows) for draw in draws])
    risk = truth.rough.values[:, 0]
    drawn = [concordance(*truth.reference.values[draw].T, risk[draw]) for draw in draws]
    assert scores.values(counts).std() == pytest.approx(np.std(drawn), rel=0.2)


def test_a_subject_without_an_outcome_is_not_scored() -> None:
    truth = standard_truth(ReadoutKind.ENDPOINT)
    values = truth.reference.values.copy()
    values[0] = np.nan
    reference = replace(truth.reference, values=values)
    for metric in metrics_for(ReadoutKind.ENDPOINT):
        scores = metric.scores(reference, truth.rough)
        assert not scores.scored[0]
        assert scores.scored[1:].all()


def test_probabilities_beyond_the_last_look_are_refused() -> None:
    truth = standard_truth(ReadoutKind.ENDPOINT)
    values = truth.reference.values.copy()
    values[:, 0] = np.minimum(values[:, 0], 0.4)
    refusal = METRICS["integrated_brier"].refusal(
        replace(truth.reference, values=values), truth.rough
    )
    assert "followed up to 0.5" in refusal


def test_a_value_without_weight_is_not_judged() -> None:
    reference = replace(screen(), weights=np.ones((N, G)))
    reference.weights[:, 1] = 0.0
    values = reference.values.copy()
    values[:, 1] += 100.0
    assert RMSE.scores(reference, answer(reference, values)).value() == 0.0


def test_names_that_stand_twice_are_refused() -> None:
    with pytest.raises(PredictionError, match="twice: 'a'"):
        Answer(("a", "a"), ("g",), np.zeros((2, 1)))
    with pytest.raises(PredictionError, match="twice: 'g'"):
        Answer(("a",), ("g", "g"), np.zeros((1, 2)))


def test_what_cannot_be_computed_is_refused_and_not_zero() -> None:
    reference = screen()
    given = answer(reference, reference.values)
    for metric_id in ("unbiased_mse_ratio", "lfc_nmae", "direction_reach", "crps", "de_jaccard"):
        metric = METRICS[metric_id]
        assert metric.refusal(reference, given)
        with pytest.raises(ValueError, match="cannot be computed"):
            metric.scores(reference, given)
    assert "expression" in METRICS["c_index"].refusal(reference, given)
    quiet = replace(reference, p_values=np.ones((N, G)))
    assert "10 features respond" in LFC_NMAE.refusal(quiet, given)


OF_ALL = """
import json
from aivc.evaluation.metrics.registry import METRICS, profile_digest
from aivc.evaluation.metrics.standard_truth import standard_truth
values = []
for metric in METRICS.values():
    for kind in sorted(metric.kinds):
        truth = standard_truth(kind)
        values.append(metric.scores(truth.reference, truth.rough).value().hex())
found = [profile_digest(METRICS.values()), values]
"""


def test_values_do_not_depend_on_the_hash_seed() -> None:
    """Names in the order of a set once turned -1 into +1."""
    here: dict[str, object] = {}
    exec(OF_ALL, here)  # noqa: S102 - the same lines are run below in a process of their own
    other = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    done = subprocess.run(
        [sys.executable, "-c", OF_ALL + "print(json.dumps(found))"],
        env={**os.environ, "PYTHONHASHSEED": other},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == here["found"]
