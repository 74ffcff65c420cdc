"""Models of modalities, shares and endpoints find what was planted."""

from dataclasses import replace

import numpy as np
import pytest

from aivc.evaluation.errors import PredictionError, TaskError
from aivc.evaluation.prediction import Status
from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.units import Intervention, Step, Unit
from aivc.evaluation.view import Queries, Role, TrainingView
from aivc.reference_models.predictors.cox_endpoint import CoxEndpoint
from aivc.reference_models.predictors.modality_ridge import ModalityRidge
from aivc.reference_models.predictors.no_change import NoChange
from aivc.reference_models.predictors.pert_mean import PertMean
from aivc.reference_models.predictors.scale_bridge import ScaleBridge

N_UNITS, N_ASKED = 120, 20


def view_of(kind, space, units, states, features, inputs, *axes):
    task = Task("t", kind, space, input_table="rna", cluster_axes=axes)
    roles = (Role.TRAINING,) * len(units)
    return TrainingView(task, units, roles, states, None, features, inputs)


def inside(answer, truth):
    return float(((answer.quantiles[0] <= truth) & (truth <= answer.quantiles[-1])).mean())


class TestModality:
    @pytest.fixture
    def proteins(self, inputs_of):
        random = np.random.default_rng(0)
        hidden = random.normal(size=(N_UNITS, 5))
        rna = hidden @ random.normal(size=(5, 60)) + 0.1 * random.normal(size=(N_UNITS, 60))
        told = hidden @ random.normal(size=(5, 6)) + 0.1 * random.normal(size=(N_UNITS, 6))
        # The last protein has nothing to do with RNA.
        protein = np.hstack([told, random.normal(size=(N_UNITS, 1))])
        units = tuple(Unit(f"u{n}", context={"donor": str(n % 12)}) for n in range(N_UNITS))
        inputs = inputs_of(units, rna)
        features = tuple(f"p{number}" for number in range(7))
        trained = units[:-N_ASKED], protein[:-N_ASKED]
        view = view_of(TaskKind.MODALITY, Space.MEAN, *trained, features, inputs, "donor")
        return view, Queries(units[-N_ASKED:], features, inputs), protein[-N_ASKED:]

    def test_proteins_are_read_from_rna(self, proteins):
        view, queries, truth = proteins
        answer = ModalityRidge().fit(view, seed=0).predict(queries)
        error = ((answer.mean - truth) ** 2).mean(axis=0)
        assert (error[:6] < 0.02).all()
        # Nor does the model make up what it cannot know.
        assert error[6] < 1.2 * truth[:, 6].var()
        assert inside(answer, truth) > 0.85

    def test_inputs_are_read_by_name(self, proteins):
        view, queries, _ = proteins
        fitted = ModalityRidge().fit(view, seed=0)
        turned = replace(
            queries.inputs,
            features=queries.inputs.features[::-1],
            values=queries.inputs.values[:, ::-1],
        )
        answer = fitted.predict(replace(queries, inputs=turned))
        assert np.allclose(answer.mean, fitted.predict(queries).mean)

    def test_a_unit_without_inputs_is_abstained_from(self, proteins):
        view, queries, _ = proteins
        stranger = Unit("nobody")
        fitted = ModalityRidge().fit(view, seed=0)
        answer = fitted.predict(replace(queries, units=(stranger, *queries.units[:1])))
        assert answer.status == (Status.ABSTAINED, Status.PREDICTED)
        assert answer.mean[0] == pytest.approx(view.states.mean(axis=0))
        assert np.isnan(answer.quantiles[:, 0]).all()
        assert np.isfinite(answer.quantiles[:, 1]).all()

    @pytest.mark.parametrize("predictor", [NoChange(), PertMean()], ids=["no_change", "pert_mean"])
    def test_states_of_treated_units_are_not_told_from_controls(self, proteins, predictor):
        view, queries, _ = proteins
        treated = Intervention((Step("a", 1.0),))
        halves = [
            replace(unit, intervention=treated) if row % 2 else unit
            for row, unit in enumerate(view.units)
        ]
        asked = tuple(replace(unit, intervention=treated) for unit in queries.units)
        fitted = predictor.fit(replace(view, units=tuple(halves)), seed=0)
        answer = fitted.predict(replace(queries, units=asked))
        assert answer.mean == pytest.approx(np.tile(view.states.mean(axis=0), (N_ASKED, 1)))

    def test_features_that_the_view_has_not_are_refused(self, proteins):
        view, queries, _ = proteins
        with pytest.raises(PredictionError, match="CD4"):
            ModalityRidge().fit(view, seed=0).predict(replace(queries, features=("p1", "CD4")))

    @pytest.mark.parametrize("predictor", [NoChange(), PertMean()], ids=["no_change", "pert_mean"])
    def test_the_floors_give_the_mean_of_training(self, proteins, predictor):
        view, queries, truth = proteins
        answer = predictor.fit(view, seed=0).predict(queries)
        assert answer.mean == pytest.approx(np.tile(view.states.mean(axis=0), (N_ASKED, 1)))
        assert set(answer.reasons) == {""}
        assert inside(answer, truth) > 0.8


class TestComposition:
    @pytest.fixture
    def spots(self, inputs_of):
        """Cells of five states for training, and spots that are mixtures of ten cells each."""
        random = np.random.default_rng(1)
        profiles = random.gamma(1.0, 2.0, (5, 40))
        states = np.repeat(np.eye(5), 20, axis=0)
        shares = random.multinomial(10, np.full(5, 0.2), size=N_ASKED) / 10
        cells = tuple(
            Unit(f"cell{n}", context={"donor": str(n % 10)}, place=("s1", (float(n // 20), 0.0)))
            for n in range(100)
        )
        asked = tuple(Unit(f"spot{n}") for n in range(N_ASKED))
        measured = np.vstack([states, shares]) @ profiles
        inputs = inputs_of((*cells, *asked), measured + random.normal(0, 0.2, measured.shape))
        features = ("a", "b", "c", "d", "e")
        view = view_of(TaskKind.COMPOSITION, Space.SHARE, cells, states, features, inputs, "donor")
        return view, Queries(asked, features, inputs), shares

    def test_spots_are_lifted_to_shares(self, spots):
        view, queries, shares = spots
        answer = ScaleBridge().fit(view, seed=0).predict(queries)
        floor = PertMean().fit(view, seed=0).predict(queries)
        error, of_mean = (((each.mean - shares) ** 2).mean() for each in (answer, floor))
        assert error < 0.02 * of_mean
        assert answer.mean.sum(axis=1) == pytest.approx(np.ones(N_ASKED))

    def test_projecting_what_was_lifted_gives_it_back(self, spots):
        view, _, shares = spots
        model = ScaleBridge().fit(view, seed=0).model
        for row in shares:
            assert model.shares_of(model.project(row[None, :])[0]) == pytest.approx(row, abs=1e-9)

    def test_without_inputs_neighbours_of_the_section_tell(self, spots):
        view, queries, _ = spots
        near = Unit("q", place=("s1", (2.0, 0.0)))
        elsewhere = Unit("r", place=("s2", (2.0, 0.0)))
        answer = ScaleBridge().fit(view, seed=0).predict(replace(queries, units=(near, elsewhere)))
        assert answer.mean[0] == pytest.approx(np.eye(5)[2])
        assert answer.status == (Status.PREDICTED, Status.ABSTAINED)
        assert answer.mean[1] == pytest.approx(np.full(5, 0.2))

    def test_responses_of_shares_stay_shares(self):
        units = [Unit("c1"), Unit("c2")]
        units += [Unit(f"t{n}", Intervention((Step("a", 1.0),)), {}, 24.0, "c1") for n in range(9)]
        states = np.array([[0.5, 0.3, 0.2], [0.0, 0.3, 0.7], *[[0.1, 0.3, 0.6]] * 9])
        view = view_of(
            TaskKind.COMPOSITION, Space.SHARE, tuple(units), states, ("a", "b", "c"), None
        )
        asked = Unit("q", Intervention((Step("a", 1.0),)), {}, 24.0, "c2")
        answer = PertMean().fit(view, seed=0).predict(Queries((asked,), ("c", "a", "b")))
        assert answer.mean.sum() == pytest.approx(1.0)
        assert answer.mean.min() >= 0
        assert 0 <= np.nanmin(answer.quantiles) <= np.nanmax(answer.quantiles) <= 1


ASKED = ("risk", "survival@5", "survival@10")


class TestEndpoint:
    @pytest.fixture
    def cohort(self, inputs_of):
        random = np.random.default_rng(2)
        known = random.normal(size=(400, 3)) * [1.0, 5.0, 0.2]
        hazard = np.exp(known @ [0.7, -0.1, 0.0])
        # Rounded up, so that there are ties.
        event, censored = (
            np.ceil(random.exponential(10 / hazard)),
            np.ceil(random.exponential(20, 400)),
        )
        outcome = np.stack([np.minimum(event, censored), event <= censored], axis=1).astype(float)
        units = tuple(Unit(f"s{n}") for n in range(400))
        inputs = inputs_of(units, known)
        return view_of(TaskKind.ENDPOINT, Space.SURVIVAL, units, outcome, ("time", "event"), inputs)

    def test_hazard_ratios_are_recovered_within_their_intervals(self, cohort):
        ratios = CoxEndpoint().fit(cohort, seed=0).model.hazard_ratios()
        for name, beta in zip(("i0", "i1", "i2"), (0.7, -0.1, 0.0), strict=True):
            middle, low, high = ratios[name]
            assert low < np.exp(beta) < high
            assert low < middle < high
        assert ratios["i0"][2] / ratios["i0"][1] < 1.5

    def test_it_is_the_cox_model_of_lifelines(self, inputs_of):
        # lifelines 0.30.3: CoxPHFitter().fit(..., fit_options={"precision": 1e-20}) on these rows;
        # Efron's ties are its default.
        known = np.array(LIFELINES_ROWS)[:, :2]
        outcome = np.array(LIFELINES_ROWS)[:, 2:]
        units = tuple(Unit(f"s{n}") for n in range(len(outcome)))
        inputs = inputs_of(units, known)
        view = view_of(TaskKind.ENDPOINT, Space.SURVIVAL, units, outcome, ("time", "event"), inputs)
        fitted = CoxEndpoint().fit(view, seed=0)
        ratios = fitted.model.hazard_ratios()
        assert [np.log(ratio) for ratio, *_ in ratios.values()] == pytest.approx(
            LIFELINES_COEFFICIENTS, abs=1e-7
        )
        answer = fitted.predict(Queries(units[:2], ("survival@4", "risk"), inputs))
        assert answer.mean[:, 0] == pytest.approx(LIFELINES_SURVIVAL_AT_4, abs=1e-7)

    def test_survival_falls_with_time_and_with_risk(self, cohort):
        answer = (
            CoxEndpoint().fit(cohort, seed=0).predict(Queries(cohort.units, ASKED, cohort.inputs))
        )
        assert (answer.mean[:, 1] >= answer.mean[:, 2]).all()
        order = np.argsort(answer.mean[:, 0])
        assert (np.diff(answer.mean[order, 1]) <= 1e-12).all()
        assert answer.quantiles is None

    @pytest.mark.parametrize("predictor", [NoChange(), PertMean()], ids=["no_change", "pert_mean"])
    def test_the_floors_give_kaplan_and_meier(self, predictor, inputs_of):
        outcome = np.array([[1.0, 1], [2, 0], [2, 1], [3, 0], [4, 1], [9, 0]])
        units = tuple(Unit(f"s{n}") for n in range(6))
        inputs = inputs_of(units, np.zeros((6, 1)))
        view = view_of(TaskKind.ENDPOINT, Space.SURVIVAL, units, outcome, ("time", "event"), inputs)
        features = ("survival@2", "survival@0.5", "survival@100", "risk")
        answer = predictor.fit(view, seed=0).predict(Queries(units[:1], features, inputs))
        assert answer.mean[0] == pytest.approx([5 / 6 * 4 / 5, 1.0, 5 / 6 * 4 / 5 / 2, 0.0])

    def test_more_inputs_than_events_can_carry_are_projected_first(self, inputs_of):
        random = np.random.default_rng(3)
        module = random.normal(size=80)
        genes = np.outer(module, random.normal(size=300)) + random.normal(size=(80, 300))
        outcome = np.stack([random.exponential(np.exp(-module)), np.ones(80)], axis=1)
        units = tuple(Unit(f"s{n}") for n in range(80))
        inputs = inputs_of(units, genes)
        trained = units[:60], outcome[:60]
        view = view_of(TaskKind.ENDPOINT, Space.SURVIVAL, *trained, ("time", "event"), inputs)
        answer = CoxEndpoint().fit(view, seed=0).predict(Queries(units[60:], ("risk",), inputs))
        assert np.corrcoef(answer.mean[:, 0], module[60:])[0, 1] > 0.8

    def test_what_separates_the_events_has_a_finite_hazard(self, inputs_of):
        known = np.repeat([0.0, 1.0], 20)[:, None]
        outcome = np.stack([np.arange(1.0, 41.0)[::-1], known[:, 0]], axis=1)
        units = tuple(Unit(f"s{n}") for n in range(40))
        inputs = inputs_of(units, known)
        view = view_of(TaskKind.ENDPOINT, Space.SURVIVAL, units, outcome, ("time", "event"), inputs)
        fitted = CoxEndpoint().fit(view, seed=0)
        answer = fitted.predict(Queries((units[0], units[-1]), ("risk", "survival@10"), inputs))
        assert np.isfinite(answer.mean).all()
        assert 3 < answer.mean[1, 0] - answer.mean[0, 0] < 30

    def test_a_constant_input_tells_nothing(self, inputs_of):
        outcome = np.array([[1.0, 1], [2, 1], [3, 1], [4, 0]])
        units = tuple(Unit(f"s{n}") for n in range(4))
        inputs = inputs_of(units, np.ones((4, 2)))
        view = view_of(TaskKind.ENDPOINT, Space.SURVIVAL, units, outcome, ("time", "event"), inputs)
        answer = CoxEndpoint().fit(view, seed=0).predict(Queries(units, ("risk",), inputs))
        assert answer.mean.tolist() == [[0.0]] * 4

    def test_beyond_the_follow_up_it_abstains(self, cohort):
        queries = Queries(cohort.units[:1], ("risk", "survival@100000"), cohort.inputs)
        assert CoxEndpoint().fit(cohort, seed=0).predict(queries).status == (Status.ABSTAINED,)

    def test_what_cannot_be_learnt_from_is_refused(self, cohort):
        nobody = replace(cohort, states=cohort.states * [1.0, 0.0])
        for view in (nobody, replace(cohort, inputs=None), replace(cohort, features=("a", "b"))):
            with pytest.raises(TaskError):
                CoxEndpoint().fit(view, seed=0)

    def test_a_question_that_is_none_is_refused(self, cohort):
        fitted = CoxEndpoint().fit(cohort, seed=0)
        with pytest.raises(PredictionError, match="death"):
            fitted.predict(Queries(cohort.units[:1], ("death",), cohort.inputs))


LIFELINES_ROWS = [
    [0.5, 1.0, 5.0, 1.0],
    [1.5, 0.0, 3.0, 1.0],
    [-0.3, 1.0, 3.0, 1.0],
    [0.9, 0.0, 3.0, 0.0],
    [2.0, 1.0, 1.0, 1.0],
    [-1.2, 0.0, 8.0, 1.0],
    [0.1, 0.0, 8.0, 0.0],
    [0.7, 1.0, 4.0, 1.0],
    [-0.8, 1.0, 6.0, 1.0],
    [1.1, 0.0, 2.0, 1.0],
    [-0.4, 0.0, 4.0, 1.0],
    [0.3, 1.0, 7.0, 0.0],
    [-1.9, 0.0, 9.0, 1.0],
    [0.2, 0.0, 5.0, 0.0],
    [0.6, 1.0, 2.0, 1.0],
    [1.3, 0.0, 4.0, 1.0],
    [-0.6, 1.0, 7.0, 1.0],
    [0.0, 0.0, 6.0, 1.0],
    [1.0, 1.0, 3.0, 1.0],
    [-1.0, 0.0, 5.0, 1.0],
    [0.4, 1.0, 8.0, 1.0],
    [1.7, 0.0, 2.0, 1.0],
    [-0.2, 0.0, 6.0, 1.0],
    [0.8, 1.0, 4.0, 1.0],
]
LIFELINES_COEFFICIENTS = [1.0902035994, 0.1327500417]
LIFELINES_SURVIVAL_AT_4 = [0.4891405688, 0.1552236362]
