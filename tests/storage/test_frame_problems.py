"""What is odd about a frame is said, and everything else is still read."""

import h5py
import numpy as np
import pytest

from aivc.storage import open_dataset
from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import ColumnKind

TEXT = h5py.string_dtype()


def listed(file: h5py.File, *names: str) -> h5py.Group:
    file["obs"].attrs["column-order"] = list(names)
    return file["obs"]


def no_index_attribute(file):
    del file["obs"].attrs["_index"]


def no_index_at_all(file):
    del file["obs/_index"]


def no_column_order(file):
    del file["obs"].attrs["column-order"]


def missing_column(file):
    listed(file, "dose", "gone")


def repeated_column(file):
    listed(file, "dose", "dose")


def unlisted_column(file):
    file["obs"].create_dataset("extra", data=np.zeros(4))


def two_dimensional_column(file):
    listed(file, "wide").create_dataset("wide", data=np.zeros((4, 2)))
    del file["obs/dose"]


def short_column(file):
    listed(file, "dose", "short").create_dataset("short", data=np.zeros(3))


def short_codes(file):
    group = listed(file, "dose", "c").create_group("c")
    group["codes"] = np.zeros(3, "i1")
    group["categories"] = np.array([b"a"])


def awkward_column(file):
    group = listed(file, "dose", "lists").create_group("lists")
    group.attrs["encoding-type"] = "awkward-array"


def float_codes(file):
    group = listed(file, "dose", "c").create_group("c")
    group["codes"] = np.zeros(4, "f4")
    group["categories"] = np.array([b"a"])


def number_mask(file):
    group = listed(file, "dose", "n").create_group("n")
    group["values"], group["mask"] = np.zeros(4, "i4"), np.zeros(4, "i4")


def complex_column(file):
    listed(file, "dose", "z").create_dataset("z", data=np.zeros(4, "c8"))


def no_frame(file):
    del file["obs"]
    file["obs"] = 5


@pytest.mark.parametrize(
    ("change", "kind", "location"),
    [
        (no_index_at_all, "missing-index", "obs"),
        (no_column_order, "missing-column-order", "obs"),
        (missing_column, "missing-column", "obs/gone"),
        (repeated_column, "repeated-column", "obs/dose"),
        (unlisted_column, "unlisted-column", "obs/extra"),
        (two_dimensional_column, "unreadable-column", "obs/wide"),
        (short_column, "ragged-frame", "obs/short"),
        (short_codes, "ragged-frame", "obs/c"),
        (awkward_column, "unreadable-column", "obs/lists"),
        (float_codes, "unreadable-column", "obs/c"),
        (number_mask, "unreadable-column", "obs/n"),
        (complex_column, "unreadable-column", "obs/z"),
        (no_frame, "missing-frame", "obs"),
    ],
)
def test_problem_and_the_rest_is_read(minimal, change, kind, location) -> None:
    with open_dataset(minimal(change)) as dataset:
        assert [(p.kind, p.location) for p in dataset.problems] == [(kind, location)]
        table = dataset.tables[0]
        assert table.obs.n_rows == 4
        assert table.n_obs == 4
        for info in table.obs.columns:
            if info.kind is ColumnKind.OTHER:
                with pytest.raises(UnreadableInputError, match=info.name):
                    table.obs.column(info.name)
                with pytest.raises(UnreadableInputError, match=info.name):
                    table.obs.numbers(info.name)
            else:
                assert table.obs.column(info.name).codes.shape == (4,)
        assert sum(block.data.sum() for block in table.matrices[0].blocks()) == 15


def test_index_is_found_without_its_attribute(minimal, helpers) -> None:
    with open_dataset(minimal(no_index_attribute)) as dataset:
        assert dataset.problems == ()
        assert helpers.index(dataset.tables[0].obs) == ["obs0", "obs1", "obs2", "obs3"]


def test_frame_without_row_names_gives_none(minimal) -> None:
    with (
        open_dataset(minimal(no_index_at_all)) as dataset,
        pytest.raises(UnreadableInputError, match="row names"),
    ):
        list(dataset.tables[0].obs.index())


def test_numbers_as_row_names(minimal, helpers) -> None:
    def change(file: h5py.File) -> None:
        del file["obs/_index"]
        file["obs/_index"] = np.array([10, 11, 12, 13])

    with open_dataset(minimal(change)) as dataset:
        assert helpers.index(dataset.tables[0].obs) == ["10", "11", "12", "13"]


def test_categorical_as_row_names(minimal, helpers) -> None:
    def change(file: h5py.File) -> None:
        del file["obs/_index"]
        group = file["obs"].create_group("_index")
        group["codes"] = np.array([1, 0, -1, 1], "i1")
        group.create_dataset("categories", data=["a", "b"], dtype=TEXT)

    with open_dataset(minimal(change)) as dataset:
        assert helpers.index(dataset.tables[0].obs) == ["b", "a", "", "b"]


def test_codes_outside_the_categories(minimal) -> None:
    def change(file: h5py.File) -> None:
        group = listed(file, "dose", "c").create_group("c")
        group["codes"] = np.array([0, 1, 7, 0], "i1")
        group["categories"] = np.array([b"a", b"b"])

    with open_dataset(minimal(change)) as dataset:
        with pytest.raises(UnreadableInputError, match="7"):
            dataset.tables[0].obs.column("c")
        assert dataset.tables[0].obs.column("dose").codes.shape == (4,)


def test_repeated_category_is_noted_when_read(minimal, helpers) -> None:
    def change(file: h5py.File) -> None:
        group = listed(file, "dose", "c").create_group("c")
        group["codes"] = np.array([0, 1, 1, 0], "i1")
        group["categories"] = np.array([b"a", b"a"])

    with open_dataset(minimal(change)) as dataset:
        assert dataset.problems == ()
        assert dataset.tables[0].obs.column("c").categories == ("a", "a")
        assert helpers.kinds(dataset.problems) == {"repeated-category"}


def test_latin1_text_is_shown_and_noted(minimal, helpers) -> None:
    def change(file: h5py.File) -> None:
        del file["obs/dose"]
        raw = np.array([b"10 \xb5M", b"1 \xb5M", b"10 \xb5M", b"0"], dtype=object)
        file["obs"].create_dataset("dose", data=raw, dtype=h5py.string_dtype("ascii"))

    with open_dataset(minimal(change)) as dataset:
        column = dataset.tables[0].obs.column("dose")
        assert column.categories == ("0", r"1 \xb5M", r"10 \xb5M")
        assert column.codes.tolist() == [2, 1, 2, 0]
        assert helpers.kinds(dataset.problems) == {"text-not-utf8"}


def test_column_name_with_a_slash(minimal) -> None:
    def change(file: h5py.File) -> None:
        listed(file, "dose", "G2/M").create_dataset("G2/M", data=np.arange(4))

    with open_dataset(minimal(change)) as dataset:
        assert dataset.problems == ()
        assert dataset.tables[0].obs.numbers("G2/M").tolist() == [0, 1, 2, 3]


def test_column_name_that_climbs(minimal, helpers) -> None:
    def change(file: h5py.File) -> None:
        listed(file, "../var/chromosome", "dose")

    with open_dataset(minimal(change)) as dataset:
        assert helpers.kinds(dataset.problems) == {"unsafe-name", "missing-column"}
        assert [info.name for info in dataset.tables[0].obs.columns] == ["dose"]
