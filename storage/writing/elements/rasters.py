"""Images and labels in memory, written in several resolutions.

Layout: https://spatialdata.scverse.org/en/stable/design_doc.html and
https://ngff.openmicroscopy.org/0.5/; the versions are those that spatialdata 0.5 and later write.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np
from numcodecs import Zstd

from aivc.storage.errors import UnwritableError
from aivc.storage.writing.elements.element import FORMAT, MadeElement
from aivc.storage.writing.elements.placement import Placement, described_axes
from aivc.storage.writing.zarr_documents import array_documents, write_documents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

OME_VERSION = "0.5-dev-spatialdata"
RASTER_VERSION = "0.3"
PIXEL = "pixel"
HERE = (Placement(unit=PIXEL),)
LEVEL = 6
"""Of compression; pixels take half the room that they take at the fastest level."""
_ZSTD = {"name": "zstd", "configuration": {"level": LEVEL, "checksum": False}}
_WIDE = {1: np.int16, 2: np.int32}
"""Type that the sum of four whole numbers of a size in bytes fits into."""


class MadeRaster(MadeElement):
    """Pixels.

    Parameters
    ----------
    name
        Name of the element.
    kind
        ``image`` or ``labels``.
    pixels
        Shape (channel, y, x) of an image, (y, x) of labels.
    placements
        From pixels of the finest resolution to coordinate systems.
    n_levels
        Resolutions; each has half as many pixels along y and x as the one before.
    chunk
        Rows and columns of a chunk.
    """

    def __init__(
        self,
        name: str,
        kind: str,
        pixels: NDArray[Any],
        placements: Sequence[Placement],
        n_levels: int,
        chunk: int,
    ) -> None:
        axes = ("c", "y", "x") if kind == "image" else ("y", "x")
        super().__init__(name, kind, axes, placements, PIXEL)
        if pixels.ndim != len(axes) or not pixels.size:
            msg = (
                f"{self.path} has pixels of shape {pixels.shape}; expected one length, not zero, "
                f"for each of the axes {', '.join(axes)}"
            )
            raise UnwritableError(msg)
        self._pixels = pixels
        self._n_levels = n_levels
        self._chunk = chunk

    def level_names(self) -> list[str]:
        """Name the resolutions, finest first."""
        return [f"s{number}" for number in range(self._n_levels)]

    def _multiscale(self) -> dict[str, Any]:
        finest = self._pixels.shape
        datasets = []
        rows, columns = finest[-2:]
        for name in self.level_names():
            scale = [*(1.0 for _ in self.axes[:-2]), finest[-2] / rows, finest[-1] / columns]
            steps = [{"type": "scale", "scale": scale}]
            datasets.append({"path": name, "coordinateTransformations": steps})
            rows, columns = _half(rows), _half(columns)
        return {
            "name": self.name,
            "axes": described_axes(self.axes, ""),
            "datasets": datasets,
            "coordinateTransformations": self.transformations(),
        }

    def _write(self, folder: Path) -> None:
        level = self._pixels
        for number, name in enumerate(self.level_names()):
            level = self._coarser(level) if number else level
            _write_array(folder / name, level, self.axes, self._chunk)

    def _coarser(self, pixels: NDArray[Any]) -> NDArray[Any]:
        return pixels[..., ::2, ::2]


class MadeImage(MadeRaster):
    """An image.

    Parameters
    ----------
    name
        Name of the element.
    pixels
        Intensities, shape (channel, y, x).
    channels
        Name of each channel.
    placements
        From pixels of the finest resolution to coordinate systems.
    n_levels
        Resolutions; a pixel of a coarser one is the mean of four.
    chunk
        Rows and columns of a chunk.

    Raises
    ------
    UnwritableError
        The shape is another, or there are more or fewer names than channels.
    """

    def __init__(
        self,
        name: str,
        pixels: NDArray[Any],
        channels: Sequence[str],
        placements: Sequence[Placement] = HERE,
        *,
        n_levels: int = 1,
        chunk: int = 256,
    ) -> None:
        super().__init__(name, "image", pixels, placements, n_levels, chunk)
        if len(channels) != len(pixels):
            msg = f"{self.path} has {len(pixels)} channels, but {len(channels)} names of channels"
            raise UnwritableError(msg)
        self._channels = tuple(channels)

    def _details(self) -> dict[str, Any]:
        return {"levels": self.level_names(), "channels": list(self._channels)}

    def _attributes(self) -> dict[str, Any]:
        channels = [{"label": channel} for channel in self._channels]
        ome = {
            "version": OME_VERSION,
            "omero": {"channels": channels},
            "multiscales": [self._multiscale()],
        }
        return {"ome": ome, "spatialdata_attrs": {"version": RASTER_VERSION}}

    def _coarser(self, pixels: NDArray[Any]) -> NDArray[Any]:
        odd = [(0, side % 2) for side in pixels.shape[-2:]]
        even = np.pad(pixels, [(0, 0), *odd], mode="edge")
        is_whole = pixels.dtype.kind in "iu"
        wide = even.astype(_WIDE.get(pixels.dtype.itemsize, np.int64) if is_whole else np.float64)
        total = wide[:, ::2, ::2] + wide[:, ::2, 1::2] + wide[:, 1::2, ::2] + wide[:, 1::2, 1::2]
        mean: NDArray[Any] = (total + 2) // 4 if is_whole else total / 4
        return mean.astype(pixels.dtype)


class MadeLabelImage(MadeRaster):
    """Labels: for each pixel the number of its object, 0 where there is none.

    Parameters
    ----------
    name
        Name of the element.
    objects
        Whole numbers, shape (y, x).
    placements
        From pixels of the finest resolution to coordinate systems.
    n_levels
        Resolutions; a coarser one takes one pixel of four.
    chunk
        Rows and columns of a chunk.

    Raises
    ------
    UnwritableError
        The shape is another, or these are no whole numbers.
    """

    def __init__(
        self,
        name: str,
        objects: NDArray[Any],
        placements: Sequence[Placement] = HERE,
        *,
        n_levels: int = 1,
        chunk: int = 256,
    ) -> None:
        super().__init__(name, "labels", objects, placements, n_levels, chunk)
        if objects.dtype.kind not in "iu":
            msg = f"{self.path} holds {objects.dtype}; objects are whole numbers"
            raise UnwritableError(msg)

    def _details(self) -> dict[str, Any]:
        return {"levels": self.level_names()}

    def _attributes(self) -> dict[str, Any]:
        ome = {
            "version": OME_VERSION,
            "image-label": {"version": "0.5"},
            "multiscales": [self._multiscale()],
        }
        return {"ome": ome, "spatialdata_attrs": {"version": RASTER_VERSION}}


def _half(side: int) -> int:
    return -(-side // 2)


def _write_array(folder: Path, pixels: NDArray[Any], axes: tuple[str, ...], chunk: int) -> None:
    stored = np.ascontiguousarray(pixels, pixels.dtype.newbyteorder("<"))
    inner = [min(chunk, side) for side in stored.shape[-2:]]
    chunks = (*stored.shape[:-2], *inner)
    document = array_documents(FORMAT, stored.shape, chunks, stored.dtype, {})["zarr.json"]
    codecs = [*document["codecs"][:-1], _ZSTD]
    folder.mkdir()
    write_documents(folder, {"zarr.json": {**document, "codecs": codecs, "dimension_names": axes}})
    grid = [range(-(-side // step)) for side, step in zip(stored.shape, chunks, strict=True)]
    packer = Zstd(level=LEVEL)
    for place in itertools.product(*grid):
        starts = [index * step for index, step in zip(place, chunks, strict=True)]
        part = stored[tuple(slice(a, a + n) for a, n in zip(starts, chunks, strict=True))]
        whole = np.zeros(chunks, stored.dtype)
        whole[tuple(slice(0, side) for side in part.shape)] = part
        target = folder.joinpath("c", *map(str, place))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(bytes(packer.encode(whole)))
