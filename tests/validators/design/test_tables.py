"""Looking up and merging tables agrees with the dense table that they stand for."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aivc.validators.design.left_index import LeftIndex
from aivc.validators.design.nesting import levels_per_left
from aivc.validators.design.regroup import regroup_left, rows_by_left, transposed
from aivc.validators.facts.model import Contingency

dense = arrays(
    np.int64, st.tuples(st.integers(1, 6), st.integers(1, 5)), elements=st.integers(0, 9)
)


def table_of(counts: np.ndarray) -> Contingency:
    left, right = np.nonzero(counts >= 0)
    return Contingency(
        tuple(f"l{i}" for i in range(counts.shape[0])),
        tuple(f"r{i}" for i in range(counts.shape[1])),
        left,
        right,
        counts[left, right],
    )


@given(dense, st.lists(st.sampled_from([f"l{i}" for i in range(8)]), unique=True))
def test_rows_of_some_levels(counts: np.ndarray, names: list[str]) -> None:
    wanted = [int(name[1:]) for name in names if int(name[1:]) < len(counts)]
    total = counts[wanted].sum(axis=0)
    levels, rows = LeftIndex(table_of(counts)).rows_by_right(names)
    assert levels.tolist() == np.flatnonzero(total).tolist()
    assert rows.tolist() == total[total > 0].tolist()


@given(dense, st.permutations([f"l{i}" for i in range(6)]))
def test_entries_say_whose_they_are(counts: np.ndarray, names: list[str]) -> None:
    owner, right, rows = LeftIndex(table_of(counts)).entries(names)
    rebuilt = np.zeros((6, counts.shape[1]), dtype=np.int64)
    np.add.at(rebuilt, (owner, right), rows)
    for position, name in enumerate(names):
        level = int(name[1:])
        expected = counts[level] if level < len(counts) else np.zeros(counts.shape[1])
        assert rebuilt[position].tolist() == expected.tolist()


@given(dense, st.lists(st.sampled_from(["x", "y", None]), min_size=6, max_size=6))
def test_merged_groups_keep_every_row(counts: np.ndarray, groups: list[str | None]) -> None:
    group_of = {f"l{i}": group for i, group in enumerate(groups[: len(counts)]) if group}
    merged = regroup_left(table_of(counts), group_of)
    assert merged.left_names == tuple(sorted(set(group_of.values())))
    rebuilt = np.zeros((2, counts.shape[1]), dtype=np.int64)
    for left, right, n in zip(merged.left, merged.right, merged.counts, strict=True):
        rebuilt["xy".index(merged.left_names[left]), int(merged.right_names[right][1:])] += n
    for row, name in enumerate("xy"):
        members = [i for i, group in enumerate(groups[: len(counts)]) if group == name]
        assert rebuilt[row].tolist() == counts[members].sum(axis=0).tolist()
    # Blocks without a row of any group are gone.
    assert len(merged.right_names) == len(set(merged.right.tolist()))


@given(dense)
def test_sums_and_levels(counts: np.ndarray) -> None:
    table = table_of(counts)
    assert rows_by_left(table).tolist() == counts.sum(axis=1).tolist()
    assert rows_by_left(transposed(table)).tolist() == counts.sum(axis=0).tolist()
    assert levels_per_left(table).tolist() == (counts > 0).sum(axis=1).tolist()
