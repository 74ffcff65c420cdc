"""Requests that cannot be met say what blocks them and what would help, and it does help."""

import re
from dataclasses import replace

import pytest
from making.cases import THREE, ask, screen
from making.rows import observations

from aivc.splits.errors import InfeasibleSplitError, UnknownAxisError
from aivc.splits.making.make import make_split
from aivc.splits.making.request import PartRequest, SplitRequest, SplitRequestError


def message_of(rows, request, kind=InfeasibleSplitError, links=()):
    with pytest.raises(kind) as caught:
        make_split(rows, request, links=links)
    return str(caught.value)


def test_one_value_is_named():
    told = message_of(observations({"donor": ["D1"] * 9}), SplitRequest(("donor",)))
    assert "All observations are of one donor: D1" in told


def test_a_group_larger_than_its_part_is_named_with_a_size_that_works():
    rows = observations({"donor": ["D1"] * 60 + ["D2"] * 40})
    request = SplitRequest(("donor",), (THREE[0], PartRequest("test", "test", 0.1)))
    told = message_of(rows, request)
    assert "D1" in told
    share = float(re.search(r"ask for ([\d.]+)% in test", told).group(1)) / 100
    made = make_split(rows, replace(request, parts=(THREE[0], PartRequest("test", "test", share))))
    assert made[0].sizes[1].n_observations == 40


def test_axes_tied_together_name_the_bridge_and_leaving_it_out_works():
    donors = [f"D{k}" for k in range(6)]
    rows = observations(
        {
            "donor": [d for d in donors for _ in range(10)] + donors,
            "plate": [f"P{d}" for d in donors for _ in range(10)] + ["bridge"] * 6,
        }
    )
    request = SplitRequest(("donor",), keep_whole=("plate",))
    told = message_of(rows, request)
    assert "plate bridge ties D0, D1, D2, D3, D4, and 1 more" in told
    assert "--exclude plate=bridge" in told
    made = make_split(rows, replace(request, exclude=(("plate", "bridge"),)))[0]
    assert made.header["exclusions"] == [
        {"exclusion_reason": "plate bridge left out on request", "n_observations": 6}
    ]


def test_where_every_plate_ties_the_advice_is_to_keep_less_whole():
    tied = observations(
        {
            "agent": [f"A{k % 12}" for k in range(600)],
            "plate": [f"P{k % 5}" for k in range(600)],
        }
    )
    request = SplitRequest(("agent",), keep_whole=("plate",))
    told = message_of(tied, request)
    assert "drop --keep-whole plate" in told
    make_split(tied, replace(request, keep_whole=()))


def test_wells_that_tie_agents_can_be_shared_on_purpose():
    rows = observations(
        {
            "agent": [f"A{k % 12}" for k in range(600)],
            "well": [f"W{k % 5}" for k in range(600)],
        }
    )
    told = message_of(rows, SplitRequest(("agent",)))
    assert "--share well" in told
    made = make_split(rows, SplitRequest(("agent",), shared=("well",)))[0]
    assert made.header["shared_axes"] == ["well"]


def test_fewer_folds_are_proposed():
    rows = observations({"donor": [f"D{k}" for k in range(4)] * 10})
    told = message_of(rows, SplitRequest(("donor",), folds=5))
    assert "ask for 4 folds" in told
    assert len(make_split(rows, SplitRequest(("donor",), folds=4))) == 4


def test_a_part_too_many_is_named():
    rows = observations({"donor": ["D1"] * 10 + ["D2"] * 10})
    told = message_of(rows, ask("donor", tolerance=1.0))
    assert "do without part validation" in told


def test_values_that_hang_together_cannot_be_put_apart():
    rows = observations({"donor": ["D1", "D2", "D3"] * 4, "family": ["f", "f", "g"] * 4})
    given = {"train": (("donor", "D1"),), "test": (("donor", "D2"),)}
    told = message_of(rows, SplitRequest(("donor",), given=given, keep_whole=("family",)))
    assert "D1" in told
    assert "D2" in told


def test_an_unknown_value_names_the_nearest():
    told = message_of(
        screen(), ask("donor", given={"test": (("donor", "D033"),)}), SplitRequestError
    )
    assert "Did you mean D03" in told


def test_an_unknown_axis_says_what_the_data_tell():
    told = message_of(screen(), ask("cell_line"), UnknownAxisError)
    assert "--bind cell_line=COLUMN" in told
    assert "donor" in told


@pytest.mark.parametrize(
    ("request_", "fault"),
    [
        (ask("nothing"), "no axis"),
        (ask("donor", "donor"), "twice"),
        (ask("donor", folds=1), "folds must be at least 2"),
        (ask("donor", folds=3, leave_one_out=True), "exclude each other"),
        (ask("donor", buffer=-5.0), "buffer must be above 0"),
        (ask("donor", block=100.0, few_shot=3), "cannot be had in one split"),
        (ask("donor", novelty="seen_in_other_context"), "two axes"),
        (ask("donor", interpolate="dose"), "cannot be joined"),
        (ask("donor", controls="nowhere"), "control policy"),
        (ask("donor", keep_whole=("well",), shared=("well",)), "at once"),
        (ask("donor", size_in="grams"), "counted in"),
        (ask("donor", members_seen=(3,)), "0, 1 or 2"),
        (SplitRequest(("donor",), (THREE[0],)), "at least two parts"),
        (ask("donor", "agent", given={"test": (("plate", "P001"),)}), "agent and donor only"),
    ],
)
def test_requests_that_contradict_themselves_are_refused(request_, fault):
    assert fault in message_of(screen(), request_, SplitRequestError)


def test_shares_above_everything_are_refused():
    parts = (
        THREE[0],
        PartRequest("validation", "validation", 0.5),
        PartRequest("test", "test", 0.6),
    )
    assert "more than 1" in message_of(screen(), SplitRequest(("donor",), parts), SplitRequestError)


def test_rows_without_a_value_are_left_out_and_never_taken_for_one_group():
    rows = observations({"donor": ["D1", "D2", "D3", None, None] * 10})
    made = make_split(rows, SplitRequest(("donor",), tolerance=0.3))[0]
    assert made.header["exclusions"] == [
        {"exclusion_reason": "no donor is known", "n_observations": 20}
    ]


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (SplitRequest(("donor",), (THREE[0], PartRequest("test", "test", 1.5))), "1.5 is no size"),
        (SplitRequest(("spatial_block",), block=100.0), "--block alone"),
        (
            SplitRequest(extrapolate="dose", given={"test": (("dose", "10"),)}),
            "give a size",
        ),
    ],
)
def test_what_cannot_be_meant_says_what_to_write(request_, says):
    rows = observations({"donor": ["D1", "D2"] * 9})
    assert says in message_of(rows, request_, SplitRequestError)
