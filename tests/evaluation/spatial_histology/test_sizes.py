"""Sizes that follow from the data, and lengths that are related to them."""

import math

import numpy as np
import pytest

from aivc.evaluation.spatial_histology.defaults import (
    Places,
    usual_blocks,
    usual_buffer,
    usual_tile,
)
from aivc.evaluation.spatial_histology.errors import BenchmarkError
from aivc.evaluation.spatial_histology.lengths import PIXEL, Length
from aivc.evaluation.spatial_histology.plan import in_places
from aivc.evaluation.spatial_histology.spacing import spacing


def lattice(n: int, pitch: float, unit: str = "um", micrometres: float | None = 1.0) -> Places:
    x, y = np.meshgrid(np.arange(n) * pitch, np.arange(n) * pitch)
    values = np.column_stack([x.ravel(), y.ravel()])
    return Places(values, np.zeros(len(values), np.int64), unit, micrometres)


def test_the_spacing_is_that_of_each_section_alone():
    places = np.array([[0.0, 0], [10, 0], [0.5, 0], [10.5, 0]])
    assert spacing(places, np.array([0, 0, 1, 1])) == 10
    assert math.isnan(spacing(places[:2], np.array([0, 1])))


def test_a_spot_has_the_tile_of_collections_where_lengths_are_known():
    tile = usual_tile(lattice(30, 100.0), 100.0, 3000.0, are_spots=True)
    assert tile.length == Length(112.0, "um")
    in_pixels = lattice(30, 200.0, PIXEL, micrometres=0.5)
    assert usual_tile(in_pixels, 200.0, 6000.0, are_spots=True).length == Length(224.0, PIXEL)
    unknown = lattice(30, 200.0, "", micrometres=None)
    assert usual_tile(unknown, 200.0, 6000.0, are_spots=True).length == Length(220.0, "")


def test_a_cell_has_a_smaller_tile_in_a_small_section():
    assert usual_tile(lattice(200, 10.0), 10.0, 2000.0, are_spots=False).length.value == 40
    assert usual_tile(lattice(20, 10.0), 10.0, 200.0, are_spots=False).length.value == 20


def test_no_tile_is_larger_than_a_quarter_of_the_image():
    assert usual_tile(lattice(3, 100.0), 100.0, 200.0, are_spots=True).length.value == 50


def test_a_buffer_keeps_tiles_apart_and_neighbours_too():
    assert usual_buffer((112, 112), 0.5, 100.0, "um").length.value == 200
    by_tile = usual_buffer((112, 112), 0.5, 10.0, "um").length.value
    assert math.hypot(112.5, 112.5) <= by_tile < 165


@pytest.mark.parametrize("n", [8, 20, 60, 120])
def test_blocks_are_the_widest_of_which_there_are_enough(n):
    places = lattice(n, 100.0)
    edges = [choice.length.value for choice in usual_blocks(places, 200.0, 112.0)]
    assert edges == sorted(edges, reverse=True)
    assert min(edges) >= 200
    n_blocks = math.ceil((n - 1) * 100 / edges[0] + 1e-9) ** 2
    assert n_blocks >= (20 if edges[0] >= 800 else 10 if edges[0] >= 400 else 5)


def test_a_place_too_small_for_five_blocks_has_none():
    assert usual_blocks(lattice(2, 100.0), 200.0, 112.0) == []


def test_lengths_are_related_by_the_size_of_a_pixel():
    places = lattice(2, 1.0, PIXEL, micrometres=0.5)
    assert in_places(Length(112, "um"), places, 1.0, "--tile") == Length(224, PIXEL)
    assert in_places(Length(0.112, "mm"), places, 1.0, "--tile") == Length(224, PIXEL)
    assert in_places(Length(8, PIXEL), lattice(2, 1.0), 0.5, "--tile") == Length(4, "um")
    assert in_places(Length(8), lattice(2, 1.0), 0.5, "--tile") == Length(8, "um")


def test_a_length_that_nothing_relates_to_the_places_is_refused():
    with pytest.raises(BenchmarkError, match="--tile 112 um: places are counted in px"):
        in_places(Length(112, "um"), lattice(2, 1.0, PIXEL, micrometres=None), 1.0, "--tile")
    with pytest.raises(BenchmarkError, match="a unit that nobody states"):
        in_places(Length(112, "um"), lattice(2, 1.0, "", micrometres=None), 1.0, "--tile")
