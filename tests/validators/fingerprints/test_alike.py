"""Fast ways to compare sketches give what slow ones give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aivc.validators.fingerprints.candidates import WIDTHS, Band, band_keys, chosen_width, n_bands
from aivc.validators.fingerprints.equal_rows import equal_rows
from aivc.validators.fingerprints.look_alikes import (
    NEVER,
    LookAlikes,
    about_equal_bytes,
    n_filled,
    n_matches,
)
from aivc.validators.fingerprints.near_copies import find_near_copies
from aivc.validators.fingerprints.sketch_order import N_BINS

SKETCHES = arrays(
    np.uint8, st.tuples(st.integers(1, 6), st.just(N_BINS)), elements=st.integers(0, 3)
)


def random_sketches(n: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(1, 20, (n, N_BINS)).astype(np.uint8)


@settings(max_examples=30)
@given(SKETCHES, st.randoms(use_true_random=False))
def test_matches_are_equal_bins_that_are_not_empty(left, random):
    right = left.copy()
    for row in right:
        for place in range(N_BINS):
            if random.random() < 0.3:
                row[place] = random.randint(0, 255)
    expected = ((left == right) & (left != 0)).sum(axis=1)
    assert n_matches(left, right).tolist() == expected.tolist()
    rough = sum(
        about_equal_bytes(left.view(np.uint64)[:, k], right.view(np.uint64)[:, k]).astype(int)
        for k in range(N_BINS // 8)
    )
    assert (rough >= expected).all()


@given(SKETCHES, st.sampled_from(WIDTHS), st.data())
def test_a_key_is_the_bins_of_its_band(sketches, width, data):
    band = data.draw(st.integers(0, n_bands(width) - 1))
    part = sketches[:, band * width : (band + 1) * width]
    keys = band_keys(sketches, band, width)
    for k in range(len(part)):
        assert (keys[k] == 0) == (part[k] == 0).any()
        for other in range(k):
            if keys[k]:
                assert (keys[k] == keys[other]) == (part[k] == part[other]).all()


@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=30),
    st.lists(st.integers(0, 4), min_size=1, max_size=30),
    st.sampled_from([1, 1 << 40]),
)
def test_a_band_pairs_all_rows_with_the_same_key(left, right, factor):
    mine, theirs = (np.array(part, np.uint64) * np.uint64(factor) for part in (left, right))
    band = Band(mine, theirs)
    found = {
        (a, b)
        for one, other in band.pairs()
        for a, b in zip(one.tolist(), other.tolist(), strict=True)
    }
    expected = {(a, b) for a, x in enumerate(left) for b, y in enumerate(right) if x == y and x}
    assert found == expected
    assert band.n_pairs == len(expected)


@given(st.lists(st.integers(0, 12), max_size=60), st.integers(0, 60))
def test_equal_rows_are_found_whatever_their_number(numbers, cut):
    hashes = np.array(numbers, np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    left, right = np.arange(min(cut, len(numbers))), np.arange(min(cut, len(numbers)), len(numbers))
    mine, theirs = equal_rows(hashes, left, right)
    expected = {
        k: next(j for j in right if numbers[j] == numbers[k])
        for k in left
        if numbers[k] in [numbers[j] for j in right]
    }
    assert dict(zip(mine.tolist(), theirs.tolist(), strict=True)) == expected


def test_more_is_asked_of_rows_that_are_more_alike():
    wide, narrow = LookAlikes(0.06, 1e-13), LookAlikes(0.6, 1e-13)
    assert wide.needed[N_BINS] < narrow.needed[N_BINS] < NEVER
    assert LookAlikes(1.0, 1e-13).needed[N_BINS] == NEVER
    assert wide.needed[4] == NEVER


def test_rows_that_share_most_bins_are_found_and_no_other():
    left, right = random_sketches(300, 1), random_sketches(800, 2)
    rng = np.random.default_rng(3)
    for k in range(100):
        kept = rng.random(N_BINS) < 0.7
        left[k, kept] = right[k, kept]
    look_alikes = LookAlikes.measure(left, right)
    found = find_near_copies(left, right, look_alikes, chosen_width(left, right))
    assert found.left.tolist() == found.right.tolist() == list(range(100))


def test_a_copy_that_is_there_many_times_is_found():
    left, right = random_sketches(200, 1), random_sketches(400, 2)
    right[:30] = left[0]
    found = find_near_copies(left, right, LookAlikes.measure(left, right), 4)
    assert set(found.left.tolist()) == {0}
    assert set(found.right.tolist()) == set(range(30))


def test_a_rare_kind_of_cell_is_no_copy_of_itself():
    left, right = random_sketches(400, 1), random_sketches(800, 2)
    rng = np.random.default_rng(3)
    markers = rng.integers(1, 20, N_BINS).astype(np.uint8)
    for part in (left, right):
        for row in part[:20]:
            has = rng.random(N_BINS) < 0.65
            row[has] = markers[has]
    look_alikes = LookAlikes.measure(left, right)
    assert n_matches(left[:1], right[:1])[0] >= look_alikes.needed[N_BINS]
    assert len(find_near_copies(left, right, look_alikes, 4).left) == 0


def test_rows_with_little_in_them_never_match():
    left, right = random_sketches(50, 1), random_sketches(60, 2)
    left[:, 10:] = 0
    right[:50] = left
    found = find_near_copies(left, right, LookAlikes(0.1, 1e-13), 2)
    assert len(found.left) == 0
    assert n_filled(left).tolist() == [10] * 50


@pytest.mark.parametrize("n", [1, 40])
def test_where_all_rows_are_alike_no_band_is_wide_enough(n):
    same = np.repeat(random_sketches(1, 0), n, axis=0)
    many = np.repeat(same[:1], 6_000, axis=0)
    assert chosen_width(same, same) == WIDTHS[0]
    assert chosen_width(many, many) == 0
