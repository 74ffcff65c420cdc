"""Models of responses find what was planted, and say where they cannot."""

from dataclasses import replace
from itertools import pairwise
from math import nan

import numpy as np
import pytest

from aivc.evaluation.prediction import Status
from aivc.evaluation.units import Intervention, Step, Unit
from aivc.evaluation.view import Role
from aivc.reference_models.predictors.additive_transfer import AdditiveTransfer
from aivc.reference_models.predictors.hill_schedule import HillSchedule
from aivc.reference_models.predictors.linear_pca_ridge import LinearPcaRidge
from aivc.reference_models.predictors.pert_mean import PertMean

DOSES = (0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
EC50 = {"slow": 0.2, "steep": 2.5, "plain": 1.0}
SLOPE = {"slow": 0.8, "steep": 2.0, "plain": 1.0}
DECAY_HOURS = 10.0


def share(agent, dose):
    return dose ** SLOPE[agent] / (dose ** SLOPE[agent] + EC50[agent] ** SLOPE[agent])


def error(prediction, truth):
    return float(((prediction.mean - truth) ** 2).mean())


def effects(names, n_features, seed=7):
    random = np.random.default_rng(seed)
    return {name: random.normal(0, 1, n_features) for name in names}


@pytest.fixture
def screen(laboratory):
    """Three drugs by dose, after 12 and 24 hours, and 24 hours of which 6 and 12 are wash-out."""
    lab = laboratory(noise=0.1)
    full = effects(EC50, lab.n_features)
    for site in ("A", "B"):
        lab.add_control(f"control {site}", site=site)
        for agent, effect in full.items():
            for dose in DOSES:
                at_half, at_full = 0.6 * share(agent, dose) * effect, share(agent, dose) * effect
                lab.add(f"control {site}", at_half, Step(agent, dose, "umol/L"), hours=12.0)
                lab.add(f"control {site}", at_full, Step(agent, dose, "umol/L"), hours=24.0)
            for washed in (6.0, 12.0):
                remains = np.exp(-washed / DECAY_HOURS) * share(agent, 10.0) * effect
                step = Step(agent, 10.0, "umol/L", 0.0, 24.0)
                lab.add(f"control {site}", remains, step, hours=24.0 + washed)
    return lab, full


class TestDoseAndSchedule:
    def test_ec50s_are_recovered_within_their_intervals(self, screen):
        model = HillSchedule().fit(screen[0].view("agent"), seed=0).model
        for place, agent in enumerate(model.agents):
            assert model.ec50[place] == pytest.approx(EC50[agent], rel=0.1)
            assert model.low[place] <= EC50[agent] <= model.high[place]
            assert model.high[place] / model.low[place] < 1.7

    def test_what_remains_after_washing_is_recovered(self, screen):
        model = HillSchedule().fit(screen[0].view("agent"), seed=0).model
        remains = model.remains.reshape(3, 3)
        expected = np.exp(-np.array([0.0, 6.0, 12.0]) / DECAY_HOURS)
        assert remains == pytest.approx(np.tile(expected, (3, 1)), abs=0.05)

    def test_a_dose_between_is_nearer_than_the_nearest_dose(self, screen):
        lab, full = screen
        kept = {step for step in DOSES if step != 1.0}
        rows = [r for r, unit in enumerate(lab.units) if _dose(unit) in {None, *kept}]
        view = _only(lab.view("agent"), rows)
        asked = [
            Unit(agent, Intervention((Step(agent, 1.0, "umol/L"),)), {}, 24.0, "control A")
            for agent in full
        ]
        truth = np.array(
            [lab.state_of("control A") + share(agent, 1.0) * full[agent] for agent in full]
        )
        fitted = HillSchedule().fit(view, seed=0).predict(lab.asking(*asked))
        nearest = AdditiveTransfer().fit(view, seed=0).predict(lab.asking(*asked))
        assert set(fitted.status) == {Status.PREDICTED}
        assert error(fitted, truth) < 0.3 * error(nearest, truth)

    def test_a_time_between_is_interpolated(self, screen):
        lab, full = screen
        unit = Unit("q", Intervention((Step("plain", 10.0, "umol/L"),)), {}, 18.0, "control A")
        answer = HillSchedule().fit(lab.view("agent"), seed=0).predict(lab.asking(unit))
        truth = lab.state_of("control A") + 0.8 * share("plain", 10.0) * full["plain"]
        assert error(answer, truth) < 0.01

    @pytest.mark.parametrize(
        ("steps", "hours"),
        [
            ((Step("plain", 100.0, "umol/L"),), 24.0),
            ((Step("plain", 0.001, "umol/L"),), 24.0),
            ((Step("plain", 1.0, "nmol/L"),), 24.0),
            ((Step("plain", nan, "umol/L"),), 24.0),
            ((Step("plain", 1.0, "umol/L"),), 48.0),
            ((Step("plain", 1.0, "umol/L"),), 3.0),
            ((Step("plain", 1.0, "umol/L", 0.0, 24.0),), 72.0),
            ((Step("nobody knows", 1.0, "umol/L"),), 24.0),
            ((Step("plain", 1.0, "umol/L"), Step("nobody knows", 1.0, "umol/L")), 24.0),
            ((Step("plain", 1.0, "umol/L", 0, 6), Step("plain", 1.0, "umol/L", 12)), 24.0),
        ],
        ids=[
            "higher",
            "lower",
            "another unit",
            "no dose",
            "longer",
            "shorter",
            "washed longer",
            "unseen",
            "unseen partner",
            "twice",
        ],
    )
    def test_outside_of_training_it_abstains(self, screen, steps, hours):
        lab, _ = screen
        unit = Unit("q", Intervention(steps), {}, hours, "control A")
        answer = HillSchedule().fit(lab.view("agent"), seed=0).predict(lab.asking(unit))
        assert answer.status == (Status.ABSTAINED,)
        assert answer.reasons[0]
        assert np.isfinite(answer.mean).all()

    def test_agents_without_doses_have_a_curve_in_time_alone(self, laboratory):
        lab = laboratory()
        effect = effects(["knockout"], lab.n_features)["knockout"]
        lab.add_control("c", donor="1")
        for hours in (24.0, 48.0):
            lab.add("c", effect * hours / 48, Step("knockout"), hours=hours)
        unit = Unit("q", Intervention((Step("knockout"),)), {}, 36.0, "c")
        answer = HillSchedule().fit(lab.view(), seed=0).predict(lab.asking(unit))
        assert answer.status == (Status.PREDICTED,)
        assert error(answer, lab.state_of("c") + 0.75 * effect) < 0.01


def _dose(unit):
    return unit.intervention.steps[0].dose if unit.intervention.steps else None


def _only(view, rows):
    return replace(
        view,
        units=tuple(view.units[row] for row in rows),
        roles=tuple(view.roles[row] for row in rows),
        states=view.states[rows],
    )


@pytest.fixture
def pairs(laboratory):
    """Ten agents alone and in nine pairs; every treatment also does the same to all features."""
    lab = laboratory()
    names = [f"a{number}" for number in range(10)]
    single = effects(names, lab.n_features)
    systematic = np.full(lab.n_features, 2.0)
    lab.add_control("c", donor="1")
    for name in names:
        lab.add("c", systematic + single[name], Step(name, 1.0))
    for one, other in pairwise(names[:-1]):
        lab.add("c", systematic + single[one] + single[other], Step(one, 1.0), Step(other, 1.0))
    return lab, single, systematic


class TestCombinations:
    def test_the_systematic_response_is_counted_once(self, pairs):
        lab, single, systematic = pairs
        unit = Unit("q", Intervention((Step("a0", 1.0), Step("a9", 1.0))), {}, 24.0, "c")
        answer = AdditiveTransfer().fit(lab.view(), seed=0).predict(lab.asking(unit))
        control = lab.state_of("c")
        once = control + systematic + single["a0"] + single["a9"]
        mean_of_members = sum(single.values()) / len(single)
        assert answer.status == (Status.PREDICTED,)
        # What all agents have in common is taken for systematic, and that is all that is missed.
        assert error(answer, once) < 0.1 + float((mean_of_members**2).mean())
        assert error(answer, once) < 0.2 * error(answer, once + systematic)

    def test_an_interaction_is_what_is_left(self, pairs):
        lab, single, systematic = pairs
        planted = np.zeros(lab.n_features)
        planted[:5] = -3.0
        measured = lab.state_of("c") + systematic + single["a0"] + single["a9"] + planted
        unit = Unit("q", Intervention((Step("a0", 1.0), Step("a9", 1.0))), {}, 24.0, "c")
        answer = AdditiveTransfer().fit(lab.view(), seed=0).predict(lab.asking(unit))
        interaction = measured - answer.mean[0]
        assert (np.sign(interaction[:5]) == -1).all()
        assert np.abs(interaction[5:]).max() < np.abs(interaction[:5]).min()

    def test_a_member_that_was_never_given_is_abstained_from(self, pairs):
        lab, *_ = pairs
        unit = Unit("q", Intervention((Step("a0", 1.0), Step("new", 1.0))), {}, 24.0, "c")
        answer = AdditiveTransfer().fit(lab.view(), seed=0).predict(lab.asking(unit))
        assert answer.status == (Status.ABSTAINED,)
        assert "new" in answer.reasons[0]

    def test_surviving_fractions_multiply(self, laboratory):
        lab = laboratory(noise=0.0)
        lab.add_control("c", donor="1")
        control = lab.state_of("c")
        lab.add("c", control * (0.5 - 1), Step("a", 1.0))
        lab.add("c", control * (0.4 - 1), Step("b", 1.0))
        unit = Unit("q", Intervention((Step("a", 1.0), Step("b", 1.0))), {}, 24.0, "c")
        answer = AdditiveTransfer("bliss").fit(lab.view(), seed=0).predict(lab.asking(unit))
        assert answer.mean[0] == pytest.approx(control * 0.5 * 0.4)

    def test_the_matching_mean_averages(self, laboratory):
        lab = laboratory(noise=0.0)
        lab.add_control("c", donor="1")
        for name, size in (("a", 1.0), ("b", 3.0), ("d", 8.0)):
            lab.add("c", np.full(lab.n_features, size), Step(name, 1.0))
        unit = Unit("q", Intervention((Step("a", 1.0), Step("b", 1.0))), {}, 24.0, "c")
        answer = AdditiveTransfer("matching_mean").fit(lab.view(), seed=0).predict(lab.asking(unit))
        assert answer.mean[0] == pytest.approx(lab.state_of("c") + 2.0)


class TestTransport:
    @pytest.fixture
    def sites(self, laboratory):
        """Twelve agents at three laboratories, and the control of a fourth, which is granted."""
        lab = laboratory()
        full = effects([f"a{number}" for number in range(12)], lab.n_features)
        for site in ("A", "B", "C"):
            lab.add_control(f"control {site}", site=site)
            for name, effect in full.items():
                lab.add(f"control {site}", effect, Step(name, 1.0))
        shifted = lab.add_control("control D", Role.GRANTED, site="D")
        lab.states[-1] = shifted = shifted + 4.0
        truth = np.array([shifted + effect for effect in full.values()])
        asked = [
            Unit(f"q{name}", Intervention((Step(name, 1.0),)), {"site": "D"}, 24.0, "control D")
            for name in full
        ]
        return lab, asked, truth

    def test_a_new_laboratory_is_reached_from_its_controls(self, sites):
        lab, asked, truth = sites
        answer = AdditiveTransfer().fit(lab.view("agent"), seed=0).predict(lab.asking(*asked))
        floor = PertMean().fit(lab.view("agent"), seed=0).predict(lab.asking(*asked))
        assert error(answer, truth) < 0.01 * error(floor, truth)
        inside = (answer.quantiles[0] <= truth) & (truth <= answer.quantiles[-1])
        assert inside.mean() > 0.85

    def test_without_its_controls_it_says_so_and_is_wider(self, sites):
        lab, asked, truth = sites
        blind = [replace(unit, control="") for unit in asked]
        fitted = AdditiveTransfer().fit(lab.view("agent"), seed=0)
        seeing, answer = fitted.predict(lab.asking(*asked)), fitted.predict(lab.asking(*blind))
        assert all("no control of its own" in reason for reason in answer.reasons)
        shift = (truth - answer.mean).mean()
        assert shift == pytest.approx(4.0, abs=0.7)
        width = np.median(answer.quantiles[-1] - answer.quantiles[0])
        assert width > 5 * np.median(seeing.quantiles[-1] - seeing.quantiles[0])

    def test_granted_controls_are_no_training(self, sites):
        lab, asked, _ = sites
        blind = replace(asked[0], control="", intervention=Intervention())
        answer = PertMean().fit(lab.view("agent"), seed=0).predict(lab.asking(blind))
        expected = np.mean([lab.state_of(f"control {site}") for site in "ABC"], axis=0)
        assert answer.mean[0] == pytest.approx(expected)

    def test_equally_near_doses_are_averaged(self, laboratory):
        lab = laboratory(noise=0.0)
        lab.add_control("c", donor="1")
        for dose, size in ((1.0, 1.0), (4.0, 5.0)):
            lab.add("c", np.full(lab.n_features, size), Step("a", dose))
        unit = Unit("q", Intervention((Step("a", 2.0),)), {}, 24.0, "c")
        answer = AdditiveTransfer().fit(lab.view(), seed=0).predict(lab.asking(unit))
        assert answer.mean[0] == pytest.approx(lab.state_of("c") + 3.0)

    def test_an_effect_that_is_all_noise_is_shrunk_to_the_mean(self, laboratory):
        lab = laboratory(noise=0.0)
        lab.add_control("c", donor="1")
        for name, size in (("a", 1.0), ("b", 1.2)):
            lab.add("c", np.full(lab.n_features, size), Step(name, 1.0))
        unit = Unit("q", Intervention((Step("a", 1.0),)), {}, 24.0, "c")
        shape = len(lab.units), lab.n_features
        noisy = AdditiveTransfer().fit(lab.view(noise=np.full(shape, 9.0)), seed=0)
        exact = AdditiveTransfer().fit(lab.view(noise=np.zeros(shape)), seed=0)
        control = lab.state_of("c")
        assert noisy.predict(lab.asking(unit)).mean[0] == pytest.approx(control + 1.1)
        assert exact.predict(lab.asking(unit)).mean[0] == pytest.approx(control + 1.0)


class TestUnseenAgents:
    @pytest.fixture
    def knockouts(self, laboratory):
        """Knockouts of genes that move with their module; modules show in the controls."""
        lab = laboratory(n_features=60, noise=0.1)
        module = np.repeat(np.eye(3), 20, axis=0)
        for donor in range(30):
            lab.add_control(f"c{donor}", donor=str(donor))
            lab.states[-1] = 5 + module @ lab.random.normal(0, 3, 3)
        moved = module @ np.array([[0, 2.0, 0], [0, 0, -2.0], [1.0, 0, 0]]).T @ module.T
        for gene in range(0, 60, 2):
            lab.add(f"c{gene // 2}", moved[:, gene], Step(f"g{gene}"))
        asked = [
            Unit(f"q{gene}", Intervention((Step(f"g{gene}"),)), {}, 24.0, "c0")
            for gene in range(1, 60, 6)
        ]
        truth = np.array([lab.state_of("c0") + moved[:, gene] for gene in range(1, 60, 6)])
        return lab, asked, truth

    def test_their_module_tells_what_they_do(self, knockouts):
        lab, asked, truth = knockouts
        answer = LinearPcaRidge().fit(lab.view("agent"), seed=0).predict(lab.asking(*asked))
        floor = PertMean().fit(lab.view("agent"), seed=0).predict(lab.asking(*asked))
        assert set(answer.status) == {Status.PREDICTED}
        assert error(answer, truth) < 0.1 * error(floor, truth)
        inside = (answer.quantiles[0] <= truth) & (truth <= answer.quantiles[-1])
        assert inside.mean() > 0.85

    def test_an_agent_may_have_its_gene_in_its_name(self, knockouts):
        lab, asked, _ = knockouts
        fitted = LinearPcaRidge().fit(lab.view("agent"), seed=0)
        plain = fitted.predict(lab.asking(asked[0])).mean
        for name in ("HGNC:g1", "g1 knockout"):
            unit = replace(asked[0], intervention=Intervention((Step(name),)))
            assert np.array_equal(fitted.predict(lab.asking(unit)).mean, plain)
        unit = replace(asked[0], intervention=Intervention((Step("g1 or g2"),)))
        assert fitted.predict(lab.asking(unit)).status == (Status.ABSTAINED,)

    def test_an_agent_that_is_no_feature_is_abstained_from(self, knockouts):
        lab, *_ = knockouts
        unit = Unit("q", Intervention((Step("aspirin", 1.0),)), {}, 24.0, "c0")
        answer = LinearPcaRidge().fit(lab.view("agent"), seed=0).predict(lab.asking(unit))
        assert answer.status == (Status.ABSTAINED,)
        assert "aspirin" in answer.reasons[0]

    def test_inputs_describe_agents_too(self, laboratory, inputs_of):
        lab = laboratory()
        axes = effects(["x", "y"], lab.n_features)
        lab.add_control("c", donor="1")
        chemistry = lab.random.normal(size=(24, 2))
        units = [
            lab.add("c", x * axes["x"] + y * axes["y"], Step(f"a{number}", 1.0))
            for number, (x, y) in enumerate(chemistry)
        ]
        asked = Unit("q", Intervention((Step("new", 1.0),)), {}, 24.0, "c")
        inputs = inputs_of((*units, asked), np.vstack([chemistry, [2.0, -1.0]]))
        view = replace(lab.view("agent"), inputs=inputs)
        queries = replace(lab.asking(asked), inputs=inputs)
        answer = LinearPcaRidge().fit(view, seed=0).predict(queries)
        assert error(answer, lab.state_of("c") + 2 * axes["x"] - axes["y"]) < 0.02

    def test_what_is_unlike_all_of_training_is_abstained_from(self, laboratory, inputs_of):
        lab = laboratory()
        axes = effects(["x", "y"], lab.n_features)
        lab.add_control("c", donor="1")
        chemistry = lab.random.normal(size=(24, 2))
        units = [
            lab.add("c", x * axes["x"] + y * axes["y"], Step(f"a{number}", 1.0))
            for number, (x, y) in enumerate(chemistry)
        ]
        near, far = (
            Unit(name, Intervention((Step(name, 1.0),)), {}, 24.0, "c") for name in ("near", "far")
        )
        known = np.vstack([chemistry, np.abs(chemistry).max(axis=0) * [[0.9, -0.9], [9.0, 9.0]]])
        inputs = inputs_of((*units, near, far), known)
        view = replace(lab.view("agent"), inputs=inputs)
        queries = replace(lab.asking(near, far), inputs=inputs)
        answer = LinearPcaRidge().fit(view, seed=0).predict(queries)
        assert answer.status == (Status.PREDICTED, Status.ABSTAINED)
        assert "far" in answer.reasons[1]
        assert np.isnan(answer.quantiles[:, 1]).all()

    def test_a_gene_with_loadings_beyond_those_of_training_is_abstained_from(self, knockouts):
        lab, asked, _ = knockouts
        lab.states = [np.where(np.arange(60) == 1, 20 * state, state) for state in lab.states]
        answer = LinearPcaRidge().fit(lab.view("agent"), seed=0).predict(lab.asking(*asked))
        assert answer.status[0] is Status.ABSTAINED
        assert "g1" in answer.reasons[0]
