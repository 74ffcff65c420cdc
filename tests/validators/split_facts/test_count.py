"""Rows are counted as a plain count of them would, whatever their order and names."""

from collections import Counter
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.schema.generated.views import Claim, SplitManifest
from aivc.splits.axes import AXES, AxisKind
from aivc.splits.observations import AxisKeys, Observations, Partitioning
from aivc.validators.split_facts import count_axis, count_codes
from aivc.validators.split_facts.count import count_axes
from aivc.validators.split_facts.count_cells import Sides
from aivc.validators.split_facts.overlap import overlaps
from tests.validators.split_facts.divided import divided

NAMES = ("train", "val", "test", "left out")
ROLES = ("training", "validation", "test", "excluded")
AXES_TRIED = ("donor", "cell_line", "agent", "dose", "plate")
MANIFEST = SplitManifest(
    unit_of_split="donor",
    claims=(
        Claim(
            claim_axis="agent", joint_with=("plate", "donor"), novelty="unseen", partition="test"
        ),
    ),
)

labels = st.sampled_from(["a", "b", "c", None])
row = st.fixed_dictionaries(
    {
        **dict.fromkeys(AXES_TRIED, labels),
        "control": st.booleans(),
        "parts": st.lists(st.integers(0, 3), max_size=3, unique=True),
    }
)
many_rows = st.lists(row, min_size=1, max_size=40)


def observed(rows):
    """Lay rows out as a dataset and its parts, as the collector does."""
    n_rows = len(rows)
    is_control = np.array([r["control"] for r in rows])
    axes = {}
    for axis in AXES_TRIED:
        names = sorted({r[axis] for r in rows} - {None})
        codes = np.array([-1 if r[axis] is None else names.index(r[axis]) for r in rows], np.int8)
        if AXES[axis].kind is AxisKind.INTERVENTION:
            codes[is_control] = -1
        axes[axis] = AxisKeys(axis, codes, tuple(names), members=tuple((n,) for n in names))
    first = np.array([r["parts"][0] if r["parts"] else -1 for r in rows], np.int16)
    also = [(k, part) for k, r in enumerate(rows) for part in sorted(r["parts"][1:])]
    return (
        Observations(
            n_rows,
            MappingProxyType({a: axes[a] for a in AXES if a in axes}),
            is_control,
            np.arange(n_rows, dtype=np.uint64),
            lambda positions: tuple(f"r{p}" for p in positions),
            lambda name: None,
        ),
        Partitioning(NAMES, ROLES, first, np.array(also, np.int64).reshape(-1, 2)),
    )


def value_of(row, axes):
    """Return the values of a row on some axes, None where it lacks one."""
    treated = any(AXES[axis].kind is AxisKind.INTERVENTION for axis in axes)
    values = tuple(row[axis] for axis in axes)
    return None if None in values or (treated and row["control"]) else values


def by_hand(rows, axes):
    """Count rows by value, part, and whether they are controls."""
    counted = Counter()
    for each in rows:
        for part in each["parts"]:
            counted[value_of(each, axes), part, each["control"]] += 1
    return counted


def as_counter(facts):
    """Return facts as a count by value, part, and control."""
    counted = Counter()
    for level in range(facts.n_levels):
        names = tuple(n[c] for n, c in zip(facts.names, facts.levels[level], strict=True))
        for part in range(len(NAMES)):
            counted[names, part, False] += int(facts.treated[level, part])
            counted[names, part, True] += int(facts.controls[level, part])
    return +counted


@pytest.mark.parametrize("chunk", [3, 1 << 18])
@given(rows=many_rows)
def test_every_axis_and_joint_is_counted_as_by_hand(chunk, rows):
    observations, partitioning = observed(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("aivc.storage.keys.joint_keys.CHUNK", chunk)
        found = count_axes(observations, partitioning, MANIFEST)
    assert set(found.joints) == {
        ("cell_line", "agent"),
        ("donor", "agent"),
        ("agent", "dose"),
        ("donor", "agent", "plate"),
    }
    for axes, facts in {**{(a,): f for a, f in found.axes.items()}, **found.joints}.items():
        expected = by_hand(rows, axes)
        known = Counter({key: n for key, n in expected.items() if key[0] is not None})
        assert as_counter(facts) == known
        has_treatment = any(AXES[axis].kind is AxisKind.INTERVENTION for axis in axes)
        for part in range(len(NAMES)):
            missing = expected[None, part, False]
            if not has_treatment:
                missing += expected[None, part, True]
            assert facts.n_missing[part] == missing
    for part in range(len(NAMES)):
        assert found.parts[part].n_rows == sum(part in r["parts"] for r in rows)
        assert found.parts[part].n_controls == sum(
            part in r["parts"] and r["control"] for r in rows
        )


@given(rows=many_rows)
def test_an_example_is_a_row_of_its_value_and_part(rows):
    observations, partitioning = observed(rows)
    for facts in count_axes(observations, partitioning, MANIFEST).axes.values():
        for level in range(facts.n_levels):
            for part, row in enumerate(facts.first_rows[level].tolist()):
                assert (row >= 0) == (facts.rows[level, part] > 0)
                if row >= 0:
                    assert value_of(rows[row], facts.axes) == (facts.name_of(level),)
                    assert part in rows[row]["parts"]


@given(rows=many_rows)
def test_rows_in_several_parts_are_told_apart(rows):
    observations, partitioning = observed(rows)
    several = [r for r in rows if len(r["parts"]) > 1]
    for axis, facts in count_axes(observations, partitioning, MANIFEST).axes.items():
        if not several:
            assert facts.repeated is None
            continue
        for level in range(facts.n_levels):
            for part in range(len(NAMES)):
                for control in (False, True):
                    assert facts.repeated[level, part, int(control)] == sum(
                        part in r["parts"]
                        and r["control"] is control
                        and value_of(r, (axis,)) == (facts.name_of(level),)
                        for r in several
                    )


@given(rows=many_rows)
def test_associations_are_those_of_treated_rows_of_compared_parts(rows):
    observations, partitioning = observed(rows)
    found = count_axes(observations, partitioning, MANIFEST).associations
    counted = [r for r in rows if not r["control"] and set(r["parts"]) & {0, 1, 2}]
    assert {left for left, _ in found} == {"donor", "agent", "plate"}
    for (left, right), told in found.items():
        pairs = {(r[left], r[right]) for r in counted if r[left] and r[right]}
        of_left = Counter(one for one, _ in pairs)
        of_right = Counter(other for _, other in pairs)
        assert (told.n_left, told.n_right) == (len(of_left), len(of_right))
        assert told.n_left_in_one == sum(n == 1 for n in of_left.values())
        assert told.n_right_in_one == sum(n == 1 for n in of_right.values())


@given(rows=many_rows, data=st.data())
def test_the_order_of_rows_changes_nothing(rows, data):
    shuffled = data.draw(st.permutations(rows))
    one, other = (divided(*observed(r), MANIFEST) for r in (rows, shuffled))

    def told(split):
        return [
            (o.pair, o.axes, o.n_levels, o.n_shared, o.n_rows, o.n_rows_shared, o.standing)
            for o in overlaps(split)
        ]

    assert told(one) == told(other)
    assert one.parts == other.parts
    assert one.associations == other.associations


@given(rows=many_rows)
def test_values_of_one_part_of_a_very_long_axis_are_counted_and_not_listed(rows):
    observations, partitioning = observed(rows)
    whole = count_axes(observations, partitioning, MANIFEST)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(count_axis, "MANY_LEVELS", -1)
        for axis in AXES_TRIED:
            sides = Sides(partitioning, observations.is_control)
            counted = count_axis.single(observations.axes[axis], sides)
            counter = counted.counter(sides)
            for piece in sides.pieces():
                counter.update(*piece)
            short = count_axis.facts_of(counted, counter.result(), sides)
            full = whole.axes[axis]
            shared = [k for k in range(full.n_levels) if (full.rows[k] > 0).sum() > 1]
            assert short.names[0] == tuple(full.name_of(k) for k in shared)
            assert np.array_equal(short.rows, full.rows[shared])
            alone = [k for k in range(full.n_levels) if k not in shared]
            assert np.array_equal(short.unlisted_rows, full.rows[alone].sum(axis=0))
            assert np.array_equal(short.unlisted_levels, (full.rows[alone] > 0).sum(axis=0))
            assert np.array_equal(short.n_missing, full.n_missing)


@given(rows=many_rows)
def test_combinations_are_the_same_by_table_and_by_bisection(rows):
    observations, partitioning = observed(rows)
    by_table = count_axes(observations, partitioning, MANIFEST).joints
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(count_codes, "DENSE", 0)
        by_bisection = count_axes(observations, partitioning, MANIFEST).joints
    for axes, facts in by_table.items():
        assert np.array_equal(facts.levels, by_bisection[axes].levels)
        assert np.array_equal(facts.rows, by_bisection[axes].rows)


def test_a_single_is_no_missing_combination():
    codes = np.array([0, 1, 2, -1], np.int8)
    agent = AxisKeys(
        "agent", codes, ("A", "A+B", "B"), ("drug",), members=(("A",), ("A", "B"), ("B",))
    )
    pairs = AxisKeys(
        "combination",
        np.array([-1, 0, -1, -1], np.int8),
        ("A+B",),
        ("drug",),
        members=(("A", "B"),),
    )
    observations = Observations(
        4,
        {"agent": agent, "combination": pairs},
        np.zeros(4, bool),
        np.arange(4, dtype=np.uint64),
        lambda positions: (),
        lambda name: None,
    )
    partitioning = Partitioning(("train",), ("training",), np.zeros(4, np.int16))
    found = count_axes(observations, partitioning, SplitManifest())
    assert found.axes["combination"].n_missing.tolist() == [1]
