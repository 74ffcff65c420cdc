"""Helpers for the tests of writing."""

import warnings
from pathlib import Path

import anndata
import mudata
import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
import zarr


def same(left, right, path: str = "") -> None:
    """Compare two values that AnnData read, to the last bit, types included."""
    if isinstance(left, pd.DataFrame):
        pd.testing.assert_frame_equal(left, right)
    elif sp.issparse(left):
        assert (left.shape, left.dtype, left.format) == (right.shape, right.dtype, right.format)
        for part in ("indptr", "indices", "data"):
            assert np.array_equal(getattr(left, part), getattr(right, part), equal_nan=True), path
    elif isinstance(left, np.ndarray):
        _same_array(left, right, path)
    elif hasattr(left, "keys"):
        assert sorted(left.keys()) == sorted(right.keys()), path
        for key in left.keys():  # noqa: SIM118 - axis arrays are no mappings
            same(left[key], right[key], f"{path}/{key}")
    else:
        assert left == right or (left != left and right != right), path  # noqa: PLR0124 - NaN


def _same_array(left: np.ndarray, right: np.ndarray, path: str) -> None:
    assert left.shape == right.shape, path
    if left.dtype.names:
        assert left.dtype.names == right.dtype.names
        for name in left.dtype.names:
            assert left[name].tolist() == right[name].tolist(), path
    elif left.dtype.kind in "OUT":
        assert left.tolist() == right.tolist(), path
    else:
        assert left.dtype == right.dtype, path
        assert np.array_equal(left, right, equal_nan=left.dtype.kind == "f"), path


PARTS = ("X", "obs", "var", "layers", "obsm", "varm", "obsp", "varp", "uns")


def same_anndata(left: anndata.AnnData, right: anndata.AnnData, *, but=(), raw=True) -> None:
    """Compare all parts of two AnnData; ``but`` names columns and uns keys that right has more."""
    for part in PARTS:
        mine, theirs = getattr(left, part), getattr(right, part)
        if part == "obs":
            theirs = theirs.drop(columns=[name for name in but if name in theirs])
        if part == "uns":
            theirs = {key: value for key, value in theirs.items() if key not in but}
        is_mapping = part not in {"X", "obs", "var"}
        same(dict(mine) if is_mapping else mine, dict(theirs) if is_mapping else theirs, part)
    # mudata 0.3 reads no raw from zarr.
    if raw:
        assert (left.raw is None) == (right.raw is None)
        if left.raw is not None:
            same(left.raw.X, right.raw.X, "raw/X")
            same(left.raw.var, right.raw.var, "raw/var")
            same(dict(left.raw.varm), dict(right.raw.varm), "raw/varm")


def read_back(path: Path):
    """Read a container with the library that it is made for."""
    if path.suffix == ".h5ad":
        return anndata.read_h5ad(path)
    if path.suffix == ".h5mu":
        return mudata.read_h5mu(path)
    is_multimodal = zarr.open(path, mode="r").attrs.get("encoding-type") == "MuData"
    return mudata.read_zarr(path) if is_multimodal else anndata.read_zarr(path)


@pytest.fixture(autouse=True)
def _quiet():
    """Silence what anndata, mudata and zarr say about old files and next releases."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture
def check():
    """Return the functions above: test files cannot import one another."""

    class Check:
        same = staticmethod(same)
        same_anndata = staticmethod(same_anndata)
        read_back = staticmethod(read_back)

    return Check
