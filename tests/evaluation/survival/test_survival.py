"""Survival: known answers, and properties that hold for any times."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.evaluation.errors import TaskError
from aivc.evaluation.survival import (
    brier_scores,
    comparable_pairs,
    concordance,
    concordance_scores,
    horizon_calibration,
    integrated_brier_scores,
    kaplan_meier,
)


def exponential(n_subjects, seed, censored_by=1.5):
    rng = np.random.default_rng(seed)
    rate = np.exp(rng.normal(size=n_subjects))
    event = rng.exponential(1 / rate)
    last = rng.uniform(0, censored_by, n_subjects)
    return np.minimum(event, last), (event <= last).astype(int), rate


def test_kaplan_meier_by_hand():
    curve = kaplan_meier([6, 6, 6, 7, 10, 6], [1, 1, 1, 1, 0, 0])
    assert curve.at_risk.tolist() == [6, 2, 1]
    assert curve.survival == pytest.approx([0.5, 0.25, 0.25])
    assert np.isnan(curve.at(11))
    assert curve.at([0, 5.9, 6, 9.9]) == pytest.approx([1, 1, 0.5, 0.25])
    assert curve.before([6, 7]) == pytest.approx([1, 0.5])


def test_everybody_had_the_event_and_the_share_stays_zero():
    assert kaplan_meier([1, 2], [1, 1]).at(5) == 0


def test_who_has_the_event_is_not_at_risk_of_being_censored_at_that_time():
    curve = kaplan_meier([1, 2, 2, 3], [1, 1, 0, 0], of_censoring=True)
    # At 2 one of two is left to be censored, at 3 the last one is.
    assert curve.survival == pytest.approx([1, 0.5, 0])


def test_interval_covers_the_truth_about_as_often_as_it_says():
    covered = []
    for seed in range(200):
        rng = np.random.default_rng(seed)
        event, last = rng.exponential(1, 80), rng.uniform(0, 3, 80)
        curve = kaplan_meier(np.minimum(event, last), event <= last)
        low, high = curve.interval(0.5)
        covered.append(low <= np.exp(-0.5) <= high)
    assert 0.9 <= np.mean(covered) <= 0.985


def test_no_event_gives_no_certainty():
    assert kaplan_meier([1, 2], [0, 0]).interval(1) == (0, 1)


def test_c_index_by_hand_with_every_kind_of_tie():
    times, events = [1, 1, 2, 3], [1, 0, 1, 0]
    # Comparable: 0-1 (event before censoring at one time), 0-2, 0-3, 2-3.
    risks = [0.5, 0.5, 0.9, 0.1]
    pairs = comparable_pairs(times, events, risks)
    assert pairs.comparable.sum() == 2 * 4
    assert pairs.c_index == pytest.approx((0.5 + 0 + 1 + 1) / 4)


def test_two_events_at_one_time_are_no_pair():
    assert np.isnan(concordance([2, 2], [1, 1], [1, 0]))


def test_a_subject_without_a_risk_loses_all_its_pairs():
    times, events = [1, 2, 3], [1, 1, 1]
    assert concordance(times, events, [np.nan, 0.5, 0.1]) == pytest.approx(1 / 3)


@settings(deadline=None, max_examples=30)
@given(st.integers(2, 40), st.integers(0, 10**6))
def test_c_index_agrees_with_counting_pairs(n_subjects, seed):
    rng = np.random.default_rng(seed)
    times = rng.integers(1, 6, n_subjects)
    events = rng.integers(0, 2, n_subjects)
    risks = rng.integers(0, 4, n_subjects)
    right = total = 0.0
    for i in range(n_subjects):
        for j in range(n_subjects):
            if events[i] and (times[i] < times[j] or (times[i] == times[j] and not events[j])):
                total += 1
                right += float(risks[i] > risks[j]) + 0.5 * float(risks[i] == risks[j])
    found = concordance(times, events, risks)
    scores = concordance_scores(times, events, risks)
    if total == 0:
        assert np.isnan(found)
        assert np.isnan(scores).all()
        return
    assert found == pytest.approx(right / total)
    assert scores.mean() == pytest.approx(found)
    order = rng.permutation(n_subjects)
    assert concordance_scores(times[order], events[order], risks[order]) == pytest.approx(
        scores[order]
    )


def test_scores_of_subjects_tell_the_variance_of_the_c_index():
    found, told, naive = [], [], []
    for seed in range(150):
        times, events, rate = exponential(120, seed)
        risks = np.log(rate) + np.random.default_rng(seed + 1000).normal(size=120)
        scores = concordance_scores(times, events, risks)
        pairs = comparable_pairs(times, events, risks)
        found.append(pairs.c_index)
        told.append(scores.std(ddof=1) / np.sqrt(120))
        off = pairs.concordant - pairs.c_index * pairs.comparable
        naive.append(off.std(ddof=1) / pairs.comparable.mean() / np.sqrt(120))
    assert np.mean(told) == pytest.approx(np.std(found), rel=0.15)
    # The trap: as shares of their pairs, subjects seem twice as certain.
    assert np.mean(naive) < 0.6 * np.std(found)


def test_brier_score_without_censoring_is_the_squared_error():
    times = np.array([1.0, 2, 3, 4])
    said = np.array([0.2, 0.4, 0.6, 0.9])
    scores = brier_scores(times, np.ones(4), said[:, None], [2.5])
    assert scores[:, 0] == pytest.approx((said - [0, 0, 1, 1]) ** 2)


def test_censored_subjects_are_stood_for_by_the_others():
    # Censored at 1 of four: the three others stand for 4/3 each.
    scores = brier_scores([1, 2, 3, 4], [0, 1, 1, 1], np.full((4, 1), 0.5), [2.5])
    assert scores[:, 0] == pytest.approx([0, 1 / 3, 1 / 3, 1 / 3])
    assert scores.mean() == pytest.approx(0.25)


def test_weights_leave_the_brier_score_where_it_is_without_censoring():
    off = []
    for seed in range(30):
        rng = np.random.default_rng(seed)
        event = rng.exponential(1, 400)
        last = rng.uniform(0.3, 2, 400)
        said = np.full((400, 1), 0.6)
        whole = brier_scores(event, np.ones(400), said, [0.7]).mean()
        part = brier_scores(np.minimum(event, last), event <= last, said, [0.7]).mean()
        off.append(part - whole)
    assert abs(np.mean(off)) < 0.005


def test_integrated_brier_score_weighs_time_not_horizons():
    times, events = [1.0, 10.0], [1, 1]
    said = np.array([[0.5, 0.5, 0.0], [0.5, 0.5, 1.0]])
    scores = integrated_brier_scores(times, events, said, [1, 2, 9])
    by_hand = (0.25 * 1 + (0.25 + 0) / 2 * 7) / 8
    assert scores == pytest.approx([by_hand, by_hand])


def test_a_prediction_that_is_not_there_has_no_score():
    scores = integrated_brier_scores([1, 3], [1, 1], [[np.nan], [0.5]], [2])
    assert np.isnan(scores[0])
    assert scores[1] == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("times", "events", "horizons"),
    [
        ([1, 2], [1, 1], [3]),
        ([-1, 2], [1, 1], [1]),
        ([1, 2], [1, 2], [1]),
        ([1, np.nan], [1, 1], [1]),
        ([1, 2, 3], [1, 1], [1]),
    ],
)
def test_refused(times, events, horizons):
    with pytest.raises(TaskError):
        brier_scores(times, events, np.full((len(times), 1), 0.5), horizons)


@pytest.mark.parametrize("horizons", [[], [2, 1], [1, 1]])
def test_horizons_ascend(horizons):
    with pytest.raises(TaskError, match="ascending"):
        integrated_brier_scores([5, 6], [1, 1], np.full((2, len(horizons)), 0.5), horizons)


def test_calibrated_predictions_are_called_calibrated():
    times, events, rate = exponential(3000, 7)
    said = np.exp(-rate * 0.4)
    found = horizon_calibration(times, events, said, 0.4)
    assert found.observed == pytest.approx(found.predicted, abs=0.03)
    assert found.slope == pytest.approx(1, abs=0.15)
    assert found.error < 0.05
    assert sum(group.n_subjects for group in found.groups) == 3000
    assert all(group.low <= group.observed <= group.high for group in found.groups)


def test_overconfident_predictions_have_a_slope_below_one():
    times, events, rate = exponential(3000, 7)
    said = np.exp(-rate * 0.4)
    extreme = np.clip(said + 1.0 * (said - said.mean()), 0, 1)
    found = horizon_calibration(times, events, extreme, 0.4)
    assert found.slope < 0.8
    assert found.error > 0.08


def test_equal_predictions_have_no_slope_and_stay_together():
    found = horizon_calibration([1, 2, 3, 4], [1, 1, 0, 1], [0.5] * 4, 2.5)
    assert np.isnan(found.slope)
    assert len(found.groups) == 1
    assert found.observed == pytest.approx(0.5)


def test_calibration_leaves_out_who_has_no_prediction_and_counts_the_others():
    found = horizon_calibration([1, 2, 3], [1, 1, 1], [0.5, np.nan, 0.5], 2)
    assert found.n_subjects == 2


def test_nobody_is_followed_that_long():
    with pytest.raises(TaskError, match="earlier"):
        horizon_calibration([1, 2], [1, 0], [0.5, 0.5], 3)


@settings(deadline=None, max_examples=30)
@given(st.integers(3, 30), st.integers(0, 10**6))
def test_slope_is_that_of_values_left_out_one_by_one(n_subjects, seed):
    rng = np.random.default_rng(seed)
    times = rng.integers(1, 8, n_subjects).astype(float)
    events = rng.integers(0, 2, n_subjects)
    said = rng.uniform(size=n_subjects)
    horizon = 4.0
    if times.max() < horizon or np.sort(times)[-2] < horizon:
        return
    every = np.arange(n_subjects)
    share = [
        float(kaplan_meier(times[every != row], events[every != row]).at(horizon)) for row in every
    ]
    whole = float(kaplan_meier(times, events).at(horizon))
    pseudo = n_subjects * whole - (n_subjects - 1) * np.array(share)
    slope = np.polyfit(said, pseudo, 1)[0]
    found = horizon_calibration(times, events, said, horizon)
    assert found.slope == pytest.approx(slope)
    assert found.observed == pytest.approx(whole)
