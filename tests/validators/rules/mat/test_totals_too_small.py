"""How many rows must be above their totals, without knowing which total is whose."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aivc.validators.rules.mat.totals_too_small import rows_above

VALUES = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=6)


def counted(pairs: list[tuple[int, int]]) -> int:
    sums = np.array([float(s) for s, _ in pairs])
    totals = np.sort([float(t) for _, t in pairs])
    return rows_above(sums, totals)


@given(VALUES)
def test_it_is_the_least_number_over_all_orders(pairs: list[tuple[int, int]]) -> None:
    sums = [s for s, _ in pairs]
    orders = itertools.permutations([t for _, t in pairs])
    least = min(sum(s > t for s, t in zip(sums, order, strict=True)) for order in orders)
    assert counted(pairs) == least


@given(VALUES)
def test_rows_within_their_totals_are_never_reported(pairs: list[tuple[int, int]]) -> None:
    assert counted([(min(pair), max(pair)) for pair in pairs]) == 0
