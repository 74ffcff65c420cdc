"""Parts of images."""

import anndata
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.storage import open_dataset
from aivc.storage.elements.images import open_image
from aivc.storage.errors import MissingElementError, UnreadableInputError
from tests.storage.elements.conftest import ends

RNG = np.random.default_rng(0)
FLAT = RNG.integers(0, 255, (3, 11, 13), np.uint8)
DEEP = RNG.integers(0, 9999, (2, 4, 6, 5), np.uint16)


def identity(axes: str) -> dict:
    return {"type": "identity", **ends(axes, axes)}


def test_levels_and_parts(store) -> None:
    store.raster("images/he", [FLAT, FLAT[:, ::2, ::2]], "cyx", identity("cyx"), (1, 4, 5))
    with open_dataset(store.path) as dataset:
        image = open_image(dataset, "he")
        assert (image.path, image.axes, image.dtype) == ("images/he", ("c", "y", "x"), np.uint8)
        assert image.channels == ("0", "1", "2")
        assert [level.shape for level in image.levels] == [(3, 11, 13), (3, 6, 7)]
        assert image.levels[1].scale == pytest.approx((1, 11 / 6, 13 / 7))
        found = image.read(0, slice(3, 9), slice(4, 40), channels=[2, 0])
        assert np.array_equal(found, FLAT[[2, 0], 3:9, 4:])
        assert np.array_equal(image.read(1, slice(None), slice(1, 3)), FLAT[:, ::2, 2:6:2])
        assert image.read(0, slice(9, 9), slice(0, 5)).shape == (3, 0, 5)
        assert image.read(0, slice(50, 60), slice(0, 5)).shape == (3, 0, 5)
        with pytest.raises(IndexError):
            image.read(0, slice(0, 1), slice(0, 1), channels=[3])
        with pytest.raises(IndexError):
            image.read(0, slice(0, 1), slice(0, 1), plane=1)


def test_depth_and_other_orders(store) -> None:
    store.raster("images/deep", [DEEP], "czyx", identity("czyx"), (1, 1, 6, 5))
    store.raster("images/last", [FLAT.transpose(1, 2, 0)], "yxc", identity("yxc"), (4, 4, 3))
    store.raster("labels/flat", [FLAT[0]], "yx", identity("yx"), (4, 4))
    with open_dataset(store.path) as dataset:
        deep = open_image(dataset, "images/deep")
        assert deep.axes == ("c", "z", "y", "x")
        assert np.array_equal(deep.read(0, slice(1, 3), slice(None), plane=3), DEEP[:, 3, 1:3])
        last = open_image(dataset, "images/last")
        assert last.levels[0].shape == (3, 11, 13)
        assert np.array_equal(last.read(0, slice(2, 8), slice(1, 9)), FLAT[:, 2:8, 1:9])
        flat = open_image(dataset, "labels/flat")
        assert np.array_equal(flat.read(0, slice(2, 8), slice(1, 9)), FLAT[:1, 2:8, 1:9])


@given(st.data())
def test_any_box_is_what_numpy_gives(tmp_path_factory, data) -> None:
    path = tmp_path_factory.getbasetemp() / "boxes.zarr"
    if not path.exists():
        import zarr

        root = zarr.open_group(path, mode="w")
        root.attrs["encoding-type"] = "anndata"
        root.create_array("a", data=DEEP, chunks=(2, 3, 4, 2))
    corner = []
    for length in DEEP.shape:
        start = data.draw(st.integers(0, length))
        corner.append(slice(start, data.draw(st.integers(start, length))))
    with open_dataset(path) as dataset:
        array = dataset.root.array("a")
        assert np.array_equal(array.box(tuple(corner)), DEEP[tuple(corner)])
        seen = np.zeros(DEEP.shape, int)
        for box, values in array.boxes():
            assert np.array_equal(values, DEEP[box])
            seen[box] += 1
        assert (seen == 1).all()


@pytest.mark.parametrize("suffix", ["h5ad", "zarr"])
def test_pictures_of_visium(tmp_path, suffix) -> None:
    hires = RNG.random((9, 8, 3)).astype("f4")
    table = anndata.AnnData(np.ones((2, 1), "f4"))
    table.uns["spatial"] = {"V1": {"images": {"hires": hires, "odd": np.ones((5, 6, 7))}}}
    path = tmp_path / f"visium.{suffix}"
    table.write_h5ad(path) if suffix == "h5ad" else table.write_zarr(path)
    with open_dataset(path) as dataset:
        image = open_image(dataset, "uns/spatial/V1/images/hires")
        assert image.axes == ("c", "y", "x")
        found = image.read(0, slice(2, 5), slice(3, 8))
        assert np.array_equal(found, hires.transpose(2, 0, 1)[:, 2:5, 3:8])
        same = open_image(dataset, "spatial/V1/images/hires")
        assert same.path == image.path
        with pytest.raises(MissingElementError):
            open_image(dataset, "images/none")
        with pytest.raises(UnreadableInputError):
            open_image(dataset, "uns/spatial/V1/images/odd")


def test_several_points_in_time_are_refused(store) -> None:
    store.raster("images/film", [DEEP], "tcyx", identity("tcyx"), (1, 1, 6, 5))
    store.raster("images/still", [FLAT[None]], "tcyx", identity("tcyx"), (1, 1, 6, 5))
    with open_dataset(store.path) as dataset:
        with pytest.raises(UnreadableInputError):
            open_image(dataset, "film")
        still = open_image(dataset, "still")
        assert np.array_equal(still.read(0, slice(0, 4), slice(0, 4)), FLAT[:, :4, :4])


def test_levels_that_are_not_there(store) -> None:
    store.raster("images/he", [FLAT], "cyx", identity("cyx"), (3, 11, 13))
    group = store.root["images/he"]
    ome = dict(group.attrs["ome"]) if store.zarr_format == 3 else dict(group.attrs)
    ome["multiscales"][0]["datasets"].append({"path": "9"})
    group.attrs.update({"ome": ome} if store.zarr_format == 3 else ome)
    with open_dataset(store.path) as dataset, pytest.raises(UnreadableInputError):
        open_image(dataset, "he")
