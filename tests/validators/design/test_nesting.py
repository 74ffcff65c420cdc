from __future__ import annotations

import numpy as np

from aivc.validators.design.nesting import nesting
from aivc.validators.facts.model import Contingency


def table_of(entries: list[tuple[int, int, int]]) -> Contingency:
    array = np.array(entries, dtype=np.int64)
    return Contingency(tuple("abcd"), tuple("wxyz"), array[:, 0], array[:, 1], array[:, 2])


def test_two_names_of_one_partition() -> None:
    assert nesting(table_of([(0, 2, 5), (1, 0, 5)])).is_same_partition


def test_levels_that_are_spread() -> None:
    found = nesting(table_of([(0, 0, 5), (0, 1, 1), (1, 1, 5), (2, 1, 2)]))
    assert found.split_left == (0,)
    assert found.split_right == (1,)
    assert not found.left_in_right
    assert not found.right_in_left


def test_entries_without_rows_do_not_count_and_repeated_ones_count_once() -> None:
    found = nesting(table_of([(0, 0, 5), (0, 0, 5), (0, 1, 0), (1, 0, 3)]))
    assert found.left_in_right
    assert found.split_right == (0,)
