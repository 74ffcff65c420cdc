"""Tiles, what they share, and how fast that is found."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from aivc.evaluation.spatial_histology.overlap import covered_by, overlaps
from aivc.evaluation.spatial_histology.range_count import count_in_boxes
from aivc.evaluation.spatial_histology.tiles import ImageFrame, Tiles, cut_tiles

FEW = st.integers(0, 40)
PLACES = FEW.flatmap(lambda n: arrays.arrays(np.int64, (n, 2), elements=st.integers(-20, 20)))


def tiles_at(places, tile=(7, 5), image=None) -> Tiles:
    frames = (ImageFrame((1000, 1000), tile), ImageFrame((1000, 1000), tile))
    image = np.zeros(len(places), np.int64) if image is None else image
    rows, columns = places[:, 0] + 100, places[:, 1] + 100
    return Tiles(frames, image, rows, columns, np.ones(len(places)))


def shared_pixels(tiles: Tiles, one: int, other: int) -> float:
    """Count pixel by pixel what the second tile covers of the first."""
    (height, width) = tiles.frames[0].tile
    pixels = [
        {(r, c) for r in range(row, row + height) for c in range(column, column + width)}
        for row, column in ((tiles.rows[k], tiles.columns[k]) for k in (one, other))
    ]
    return len(pixels[0] & pixels[1]) / (height * width)


@settings(max_examples=40)
@given(PLACES, st.integers(0, 8), st.integers(0, 8))
def test_counts_are_those_of_comparing_each_with_each(places, tall, wide):
    steps = np.abs(places[:, np.newaxis] - places[np.newaxis])
    is_within = (steps[..., 0] <= tall) & (steps[..., 1] <= wide)
    counted = count_in_boxes(places[:, 0], places[:, 1], (tall, wide))
    assert counted.tolist() == (is_within.sum(axis=1) - 1).tolist()


@settings(max_examples=40)
@given(PLACES, st.data())
def test_overlaps_are_those_of_comparing_pixels(places, data):
    places = places[:12]
    n = len(places)
    image = np.array(data.draw(st.lists(st.integers(0, 1), min_size=n, max_size=n)), np.int64)
    tiles = tiles_at(places, image=image)
    found = overlaps(tiles)
    for one in range(n):
        shares = [
            shared_pixels(tiles, one, other)
            for other in range(n)
            if other != one and image[other] == image[one]
        ]
        assert found.count[one] == sum(share > 0 for share in shares)
        assert found.largest_share[one] == pytest.approx(max(shares, default=0.0))


@settings(max_examples=40)
@given(PLACES, st.data())
def test_what_another_part_covers_is_that_of_comparing_pixels(places, data):
    places = places[:12]
    n = len(places)
    asks = np.array(data.draw(st.lists(st.booleans(), min_size=n, max_size=n)), bool)
    tiles = tiles_at(places)
    covered = covered_by(tiles, asks, ~asks)
    for one in range(n):
        shares = [shared_pixels(tiles, one, k) for k in np.flatnonzero(~asks)] if asks[one] else []
        assert covered[one] == pytest.approx(max(shares, default=0.0))


def test_tiles_that_touch_share_nothing():
    tiles = tiles_at(np.array([[0, 0], [0, 5], [7, 0]]))
    assert overlaps(tiles).count.tolist() == [0, 0, 0]
    assert overlaps(tiles).largest_share.tolist() == [0.0, 0.0, 0.0]


def test_tiles_at_one_place_cover_each_other_whole():
    found = overlaps(tiles_at(np.array([[0, 0], [0, 0], [50, 50]])))
    assert found.count.tolist() == [1, 1, 0]
    assert found.largest_share.tolist() == [1.0, 1.0, 0.0]


def test_what_lies_outside_an_image_is_no_share_of_it():
    frames = (ImageFrame((100, 100), (10, 20)),)
    centres = np.array([[50.0, 50.0], [0.0, 50.0], [0.0, 100.0], [-5.0, 50.0], [np.nan, 1.0]])
    tiles = cut_tiles(frames, np.zeros(5, np.int64), centres)
    assert tiles.inside.tolist() == [1.0, 0.5, 0.25, 0.0, 0.0]
    assert tiles.image.tolist() == [0, 0, 0, 0, -1]
    assert (tiles.rows[0], tiles.columns[0]) == (45, 40)
    assert overlaps(tiles).count.tolist() == [0, 0, 0, 0, 0]


def test_a_tile_of_an_odd_side_is_centred_on_the_pixel_of_its_unit():
    tiles = cut_tiles((ImageFrame((9, 9), (3, 3)),), np.array([0]), np.array([[4.5, 4.5]]))
    assert (tiles.rows[0], tiles.columns[0]) == (3, 3)


def test_counting_grows_with_n_log_n_and_not_with_the_neighbours():
    """Every tile overlaps all others: comparing pairs would be ten billion comparisons."""
    random = np.random.default_rng(0)
    places = random.integers(0, 50, (100_000, 2))
    counted = count_in_boxes(places[:, 0], places[:, 1], (60, 60))
    assert (counted == 99_999).all()
