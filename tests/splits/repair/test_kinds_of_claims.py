"""Each kind of claim is made true by dropping what does not fit, or is said to be beyond that."""

import numpy as np
import pytest
from making.rows import permuted
from repair.mended import claim, manifest, parts_of, rows_of, verdicts

from aivc.splits.making.links import Links
from aivc.splits.observations import Partitioning
from aivc.splits.repair.model import RepairBy
from aivc.splits.repair.propose import propose_repair


def mended(axes, labels, *claims, by=RepairBy.DROP, control=None, **header):
    rows, parts = rows_of(axes, control=control), parts_of(labels)
    said = manifest(*claims, **header)
    repair = propose_repair(rows, parts, said, by=by)
    return rows, said, repair


def test_a_split_that_is_right_is_left_alone() -> None:
    _rows, _said, repair = mended(
        {"donor": list("AABB")}, ["train", "train", "test", "test"], claim("donor"), unit="donor"
    )

    assert (repair.n_touched, repair.steps, repair.obstacles) == (0, (), ())
    assert repair.partitioning.names == ("train", "test")
    assert repair.is_smallest


def test_dropped_rows_are_excluded_and_counted() -> None:
    _, _, repair = mended(
        {"donor": list("AABBC")}, ["train", "train", "train", "test", "test"], claim("donor")
    )

    assert repair.partitioning.names == ("train", "test", "excluded")
    assert repair.partitioning.roles[2] == "excluded"
    assert sorted(np.flatnonzero(repair.partitioning.codes == 2)) == repair.dropped.tolist()
    assert len(repair.dropped) == repair.n_dropped == 1


def test_a_part_for_what_is_excluded_is_used_again() -> None:
    _, _, repair = mended(
        {"donor": list("AABBCD")},
        ["train", "train", "train", "test", "test", "out"],
        claim("donor"),
    )

    assert repair.partitioning.names == ("train", "test", "out")
    assert (repair.partitioning.codes == 2).sum() == 2


def test_seen_values_drop_what_training_lacks() -> None:
    rows, said, repair = mended(
        {"agent": list("aabbc")}, ["train", "test", "train", "test", "test"], claim("agent", "seen")
    )

    assert repair.dropped.tolist() == [4]
    assert verdicts(rows, repair.partitioning, said) == ["supported"]


def test_few_shot_drops_training_rows_where_that_is_less() -> None:
    axes = {"agent": [*"a" * 4, *"a" * 5, *"b" * 20, "b"]}
    labels = [*["train"] * 4, *["test"] * 5, *["train"] * 20, "test"]
    rows, said, repair = mended(
        axes, labels, claim("agent", "few_shot", few_shot_limit=2), unit="observation"
    )

    assert repair.n_dropped == 2 + 1
    assert {(step.source, step.n_observations) for step in repair.steps} == {
        ("train", 2),
        ("test", 1),
    }
    assert verdicts(rows, repair.partitioning, said) == ["supported"]


def test_another_context_drops_pairs_that_are_known_and_values_that_are_not() -> None:
    axes = {
        "agent": ["a", "a", "b", "c", "a", "c"],
        "cell_line": ["K", "M", "K", "M", "M", "K"],
    }
    labels = ["train", "train", "test", "train", "test", "test"]
    rows, said, repair = mended(
        axes, labels, claim("agent", "seen_in_other_context", joint_with=("cell_line",))
    )

    assert verdicts(rows, repair.partitioning, said) == ["supported"]
    assert repair.n_dropped == 2


@pytest.mark.parametrize("novelty", ["interpolation", "extrapolation"])
def test_doses_are_put_in_order_for_each_agent(novelty: str) -> None:
    axes = {
        "agent": ["a"] * 6 + ["b"] * 6,
        "dose": [1, 3, 10, 3, 30, 0.1, *(100, 300, 1000, 300, 3000, 10)],
    }
    labels = ["train", "train", "train", "test", "test", "test"] * 2
    rows, said, repair = mended(axes, labels, claim("dose", novelty), unit="observation")

    assert repair.obstacles == ()
    assert verdicts(rows, repair.partitioning, said) == ["supported"]
    assert repair.n_dropped == {"interpolation": 6, "extrapolation": 2}[novelty]


def test_combinations_with_another_number_of_members_seen_are_dropped() -> None:
    axes = {
        "agent": ["A", "B", "A+B", "A+C", "C+D", "A+B"],
        "combination": [None, None, "A+B", "A+C", "C+D", "A+B"],
    }
    labels = ["train", "train", "test", "test", "test", "test"]
    rows, said, repair = mended(axes, labels, claim("combination", members_seen=1))

    assert repair.dropped.tolist() == [2, 4, 5]
    assert verdicts(rows, repair.partitioning, said) == ["supported"]


def test_a_row_in_two_parts_leaves_one() -> None:
    _rows, _said, repair = mended(
        {"donor": list("AABB")},
        [("train", "test"), "train", "test", "test"],
        claim("donor"),
        unit="donor",
    )

    assert repair.partitioning.codes.tolist() == [0, 0, 1, 1]
    assert len(repair.partitioning.also) == 0
    assert (repair.n_dropped, repair.n_moved) == (0, 1)


def test_controls_in_all_parts_stay_where_the_policy_says_so() -> None:
    _, _, repair = mended(
        {"agent": [None, None, "a", "b"], "donor": list("ABAB")},
        [("train", "test"), ("train", "test"), "train", "test"],
        claim("agent"),
        control=[True, True, False, False],
        control_policy="shared_all",
        unit="agent",
    )

    assert repair.n_touched == 0
    assert len(repair.partitioning.also) == 2


def test_links_that_are_given_are_kept_together() -> None:
    rows = rows_of({"donor": list("ABCD")})
    parts = parts_of(["train", "train", "test", "test"])
    links = Links("content in X", np.array([0, -1, 0, -1]))
    repair = propose_repair(
        rows, parts, manifest(claim("donor"), unit="donor"), by=RepairBy.DROP, links=[links]
    )

    assert repair.n_dropped == 1
    assert "content in X" in repair.steps[0].reason


def test_a_well_leaves_one_part_whatever_is_claimed() -> None:
    _, _, repair = mended(
        {"well": ["A1", "A1", "A1", "B2"]}, ["train", "train", "test", "test"], unit="observation"
    )

    assert repair.dropped.tolist() == [2]


def test_an_axis_with_one_value_cannot_be_mended() -> None:
    _rows, _said, repair = mended(
        {"donor": list("AAAA")}, ["train", "train", "test", "test"], claim("donor"), unit="donor"
    )

    assert repair.obstacles
    assert not repair.is_complete


def test_no_part_is_emptied_by_what_a_claim_asks() -> None:
    _, _, repair = mended(
        {"agent": list("aabb")}, ["train", "train", "test", "test"], claim("agent", "seen")
    )

    assert repair.n_dropped == 0
    assert repair.obstacles


def test_a_claim_on_what_the_data_do_not_say_is_named() -> None:
    _, _, repair = mended({"donor": list("AABB")}, ["train"] * 2 + ["test"] * 2, claim("site"))

    assert len(repair.obstacles) == 1
    assert "/claims/0" in repair.obstacles[0]


def test_a_random_split_of_many_donors_is_mended_by_whole_donors() -> None:
    rng = np.random.default_rng(3)
    donors = [f"D{k:02d}" for k in np.repeat(np.arange(20), 30)]
    labels = ["test" if value else "train" for value in rng.random(600) < 0.2]
    rows, said, repair = mended(
        {"donor": donors}, labels, claim("donor"), by=RepairBy.MOVE, unit="donor"
    )
    n_test = int((repair.partitioning.codes == 1).sum())

    assert repair.n_dropped == 0
    assert verdicts(rows, repair.partitioning, said) == ["supported"]
    assert n_test >= 0.5 * labels.count("test")


def test_few_shot_rows_that_stay_do_not_depend_on_their_order() -> None:
    rows, parts = rows_of({"agent": ["a"] * 9}), parts_of(["train"] * 6 + ["test"] * 3)
    said = manifest(claim("agent", "few_shot", few_shot_limit=4))
    order = [8, 3, 1, 0, 7, 2, 5, 4, 6]
    turned = Partitioning(parts.names, parts.roles, parts.codes[order])
    one = propose_repair(rows, parts, said, by=RepairBy.DROP)
    other = propose_repair(permuted(rows, order), turned, said, by=RepairBy.DROP)

    assert one.partitioning.codes[order].tolist() == other.partitioning.codes.tolist()
