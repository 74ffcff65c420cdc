"""Halves are disjoint, even, and the same in any order of rows."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.evaluation.tasks.halving import SEEDS, first_halves

GROUPS = st.lists(st.integers(-1, 4), min_size=1, max_size=60)


@settings(max_examples=30)
@given(GROUPS, st.sampled_from(SEEDS))
def test_a_half_has_half_of_every_group(groups: list[int], seed: int) -> None:
    codes = np.array(groups, np.int64)
    hashes = np.arange(len(codes), dtype=np.uint64) * np.uint64(7919)
    first = first_halves(codes, hashes, seed)
    assert not first[codes < 0].any()
    for group in set(groups) - {-1}:
        n = int((codes == group).sum())
        assert first[codes == group].sum() == (n + 1) // 2


@settings(max_examples=30)
@given(GROUPS, st.randoms(use_true_random=False), st.sampled_from(SEEDS))
def test_the_order_of_rows_decides_nothing(groups: list[int], random: object, seed: int) -> None:
    codes = np.array(groups, np.int64)
    hashes = np.random.default_rng(len(codes)).integers(0, 2**63, len(codes)).astype(np.uint64)
    order = list(range(len(codes)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight = first_halves(codes, hashes, seed)
    np.testing.assert_array_equal(first_halves(codes[order], hashes[order], seed), straight[order])


def test_seeds_give_different_halves() -> None:
    codes = np.zeros(64, np.int64)
    hashes = np.arange(64, dtype=np.uint64)
    halves = {first_halves(codes, hashes, seed).tobytes() for seed in SEEDS}
    assert len(halves) == len(SEEDS) == 5
