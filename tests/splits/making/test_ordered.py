"""Doses and times between, or beyond, those of training."""

import numpy as np
import pytest
from making.cases import THREE, TRAIN
from making.rows import observations

from aivc.splits.errors import InfeasibleSplitError, UnknownAxisError
from aivc.splits.making.make import make_split
from aivc.splits.making.request import PartRequest, SplitRequest

DOSES = {"10 nM": 0.01, "100 nM": 0.1, "1 uM": 1.0, "10 uM": 10.0, "100 uM": 100.0}


def titration():
    """Agent A over five doses, B over three others, C at one; units differ in the labels."""
    rows = [("A", d) for d in DOSES] + [("B", d) for d in list(DOSES)[1:4]] + [("C", "1 uM")]
    rows = rows * 6
    control = [False] * len(rows) + [True] * 12
    return observations(
        {
            "agent": [a for a, _ in rows] + [None] * 12,
            "dose": [d for _, d in rows] + [None] * 12,
        },
        control=control,
        numbers={"dose": DOSES},
    )


def doses(rows, made, part, agent):
    code = made.partitioning.names.index(part)
    agents, dose = rows.axes["agent"], rows.axes["dose"]
    mask = (made.partitioning.codes == code) & (agents.codes == agents.levels.index(agent))
    return {DOSES[dose.levels[c]] for c in dose.codes[mask]}


@pytest.mark.parametrize("seed", range(4))
def test_interpolation_lies_between_the_doses_of_the_same_agent(seed):
    rows = titration()
    made = make_split(rows, SplitRequest(interpolate="dose", seed=seed))[0]
    for agent in "AB":
        train, test = (doses(rows, made, part, agent) for part in ("train", "test"))
        assert test
        assert not train & test
        assert min(train) < min(test) <= max(test) < max(train)
    assert doses(rows, made, "test", "C") == set()
    assert made.header["claims"] == [
        {
            "claim_axis": "dose",
            "joint_with": ["agent"],
            "novelty": "interpolation",
            "partition": "test",
        }
    ]


def test_extrapolation_lies_beyond_and_the_test_farthest_out():
    rows = titration()
    made = make_split(rows, SplitRequest(parts=THREE, extrapolate="dose"))[0]
    for agent in "AB":
        train, middle, test = (
            doses(rows, made, part, agent) for part in ("train", "validation", "test")
        )
        assert max(train) < min(middle) <= max(middle) < min(test)


def test_numbers_and_not_labels_decide_what_is_one_dose():
    doses_ = {"1 uM": 1.0, "1000 nM": 1.0, "10 uM": 10.0, "100 uM": 100.0}
    rows = observations(
        {"agent": ["A", "B"] * 20, "dose": [d for d in doses_ for _ in range(10)]},
        numbers={"dose": doses_},
    )
    made = make_split(rows, SplitRequest(interpolate="dose"))[0]
    dose = rows.axes["dose"]
    parts = {
        label: set(made.partitioning.codes[dose.codes == dose.levels.index(label)].tolist())
        for label in ("1 uM", "1000 nM")
    }
    assert parts["1 uM"] == parts["1000 nM"]


def test_an_order_over_all_agents_is_stated_only_where_it_holds():
    rows = titration()
    apart = make_split(rows, SplitRequest(extrapolate="dose"))[0]
    assert "ordered_axes" not in apart.header
    times = {f"{h} h": float(h) for h in (0, 6, 12, 24, 48)}
    alone = observations({"time": [t for t in times for _ in range(5)]}, numbers={"time": times})
    made = make_split(alone, SplitRequest(extrapolate="time"))[0]
    assert made.header["ordered_axes"] == [
        {"claim_axis": "time", "order_rule": "training_before_test"}
    ]
    assert made.header["claims"][0] == {
        "claim_axis": "time",
        "novelty": "extrapolation",
        "partition": "test",
    }


def test_controls_are_divided_in_proportion():
    rows = titration()
    made = make_split(rows, SplitRequest(interpolate="dose"))[0]
    controls = made.partitioning.codes[rows.is_control]
    assert set(controls.tolist()) == {0, 1}
    assert made.header["control_policy"] == "split_random"


def test_too_few_doses_are_refused():
    rows = observations(
        {"agent": ["A", "B"] * 6, "dose": ["1 uM", "10 uM"] * 6}, numbers={"dose": DOSES}
    )
    with pytest.raises(InfeasibleSplitError, match="--extrapolate"):
        make_split(rows, SplitRequest(interpolate="dose"))


def test_an_axis_without_numbers_has_no_order():
    rows = observations({"agent": ["A"] * 6, "dose": ["low", "mid", "high"] * 2})
    with pytest.raises(UnknownAxisError, match="no numbers"):
        make_split(rows, SplitRequest(interpolate="dose"))


def test_an_unknown_dose_is_left_out_and_said():
    rows = observations(
        {"agent": ["A"] * 11, "dose": [*list(DOSES) * 2, None]}, numbers={"dose": DOSES}
    )
    made = make_split(
        rows, SplitRequest(parts=(TRAIN, PartRequest("test", "test", 0.2)), interpolate="dose")
    )[0]
    assert made.header["exclusions"] == [
        {"exclusion_reason": "no dose is known", "n_observations": 1}
    ]
    assert np.count_nonzero(made.partitioning.codes == 2) == 1
