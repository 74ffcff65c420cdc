"""Intervals hold for clusters as they promise, and are not given where they cannot."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.units import Intervention, Step, Unit
from aivc.evaluation.view import Role, TrainingView
from aivc.reference_models.predictors.additive_transfer import AdditiveTransfer
from aivc.reference_models.predictors.intervals.clusters import clusters_of, deal
from aivc.reference_models.predictors.intervals.conformal import (
    Intervals,
    fewest_clusters,
    half_widths,
)
from aivc.reference_models.predictors.pert_mean import PertMean


@given(st.lists(st.floats(0, 100), min_size=1, max_size=60), st.sampled_from([0.5, 0.8, 0.9]))
def test_units_of_their_own_get_the_textbook_quantile(scores, coverage):
    column = np.array(scores)[:, None]
    (width,) = half_widths(column, tuple(range(len(scores))), [coverage])[:, 0]
    rank = int(np.ceil(round((len(scores) + 1) * coverage, 9)))
    expected = sorted(scores)[rank - 1] if rank <= len(scores) else np.inf
    assert width == expected


@given(st.integers(1, 8), st.integers(1, 6))
def test_a_cluster_counts_once_however_many_units_it_has(copies, first):
    scores = np.arange(1.0, 21.0)[:, None]
    clusters = tuple(range(20))
    repeated = np.concatenate([np.repeat(scores[:first], copies, axis=0), scores[first:]])
    names = tuple(np.concatenate([np.repeat(clusters[:first], copies), clusters[first:]]).tolist())
    assert Counter(names)[0] == copies
    plain, cloned = half_widths(scores, clusters, [0.9]), half_widths(repeated, names, [0.9])
    assert np.array_equal(plain, cloned)


def test_nine_clusters_are_needed_for_ninety_percent():
    assert fewest_clusters(0.9) == 9
    scores = np.ones((9, 1))
    assert np.isfinite(half_widths(scores, tuple(range(9)), [0.9])).all()
    assert np.isinf(half_widths(scores[:8], tuple(range(8)), [0.9])).all()


def test_a_residual_that_is_not_known_counts_for_nothing():
    scores = np.arange(1.0, 21.0)[:, None].repeat(2, axis=1)
    scores[15:, 1] = np.nan
    names = tuple(range(20))
    widths = half_widths(scores, names, [0.9])[0]
    assert widths[0] == half_widths(scores[:, :1], names, [0.9])[0, 0]
    assert widths[1] == half_widths(scores[:15, 1:], names[:15], [0.9])[0, 0]


def test_a_feature_measured_in_few_clusters_gets_the_widest_interval_of_the_others():
    scores = np.ones((12, 3)) * [1.0, 4.0, 2.0]
    scores[:8, 2] = np.nan
    intervals = Intervals.calibrate(scores, tuple(range(12)), ["b"] * 12, 0.9)
    assert intervals.quantiles(np.zeros((1, 3)), np.ones((1, 3)), ["b"])[-1, 0].tolist() == [
        1,
        4,
        4,
    ]


def test_every_basis_has_intervals_of_its_own():
    scores = np.concatenate([np.full((9, 1), 1.0), np.full((9, 1), 5.0), np.ones((3, 1))])
    bases = ["near"] * 9 + ["far"] * 9 + ["rare"] * 3
    intervals = Intervals.calibrate(scores, tuple(range(21)), bases, 0.9)
    asked = ["far", "near", "rare", "never"]
    found = intervals.quantiles(np.zeros((4, 1)), np.ones((4, 1)), asked)
    assert found[-1, :2, 0].tolist() == [5.0, 1.0]
    assert np.isnan(found[:, 2:]).all()
    assert "9" in intervals.why_none("rare")
    assert "found 3" in intervals.why_none("rare")
    assert "found 0" in intervals.why_none("never")
    assert (np.diff(found[:, :2], axis=0) >= 0).all()


def test_the_level_of_the_task_is_added():
    intervals = Intervals.calibrate(np.ones((30, 1)), tuple(range(30)), ["b"] * 30, 0.8)
    assert intervals.levels == (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


SIZES = (60, *[1] * 11)


def coverage_once(seed, *, by_cluster):
    """Cover new clusters, after one cluster of training was measured far more often than others."""
    random = np.random.default_rng(seed)
    new, known = np.abs(random.normal(size=200)), np.abs(random.normal(size=len(SIZES)))
    scores = np.repeat(known, SIZES)[:, None]
    names = np.repeat(np.arange(len(SIZES)), SIZES) if by_cluster else np.arange(sum(SIZES))
    (width,) = half_widths(scores, tuple(names.tolist()), [0.9])[:, 0]
    return (new <= width).mean()


def test_new_clusters_are_covered_as_promised():
    assert np.mean([coverage_once(seed, by_cluster=True) for seed in range(300)]) >= 0.9


def test_units_taken_for_clusters_promise_too_much():
    assert np.mean([coverage_once(seed, by_cluster=False) for seed in range(300)]) < 0.7


class TestOnViews:
    @pytest.fixture
    def donors(self, laboratory):
        """Twelve donors with three agents each; effects are larger in some features."""
        lab = laboratory()
        effect = np.linspace(0.0, 3.0, lab.n_features)
        for donor in range(12):
            lab.add_control(f"c{donor}", donor=str(donor))
            for agent in ("a", "b", "d"):
                strength = lab.random.normal(1.0, 0.2)
                lab.add(f"c{donor}", strength * effect, Step(agent, 1.0))
        return lab

    def test_calibration_by_the_partition_leaves_training_alone(self, donors):
        roles = tuple(
            Role.CALIBRATION if int(unit.context["donor"]) > 1 else Role.TRAINING
            for unit in donors.units
        )
        view = replace(donors.view("donor"), roles=roles)
        small = replace(view, roles=roles[:24] + (Role.GRANTED,) * 24)
        fitted = PertMean().fit(view, seed=0)
        training = [r for r, unit in enumerate(view.units) if unit.context["donor"] in {"0", "1"}]
        alone = replace(
            view,
            units=tuple(view.units[r] for r in training),
            roles=(Role.TRAINING,) * len(training),
            states=view.states[training],
        )
        expected = PertMean().fit(alone, seed=0).model.response
        assert fitted.model.response == pytest.approx(expected)
        # Five donors are too few to calibrate on, so they are learnt from.
        assert PertMean().fit(small, seed=0).model.response != pytest.approx(expected)

    def test_few_clusters_give_no_intervals_and_a_reason(self, donors):
        rows = [r for r, unit in enumerate(donors.units) if int(unit.context["donor"]) < 8]
        view = replace(
            donors.view("donor"),
            units=tuple(donors.units[r] for r in rows),
            roles=tuple(donors.roles[r] for r in rows),
            states=np.array(donors.states)[rows],
        )
        unit = Unit("q", Intervention((Step("a", 1.0),)), {"donor": "x"}, 24.0, "c0")
        fitted = AdditiveTransfer().fit(view, seed=0)
        answer = fitted.predict(donors.asking(unit))
        assert answer.quantiles is None
        assert fitted.card["uncertainty"] == "none"
        assert fitted.fit(donors.view("donor"), seed=0).card["uncertainty"] == "conformal"
        assert answer.levels == ()
        assert "found 8" in answer.reasons[0]

    def test_intervals_widen_where_something_happens(self, donors):
        unit = Unit("q", Intervention((Step("a", 1.0),)), {"donor": "x"}, 24.0, "c0")
        answer = AdditiveTransfer().fit(donors.view("donor"), seed=0).predict(donors.asking(unit))
        width = answer.quantiles[-1, 0] - answer.quantiles[0, 0]
        assert width[-5:].min() > 2 * width[:5].max()


def view_of_rows(states):
    units = tuple(Unit(f"u{n}", context={"donor": str(n % 7)}) for n in range(len(states)))
    roles = (Role.TRAINING,) * len(states)
    task = Task("t", TaskKind.MODALITY, Space.MEAN, cluster_axes=("donor",))
    return TrainingView(task, units, roles, states, None, tuple("abc"))


@given(st.randoms(use_true_random=False))
def test_folds_do_not_depend_on_order_or_names(random):
    states = np.random.default_rng(0).normal(size=(21, 3))
    view = view_of_rows(states)
    order = list(range(21))
    random.shuffle(order)
    labels = [str(label) for label in range(7)]
    random.shuffle(labels)
    units = tuple(replace(view.units[row], context={"donor": labels[row % 7]}) for row in order)
    other = replace(view, units=units, states=states[order])
    rows = tuple(range(21))
    folds = deal(view, rows, clusters_of(view, rows), 3)
    turned = deal(other, rows, clusters_of(other, rows), 3)
    assert [set(fold) for fold in folds] == [{order[place] for place in fold} for fold in turned]
    assert sorted(place for fold in folds for place in fold) == list(rows)


@pytest.mark.parametrize(
    ("axes", "n_clusters"),
    [
        (("donor",), 2),
        (("agent",), 3),
        (("dose",), 4),
        (("time",), 2),
        (("donor", "agent"), 3),
        (("observation",), 5),
        ((), 5),
        # Nobody tells the hospitals, so that nothing is known to be exchangeable.
        (("site",), 1),
    ],
)
def test_clusters_are_made_of_context_treatment_and_time(laboratory, axes, n_clusters):
    lab = laboratory()
    for donor in "12":
        lab.add_control(f"c{donor}", donor=donor)
    flat = np.zeros(lab.n_features)
    lab.add("c1", flat, Step("a", 1.0), Step("b", 1.0))
    lab.add("c1", flat, Step("b", 1.0), Step("a", 1.0))
    lab.add("c1", flat, Step("a", 1.0), hours=48.0)
    lab.add("c1", flat, Step("a", 2.0))
    lab.add("c2", flat, Step("d", 1.0))
    assert len(set(clusters_of(lab.view(*axes), range(2, 7)))) == n_clusters


def test_clusters_that_the_view_tells_come_first(laboratory):
    lab = laboratory()
    lab.add_control("c1", donor="1")
    lab.add("c1", np.zeros(lab.n_features), Step("a", 1.0))
    view = replace(lab.view("site"), clusters=("A", "B"))
    assert clusters_of(view, (1, 0)) == ("B", "A")
