"""Objects of label images by their values."""

import numpy as np
import pytest

from aivc.storage import open_dataset
from aivc.storage.errors import UnreadableInputError
from aivc.validators.facts.scale import label_rows
from aivc.validators.facts.scale.keyed_rows import hash_labels
from tests.storage.elements.conftest import Store, ends

SAME = {"type": "identity", **ends("yx", "yx")}


def objects(path):
    with open_dataset(path) as dataset:
        return label_rows.keyed_by_object(dataset, dataset.elements[0])


@pytest.mark.parametrize("merged", [1, 1 << 20])
def test_objects_of_the_finest_resolution(tmp_path, monkeypatch, merged) -> None:
    monkeypatch.setattr(label_rows, "_MERGED", merged)
    values = np.random.default_rng(0).integers(0, 40, (30, 20)).astype("u4")
    store = Store(tmp_path / "made.zarr", 3)
    # The coarsest resolution is listed first.
    store.raster("labels/cells", [values[::10, ::10], values], "yx", SAME, (7, 6))
    keyed = objects(store.path)
    expected = [str(value) for value in np.unique(values) if value]
    assert keyed.hashes.tolist() == hash_labels(expected).tolist()
    assert keyed.texts(range(keyed.n_rows)) == tuple(expected)


def test_values_that_are_no_objects_are_refused(tmp_path, monkeypatch) -> None:
    store = Store(tmp_path / "made.zarr", 3)
    store.raster("labels/cells", [np.arange(12, dtype="u2").reshape(3, 4)], "yx", SAME, (2, 2))
    monkeypatch.setattr(label_rows, "MAX_OBJECTS", 5)
    with pytest.raises(UnreadableInputError, match="more than 5"):
        objects(store.path)
    real = Store(tmp_path / "real.zarr", 3)
    real.raster("labels/cells", [np.ones((3, 4), "f4")], "yx", SAME, (2, 2))
    with pytest.raises(UnreadableInputError, match="whole numbers"):
        objects(real.path)
