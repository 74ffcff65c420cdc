from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.validators.design.connectedness import connected_components
from aivc.validators.facts.model import Contingency


def table_of(entries: list[tuple[int, int, int]], n_left: int, n_right: int) -> Contingency:
    array = np.array(entries, dtype=np.int64).reshape(-1, 3)
    return Contingency(
        tuple(f"c{i}" for i in range(n_left)),
        tuple(f"b{i}" for i in range(n_right)),
        array[:, 0],
        array[:, 1],
        array[:, 2],
    )


def reachable(entries: list[tuple[int, int, int]], start: int) -> set[int]:
    """Conditions that a walk over shared blocks reaches."""
    seen, frontier = {start}, {start}
    while frontier:
        blocks = {b for c, b, n in entries if n and c in frontier}
        frontier = {c for c, b, n in entries if n and b in blocks} - seen
        seen |= frontier
    return seen


def test_a_drug_alone_on_its_plate_cannot_be_compared_with_the_vehicle() -> None:
    parts = connected_components(table_of([(0, 0, 5), (1, 1, 5), (2, 1, 5)], 3, 2))
    assert parts.left.tolist() == [0, 1, 1]
    assert parts.right.tolist() == [0, 1]
    assert parts.count == 2


def test_a_third_condition_makes_the_bridge() -> None:
    parts = connected_components(table_of([(0, 0, 5), (1, 1, 5), (2, 0, 1), (2, 1, 1)], 3, 2))
    assert parts.count == 1


def test_levels_without_rows_lie_nowhere() -> None:
    parts = connected_components(table_of([(0, 0, 5), (1, 1, 0)], 3, 2))
    assert parts.left.tolist() == [0, -1, -1]
    assert parts.right.tolist() == [0, -1]


def test_an_empty_table_has_no_part() -> None:
    assert connected_components(table_of([], 0, 0)).count == 0


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 7), st.integers(0, 2)), min_size=1, max_size=25
    )
)
def test_components_are_what_walking_reaches(entries: list[tuple[int, int, int]]) -> None:
    parts = connected_components(table_of(entries, 10, 8))
    used = sorted({c for c, _, n in entries if n})
    for start in used:
        assert {c for c in used if parts.left[c] == parts.left[start]} == reachable(entries, start)
    assert set(parts.left[used].tolist()) == set(range(parts.count))


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 7), st.just(1)), min_size=1),
    st.randoms(use_true_random=False),
)
def test_the_order_of_entries_changes_nothing(entries, random) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)
    one, two = (connected_components(table_of(e, 10, 8)) for e in (entries, shuffled))
    assert one.left.tolist() == two.left.tolist()


@pytest.mark.parametrize("order", [1, -1])
def test_a_chain_of_ten_thousand_conditions_is_quick(order: int) -> None:
    steps = [(i, i, 1) for i in range(10_000)] + [(i, i + 1, 1) for i in range(9_999)]
    start = time.perf_counter()
    parts = connected_components(table_of(steps[::order], 10_000, 10_000))
    assert parts.count == 1
    # Far above what is needed; it only has to tell rounds by the logarithm from rounds by length.
    assert time.perf_counter() - start < 2
