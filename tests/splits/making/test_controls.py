"""Where controls go.

A peer gives all controls to all parts though its comment says that they are split, holds DMSO out
as a perturbation, and calls its own shared controls a leak.
"""

import numpy as np
import pytest
from making.cases import ask, members, screen, values
from making.rows import observations

from aivc.splits.making.make import make_split
from aivc.splits.making.request import SplitRequestError


def test_controls_are_no_agent_and_are_never_held_out_as_one():
    rows = screen()
    for seed in range(10):
        made = make_split(rows, ask("agent", seed=seed))[0]
        for part in ("train", "validation", "test"):
            assert (members(made, part) & rows.is_control).any()


def test_controls_are_divided_at_random_and_no_control_is_in_two_parts():
    rows = screen()
    made = make_split(rows, ask("agent"))[0]
    assert made.header["control_policy"] == "split_random"
    assert not len(made.partitioning.also)
    shares = [members(made, p)[rows.is_control].mean() for p in ("train", "validation", "test")]
    assert np.allclose(shares, [0.7, 0.1, 0.2], atol=0.15)


def test_controls_share_no_well_across_parts():
    rows = screen()
    made = make_split(rows, ask("agent"))[0]
    well = rows.axes["well"].codes
    for code in np.unique(well):
        assert len(set(made.partitioning.codes[well == code].tolist())) == 1


def test_controls_go_with_their_donor():
    rows = screen()
    made = make_split(rows, ask("donor"))[0]
    assert made.header["control_policy"] == "split_with_group"
    assert not values(rows, "donor", made, "train") & values(rows, "donor", made, "test")


def test_controls_can_all_train():
    rows = screen()
    made = make_split(rows, ask("donor", controls="train_only"))[0]
    assert members(made, "train")[rows.is_control].all()
    treated = [values(rows, "donor", made, p, treated=True) for p in ("train", "test")]
    assert not treated[0] & treated[1]
    assert made.header["control_policy"] == "train_only"


def test_shared_controls_are_in_every_part_and_listed():
    rows = screen()
    made = make_split(rows, ask("agent", controls="shared_all"))[0]
    for part in ("train", "validation", "test"):
        assert members(made, part)[rows.is_control].all()
    assert len(made.partitioning.also) == 2 * rows.is_control.sum()
    assert np.array_equal(
        made.partitioning.also, made.partitioning.also[np.lexsort(made.partitioning.also.T[::-1])]
    )
    told = {p["partition_name"]: p["n_observations"] for p in made.header["partitions"]}
    assert told == {p: int(members(made, p).sum()) for p in ("train", "validation", "test")}


def test_controls_without_a_group_cannot_go_with_one():
    with pytest.raises(SplitRequestError, match="split_random"):
        make_split(screen(), ask("agent", controls="split_with_group"))


def test_controls_of_a_plate_that_is_kept_whole_go_with_the_plate():
    draw = np.random.default_rng(0)
    plate = draw.integers(0, 20, 800)
    control = draw.random(800) < 0.2
    rows = observations(
        {
            "agent": [None if c else f"A{p:02d}" for p, c in zip(plate, control, strict=True)],
            "plate": [f"P{p:02d}" for p in plate],
        },
        control=control,
    )
    made = make_split(rows, ask("agent", controls="split_with_group", keep_whole=("plate",)))[0]
    for code in range(20):
        assert len(set(made.partitioning.codes[rows.axes["plate"].codes == code].tolist())) == 1
