"""The effect within blocks: known answers, exactness, coverage, and what is refused."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.evaluation.effect.arrangements import every_arrangement, log10_arrangements
from aivc.evaluation.effect.design import design_of, separates
from aivc.evaluation.effect.estimate import effect_within_blocks
from aivc.evaluation.effect.inference import Inference
from aivc.evaluation.effect.randomisation import inferred
from aivc.evaluation.errors import TaskError, UnidentifiableError


def confounded(seed, effect=1.0, n_features=1, per_plate=8):
    """Plates that shift morphology, and that hold more treated wells the more they shift it."""
    rng = np.random.default_rng(seed)
    plates, treated, shift = [], [], []
    for plate, (n_treated, moved) in enumerate([(1, -2.0), (4, 0.0), (7, 2.0)]):
        given_to = np.zeros(per_plate)
        given_to[rng.permutation(per_plate)[:n_treated]] = 1
        plates += [f"plate {plate}"] * per_plate
        treated += given_to.tolist()
        shift += [moved] * per_plate
    noise = rng.normal(size=(len(plates), n_features))
    outcomes = np.asarray(shift)[:, None] + effect * np.asarray(treated)[:, None] + noise
    return outcomes, treated, {"plate": plates}


def effect_on(outcomes, treated, blocks, **how):
    names = [f"f{column}" for column in range(outcomes.shape[1])]
    return effect_within_blocks(outcomes, names, treated, blocks, Inference(**how))


def test_simpson_the_confounded_estimate_has_the_wrong_sign():
    plate = ["A"] * 4 + ["B"] * 4
    treated = [1, 0, 0, 0, 1, 1, 1, 0]
    area = np.array([[9.0], [12], [13], [12], [19], [20], [21], [24]])
    found = effect_on(area, treated, {"plate": plate}, level=0.9).features[0]
    assert found.within.value == pytest.approx((9 - 37 / 3 + 20 - 24) / 2)
    assert found.across.value == pytest.approx(17.25 - 15.25)
    assert found.within.high < 0
    assert found.is_confounded


def test_equals_least_squares_with_a_mean_for_each_block():
    outcomes, treated, blocks = confounded(1)
    plates = np.asarray(blocks["plate"])
    columns = [np.asarray(treated), *(plates == one for one in sorted(set(plates)))]
    slope = np.linalg.lstsq(np.column_stack(columns).astype(float), outcomes[:, 0], rcond=None)
    found = effect_on(outcomes, treated, blocks, n_draws=99).features[0]
    assert found.within.value == pytest.approx(slope[0][0])


def test_planted_effect_is_covered_and_the_confounded_one_is_not():
    covered = naive = 0
    bias = []
    for seed in range(120):
        found = effect_on(*confounded(seed, effect=1.0), n_draws=299, seed=seed).features[0]
        covered += found.within.low <= 1 <= found.within.high
        naive += found.across.low <= 1 <= found.across.high
        bias.append((found.within.value - 1, found.across.value - 1))
    assert covered / 120 >= 0.9
    assert naive / 120 < 0.2
    within, across = np.mean(bias, axis=0)
    assert abs(within) < 0.15
    assert across > 1


def test_p_is_exact_over_all_ways_in_which_chance_could_have_treated():
    outcomes = np.array([[3.1], [0.2], [5.9], [1.4], [2.2], [9.5], [4.4]])
    blocks = {"donor": ["a", "a", "a", "a", "b", "b", "b"]}
    ps = []
    for first, second in product(_ones(4, 2), _ones(3, 1)):
        ps.append(effect_on(outcomes, [*first, *second], blocks).features[0].within.p)
    ps = np.asarray(ps)
    assert len(ps) == 18
    for level in np.unique(ps):
        assert np.mean(ps <= level + 1e-12) <= level + 1e-12


def _ones(n, k):
    return sorted({tuple(one) for one in product([0, 1], repeat=n) if sum(one) == k})


@settings(deadline=None, max_examples=10)
@given(st.integers(0, 10**6), st.sampled_from([0.6, 0.8, 0.9, 0.95]))
def test_interval_holds_what_the_test_does_not_reject(seed, level):
    rng = np.random.default_rng(seed)
    treated = np.array([1, 0, 0, 1, 0, 1, 0, 1, 0])
    blocks = {"plate": list("AAAAABBBB")}
    outcome = rng.normal(size=9) + treated
    found = effect_on(outcome[:, None], treated, blocks, level=level).features[0].within
    for effect in rng.normal(1, 3, 25):
        p = effect_on((outcome - effect * treated)[:, None], treated, blocks).features[0].within.p
        if min(abs(effect - found.low), abs(effect - found.high)) > 1e-6:
            assert (p > 1 - level + 1e-9) == (found.low < effect < found.high)


def test_effect_of_a_dose_is_the_slope_and_its_interval_holds_it():
    rng = np.random.default_rng(3)
    dose = np.tile([0.0, 1, 2, 4], 6)
    plates = np.repeat(list("ABCDEF"), 4)
    shift = np.repeat(rng.normal(0, 5, 6), 4)
    outcome = 0.5 * dose + shift + rng.normal(0, 0.3, 24)
    found = effect_on(outcome[:, None], dose, {"plate": plates.tolist()}, n_draws=999).features[0]
    assert found.within.low < 0.5 < found.within.high
    assert found.within.high - found.within.low < 0.3
    assert found.within.p == pytest.approx(1 / 1000)


def test_smallest_p_is_reached_and_said():
    treated, blocks = [1, 0, 1, 0, 1, 0], {"pair": list("aabbcc")}
    found = effect_on(np.array([[5.0], [0], [6], [0], [7], [0]]), treated, blocks)
    assert found.is_exact
    assert found.n_drawn == 8
    # In pairs the mirror image is an arrangement too, and is as extreme.
    assert found.smallest_p == pytest.approx(2 / 8)
    assert found.features[0].within.p == pytest.approx(found.smallest_p)
    # So at 95 % nothing can be rejected, and the interval says so.
    assert found.features[0].within.low == -np.inf
    assert found.features[0].within.high == np.inf


def test_monte_carlo_is_near_exact_never_zero_and_seeded():
    outcomes, treated, blocks = confounded(2, n_features=3)
    drawn = [effect_on(outcomes, treated, blocks, n_draws=499, seed=seed) for seed in (0, 0, 1)]
    assert not drawn[0].is_exact
    assert drawn[0] == drawn[1]
    assert drawn[0].features[0].within.p != 0
    assert drawn[0].smallest_p == pytest.approx(1 / 500)
    assert drawn[0].features[0].within.value == drawn[2].features[0].within.value
    assert drawn[0] != drawn[2]


def test_drawn_p_agrees_with_exact_p():
    outcomes, treated, blocks = confounded(5, effect=0.6)
    design = design_of(treated, blocks)
    exact = inferred(design, outcomes, Inference(n_draws=10_000))
    drawn = inferred(design, outcomes, Inference(n_draws=3000, seed=4))
    assert exact.is_exact
    assert 10**exact.log10_arrangements == pytest.approx(8 * 70 * 8)
    assert not drawn.is_exact
    assert drawn.p[0] == pytest.approx(exact.p[0], abs=0.03)
    assert drawn.low[0] == pytest.approx(exact.low[0], abs=0.15)


def test_order_of_units_and_names_of_blocks_mean_nothing():
    outcomes, treated, blocks = confounded(6)
    order = np.random.default_rng(0).permutation(len(treated))
    moved = {"other name": [f"z{blocks['plate'][row]}" for row in order]}
    first = effect_on(outcomes, treated, blocks)
    second = effect_on(outcomes[order], np.asarray(treated)[order], moved)
    one, other = first.features[0].within, second.features[0].within
    assert (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high))
    assert one.p == other.p


def test_blocks_that_are_all_treated_tell_nothing_and_are_counted():
    outcomes, treated, blocks = confounded(7)
    alone = np.vstack([outcomes, [[100.0], [101]]])
    more = {"plate": [*blocks["plate"], "plate 9", "plate 9"]}
    found = effect_on(alone, [*treated, 1, 1], more, n_draws=99)
    without = effect_on(outcomes, treated, blocks, n_draws=99)
    assert found.features[0].within == without.features[0].within
    assert (found.n_units, found.n_units_alike) == (24, 2)
    assert (found.n_blocks, found.n_blocks_alike) == (3, 1)
    # The confounded estimate takes them all the same.
    assert found.features[0].across.value > without.features[0].across.value + 3


@pytest.mark.parametrize(
    ("treated", "blocks", "named"),
    [
        ([1, 1, 0, 0], {"plate": list("AABB")}, "plate separates"),
        ([1, 1, 1, 1], {"plate": list("AABB")}, "same treatment"),
        # Neither alone separates, both together do.
        ([1, 0, 1, 0], {"plate": list("AABB"), "row": list("1212")}, "row separates"),
        ([1, 0, 0, 1], {"plate": list("AABB"), "donor": list("1212")}, "fewer of them"),
    ],
)
def test_refused_where_treatment_cannot_be_told_from_blocks(treated, blocks, named):
    with pytest.raises(UnidentifiableError, match=named):
        effect_on(np.arange(4.0)[:, None], treated, blocks)


def test_what_separates():
    treatment = np.array([0.0, 0, 1, 1])
    assert separates(treatment, list("aabb"))
    assert not separates(treatment, list("abab"))
    assert not separates(treatment, list("aaaa"))
    # Names of units are no design.
    assert not separates(treatment, list("abcd"))


def test_many_outcomes_without_effect_seldom_give_one():
    wrong = either = 0
    for seed in range(60):
        outcomes, treated, blocks = confounded(seed, effect=0.0, n_features=30)
        found = effect_on(outcomes, treated, blocks, n_draws=199, seed=seed)
        wrong += min(each.adjusted_p for each in found.features) <= 0.05
        either += found.p_any <= 0.05
    assert wrong <= 8
    assert either <= 8


def test_one_true_effect_among_many_outcomes_is_found():
    outcomes, treated, blocks = confounded(11, effect=0.0, n_features=600)
    outcomes[:, 321] += 4 * np.asarray(treated)
    found = effect_on(outcomes, treated, blocks, n_draws=499)
    best = min(found.features, key=lambda each: each.adjusted_p)
    assert best.feature == "f321"
    assert best.adjusted_p == pytest.approx(1 / 500)
    assert all(each.adjusted_p >= each.within.p for each in found.features)


def test_an_outcome_that_never_changes_has_no_effect_for_certain():
    outcomes = np.full((6, 1), 0.1)
    found = effect_on(outcomes, [1, 0, 1, 0, 1, 0], {"plate": list("AAAABB")}).features[0]
    assert found.within.value == pytest.approx(0, abs=1e-12)
    assert found.within.p == 1
    assert found.adjusted_p == 1
    assert found.standardised == 0


def test_outcomes_without_a_value_in_some_unit_are_left_out_and_named():
    outcomes, treated, blocks = confounded(12, n_features=2)
    outcomes[3, 0] = np.nan
    found = effect_on(outcomes, treated, blocks, n_draws=99)
    assert found.not_finite == ("f0",)
    assert [each.feature for each in found.features] == ["f1"]
    outcomes[4, 1] = np.inf
    with pytest.raises(TaskError, match="none of the 2 outcomes"):
        effect_on(outcomes, treated, blocks)


def test_every_arrangement_comes_once():
    design = design_of([0, 1, 2, 2, 5, 5], {"b": list("aaaabb")})
    found = np.concatenate(list(every_arrangement(design)))
    assert len(found) == 12 == round(10 ** log10_arrangements(design))
    assert len(np.unique(found, axis=0)) == 12


@pytest.mark.parametrize("how", [{"n_draws": 0}, {"level": 1.0}, {"level": 0.0}])
def test_refused_settings(how):
    with pytest.raises(TaskError):
        Inference(**how)


@pytest.mark.parametrize(
    ("outcomes", "treated", "blocks"),
    [
        (np.zeros((3, 1)), [1, 0], {}),
        (np.zeros((2, 1)), [1, np.nan], {}),
        (np.zeros((2, 1)), [1, 0], {"plate": ["A"]}),
    ],
)
def test_refused_shapes(outcomes, treated, blocks):
    with pytest.raises(TaskError):
        effect_on(outcomes, treated, blocks)
