"""Readouts: known answers, the traps of others, and what never changes a value."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from aivc.evaluation.errors import TaskError
from aivc.evaluation.readouts.composition import Composition
from aivc.evaluation.readouts.dose_response import DoseResponse, dose_response
from aivc.evaluation.readouts.endpoint import Endpoint
from aivc.evaluation.readouts.expression import Expression
from aivc.evaluation.readouts.hill import fit_curves
from aivc.evaluation.readouts.interaction import NoInteraction, interaction
from aivc.evaluation.readouts.readout import ReadoutValues
from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.units import Intervention, Step, Unit
from aivc.evaluation.view import Role, TrainingView

DOSES = [0.01, 0.1, 1.0, 10.0]


def unit(name, *steps, hours=24.0, control="", **context):
    return Unit(name, Intervention(tuple(steps)), context, hours, control)


def test_expression_is_relative_to_control_and_found_by_name():
    readout = Expression("expression", ("A", "B"))
    states, controls = np.array([[5.0, 1.0, 9.0]]), np.array([[2.0, 4.0, 9.0]])
    found = readout.values(states, controls, [unit("u")], ["B", "A", "C"])
    assert found.values.tolist() == [[-3.0, 3.0]]
    assert found.ids == ("u",)
    plain = Expression("expression", ("A", "B"), is_relative=False)
    assert plain.values(states, controls, [unit("u")], ["B", "A", "C"]).values.tolist() == [[1, 5]]
    assert plain.digest != readout.digest
    assert readout.digest == Expression("other name", ("B", "A")).digest


@pytest.mark.parametrize("have", [["A"], ["A", "A", "B"]])
def test_features_that_are_absent_or_twice_there_are_refused(have):
    readout = Expression("expression", ("A", "B"))
    states = np.zeros((1, len(have)))
    with pytest.raises(TaskError):
        readout.values(states, states, [unit("u")], have)


def test_clusters_of_rows_come_from_their_units():
    units = [unit("a", donor="1"), unit("b", donor="1"), unit("c", donor="2")]
    states = np.array([[1.0, 0], [0, 1], [0.5, 0.5]])
    joined = ReadoutValues(("1", "2"), ((0, 1), (2,)), ("T", "B"), states[:2])
    assert joined.clusters(["x", "y", "z"]) == ("x + y", "z")
    each = Composition("shares", ("T", "B")).values(states, states, units, ["T", "B"])
    assert each.ids == ("a", "b", "c")
    assert each.clusters(["x", "y", "z"]) == ("x", "y", "z")
    assert each.values.tolist() == states.tolist()


def curve_units(agent="drug", **context):
    return [unit(f"{agent} {dose}", Step(agent, dose, "umol/L"), **context) for dose in DOSES]


@pytest.mark.parametrize("ec50", [0.03, 0.1, 0.5, 3.0])
@pytest.mark.parametrize("slope", [1.0, 2.0])
def test_ec50_of_a_clean_curve(ec50, slope):
    doses = np.array(DOSES)
    effect = -2 * doses**slope / (doses**slope + ec50**slope)
    found = fit_curves(doses, effect[:, None])
    assert found.log10_ec50[0] == pytest.approx(np.log10(ec50), abs=0.03)
    assert found.amplitude[0] == pytest.approx(effect[-1], rel=0.02)


def test_ec50_stays_within_the_doses():
    doses = np.array(DOSES)
    for ec50 in (1e-6, 1e-3, 1e2, 1e6):
        found = fit_curves(doses, (doses / (doses + ec50))[:, None]).log10_ec50[0]
        assert np.isnan(found) or -2 <= found <= 1


def test_no_effect_has_no_ec50_and_noise_one_that_does_not_count():
    found = fit_curves(np.array(DOSES), np.array([[0.0, 1], [0, -1], [0, 1], [0, -1]]))
    assert np.isnan(found.log10_ec50[0])
    assert not found.is_told.any()
    assert found.mean_effect[0] == 0


@pytest.mark.parametrize("n_doses", [3, 5, 8])
def test_noise_seldom_passes_for_a_curve(n_doses):
    doses = 10.0 ** np.arange(n_doses)
    rng = np.random.default_rng(n_doses)
    noise = rng.normal(size=(n_doses, 4000)) - rng.normal(size=4000)
    assert fit_curves(doses, noise).is_told.mean() < 0.005
    clean = 5 * doses / (doses + doses[n_doses // 2])
    found = fit_curves(doses, clean[:, None] + 1e-3 * rng.normal(size=(n_doses, 1)))
    assert found.is_told.all()


def test_mean_effect_is_the_area_over_log_dose():
    doses = np.array([1.0, 10.0, 1000.0])
    found = fit_curves(doses, np.array([[0.0], [2.0], [2.0]]))
    assert found.mean_effect[0] == pytest.approx((1 * 1 + 2 * 2) / 3)


def test_dose_response_follows_each_agent_in_each_context():
    units = [
        *curve_units(donor="1"),
        *curve_units(donor="2"),
        *curve_units("other", donor="1")[:2],
        unit("vehicle", donor="1"),
        unit("unknown dose", Step("drug"), donor="1"),
        unit("pair", Step("drug", 1.0, "umol/L"), Step("other", 1.0, "umol/L"), donor="1"),
    ]
    doses = np.array(DOSES)
    states = np.full((len(units), 1), 1.0)
    states[:4, 0] += doses / (doses + 0.1)
    states[4:8, 0] += 2 * doses / (doses + 1.0)
    readout = DoseResponse("curves", ("viability",))
    found = readout.values(states, np.ones_like(states), units, ["viability"])
    assert found.features == ("log10_ec50@viability", "auc@viability")
    assert found.members == ((0, 1, 2, 3), (4, 5, 6, 7))
    assert found.values[:, 0] == pytest.approx([-1, 0], abs=0.02)
    assert found.weights.tolist() == [[1, 1], [1, 1]]
    # A dose that nobody predicted takes its curve along, and no other.
    states[5] = np.nan
    again = readout.values(states, np.ones_like(states), units, ["viability"])
    assert again.ids == found.ids
    assert np.isnan(again.values[1]).all()
    assert again.values[0].tolist() == found.values[0].tolist()


def test_replicates_of_a_dose_count_as_one():
    units = curve_units()
    doses = np.array(DOSES)
    states = (doses / (doses + 0.3))[:, None]
    readout = DoseResponse("curves", ("v",))
    once = readout.values(states, np.zeros_like(states), units, ["v"])
    twice = [*units, *[unit(f"again {n}", *units[3].intervention.steps) for n in range(20)]]
    more = np.vstack([states, np.repeat(states[3:], 20, axis=0)])
    found = readout.values(more, np.zeros_like(more), twice, ["v"])
    assert found.values == pytest.approx(once.values)


def singles_view(space=Space.LOG_OF_SUM):
    units = (
        unit("c", cell_line="1"),
        unit("a", Step("A"), control="c", cell_line="1"),
        unit("b", Step("B"), control="c", cell_line="1"),
        unit("b without control", Step("B"), cell_line="2"),
    )
    states = np.array([[1.0, 1.0], [1.5, 0.5], [1.2, 0.5], [9.0, 9.0]])
    task = Task("pairs", TaskKind.RESPONSE, space)
    return TrainingView(task, units, (Role.TRAINING,) * 4, states, None, ("x", "y"))


PAIRS = [
    unit("ab", Step("A"), Step("B"), cell_line="1"),
    unit("ba", Step("B"), Step("A"), cell_line="1"),
    unit("other line", Step("A"), Step("B"), cell_line="2"),
    unit("unknown", Step("A"), Step("Z"), cell_line="1"),
    unit("single", Step("A"), cell_line="1"),
]


def test_interaction_is_what_goes_beyond_the_members():
    readout = interaction("pairs", singles_view())
    states = np.array([[2.0, 0.0]] * 5)
    found = readout.values(states, np.ones((5, 2)), PAIRS, ["x", "y"])
    assert found.ids == ("ab", "ba")
    # 1.0 - (0.5 + 0.2) and -1.0 - (-0.5 - 0.5).
    assert found.values == pytest.approx(np.array([[0.3, 0.0]] * 2))
    # Each member was measured once, and its noise is on both sides.
    assert len(readout.notes) == 1


def test_a_prediction_of_no_interaction_does_not_agree_with_noise_of_the_members():
    rng = np.random.default_rng(0)
    n_genes, sites = 400, [f"site {number}" for number in range(12)]
    single = rng.normal(size=(2, n_genes))
    units, states = [], []
    for site in sites:
        units.append(unit(f"c {site}", site=site))
        states.append(np.zeros(n_genes))
        for agent in (0, 1):
            steps = (Step("AB"[agent]),)
            units.append(unit(f"{agent} {site}", *steps, control=f"c {site}", site=site))
            states.append(single[agent] + rng.normal(0, 0.5, n_genes))
    genes = tuple(f"g{number}" for number in range(n_genes))
    task = Task("pairs", TaskKind.RESPONSE, Space.LOG_OF_SUM)
    roles = (Role.TRAINING,) * len(units)
    view = TrainingView(task, tuple(units), roles, np.array(states), None, genes)
    readout = interaction("pairs", view)
    assert readout.notes == ()
    asked = [unit(f"ab {site}", Step("A"), Step("B"), site=site) for site in sites]
    nothing = np.zeros((len(sites), n_genes))
    measured = single.sum(axis=0) + rng.normal(0, 0.5, nothing.shape)
    additive = np.tile(single.sum(axis=0), (len(sites), 1))
    truth = readout.values(measured, nothing, asked, genes).values
    said = readout.values(additive, nothing, asked, genes).values
    agreement = [np.corrcoef(one, other)[0, 1] for one, other in zip(truth, said, strict=True)]
    # With the members of each site alone it is 0.8.
    assert abs(np.mean(agreement)) < 0.5
    assert np.abs(said).mean() < 0.5 * np.abs(truth).mean()


def test_bliss_multiplies_what_survives():
    readout = interaction("pairs", singles_view(Space.MEAN), NoInteraction.BLISS)
    states = np.array([[1.8, 0.25]] * 5)
    found = readout.values(states, np.ones((5, 2)), PAIRS, ["x", "y"])
    assert found.values[0] == pytest.approx([1.8 - 1.5 * 1.2, 0.25 - 0.25])
    assert readout.digest != interaction("pairs", singles_view()).digest


def test_endpoint_passes_the_two_sides_through_by_name():
    readout = Endpoint("os", (365.0,))
    units = [unit("s1"), unit("s2")]
    truth = np.array([[1.0, 100.0], [0.0, 200.0]])
    measured = readout.values(truth, truth, units, ["event", "time"])
    assert measured.features == ("time", "event")
    assert measured.values.tolist() == [[100, 1], [200, 0]]
    said = readout.values(truth, truth, units, ["survival@365", "risk"])
    assert said.features == ("risk", "survival@365")
    with pytest.raises(TaskError):
        readout.values(truth, truth, units, ["x", "y"])


def test_a_dose_that_is_asked_for_joins_those_that_training_measured():
    doses = np.array(DOSES)
    effect = doses / (doses + 0.3)
    units = [unit("c", donor="1"), *curve_units(donor="1")]
    units = [replace(one, control="c") for one in units]
    states = np.concatenate([[[2.0]], 2 + effect[:, None]])
    task = Task("t", TaskKind.RESPONSE, Space.MEAN)
    keep = [0, 1, 2, 4]
    view = TrainingView(
        task, tuple(units[row] for row in keep), (Role.TRAINING,) * 4, states[keep], None, ("v",)
    )
    readout = dose_response("curves", ("v",), view)
    asked = [units[3], *curve_units(donor="2")[:1]]
    values = readout.values(np.array([[2 + effect[2]], [2.0]]), np.full((2, 1), 2.0), asked, ["v"])
    assert values.members == ((0,),)
    assert values.values[0, 0] == pytest.approx(np.log10(0.3), abs=0.03)
    # Without training there is one dose, and no curve; and the number is another one.
    alone = dose_response("curves", ("v",), None)
    assert alone.values(states[:1], states[:1], asked[:1], ["v"]).ids == ()
    assert alone.digest != readout.digest
    assert (len(alone.notes), len(readout.notes)) == (0, 1)
    # What training knows of a dose that is asked for does not count.
    again = TrainingView(task, tuple(units), (Role.TRAINING,) * 5, states, None, ("v",))
    wrong = np.full((1, 1), 2.0)
    first = readout.values(wrong, wrong, asked[:1], ["v"]).values
    assert dose_response("curves", ("v",), again).values(
        wrong, wrong, asked[:1], ["v"]
    ).values == pytest.approx(first, nan_ok=True)
