"""What parts share, against sets of values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.schema.generated.views import Claim, SplitManifest
from aivc.splits.observations import AxisKeys, Observations, Partitioning
from aivc.validators.split_facts.model import Pair
from aivc.validators.split_facts.overlap import Standing, overlap_on, overlaps, published_name
from aivc.validators.split_facts.overlap_causes import leaked_levels, shared_by_controls
from aivc.validators.split_facts.overlap_members import combination_novelty
from aivc.validators.split_facts.overlap_ranges import ordered_overlap
from tests.validators.split_facts.divided import divided
from tests.validators.split_facts.rows_by_hand import PAIR, parts, rows

TEST_AGAINST_TRAIN = Pair(evaluated=1, reference=0)


def two_parts(axes, codes, manifest=None, **more):
    """Divide a few rows into train (0) and test (1)."""
    return divided(rows(len(codes), axes, **more), parts(codes), manifest or SplitManifest())


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "c", "d", None]), st.integers(-1, 1)), min_size=1)
)
def test_shared_values_are_those_of_both_sets(drawn):
    labels, codes = zip(*drawn, strict=True)
    found = overlap_on(two_parts({"donor": labels}, codes), PAIR, "donor")
    train = {label for label, part in drawn if part == 0} - {None}
    test = [label for label, part in drawn if part == 1]
    assert found.n_levels == len(set(test) - {None})
    assert found.n_shared == len(train & set(test))
    assert found.n_rows == len(test)
    assert found.n_rows_shared == sum(label in train for label in test)
    assert found.n_missing == test.count(None)
    assert found.n_reference == sum(
        label in set(test) for label, part in drawn if part == 0 and label
    )
    assert found.fraction == (found.n_rows_shared / len(test) if test else 0)


def test_a_missing_value_matches_no_missing_value():
    found = overlap_on(two_parts({"donor": [None, None, "D1", "D2"]}, [0, 1, 0, 1]), PAIR, "donor")
    assert (found.n_shared, found.n_missing, found.fraction) == (0, 1, 0.0)


def test_the_value_with_most_rows_in_training_is_shown_first():
    labels = ["a", "b", "b", "b", "c", "c", "a", "b", "c"]
    split = two_parts({"donor": labels}, [0] * 6 + [1] * 3)
    shown = [
        (e.name, e.n_evaluated, e.n_reference) for e in overlap_on(split, PAIR, "donor").examples
    ]
    assert shown == [("b", 1, 3), ("c", 1, 2), ("a", 1, 1)]


def test_every_pair_is_compared_and_no_two_tests():
    names = ("train", "val", "test", "elsewhere", "left out")
    roles = ("training", "validation", "test", "external_test", "excluded")
    observations = rows(5, {"donor": ["a"] * 5})
    partitioning = Partitioning(names, roles, np.arange(5, dtype=np.int16))
    split = divided(observations, partitioning, SplitManifest())
    assert {(o.pair.evaluated, o.pair.reference) for o in overlaps(split)} == {
        (1, 0), (2, 0), (3, 0), (2, 1), (3, 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("axes", "known", "name"),
    [
        (("agent",), ("agent",), "test_drug_same_in_train_frac"),
        (("scaffold",), ("scaffold",), "test_scaffold_same_in_train_frac"),
        (("cell_line", "agent"), ("agent", "cell_line"), "test_drug_cell_same_in_train_frac"),
        (("cell_type", "agent"), ("agent", "cell_type"), "test_drug_cell_same_in_train_frac"),
        (("agent", "dose"), ("agent", "dose"), "test_drug_dose_same_in_train_frac"),
        (("cell_type",), ("cell_type", "cell_line"), "test_cell_type_same_in_train_frac"),
        (("donor",), ("donor",), "test_donor_same_in_train_frac"),
    ],
)
def test_fractions_have_the_names_of_published_audits(axes, known, name):
    split = two_parts({axis: ["a", "a"] for axis in known}, [0, 1])
    assert published_name(split, TEST_AGAINST_TRAIN, axes) == name


def test_joints_are_asked_for_in_any_order():
    split = two_parts({"agent": ["a", "b"], "cell_line": ["x", "x"]}, [0, 1])
    assert split.joint("agent", "cell_line") is split.joint("cell_line", "agent")
    assert split.joint("agent") is split.axes["agent"]


@pytest.mark.parametrize(
    ("manifest", "standing"),
    [
        (SplitManifest(), Standing.UNSAID),
        (SplitManifest(shared_axes=("donor",)), Standing.SHARED),
        (SplitManifest(shared_axes=("sample",)), Standing.SHARED),
        (SplitManifest(shared_axes=("family",)), Standing.UNSAID),
        (SplitManifest(unit_of_split="donor"), Standing.KEPT_WHOLE),
        (
            SplitManifest(claims=(Claim(claim_axis="donor", novelty="unseen", partition="test"),)),
            Standing.KEPT_WHOLE,
        ),
        (
            SplitManifest(claims=(Claim(claim_axis="donor", novelty="seen", partition="test"),)),
            Standing.CLAIMED,
        ),
        (
            SplitManifest(claims=(Claim(claim_axis="donor", novelty="unseen", partition="other"),)),
            Standing.UNSAID,
        ),
        (
            SplitManifest(
                claims=(
                    Claim(
                        claim_axis="donor",
                        novelty="unseen",
                        partition="test",
                        joint_with=("agent",),
                    ),
                )
            ),
            Standing.UNSAID,
        ),
    ],
)
def test_the_manifest_says_what_is_a_fault(manifest, standing):
    split = two_parts({"donor": ["a", "a"]}, [0, 1], manifest)
    assert overlap_on(split, PAIR, "donor").standing is standing


def test_a_well_is_kept_whole_whatever_is_claimed_unless_it_may_be_shared():
    shared = two_parts({"well": ["w", "w"]}, [0, 1], SplitManifest(shared_axes=("well",)))
    assert (
        overlap_on(two_parts({"well": ["w", "w"]}, [0, 1]), PAIR, "well").standing == "kept_whole"
    )
    assert overlap_on(shared, PAIR, "well").standing == "shared"


@pytest.mark.parametrize(
    ("policy", "n_shared", "by_controls"),
    [
        (None, 2, 1),
        ("split_with_group", 2, 1),
        ("split_random", 2, 1),
        ("train_only", 1, 0),
        ("shared_all", 1, 0),
    ],
)
def test_the_control_policy_says_whether_a_control_makes_a_donor_known(
    policy, n_shared, by_controls
):
    labels = ["D1", "D2", "D3", "D3", "D1"]
    split = two_parts(
        {"donor": labels},
        [0, 0, 0, 1, 1],
        SplitManifest(control_policy=policy, unit_of_split="donor"),
        controls=[False, False, True, False, False],
    )
    donors = split.axes["donor"]
    assert overlap_on(split, PAIR, "donor").n_shared == n_shared
    assert shared_by_controls(split, PAIR, donors).sum() == by_controls
    assert [donors.name_of(k) for k in leaked_levels(split, PAIR, donors)] == ["D1"]


def test_a_vehicle_well_on_both_sides_is_a_leak():
    split = two_parts({"well": ["w", "w"]}, [0, 1], controls=[True, True])
    assert len(leaked_levels(split, PAIR, split.axes["well"])) == 1


def test_what_only_rows_in_both_parts_share_is_a_fault_of_the_assignments():
    observations = rows(4, {"donor": ["D1", "D2", "D3", "D1"]})
    codes = np.array([0, 0, 1, 1], np.int16)
    twice = Partitioning(
        ("train", "test"), ("training", "test"), codes, np.array([[1, 1]], np.int64)
    )
    split = divided(observations, twice, SplitManifest(unit_of_split="donor"))
    found = overlap_on(split, PAIR, "donor")
    assert (found.n_shared, found.n_shared_by_rows) == (2, 1)
    leaked = leaked_levels(split, PAIR, split.axes["donor"])
    assert [split.axes["donor"].name_of(k) for k in leaked] == ["D1"]


def of_members(sets, codes):
    """Divide rows with combinations; an empty set is no treatment."""
    names = sorted({"+".join(each) for each in sets if each})
    keys = AxisKeys(
        "agent",
        np.array([names.index("+".join(s)) if s else -1 for s in sets], np.int8),
        tuple(names),
        members=tuple(tuple(name.split("+")) for name in names),
    )
    observations = Observations(
        len(sets),
        {"agent": keys},
        np.zeros(len(sets), bool),
        np.arange(len(sets), dtype=np.uint64),
        lambda positions: (),
        lambda name: None,
    )
    return divided(observations, parts(codes), SplitManifest())


def test_combinations_are_counted_by_the_members_that_training_knows():
    train = [("A",), ("B", "C"), ("D", "E")]
    test = [("A", "B"), ("A", "X"), ("X", "Y"), ("B", "C"), ("A", "B", "Z"), ("B",), ("Q",), ("A",)]
    found = combination_novelty(of_members([*train, *test], [0] * 3 + [1] * 8), PAIR)
    assert found.combinations == (1, 1, 3, 0)
    assert found.combinations_alone == (2, 3, 0, 0)
    assert found.rows == (1, 1, 3, 0)
    assert found.n_same == 1
    assert (found.n_singles, found.n_unseen_singles, found.unseen_singles) == (3, 1, ("Q",))
    assert found.examples[0] == ("X+Y",)
    first = found.seen[0]
    assert (first.name, first.n_seen, first.n_seen_alone) == ("A+B", 2, 1)
    assert not first.is_same_in_reference


def test_data_without_combinations_have_no_novelty_of_combinations():
    assert combination_novelty(of_members([("A",), ("B",)], [0, 1]), PAIR) is None


def with_doses(drawn):
    """Divide rows with an agent and a dose; drawn holds agent, dose and part."""
    agents, doses, codes = zip(*drawn, strict=True)
    known = sorted({d for d in doses if d is not None})
    numbers = np.array(known, float)
    base = rows(len(drawn), {"agent": agents})
    dose = AxisKeys(
        "dose",
        np.array([-1 if d is None else known.index(d) for d in doses], np.int8),
        tuple(f"{d:g} umol/L" for d in known),
        numbers=numbers,
        unit="umol/L",
    )
    observations = Observations(
        base.n_rows,
        {**base.axes, "dose": dose},
        base.is_control,
        base.id_hashes,
        base.names_of,
        base.column,
    )
    return divided(observations, parts(codes), SplitManifest())


def test_doses_lie_within_or_beyond_those_of_their_own_agent():
    train = [("A", 1.0, 0), ("A", 10.0, 0), ("B", 0.1, 0), ("B", 1.0, 0)]
    test = [
        ("A", 5.0, 1),
        ("A", 5.0, 1),
        ("B", 5.0, 1),
        ("A", 0.1, 1),
        ("A", 1.0, 1),
        ("C", 1.0, 1),
    ]
    found = ordered_overlap(with_doses([*train, *test]), PAIR, "dose")
    assert found.grouped_by == "agent"
    assert (found.n_equal, found.n_inside, found.n_outside, found.n_alone) == (1, 1, 2, 1)
    assert (found.rows_equal, found.rows_inside, found.rows_outside, found.rows_alone) == (
        1,
        2,
        2,
        1,
    )
    assert {(p.group, p.value): p.where for p in found.positions} == {
        ("A", 0.1): "below",
        ("A", 1.0): "equal",
        ("A", 5.0): "inside",
        ("B", 5.0): "above",
        ("C", 1.0): "alone",
    }
    over_all = ordered_overlap(with_doses([*train, *test]), PAIR, "dose", is_grouped=False)
    assert (over_all.n_equal, over_all.n_inside, over_all.n_outside) == (2, 1, 0)
    assert (over_all.reference_low, over_all.reference_high) == (0.1, 10.0)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("AB"), st.sampled_from([0.1, 1.0, 5.0, 10.0, None]), st.integers(0, 1)
        ),
        min_size=1,
    )
)
def test_every_evaluated_dose_has_one_place(drawn):
    found = ordered_overlap(with_doses(drawn), PAIR, "dose")
    if found is None:
        assert all(dose is None for _, dose, _ in drawn)
        return
    expected = {}
    for agent, dose, part in drawn:
        if part == 1 and dose is not None:
            known = [d for a, d, p in drawn if a == agent and p == 0 and d is not None]
            if not known:
                where = "alone"
            elif dose in known:
                where = "equal"
            elif min(known) < dose < max(known):
                where = "inside"
            else:
                where = "above" if dose > max(known) else "below"
            expected[agent, dose] = where
    assert {(p.group, p.value): p.where for p in found.positions} == expected
