"""Read parts of an image, whatever container keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.elements.rasters import Raster, raster_of
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Dataset, SpatialElement

_FLAT, _DEEP = ("c", "y", "x"), ("c", "z", "y", "x")


@dataclass(frozen=True, slots=True)
class ImageLevel:
    """One resolution of an image.

    Attributes
    ----------
    path
        Path of its array in the container.
    shape
        Lengths of the axes of the image.
    scale
        Pixels of the finest resolution that one pixel spans along each of these axes.
    """

    path: str
    shape: tuple[int, ...]
    scale: tuple[float, ...]


class StoredImage:
    """An image of a container.

    Parameters
    ----------
    raster
        Its arrays.

    Attributes
    ----------
    path : str
        Path in the container.
    axes : tuple of str
        ``("c", "y", "x")`` or ``("c", "z", "y", "x")``, whatever the order in which it is stored.
    channels : tuple of str
        Names of the channels; numbers where none are told.
    dtype : numpy.dtype
        Type of the values.
    levels : tuple of ImageLevel
        The resolutions, the finest first.
    """

    def __init__(self, raster: Raster) -> None:
        unknown = set(raster.axes) - {*_DEEP, "t"}
        self._raster = raster
        self.path = raster.path
        self.axes = _DEEP if "z" in raster.axes else _FLAT
        self.dtype: np.dtype[Any] = raster.levels[0].dtype
        if unknown or not {"y", "x"} <= set(raster.axes) or self.dtype.kind not in "biuf":
            msg = (
                f"{raster.path} has the axes {', '.join(raster.axes)} and values of the type "
                f"{self.dtype}; an image has y and x, with or without c and z, and numbers"
            )
            raise UnreadableInputError(msg)
        if "t" in raster.axes and raster.levels[0].shape[raster.axes.index("t")] != 1:
            msg = f"{raster.path} has several points in time; one image at a time is read"
            raise UnreadableInputError(msg)
        self.levels = tuple(
            ImageLevel(array.path, self._ordered(array.shape, 1), self._ordered(scale, 1.0))
            for array, scale in zip(raster.levels, raster.scales, strict=True)
        )
        n_channels = self.levels[0].shape[0]
        is_named = len(raster.channels) == n_channels
        self.channels = raster.channels if is_named else tuple(map(str, range(n_channels)))

    def read(
        self,
        level: int,
        rows: slice,
        columns: slice,
        *,
        channels: Sequence[int] | None = None,
        plane: int = 0,
    ) -> NDArray[Any]:
        """Return a rectangle of one resolution, decoding only the chunks that it touches.

        Parameters
        ----------
        level
            Number of the resolution; 0 is the finest.
        rows, columns
            Pixels of this resolution. What lies beyond the image is cut off.
        channels
            Numbers of the channels; all of them by default.
        plane
            The plane of an image with depth.

        Returns
        -------
        ndarray
            Shape (n_channels, n_rows, n_columns), in the type that is stored.

        Raises
        ------
        IndexError
            There is no such resolution, channel or plane.
        UnreadableInputError
            The bytes cannot be decoded.
        """
        array = self._raster.levels[level]
        shape = self.levels[level].shape
        wanted = range(shape[0]) if channels is None else channels
        depth = shape[1] if "z" in self.axes else 1
        if not all(0 <= channel < shape[0] for channel in wanted) or not 0 <= plane < depth:
            msg = (
                f"{self.path} has {shape[0]} channels and {depth} planes; asked were channels "
                f"{list(wanted)} and plane {plane}"
            )
            raise IndexError(msg)
        first, last = (min(wanted), max(wanted) + 1) if len(wanted) else (0, 0)
        sides = {
            "c": slice(first, last),
            "z": slice(plane, plane + 1),
            "t": slice(0, 1),
            "y": _within(rows, shape[-2]),
            "x": _within(columns, shape[-1]),
        }
        stored = self._raster.axes
        values = array.box(tuple(sides[axis] for axis in stored))
        single = tuple(place for place, axis in enumerate(stored) if axis in {"z", "t"})
        values = np.squeeze(values, axis=single)
        left = [axis for axis in stored if axis not in {"z", "t"}]
        if "c" not in left:
            return values.transpose(left.index("y"), left.index("x"))[np.newaxis][: last - first]
        values = values.transpose([left.index(axis) for axis in _FLAT])
        return values[[channel - first for channel in wanted]]

    def _ordered(self, values: tuple[Any, ...], absent: Any) -> tuple[Any, ...]:
        by_axis = dict(zip(self._raster.axes, values, strict=True))
        return tuple(by_axis.get(axis, absent) for axis in self.axes)


def open_image(dataset: Dataset, wanted: SpatialElement | str) -> StoredImage:
    """Open an image or labels; only headers are read.

    Parameters
    ----------
    dataset, wanted
        As of :func:`~aivc.storage.elements.rasters.raster_of`.

    Raises
    ------
    MissingElementError
        There is no such image.
    UnreadableInputError
        It is no image that can be read.
    """
    return StoredImage(raster_of(dataset, wanted))


def _within(side: slice, length: int) -> slice:
    start = min(max(0, side.start or 0), length)
    stop = length if side.stop is None else min(max(start, side.stop), length)
    return slice(start, stop)
