"""Several axes at once."""

import numpy as np
import pytest
from making.cases import ask, screen, values
from making.rows import observations

from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.make import make_split
from aivc.splits.making.request import SplitRequest


def test_a_tested_row_is_new_on_each_axis():
    rows = screen(2000)
    made = make_split(rows, ask("donor", "agent"))[0]
    for axis in ("donor", "agent"):
        parts = [values(rows, axis, made, part) for part in ("train", "validation", "test")]
        assert all(parts)
        assert not parts[0] & parts[1]
        assert not parts[0] & parts[2]
        assert not parts[1] & parts[2]
    assert [claim["claim_axis"] for claim in made.header["claims"]] == ["donor", "agent"] * 2
    assert all(claim["novelty"] == "unseen" for claim in made.header["claims"])


def test_what_is_new_on_one_axis_only_is_left_out_with_a_reason():
    rows = screen(2000)
    made = make_split(rows, ask("donor", "agent"))[0]
    out = made.header["exclusions"]
    assert [each["exclusion_reason"] for each in out] == ["held out on some axes and not on others"]
    assert sum(part.n_observations for part in made.sizes) == rows.n_rows
    assert made.sizes[-1].role == "excluded"


def test_controls_go_with_their_donor_where_the_agent_says_nothing_of_them():
    rows = screen(2000)
    made = make_split(rows, ask("donor", "agent"))[0]
    controls = [
        {rows.axes["donor"].levels[c] for c in rows.axes["donor"].codes[rows.is_control & mask]}
        for mask in (made.partitioning.codes == k for k in range(3))
    ]
    assert all(controls)
    assert not controls[0] & controls[2]


def test_the_off_diagonal_can_be_trained_on_and_then_only_the_pair_is_new():
    rows = screen(2000)
    made = make_split(rows, ask("agent", "donor", off_diagonal="training"))[0]
    train, test = (pairs(rows, made, part) for part in ("train", "test"))
    assert test
    assert not train & test
    assert {a for a, _ in test} <= {a for a, _ in train}
    assert {d for _, d in test} <= {d for _, d in train}
    assert "exclusions" not in made.header
    assert made.header["claims"][-1] == {
        "claim_axis": "agent",
        "joint_with": ["donor"],
        "novelty": "seen_in_other_context",
        "partition": "test",
    }


def test_pairs_are_new_and_each_value_is_known():
    rows = screen(2000)
    for made in make_split(rows, ask("agent", "donor", novelty="seen_in_other_context", folds=3)):
        train, test = (pairs(rows, made, part) for part in ("train", "test"))
        assert test
        assert not train & test
        assert {a for a, _ in test} <= {a for a, _ in train}
        assert {d for _, d in test} <= {d for _, d in train}


def test_values_of_one_pair_each_cannot_be_known_from_elsewhere():
    rows = observations({"agent": list("ABCD") * 3, "cell_line": list("KLMN") * 3})
    request = SplitRequest(("agent", "cell_line"), novelty="seen_in_other_context")
    with pytest.raises(InfeasibleSplitError, match="no other pair has"):
        make_split(rows, request)


def test_folds_of_two_axes_test_each_value_once():
    rows = screen(3000)
    splits = make_split(rows, ask("donor", "agent", folds=3))
    for axis in ("donor", "agent"):
        tested = [values(rows, axis, made, "test", treated=True) for made in splits]
        assert sum(map(len, tested)) == len(set().union(*tested)) == len(rows.axes[axis].levels)


def pairs(rows, made, part):
    code = made.partitioning.names.index(part)
    mask = (made.partitioning.codes == code) & ~rows.is_control
    agent, donor = rows.axes["agent"], rows.axes["donor"]
    return {
        (agent.levels[a], donor.levels[d])
        for a, d in zip(agent.codes[mask], donor.codes[mask], strict=True)
    }


def test_target_share_is_that_of_a_block():
    made = make_split(screen(2000), ask("donor", "agent"))[0]
    assert made.header["partitions"][2]["target_share"] == pytest.approx(0.04)
    assert np.isclose(made.header["partitions"][0]["target_share"], 0.49)


def test_sizes_in_units_count_values_on_each_axis():
    rows = screen(3000, n_donors=10, n_agents=20)
    made = make_split(rows, ask("donor", "agent", size_in="units"))[0]
    assert dict(made.sizes[2].n_values) == {"donor": 2, "agent": 4}


def test_given_values_of_several_axes_make_the_block():
    rows = screen(2000)
    given = {"test": (("donor", "D03"), ("agent", "A05"))}
    made = make_split(rows, ask("donor", "agent", given=given))[0]
    assert values(rows, "donor", made, "test") == {"D03"}
    assert values(rows, "agent", made, "test") == {"A05"}


def test_inner_folds_of_two_axes():
    rows = screen(3000)
    for made in make_split(rows, ask("donor", "agent", folds=2, inner_folds=2)):
        for axis in ("donor", "agent"):
            train, validation, test = (
                values(rows, axis, made, part, treated=True)
                for part in ("train", "validation", "test")
            )
            assert train
            assert not train & validation
            assert not train & test
            assert not validation & test
