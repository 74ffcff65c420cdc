"""Sums that do not depend on the order of adding."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.validators.facts.exact_sums import ExactSums

NUMBERS = st.lists(st.floats(-1e6, 1e6), max_size=30)


def one_sum(groups: list[list[float]]) -> ExactSums:
    sums = ExactSums(1)
    for group in groups:
        add(sums, group)
    return sums


def add(sums: ExactSums, group: list[float]) -> None:
    values = np.array(group, dtype=float)
    sums.add(
        values,
        lambda weights, into: np.add.at(into, np.zeros(len(weights), np.intp), weights),
        is_integral=bool((values == np.rint(values)).all()),
        most=len(group),
    )


@settings(deadline=None)
@given(NUMBERS)
def test_the_sum_is_right(numbers):
    found = one_sum([numbers]).result()[0]
    # What lies below 2**-65 of each number is rounded away.
    assert math.isclose(found, math.fsum(numbers), rel_tol=1e-15, abs_tol=len(numbers) * 2.0**-64)


@settings(deadline=None)
@given(NUMBERS, st.randoms(use_true_random=False), st.integers(1, 5))
def test_order_and_grouping_make_no_difference(numbers, random, size):
    shuffled = list(numbers)
    random.shuffle(shuffled)
    groups = [shuffled[k : k + size] for k in range(0, len(shuffled), size)]
    assert one_sum(groups).result().tobytes() == one_sum([numbers]).result().tobytes()


@settings(deadline=None)
@given(NUMBERS, NUMBERS)
def test_merging_is_adding(left, right):
    merged = one_sum([left])
    merged.merge(one_sum([right]))
    assert merged.result().tobytes() == one_sum([left, right]).result().tobytes()


def test_many_additions_carry():
    sums = ExactSums(1)
    for _ in range(40):
        add(sums, [0.499999999] * 60_000)
    assert sums.result()[0] == math.fsum([0.499999999] * 2_400_000)


def test_small_negative_sums_keep_their_digits():
    assert one_sum([[-(2.0**-40)]]).result()[0] == -(2.0**-40)
    assert one_sum([[1.0, -1.0, -(2.0**-50)]]).result()[0] == -(2.0**-50)
