"""A damaged container opens or is refused in a sentence; nothing else ever happens."""

import shutil
from functools import partial

import anndata
import mudata
import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aivc.storage import open_dataset
from aivc.storage.errors import AivcError, UnreadableInputError


def rich() -> anndata.AnnData:
    """Return a table that uses every encoding."""
    rng = np.random.default_rng(1)
    n = 60
    obs = pd.DataFrame(
        {
            "cell_type": pd.Categorical(rng.choice(["T", "B", "NK"], n)),
            "dose": rng.choice([0.1, 1, 10], n),
            "n": pd.array(rng.integers(0, 9, n), dtype="Int32"),
            "flag": rng.random(n) < 0.5,
            "note": [f"note {row}" for row in range(n)],
        },
        index=[f"cell{row}" for row in range(n)],
    )
    x = sp.random(n, 30, 0.3, format="csr", random_state=1, dtype="f4")
    data = anndata.AnnData(x, obs=obs, layers={"csc": x.tocsc(), "dense": x.toarray()})
    data.raw = data.copy()
    data.obsm["X_pca"] = rng.random((n, 3))
    data.uns.update({"title": "made", "nested": {"list": np.arange(5), "text": ["a", "b"]}})
    data.uns["aivc"] = "card: text"
    return data


def read_everything(path) -> None:
    """Read all there is, letting only the promised error pass."""
    try:
        dataset = open_dataset(path)
    except UnreadableInputError as error:
        assert str(error).count("\n") == 0
        return
    with dataset:
        for attempt in [dataset.embedded_card, *attempts(dataset)]:
            try:
                attempt()
            except AivcError as error:
                assert isinstance(error, UnreadableInputError | KeyError)
        assert all(problem.message for problem in dataset.problems)


def attempts(dataset):
    """Yield everything that can be asked of a dataset, as functions to call."""
    for table in dataset.tables:
        for frame in filter(None, [table.obs, table.var, table.raw_var]):
            yield partial(list_index, frame)
            yield from (partial(frame.column, info.name) for info in frame.columns)
        for matrix in (*table.matrices, *table.obsm):
            yield partial(list_blocks, matrix)
        yield from (partial(table.uns, key) for key in table.uns_keys)


def list_index(frame) -> None:
    list(frame.index())


def list_blocks(matrix) -> None:
    list(matrix.blocks(max_bytes=500))


@pytest.fixture(scope="module")
def originals(tmp_path_factory):
    """Return one container of each format, as bytes or as a folder."""
    folder = tmp_path_factory.mktemp("originals")
    data = rich()
    for name, compression in (("plain", None), ("gzip", "gzip"), ("lzf", "lzf")):
        data.write_h5ad(folder / f"{name}.h5ad", compression=compression)
    mudata.MuData({"a": data, "b": data[:, :4].copy()}).write_h5mu(folder / "two.h5mu")
    for version in (2, 3):
        with anndata.settings.override(zarr_write_format=version):
            data.write_zarr(folder / f"{version}.zarr")
    shutil.make_archive(str(folder / "packed"), "zip", folder / "3.zarr")
    return folder


FILES = ["plain.h5ad", "gzip.h5ad", "lzf.h5ad", "two.h5mu", "packed.zip"]
FUZZ = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True}


@pytest.mark.parametrize("name", FILES)
def test_the_original_is_whole(originals, name) -> None:
    with open_dataset(originals / name) as dataset:
        assert dataset.problems == ()
        assert dataset.tables[0].n_obs == 60
    read_everything(originals / name)


@settings(max_examples=100, **FUZZ)
@given(name=st.sampled_from(FILES), part=st.floats(0, 1))
def test_truncated_file(originals, tmp_path, name, part) -> None:
    content = (originals / name).read_bytes()
    path = tmp_path / "cut"
    path.write_bytes(content[: int(len(content) * part)])
    read_everything(path)


@settings(max_examples=100, **FUZZ)
@given(name=st.sampled_from(FILES), part=st.floats(0, 1), stop=st.floats(0, 1))
def test_hole_in_a_file(originals, tmp_path, name, part, stop) -> None:
    """A download tool that writes out of order leaves zeros behind the signature."""
    content = bytearray((originals / name).read_bytes())
    start = 2048 + int((len(content) - 2048) * part)
    end = start + int((len(content) - start) * stop)
    content[start:end] = bytes(end - start)
    path = tmp_path / "holed"
    path.write_bytes(content)
    read_everything(path)


@settings(max_examples=100, **FUZZ)
@given(
    name=st.sampled_from(["2.zarr", "3.zarr"]),
    which=st.integers(0, 10_000),
    part=st.none() | st.floats(0, 1),
    noise=st.binary(max_size=8),
)
def test_damaged_store(originals, name, which, part, noise) -> None:
    """One file of the store is gone, cut off, or has other bytes at its end."""
    root = originals / name
    files = sorted(path for path in root.rglob("*") if path.is_file())
    victim = files[which % len(files)]
    content = victim.read_bytes()
    try:
        if part is None:
            victim.unlink()
        else:
            victim.write_bytes(content[: int(len(content) * part)] + noise)
        read_everything(root)
    finally:
        victim.write_bytes(content)
