"""A small picture of a part of an image, for pages."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.elements.images import StoredImage

_SIDE = 420
"""Pixels of the longer side of a picture, about."""

_MOST_PIXELS = 16_000_000
"""Pixels that are decoded for one; where no resolution is that coarse there is no picture."""

_BRIGHT = 99.5
"""Percentile of a channel that is shown as white, where it is no colour of bright light."""

_COLOURS = 3


@dataclass(frozen=True, slots=True)
class Window:
    """Rows and columns of the finest resolution of an image."""

    rows: tuple[int, int]
    columns: tuple[int, int]

    @property
    def sides(self) -> tuple[int, int]:
        """Height and width."""
        return self.rows[1] - self.rows[0], self.columns[1] - self.columns[0]


def picture_of(image: StoredImage, window: Window, *, is_rgb: bool) -> bytes:
    """Return a part of an image as JPEG; nothing where it cannot be had in bounded memory.

    Colours of bright light are shown as they are; of other images the first three channels, each
    from its least to its greatest value but for the brightest pixels, and the first plane.
    """
    level = _level(image, window)
    if level is None:
        return b""
    scale = image.levels[level].scale
    rows = slice(int(window.rows[0] / scale[-2]), int(np.ceil(window.rows[1] / scale[-2])))
    columns = slice(int(window.columns[0] / scale[-1]), int(np.ceil(window.columns[1] / scale[-1])))
    channels = range(min(_COLOURS, image.levels[0].shape[0]))
    try:
        values = image.read(level, rows, columns, channels=channels)
    except AivcError:
        return b""
    step = max(1, -(-max(values.shape[1:]) // _SIDE))
    return _jpeg(values[:, ::step, ::step], is_rgb=is_rgb)


def _level(image: StoredImage, window: Window) -> int | None:
    """Return the coarsest resolution that fills a picture, else the finest that can be read."""
    longest = max(window.sides)
    enough = [k for k, one in enumerate(image.levels) if longest / one.scale[-1] >= _SIDE]
    level = max(enough, default=0)
    scale = image.levels[level].scale
    pixels = window.sides[0] * window.sides[1] / (scale[-1] * scale[-2])
    return level if 0 < pixels <= _MOST_PIXELS else None


def _jpeg(values: NDArray[Any], *, is_rgb: bool) -> bytes:
    from PIL import Image

    if not values.size:
        return b""
    shown = values if is_rgb else np.stack([_stretched(channel) for channel in values])
    while len(shown) < _COLOURS:
        shown = np.concatenate([shown, np.zeros_like(shown[:1]) if len(shown) > 1 else shown])
    picture = Image.fromarray(np.ascontiguousarray(shown[:_COLOURS].transpose(1, 2, 0)))
    written = BytesIO()
    picture.save(written, "JPEG", quality=75)
    return written.getvalue()


def _stretched(channel: NDArray[Any]) -> NDArray[np.uint8]:
    known = np.nan_to_num(channel.astype(np.float64))
    low, high = known.min(), np.percentile(known, _BRIGHT)
    span = high - low if high > low else 1.0
    shown: NDArray[np.uint8] = (255 * np.clip((known - low) / span, 0, 1)).astype(np.uint8)
    return shown
