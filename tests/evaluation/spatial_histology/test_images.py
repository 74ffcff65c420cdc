"""Places become pixels, also of images that lie askew."""

from types import SimpleNamespace

import numpy as np
import pytest

import aivc
from aivc.evaluation.spatial_histology.images import PlacedImage, choose
from aivc.storage.elements.affine import Affine


def placed(path: str, matrix: list, shape=(3, 100, 200), dtype=np.uint8, section="") -> PlacedImage:
    """Return an image whose pixels a matrix carries to places."""
    level = SimpleNamespace(shape=shape, scale=(1.0, 1.0, 1.0))
    stored = SimpleNamespace(levels=(level,), dtype=np.dtype(dtype))
    to_places = Affine(np.array([*matrix, [0, 0, 1]], float), ("x", "y"))
    return PlacedImage(path, stored, to_places.inverse(), section)


QUARTER_TURN = [[0, -2, 500], [2, 0, 10]]
"""Pixels of 2 units, turned by 90 degrees and moved."""


def test_a_turned_image_gives_rows_and_columns():
    image = placed("images/he", QUARTER_TURN)
    # The pixel in column 30 and row 7 lies at x = 500 - 2 * 7 and y = 10 + 2 * 30.
    assert image.pixels_of(np.array([[486.0, 70.0]])).tolist() == [[7.0, 30.0]]
    assert image.pixel == pytest.approx((2.0, 2.0))
    assert image.extent_of((10, 20)) == pytest.approx((20.0, 40.0))
    assert image.holds(np.array([[486.0, 70.0], [501.0, 70.0], [486.0, 9.0]])).tolist() == [
        True,
        False,
        False,
    ]


def test_a_tile_askew_is_as_wide_as_the_box_around_it():
    half = np.sqrt(0.5)
    image = placed("images/he", [[half, -half, 0], [half, half, 0]])
    assert image.extent_of((10, 10)) == pytest.approx((10 * np.sqrt(2), 10 * np.sqrt(2)))


def test_each_section_has_the_image_that_shows_most_of_it():
    left = placed("images/left", [[1, 0, 0], [0, 1, 0]])
    right = placed("images/right", [[1, 0, 1000], [0, 1, 0]])
    places = np.array([[5.0, 5], [1005.0, 5], [1006.0, 5], [9999.0, 5]])
    section = np.array([0, 1, 1, 2])
    assert choose([left, right], places, section, ("A", "B", "C")).tolist() == [0, 1, -1]


def test_of_images_that_show_the_same_the_preferred_or_the_coloured_is_cut():
    plain = placed("images/a", [[1, 0, 0], [0, 1, 0]], shape=(9, 100, 200), dtype=np.uint16)
    coloured = placed("images/b", [[1, 0, 0], [0, 1, 0]])
    place, section = np.array([[5.0, 5]]), np.array([0])
    assert choose([plain, coloured], place, section, ("A",)).tolist() == [1]
    assert choose([plain, coloured], place, section, ("A",), ["images/a"]).tolist() == [0]


def test_the_picture_of_a_library_shows_its_own_section_only():
    pictures = [placed(name, [[1, 0, 0], [0, 1, 0]], section=name) for name in ("L1", "L2")]
    places, section = np.array([[5.0, 5], [6.0, 5]]), np.array([0, 1])
    assert choose(pictures, places, section, ("L2", "L1")).tolist() == [1, 0]


@pytest.mark.realdata
def test_tiles_of_a_crop_of_ileum_lie_around_its_cells(real_data, tmp_path):
    import pandas as pd

    home = real_data / "spatialdata_merfish_ileum" / "derived"
    store = home / "merfish_mouse_ileum_cropped.sdata.zarr"
    made = aivc.benchmark_spatial_histology(store, tmp_path / "b")
    assert [split.verdict for split in made.splits] == ["valid"]
    tiles = pd.read_parquet(tmp_path / "b" / "tiles.parquet")
    points = pd.read_parquet(store / "points" / "cells_centroids_cellpose" / "points.parquet")
    assert sorted(tiles.centre_x) == pytest.approx(sorted(points.x))
    # The image is a crop: its pixels are moved by whole pixels, and nothing else.
    for middle, centre in (
        (tiles.col0 + tiles.width / 2, tiles.centre_x),
        (tiles.row0 + tiles.height / 2, tiles.centre_y),
    ):
        moved = centre - middle
        assert np.ptp(moved) <= 1
        assert moved.mean() > 1000
