"""uns is plain Python, within bounds, and nothing in it is ever run."""

import anndata
import h5py
import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp

from aivc.storage import open_dataset
from aivc.storage.errors import MissingElementError


@pytest.fixture(params=["h5ad", "zarr2", "zarr3"])
def read(request, tmp_path):
    """Return a function that writes uns with AnnData and reads it back."""

    def reader(value):
        data = anndata.AnnData(np.zeros((2, 1), "f4"), uns={"key": value})
        path = tmp_path / "made"
        if request.param == "h5ad":
            data.write_h5ad(path)
        else:
            with anndata.settings.override(zarr_write_format=int(request.param[-1])):
                data.write_zarr(path)
        with open_dataset(path) as dataset:
            assert dataset.tables[0].uns_keys == ("key",)
            return dataset.tables[0].uns("key")

    return reader


@pytest.mark.parametrize(
    "value",
    [
        "text with é",
        "",
        5,
        -0.5,
        True,
        {"nested": {"deep": "x", "n": 1}, "empty": {}},
        ["a", "b"],
    ],
    ids=repr,
)
def test_plain_values(read, value) -> None:
    found = read(value)
    assert found == value
    assert type(found) is type(value)


def test_arrays_are_lists(read) -> None:
    assert read(np.array([1.5, 2.0])) == [1.5, 2.0]
    assert read(np.arange(6).reshape(2, 3)) == [[0, 1, 2], [3, 4, 5]]
    assert read(np.array(["a", "é"], dtype=object)) == ["a", "é"]
    assert read(np.array([True, False])) == [True, False]
    assert read(np.array([])) == []


def test_categorical_and_nullable(read) -> None:
    found = read(pd.Categorical(["b", "a", "b"]))
    assert found == {"categories": ["a", "b"], "codes": [1, 0, 1]}


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (np.zeros(10_001), "array of 10001 values of type float64"),
        (np.zeros((200, 200)), "array of 200 x 200 values of type float64"),
        (sp.eye(3, format="csr"), "csr_matrix"),
        (pd.DataFrame({"x": [1, 2]}, index=["a", "b"]), "dataframe"),
    ],
    ids=["long", "wide", "sparse", "frame"],
)
def test_what_is_too_large_or_no_value_is_described(read, value, what) -> None:
    assert read(value) == {"unread": what}


def test_none_is_none(minimal) -> None:
    def change(file: h5py.File) -> None:
        file.create_dataset("uns/nothing", data=h5py.Empty("f"))

    with open_dataset(minimal(change)) as dataset:
        assert dataset.tables[0].uns("nothing") is None


def test_structures_become_lists(minimal) -> None:
    def change(file: h5py.File) -> None:
        rows = np.array([(b"a", 1.5), (b"b", 2.0)], dtype=[("name", "S4"), ("score", "f4")])
        file["uns/ranked"] = rows

    with open_dataset(minimal(change)) as dataset:
        assert dataset.tables[0].uns("ranked") == [["a", 1.5], ["b", 2.0]]


def test_raw_bytes_are_not_decoded(minimal, helpers) -> None:
    def change(file: h5py.File) -> None:
        file["uns/pickle"] = np.void(b"\x80\x04\x95 a pickle")
        file["uns/title"] = "made"

    with open_dataset(minimal(change)) as dataset:
        assert set(dataset.tables[0].uns("pickle")) == {"unread"}
        assert dataset.tables[0].uns("title") == "made"
        assert [(p.kind, p.location) for p in dataset.problems] == [("opaque-value", "uns/pickle")]


def test_deep_groups_end(minimal) -> None:
    def change(file: h5py.File) -> None:
        file["uns/" + "/".join(["deeper"] * 100)] = 1

    with open_dataset(minimal(change)) as dataset:
        found = dataset.tables[0].uns("deeper")
        depth = 0
        while "deeper" in found:
            found = found["deeper"]
            depth += 1
        assert found == {"unread": "groups nested too deeply"}
        assert depth == 32


@pytest.mark.parametrize("key", ["gone", "../obs", "", "nested/inner"])
def test_missing_key(minimal, key) -> None:
    def change(file: h5py.File) -> None:
        file["uns/nested/inner"] = 1

    with open_dataset(minimal(change)) as dataset, pytest.raises(MissingElementError):
        dataset.tables[0].uns(key)
