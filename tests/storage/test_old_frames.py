"""Frames as they were written before the present encoding, and by other languages."""

import h5py
import numpy as np
import pytest

from aivc.storage import open_dataset
from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import ColumnKind

TEXT = h5py.string_dtype()


def old_structures(file: h5py.File) -> None:
    """Write obs and var as AnnData 0.6 did: structures, labels of codes in uns."""
    del file["obs"], file["var"]
    obs = np.array(
        [(b"c0", 1, 0.5, 3), (b"c1", 0, np.nan, 1), (b"c2", -1, 2.0, 2), (b"c3", 1, 0.5, 3)],
        dtype=[("index", "S4"), ("cell_type", "i1"), ("dose", "f8"), ("n", "i4")],
    )
    file.create_dataset("obs", data=obs)
    var = np.array([("v0", 7), ("v1", 8), ("v2", 9)], dtype=[("index", TEXT), ("cell_type", "i8")])
    file.create_dataset("var", data=var)
    file.create_dataset("uns/cell_type_categories", data=np.array([b"T", b"B"]))


def test_structured_frames(minimal, helpers) -> None:
    with open_dataset(minimal(old_structures)) as dataset:
        table = dataset.tables[0]
        assert helpers.kinds(dataset.problems) == {"old-frame"}
        assert [problem.location for problem in dataset.problems] == ["obs", "var"]
        assert helpers.index(table.obs) == ["c0", "c1", "c2", "c3"]
        assert helpers.index(table.var) == ["v0", "v1", "v2"]
        cell_type = table.obs.column("cell_type")
        assert cell_type.info.kind is ColumnKind.CATEGORICAL
        assert cell_type.categories == ("T", "B")
        assert cell_type.codes.tolist() == [1, 0, -1, 1]
        assert helpers.labels(table.obs.column("dose")) == ["0.5", None, "2", "0.5"]
        assert table.obs.numbers("n").tolist() == [3, 1, 2, 3]
        # The codes of var do not fit the two labels, so they are numbers.
        assert table.var.column("cell_type").info.kind is ColumnKind.INTEGER


def test_one_label_written_as_a_single_text(minimal) -> None:
    def change(file: h5py.File) -> None:
        old_structures(file)
        del file["uns/cell_type_categories"], file["obs"]
        file["uns/cell_type_categories"] = "T"
        codes = np.array([(b"c0", 0)] * 4, dtype=[("index", "S4"), ("cell_type", "i1")])
        file.create_dataset("obs", data=codes)

    with open_dataset(minimal(change)) as dataset:
        column = dataset.tables[0].obs.column("cell_type")
        assert column.categories == ("T",)
        assert column.codes.tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("by", ["reference", "path"])
def test_categories_beside_the_codes(minimal, by) -> None:
    def change(file: h5py.File) -> None:
        obs = file["obs"]
        obs.attrs["encoding-version"] = "0.1.0"
        obs.attrs["column-order"] = ["dose", "donor"]
        labels = obs.create_dataset("__categories/donor", data=["D2", "D1"], dtype=TEXT)
        labels.attrs["ordered"] = True
        codes = obs.create_dataset("donor", data=np.array([1, 0, -1, 1], dtype="i1"))
        codes.attrs["categories"] = labels.ref if by == "reference" else "__categories/donor"

    with open_dataset(minimal(change)) as dataset:
        assert dataset.problems == ()
        column = dataset.tables[0].obs.column("donor")
        assert column.info.ordered is True
        assert column.categories == ("D2", "D1")
        assert column.codes.tolist() == [1, 0, -1, 1]


def test_categories_that_are_gone(minimal, helpers) -> None:
    def change(file: h5py.File) -> None:
        file["obs"].attrs["column-order"] = ["donor", "dose"]
        codes = file["obs"].create_dataset("donor", data=np.zeros(4, "i1"))
        codes.attrs["categories"] = "__categories/donor"

    with open_dataset(minimal(change)) as dataset:
        frame = dataset.tables[0].obs
        assert helpers.kinds(dataset.problems) == {"unreadable-column"}
        assert frame.columns[0].kind is ColumnKind.OTHER
        assert frame.column("dose").categories == ("0", "1", "2", "3")
        with pytest.raises(UnreadableInputError, match="donor"):
            frame.column("donor")


def test_logical_values_of_r(minimal) -> None:
    logical = h5py.enum_dtype({"FALSE": 0, "TRUE": 1, "NA": 2}, basetype="i1")

    def change(file: h5py.File) -> None:
        file["obs"].attrs["column-order"] = ["is_control"]
        del file["obs/dose"]
        values = np.array([1, 2, 0, 1], dtype="i1")
        file["obs"].create_dataset("is_control", data=values, dtype=logical)

    with open_dataset(minimal(change)) as dataset:
        frame = dataset.tables[0].obs
        column = frame.column("is_control")
        assert column.info.kind is ColumnKind.BOOLEAN
        assert column.categories == ("False", "True")
        assert column.codes.tolist() == [1, -1, 0, 1]
        np.testing.assert_array_equal(frame.numbers("is_control"), [1, np.nan, 0, 1])


def test_other_enums_are_categoricals(minimal) -> None:
    phase = h5py.enum_dtype({"S": 5, "G1": 2, "M": 9}, basetype="u2")

    def change(file: h5py.File) -> None:
        file["obs"].attrs["column-order"] = ["phase"]
        del file["obs/dose"]
        file["obs"].create_dataset("phase", data=np.array([9, 2, 2, 5], "u2"), dtype=phase)

    with open_dataset(minimal(change)) as dataset:
        column = dataset.tables[0].obs.column("phase")
        assert column.info.kind is ColumnKind.CATEGORICAL
        assert column.categories == ("G1", "S", "M")
        assert column.codes.tolist() == [2, 0, 0, 1]


def test_unsigned_codes_and_big_endian(minimal) -> None:
    def change(file: h5py.File) -> None:
        del file["obs/dose"]
        file["obs"].attrs["column-order"] = ["donor", "dose"]
        donor = file["obs"].create_group("donor")
        donor.attrs["encoding-type"] = "categorical"
        donor.create_dataset("codes", data=np.array([1, 0, 1, 1], dtype="u1"))
        donor.create_dataset("categories", data=np.array([b"a", b"b"]))
        file["obs"].create_dataset("dose", data=np.array([1, 2, 3, 4], dtype=">f4"))

    with open_dataset(minimal(change)) as dataset:
        frame = dataset.tables[0].obs
        assert frame.column("donor").codes.tolist() == [1, 0, 1, 1]
        assert frame.column("donor").codes.dtype.kind == "i"
        assert frame.column("donor").categories == ("a", "b")
        assert frame.numbers("dose").tolist() == [1, 2, 3, 4]
        assert frame.numbers("dose").dtype.isnative
        assert frame.columns[1].dtype == "float32"


def test_fixed_length_text(minimal, helpers) -> None:
    def change(file: h5py.File) -> None:
        del file["obs/_index"], file["obs/dose"]
        names = np.char.encode(["a", "bé", "c", "d"], "utf-8")
        file["obs"].create_dataset("_index", data=names)
        file["obs"].create_dataset("dose", data=names.astype(h5py.string_dtype("utf-8", 4)))

    with open_dataset(minimal(change)) as dataset:
        assert helpers.index(dataset.tables[0].obs) == ["a", "bé", "c", "d"]
        assert dataset.tables[0].obs.column("dose").categories == ("a", "bé", "c", "d")
