"""SpatialData stores written by hand, in zarr formats 2 and 3."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
import zarr
from pyarrow import parquet

from aivc.storage.model import SpatialElement


def ends(inward: str, outward: str) -> dict:
    return {
        "input": {"name": inward, "axes": [{"name": axis} for axis in inward]},
        "output": {"name": "global", "axes": [{"name": axis} for axis in outward]},
    }


def element(axes: str, stored: dict, kind: str = "image") -> SpatialElement:
    attributes = {"axes": list(axes), "transformations": {"global": stored}}
    return SpatialElement("some", kind, f"{kind}/some", ("global",), attributes)


class Store:
    """A store that grows by elements."""

    def __init__(self, path: Path, zarr_format: int) -> None:
        self.path = path
        self.zarr_format = zarr_format
        self.root = zarr.open_group(path, mode="w", zarr_format=zarr_format)
        self.root.attrs["spatialdata_attrs"] = {"version": "0.2"}

    def raster(
        self, name: str, levels: list[np.ndarray], axes: str, stored: dict, chunks: tuple
    ) -> None:
        group = self.root.create_group(name)
        datasets = []
        for number, values in enumerate(levels):
            array = group.create_array(
                str(number), shape=values.shape, chunks=chunks, dtype=values.dtype
            )
            array[...] = values
            scale = [a / b for a, b in zip(levels[0].shape, values.shape, strict=True)]
            steps = [{"type": "scale", "scale": scale}]
            datasets.append({"path": str(number), "coordinateTransformations": steps})
        multiscale = {
            "axes": [{"name": axis} for axis in axes],
            "datasets": datasets,
            "coordinateTransformations": [stored],
        }
        ome = {"multiscales": [multiscale]}
        group.attrs.update({"ome": ome} if self.zarr_format == 3 else ome)

    def rows(self, name: str, parts: list[pa.Table], axes: str, stored: dict) -> None:
        group = self.root.create_group(name)
        group.attrs.update({"axes": list(axes), "coordinateTransformations": [stored]})
        kind = name.split("/", maxsplit=1)[0]
        target = self.path / name / f"{kind}.parquet"
        if kind == "shapes":
            parquet.write_table(parts[0], target)
            return
        target.mkdir()
        for number, part in enumerate(parts):
            parquet.write_table(part, target / f"part.{number}.parquet")


@pytest.fixture(params=[2, 3])
def store(request, tmp_path) -> Store:
    return Store(tmp_path / "made.zarr", request.param)
