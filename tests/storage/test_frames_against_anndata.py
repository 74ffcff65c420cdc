"""Whatever frame AnnData writes is read as AnnData reads it."""

import anndata
import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aivc.storage import open_dataset

TEXT = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=8)
NAMES = st.text(st.characters(categories=("L", "N"), include_characters=" -_.()"), min_size=1)


def column(n_rows: int) -> st.SearchStrategy:
    def listed(values: st.SearchStrategy) -> st.SearchStrategy:
        return st.lists(values, min_size=n_rows, max_size=n_rows)

    floats = st.floats(allow_nan=True, width=32)
    return st.one_of(
        listed(st.integers(-(2**63), 2**63 - 1)).map(lambda v: np.array(v, dtype="i8")),
        listed(st.integers(0, 255)).map(lambda v: np.array(v, dtype="u1")),
        listed(st.floats()).map(lambda v: np.array(v, dtype="f8")),
        listed(floats).map(lambda v: np.array(v, dtype="f4")),
        listed(st.booleans()).map(lambda v: np.array(v, dtype=bool)),
        listed(TEXT).map(lambda v: np.array(v, dtype=object)),
        listed(st.none() | TEXT).map(pd.Categorical),
        listed(st.none() | st.integers(-9, 9)).map(lambda v: pd.array(v, dtype="Int16")),
        listed(st.none() | st.booleans()).map(lambda v: pd.array(v, dtype="boolean")),
        listed(st.none() | st.floats(0, 1)).map(pd.Categorical),
    )


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    n_rows = draw(st.integers(0, 12))
    names = draw(
        st.lists(NAMES.filter(lambda n: n not in {"_index", ".", ".."}), unique=True, max_size=5)
    )
    index = [f"{row}{draw(TEXT)}" for row in range(n_rows)]
    return pd.DataFrame(
        {name: draw(column(n_rows)) for name in names}, index=pd.Index(index, dtype=object)
    )


def expected_labels(values: pd.Series) -> list[str | None]:
    """Say in plain Python what the label of each row should be."""

    def label(value: object) -> str | None:
        if pd.isna(value):
            return None
        if isinstance(value, bool | np.bool_ | str):
            return str(value)
        if isinstance(value, float | np.floating):
            return str(value + type(value)(0)).removesuffix(".0")
        return str(int(value))

    return [label(value) for value in values.array]


def check(path, obs: pd.DataFrame, helpers) -> None:
    with open_dataset(path) as dataset:
        frame = dataset.tables[0].obs
        assert dataset.problems == ()
        assert frame.n_rows == len(obs)
        assert [info.name for info in frame.columns] == list(obs.columns)
        assert helpers.index(frame) == list(obs.index)
        for info in frame.columns:
            read = frame.column(info.name)
            assert helpers.labels(read) == expected_labels(obs[info.name]), info
            assert len(set(read.categories)) == len(read.categories)
            if read.numbers is not None:
                assert len(read.numbers) == len(read.categories)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(obs=frames())
def test_h5ad(obs, tmp_path, helpers) -> None:
    path = tmp_path / "made.h5ad"
    data = anndata.AnnData(np.zeros((len(obs), 1), "f4"), obs=obs)
    data.write_h5ad(path, convert_strings_to_categoricals=False)
    check(path, anndata.read_h5ad(path).obs, helpers)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(obs=frames(), version=st.sampled_from([2, 3]))
def test_zarr(obs, version, tmp_path_factory, helpers) -> None:
    path = tmp_path_factory.mktemp("zarr") / "made"
    data = anndata.AnnData(np.zeros((len(obs), 1), "f4"), obs=obs)
    with anndata.settings.override(zarr_write_format=version):
        data.write_zarr(path, convert_strings_to_categoricals=False)
    check(path, anndata.read_zarr(path).obs, helpers)
