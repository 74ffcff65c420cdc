"""Operators compose as the grammar says, and obey the laws of dose, schedule and combination."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.evaluation.units import Intervention, Step
from aivc.reference_models.operators.chain import Chain
from aivc.reference_models.operators.errors import CompositionError, StateError
from aivc.reference_models.operators.intervening import Agent, Intervene
from aivc.reference_models.operators.links import Link
from aivc.reference_models.operators.measuring import Measure, ReadOut
from aivc.reference_models.operators.state import State
from aivc.reference_models.synthetic.truth import DrugTruth

CELLS = ("c1", "c2", "c3")
STATE = State("cell", CELLS, np.array([[1.0, 0.0], [3.0, 2.0], [5.0, 4.0]]))
LINK = Link.of_members("cell", "well", {"c1": "A01", "c2": "A01", "c3": "A02"})
AGENTS = {
    "a": Agent(np.array([1.0, -1.0]), ec50=2.0, slope=1.5, rise_hours=6.0, decay_hours=10.0),
    "b": Agent(np.array([0.0, 2.0]), ec50=0.5, rise_hours=3.0, decay_hours=4.0),
}
doses = st.floats(0.0, 50.0)
hours = st.floats(0.0, 48.0)


def given_to_cells(*steps, harvest=24.0, **more):
    return Intervene(Intervention(steps), AGENTS, "well", harvest, **more)


def test_dose_zero_changes_nothing():
    assert np.array_equal(
        given_to_cells(Step("a", 0.0), Step("b", 0.0))(STATE).values, STATE.values
    )


@given(doses, doses, hours)
def test_simultaneous_steps_commute(one, other, start):
    steps = Step("a", one, "", start), Step("b", other, "", start)
    forth, back = given_to_cells(*steps), given_to_cells(*reversed(steps))
    assert np.array_equal(forth(STATE).values, back(STATE).values)


@given(doses, hours, hours, hours)
def test_a_step_cut_in_two_is_the_step(dose, start, first, second):
    end, cut = start + first + second, start + first
    whole = given_to_cells(Step("a", dose, "", start, end), harvest=72.0)
    parts = given_to_cells(
        Step("a", dose, "", cut, end), Step("a", dose, "", start, cut), harvest=72.0
    )
    assert whole.activities().get("a", 0.0) == pytest.approx(parts.activities().get("a", 0.0))


@given(doses, hours, hours)
def test_build_up_and_washout_are_those_of_the_synthetic_truth(dose, exposed, washed):
    agent = AGENTS["a"]
    truth = DrugTruth(agent.ec50, agent.slope, agent.rise_hours, agent.decay_hours, {})
    activity = agent.activity([Step("a", dose, "", 0.0, exposed)], exposed + washed)
    assert activity == pytest.approx(truth.activity(dose, exposed, washed))


def test_the_steady_state_of_the_ec50_is_half_of_the_effect():
    changed = given_to_cells(Step("a", 2.0), harvest=inf)(STATE)
    assert changed.values - STATE.values == pytest.approx(np.tile([0.5, -0.5], (3, 1)))


def test_what_is_given_after_harvest_does_nothing():
    assert given_to_cells(Step("a", 2.0, "", 30.0)).activities() == {"a": 0.0}


def test_an_unknown_dose_is_a_full_one():
    assert given_to_cells(Step("a", nan), harvest=inf).activities() == {"a": 1.0}


def test_a_combination_adds_up_and_interacts():
    beyond = {frozenset({"a", "b"}): np.array([0.0, 3.0])}
    one, other = Step("a", 2.0), Step("b", 0.5)
    parts = given_to_cells(one), given_to_cells(other)
    both = given_to_cells(one, other, interactions=beyond)
    a, b = both.activities().values()
    added = sum(part(STATE).values - STATE.values for part in parts) + a * b * np.array([0.0, 3.0])
    assert both(STATE).values - STATE.values == pytest.approx(np.broadcast_to(added, (3, 2)))
    alone = given_to_cells(one, Step("b", 0.0), interactions=beyond)
    assert np.array_equal(alone(STATE).values, parts[0](STATE).values)


def test_project_after_lift_gives_back():
    wells = State("well", ("A02", "A01"), np.array([[1.0, 2.0], [7.0, 8.0]]))
    back = Chain("well", (LINK.lift(), LINK.project()))(wells).ordered(wells.units)
    assert back.values == pytest.approx(wells.values)
    spread = LINK.lift()(wells).ordered(CELLS)
    assert spread.values == pytest.approx(np.array([[7.0, 8.0], [7.0, 8.0], [1.0, 2.0]]))


def test_project_after_lift_gives_back_where_parts_are_shared():
    link = Link("cell", "spot", CELLS, ("s1", "s2"), np.array([[0.5, 0.5, 0.0], [0.0, 0.3, 0.7]]))
    spots = State("spot", ("s1", "s2"), np.array([[1.0], [4.0]]))
    assert link.project()(link.lift()(spots)).values == pytest.approx(spots.values)


def test_lift_after_project_loses_what_parts_differ_in():
    again = LINK.lift()(LINK.project()(STATE)).ordered(CELLS)
    assert again.values == pytest.approx(np.array([[2.0, 1.0], [2.0, 1.0], [5.0, 4.0]]))


def test_measurement_does_not_read_the_names_of_units():
    measure = Measure("SingleCellRNA", "cell", np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 1.0]]))
    renamed = State("cell", ("z", "y", "x"), STATE.values)
    assert np.array_equal(measure(STATE).values, measure(renamed).values)


def test_projecting_does_not_read_the_order_of_units():
    shuffled = STATE.ordered(("c3", "c1", "c2"))
    assert np.array_equal(LINK.project()(shuffled).values, LINK.project()(STATE).values)


def test_a_whole_chain_composes():
    bulk = Measure("BulkExpression", "well", np.eye(2))
    pathway = ReadOut("pathway_activity", "well", np.array([[1.0], [1.0]]))
    chain = Chain("cell", (given_to_cells(Step("a", 2.0)), LINK.project())).then(bulk, pathway)
    assert chain.end == "well"
    assert chain(STATE).values == pytest.approx(np.array([[3.0], [9.0]]))


@pytest.mark.parametrize(
    ("start", "operators"),
    [
        ("cell", (Measure("BulkExpression", "well", np.eye(2)),)),
        ("well", (LINK.project(),)),
        ("cell", (LINK.lift(),)),
        ("spot", (Measure("SingleCellRNA", "spot", np.eye(2)),)),
        ("well", (Intervene(Intervention(), AGENTS, "cell"),)),
        ("cell", (ReadOut("spatial_neighbourhood", "cell", np.eye(2)),)),
    ],
    ids=[
        "measured at another scale",
        "projected twice",
        "lifted from below",
        "cells in spots",
        "done to cells, asked of wells",
        "neighbours of nobody",
    ],
)
def test_what_does_not_compose_is_refused(start, operators):
    with pytest.raises(CompositionError):
        Chain(start, operators)


def test_a_chain_refuses_a_state_of_another_scale():
    with pytest.raises(CompositionError, match="well"):
        Chain("cell", (LINK.project(),))(State("well", ("A01",), np.ones((1, 2))))


def test_units_that_are_not_linked_are_refused():
    with pytest.raises(StateError, match="c3"):
        LINK.project()(State("cell", ("c1", "c2", "c4"), STATE.values))


@pytest.mark.parametrize(
    "make",
    [
        lambda: State("tissue", ("u",), np.ones((1, 1))),
        lambda: State("cell", ("u", "u"), np.ones((2, 1))),
        lambda: State("cell", ("u",), np.ones((2, 1))),
        lambda: Link("well", "cell", ("A01",), ("c1",), np.ones((1, 1))),
        lambda: Link("cell", "well", ("c1", "c2"), ("A01",), np.array([[0.5, 0.6]])),
        lambda: Link("cell", "well", ("c1", "c2"), ("A01",), np.array([[1.5, -0.5]])),
        lambda: Link("cell", "well", ("c1",), ("A01",), np.ones((2, 1))),
        lambda: given_to_cells(Step("nobody knows", 1.0)),
    ],
)
def test_what_makes_no_sense_is_refused(make):
    with pytest.raises(StateError):
        make()
