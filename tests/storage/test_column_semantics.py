"""A column is codes into distinct labels, exactly as the contract says."""

import anndata
import numpy as np
import pandas as pd
import pytest

from aivc.storage import open_dataset
from aivc.storage.errors import MissingElementError, NotNumericError
from aivc.storage.model import ColumnKind

INDEX = [f"cell{row}" for row in range(5)]


@pytest.fixture(params=["h5ad", "zarr2", "zarr3"])
def read(request, tmp_path):
    """Return a function that writes obs columns with AnnData and opens the result."""
    opened = []

    def opener(**columns):
        path = tmp_path / f"made{len(opened)}.{request.param}"
        data = anndata.AnnData(np.zeros((5, 2), "f4"), obs=pd.DataFrame(columns, index=INDEX))
        if request.param == "h5ad":
            data.write_h5ad(path, convert_strings_to_categoricals=False)
        else:
            with anndata.settings.override(zarr_write_format=int(request.param[-1])):
                data.write_zarr(path, convert_strings_to_categoricals=False)
        opened.append(open_dataset(path))
        return opened[-1].tables[0].obs

    yield opener
    for dataset in opened:
        dataset.close()


def test_whole_floats_lose_their_point(read) -> None:
    obs = read(dose=np.array([10.0, 0.1, 1e-05, np.nan, 10.0]))
    column = obs.column("dose")
    assert column.info.kind is ColumnKind.FLOAT
    assert column.info.dtype == "float64"
    assert column.categories == ("1e-05", "0.1", "10")
    assert column.codes.tolist() == [2, 1, 0, -1, 2]
    assert column.codes.dtype.kind == "i"
    assert column.numbers.tolist() == [1e-05, 0.1, 10.0]


def test_float32_text_is_that_of_its_precision(read) -> None:
    column = read(dose=np.array([0.1, 0.3, 1e10, 3, 0.1], dtype="f4")).column("dose")
    assert column.categories == ("0.1", "0.3", "3", "1e+10")
    assert column.numbers.dtype == np.float64
    assert column.numbers[0] == np.float64(np.float32(0.1))


def test_infinity_is_a_value_and_minus_zero_is_zero(read) -> None:
    column = read(x=np.array([-np.inf, -0.0, 0.0, np.inf, np.nan])).column("x")
    assert column.categories == ("-inf", "0", "inf")
    assert column.codes.tolist() == [0, 1, 1, 2, -1]


def test_integers_keep_all_digits(read) -> None:
    big = 2**63 - 1
    column = read(n=np.array([big, -5, 0, big, 7])).column("n")
    assert column.info.kind is ColumnKind.INTEGER
    assert column.categories == ("-5", "0", "7", str(big))


def test_text_is_sorted_by_code_point(read) -> None:
    column = read(t=np.array(["b", "a", "é", "", "a"], dtype=object)).column("t")
    assert column.info.kind is ColumnKind.STRING
    assert column.categories == ("", "a", "b", "é")
    assert column.codes.tolist() == [2, 1, 3, 0, 1]
    assert column.numbers is None


def test_booleans_that_occur(read) -> None:
    column = read(b=np.array([True, True, False, True, False])).column("b")
    assert column.info.kind is ColumnKind.BOOLEAN
    assert column.categories == ("False", "True")
    assert column.codes.tolist() == [1, 1, 0, 1, 0]
    assert column.numbers is None
    only = read(b=np.array([True] * 5)).column("b")
    assert only.categories == ("True",)
    assert only.codes.tolist() == [0] * 5


def test_categories_keep_stored_order_and_unused_ones(read) -> None:
    stored = pd.Categorical(
        ["low", "high", None, "low", "high"], categories=["low", "none", "high"], ordered=True
    )
    column = read(level=stored).column("level")
    assert column.info.kind is ColumnKind.CATEGORICAL
    assert column.info.ordered is True
    assert column.categories == ("low", "none", "high")
    assert column.codes.tolist() == [0, 2, -1, 0, 2]


def test_numeric_categories_have_numbers(read) -> None:
    obs = read(dose=pd.Categorical([10.0, 0.5, 10.0, None, 0.5]))
    column = obs.column("dose")
    assert column.categories == ("0.5", "10")
    assert column.numbers.tolist() == [0.5, 10.0]
    np.testing.assert_array_equal(obs.numbers("dose"), [10.0, 0.5, 10.0, np.nan, 0.5])


def test_nullable_columns(read) -> None:
    obs = read(
        n=pd.array([3, None, 1, 3, None], dtype="Int64"),
        b=pd.array([True, None, False, None, True], dtype="boolean"),
    )
    number, flag = obs.column("n"), obs.column("b")
    assert number.info.kind is ColumnKind.INTEGER
    assert number.categories == ("1", "3")
    assert number.codes.tolist() == [1, -1, 0, 1, -1]
    assert flag.info.kind is ColumnKind.BOOLEAN
    assert flag.categories == ("False", "True")
    assert flag.codes.tolist() == [1, -1, 0, -1, 1]
    np.testing.assert_array_equal(obs.numbers("n"), [3, np.nan, 1, 3, np.nan])
    np.testing.assert_array_equal(obs.numbers("b"), [1, np.nan, 0, np.nan, 1])


def test_nullable_text(read) -> None:
    with anndata.settings.override(allow_write_nullable_strings=True):
        obs = read(t=pd.array(["x", None, "a", "z", "x"], dtype="string"))
    column = obs.column("t")
    assert column.info.kind is ColumnKind.STRING
    assert column.categories == ("a", "x", "z")
    assert column.codes.tolist() == [1, -1, 0, 2, 1]


def test_numbers_are_as_stored(read) -> None:
    obs = read(
        n=np.array([3, 1, 4, 1, 5], dtype="i2"),
        f=np.array([1, 2, np.nan, 4, 5], dtype="f4"),
        b=np.array([True, False, True, True, False]),
    )
    assert obs.numbers("n").dtype == np.int16
    assert obs.numbers("n").tolist() == [3, 1, 4, 1, 5]
    assert obs.numbers("f").dtype == np.float32
    assert obs.numbers("b").tolist() == [True, False, True, True, False]


def test_numbers_of_text_are_refused(read) -> None:
    obs = read(t=pd.Categorical(["a", "b", "a", "b", "c"]))
    with pytest.raises(NotNumericError, match="'t'"):
        obs.numbers("t")


def test_missing_column_names_the_others(read) -> None:
    obs = read(dose=np.arange(5.0))
    with pytest.raises(MissingElementError, match="dose"):
        obs.column("doze")
    with pytest.raises(KeyError):
        obs.numbers("doze")
    assert obs.has("dose")
    assert not obs.has("doze")


def test_index_and_names(read, helpers) -> None:
    obs = read(dose=np.arange(5.0))
    assert helpers.index(obs) == INDEX
    assert obs.index_name == "_index"
    assert obs.n_rows == 5


def test_code_type_grows_with_the_number_of_labels(tmp_path) -> None:
    n_rows = 40_000
    obs = pd.DataFrame(
        {"few": np.arange(n_rows) % 128, "some": np.arange(n_rows) % 129, "all": np.arange(n_rows)},
        index=[str(row) for row in range(n_rows)],
    )
    anndata.AnnData(np.zeros((n_rows, 1), "f4"), obs=obs).write_h5ad(tmp_path / "long.h5ad")
    with open_dataset(tmp_path / "long.h5ad") as dataset:
        frame = dataset.tables[0].obs
        for name, dtype in (("few", np.int8), ("some", np.int16), ("all", np.int32)):
            column = frame.column(name)
            assert column.codes.dtype == dtype
            values = np.array(column.categories, dtype="i8")[column.codes]
            np.testing.assert_array_equal(values, obs[name])
        assert max(len(block) for block in frame.index()) <= 65_536
