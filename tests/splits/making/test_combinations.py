"""Combinations of which training knows 0, 1 or 2 members.

A peer's ``combo_seen0`` test held ten singles and one combination, its ``combo_seen1`` mixed
singles and other numbers, 43 conditions were in no part, test genes were drawn with replacement,
and reversed combinations leaked.
"""

import pytest
from making.cases import THREE, TRAIN, pairs_of_genes
from making.rows import observations

from aivc.splits.errors import InfeasibleSplitError, UnknownAxisError
from aivc.splits.making.make import make_split
from aivc.splits.making.request import PartRequest, SplitRequest

TWO = (TRAIN, PartRequest("test", "test", 0.3))


def levels(rows, made, part):
    keys = rows.axes["agent"]
    code = made.partitioning.names.index(part)
    codes = keys.codes[(made.partitioning.codes == code) & ~rows.is_control]
    return {keys.members[c] for c in codes}


@pytest.mark.parametrize("seen", [0, 1, 2])
@pytest.mark.parametrize("seed", range(5))
def test_a_test_holds_nothing_but_combinations_with_as_many_known_members(seen, seed):
    rows = pairs_of_genes()
    made = make_split(rows, SplitRequest(parts=TWO, members_seen=(seen,), seed=seed))[0]
    train, test = levels(rows, made, "train"), levels(rows, made, "test")
    alone = {members[0] for members in train if len(members) == 1}
    anywhere = {gene for members in train for gene in members}
    assert test
    for members in test:
        assert len(members) == 2
        assert sum(gene in alone for gene in members) == seen
        assert sum(gene in anywhere for gene in members) == seen
    assert not train & test


@pytest.mark.parametrize("seen", [0, 1, 2])
def test_validation_is_of_the_same_kind_and_disjoint(seen):
    rows = pairs_of_genes()
    made = make_split(rows, SplitRequest(parts=THREE, members_seen=(seen,)))[0]
    train, validation = levels(rows, made, "train"), levels(rows, made, "validation")
    alone = {members[0] for members in train if len(members) == 1}
    assert validation
    assert {sum(gene in alone for gene in members) for members in validation} == {seen}
    assert not validation & (train | levels(rows, made, "test"))


def test_every_condition_is_in_a_part_or_left_out_with_a_reason():
    rows = pairs_of_genes()
    made = make_split(rows, SplitRequest(parts=TWO, members_seen=(0,)))[0]
    assert sum(part.n_observations for part in made.sizes) == rows.n_rows
    out = {each["exclusion_reason"]: each["n_observations"] for each in made.header["exclusions"]}
    assert sum(out.values()) == made.sizes[-1].n_observations
    assert "single of a member that is held out" in out


def test_several_numbers_are_tested_beside_one_another():
    rows = pairs_of_genes()
    parts = (TRAIN, *(PartRequest(f"test_seen_{n}", "test", 0.3) for n in (0, 1, 2)))
    made = make_split(rows, SplitRequest(parts=parts, members_seen=(0, 1, 2)))[0]
    alone = {m[0] for m in levels(rows, made, "train") if len(m) == 1}
    for n in (0, 1, 2):
        test = levels(rows, made, f"test_seen_{n}")
        assert test
        assert {sum(gene in alone for gene in members) for members in test} == {n}
    assert [claim["members_seen"] for claim in made.header["claims"]] == [0, 1, 2]
    assert {claim["claim_axis"] for claim in made.header["claims"]} == {"combination"}


def test_members_are_tested_once_over_folds():
    rows = pairs_of_genes()
    tested = [
        {gene for members in levels(rows, made, "test") for gene in members}
        - {m[0] for m in levels(rows, made, "train") if len(m) == 1}
        for made in make_split(rows, SplitRequest(parts=TWO, members_seen=(1,), folds=4))
    ]
    assert sum(map(len, tested)) == len(set().union(*tested))


def test_a_member_never_measured_alone_is_not_called_known():
    labels = ["A", "B", "C", "D", "E", "A+B", "A+C", "B+C", "A+X", "B+X", "C+D", "D+E", "C+E"] * 3
    rows = observations({"agent": labels})
    made = make_split(rows, SplitRequest(parts=TWO, members_seen=(2,)))[0]
    assert all("X" not in members for members in levels(rows, made, "test"))


def test_data_without_combinations_are_refused():
    rows = observations({"agent": ["A", "B", "C"] * 4})
    with pytest.raises(UnknownAxisError, match="separator"):
        make_split(rows, SplitRequest(parts=TWO, members_seen=(0,)))


def test_where_no_combination_can_be_it_is_said():
    rows = observations({"agent": ["A", "B", "A+B", "C"] * 4})
    with pytest.raises(InfeasibleSplitError, match="No combination is left for test"):
        make_split(
            rows, SplitRequest(parts=(TRAIN, PartRequest("test", "test", 0.2)), members_seen=(0,))
        )
