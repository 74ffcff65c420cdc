"""Tiles that show nothing are counted a channel at a time, and what was not looked at is told."""

from types import SimpleNamespace

import numpy as np
import pytest

from aivc.evaluation.spatial_histology.blank import blank_tiles
from aivc.evaluation.spatial_histology.tiles import ImageFrame, cut_tiles
from aivc.storage.errors import UnreadableInputError

TILES = cut_tiles(
    (ImageFrame((20, 40), (10, 10)),),
    np.zeros(2, np.int64),
    np.array([[10.0, 10.0], [10.0, 30.0]]),
)


def image_of(pixels, asked, *, is_rgb=False):
    def read(level, rows, columns, *, channels):
        asked.append(list(channels))
        if pixels is None:
            msg = "damaged"
            raise UnreadableInputError(msg)
        return pixels[list(channels), rows, columns]

    shape = (3, 20, 40) if pixels is None else pixels.shape
    level = SimpleNamespace(shape=shape, scale=(1.0, 1.0, 1.0))
    return SimpleNamespace(is_rgb=is_rgb, stored=SimpleNamespace(levels=(level,), read=read))


def test_a_tile_is_blank_where_no_channel_shows_anything():
    pixels = np.zeros((5, 20, 40), np.uint16)
    pixels[4, 8, 32] = 7
    asked = []
    assert blank_tiles(image_of(pixels, asked), TILES, 0) == (1, 2)
    assert asked == [[0], [1], [2], [3], [4]]


@pytest.mark.parametrize(("is_rgb", "n_blank"), [(True, 2), (False, 0)])
def test_transparency_of_a_picture_in_colours_shows_nothing(is_rgb, n_blank):
    pixels = np.zeros((4, 20, 40), np.uint8)
    pixels[3, ::2] = 255
    assert blank_tiles(image_of(pixels, [], is_rgb=is_rgb), TILES, 0) == (n_blank, 2)


def test_an_image_that_cannot_be_read_was_not_looked_at():
    assert blank_tiles(image_of(None, []), TILES, 0) == (0, 0)
