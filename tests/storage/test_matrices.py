"""Matrices are streamed once, in order, whole, and as stored."""

import anndata
import h5py
import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aivc.storage import open_dataset
from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import MatrixEncoding

FORMATS = ["h5ad", "h5ad-gzip", "h5ad-lzf", "zarr2", "zarr3"]


def written(path, data: anndata.AnnData, how: str):
    """Write with AnnData in one of the formats."""
    if how.startswith("h5ad"):
        compression = how.partition("-")[2] or None
        data.write_h5ad(path, compression=compression)
    else:
        with anndata.settings.override(zarr_write_format=int(how[-1])):
            data.write_zarr(path)
    return path


def counts(shape=(300, 40), density=0.2, dtype="f4") -> sp.csr_matrix:
    made = sp.random(*shape, density=density, format="csr", random_state=7)
    made.data = np.random.default_rng(7).integers(1, 90, made.nnz).astype(dtype)
    return made


@pytest.mark.parametrize("how", FORMATS)
@pytest.mark.parametrize("layout", ["csr", "csc", "dense"])
@pytest.mark.parametrize("max_bytes", [64, 5_000, 32 << 20])
def test_every_layout_in_every_format(tmp_path, helpers, how, layout, max_bytes) -> None:
    truth = counts()
    x = {"csr": truth, "csc": truth.tocsc(), "dense": truth.toarray()}[layout]
    path = written(tmp_path / "made", anndata.AnnData(x), how)
    with open_dataset(path) as dataset:
        matrix = dataset.tables[0].matrix("X")
        assert matrix.encoding is MatrixEncoding(layout)
        assert matrix.shape == (300, 40)
        assert matrix.dtype == "float32"
        assert matrix.n_stored == (12_000 if layout == "dense" else truth.nnz)
        np.testing.assert_array_equal(helpers.dense(matrix, max_bytes=max_bytes), truth.toarray())
        assert dataset.problems == ()


@pytest.mark.parametrize("layout", ["csr", "csc", "dense"])
@pytest.mark.parametrize("how", ["h5ad-gzip", "zarr3"])
def test_part_of_a_matrix(tmp_path, helpers, how, layout) -> None:
    truth = counts()
    x = {"csr": truth, "csc": truth.tocsc(), "dense": truth.toarray()}[layout]
    path = written(tmp_path / "made", anndata.AnnData(x), how)
    with open_dataset(path) as dataset:
        matrix = dataset.tables[0].matrix("X")
        read = helpers.dense(matrix, max_bytes=700, start=11, stop=29)
        expected = np.zeros((300, 40), "f4")
        inside = np.s_[:, 11:29] if layout == "csc" else np.s_[11:29]
        expected[inside] = truth.toarray()[inside]
        np.testing.assert_array_equal(read, expected)
        assert list(matrix.blocks(start=20, stop=20)) == []


@pytest.mark.parametrize("how", FORMATS)
def test_block_size_is_kept(tmp_path, how) -> None:
    path = written(tmp_path / "made", anndata.AnnData(counts((2_000, 50))), how)
    with open_dataset(path) as dataset:
        matrix = dataset.tables[0].matrix("X")
        for block in matrix.blocks(max_bytes=4_000):
            size = block.data.nbytes + block.indices.nbytes
            assert size <= 4_000 or block.stop - block.start == 1


def test_empty_rows_and_an_empty_matrix(tmp_path, helpers) -> None:
    x = sp.csr_matrix((np.array([5.0]), np.array([2]), np.array([0, 0, 0, 1, 1, 1])), shape=(5, 3))
    for name, made in (("some", x), ("none", sp.csr_matrix((5, 3)))):
        anndata.AnnData(made).write_h5ad(tmp_path / name)
        with open_dataset(tmp_path / name) as dataset:
            matrix = dataset.tables[0].matrix("X")
            np.testing.assert_array_equal(helpers.dense(matrix), made.toarray())
            assert sum(block.stop - block.start for block in matrix.blocks()) == 5


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    made=st.builds(
        lambda rows, columns, density, seed: sp.random(
            rows, columns, density=density, format="csr", random_state=seed, dtype="f4"
        ),
        st.integers(1, 40),
        st.integers(1, 20),
        st.floats(0, 1),
        st.integers(0, 99),
    ),
    chunk=st.integers(1, 50),
    compression=st.sampled_from([None, "gzip", "lzf"]),
    shuffle=st.booleans(),
    max_bytes=st.integers(1, 3_000),
)
def test_any_chunking(tmp_path, helpers, made, chunk, compression, shuffle, max_bytes) -> None:
    with h5py.File(tmp_path / "made.h5ad", "w") as file:
        anndata.io.write_elem(file, "/", anndata.AnnData(made))
        for name in ("data", "indices", "indptr"):
            values = file["X"][name][()]
            del file["X"][name]
            chunked = {
                "chunks": (min(chunk, len(values)),),
                "compression": compression,
                "shuffle": shuffle,
            }
            how = chunked if len(values) else {"shape": (0,), "dtype": values.dtype}
            file["X"].create_dataset(name, data=values if len(values) else None, **how)
    with open_dataset(tmp_path / "made.h5ad") as dataset:
        matrix = dataset.tables[0].matrix("X")
        np.testing.assert_array_equal(helpers.dense(matrix, max_bytes=max_bytes), made.toarray())


def test_raw_layers_and_obsm_in_order(tmp_path, helpers) -> None:
    truth = counts((30, 12))
    data = anndata.AnnData(truth, layers={"z": truth * 2, "counts": truth.toarray()})
    data.raw = data.copy()
    data = data[:, :5].copy()
    data.obsm["X_pca"] = np.arange(60.0).reshape(30, 2)
    data.obsm["sparse"] = truth[:, :3]
    data.obsm["cube"] = np.zeros((30, 2, 2))
    data.write_h5ad(tmp_path / "made.h5ad")
    with open_dataset(tmp_path / "made.h5ad") as dataset:
        table = dataset.tables[0]
        assert [m.name for m in table.matrices] == ["X", "raw/X", "layers/counts", "layers/z"]
        assert [m.path for m in table.matrices] == ["X", "raw/X", "layers/counts", "layers/z"]
        assert [m.name for m in table.obsm] == ["obsm/X_pca", "obsm/sparse"]
        assert table.raw_var.n_rows == 12
        assert table.n_var == 5
        np.testing.assert_array_equal(helpers.dense(table.matrix("raw/X")), truth.toarray())
        np.testing.assert_array_equal(helpers.dense(table.obsm[1]), truth[:, :3].toarray())
        problems = [(p.kind, p.location) for p in dataset.problems]
        assert problems == [("unreadable-matrix", "obsm/cube")]
        assert table.matrix("layers/none") is None


def test_frame_in_obsm(tmp_path, helpers) -> None:
    import pandas as pd

    data = anndata.AnnData(np.zeros((3, 1), "f4"))
    data.obsm["protein"] = pd.DataFrame({"CD3": [1, 2, 3]}, index=data.obs_names)
    data.write_h5ad(tmp_path / "made.h5ad")
    with open_dataset(tmp_path / "made.h5ad") as dataset:
        frames = dataset.tables[0].obsm_frames
        assert list(frames) == ["protein"]
        assert frames["protein"].numbers("CD3").tolist() == [1, 2, 3]
        assert dataset.tables[0].obsm == ()


def test_no_x_at_all(tmp_path) -> None:
    import pandas as pd

    data = anndata.AnnData(obs=pd.DataFrame(index=["a", "b"]), var=pd.DataFrame(index=["g"]))
    for how in ("h5ad", "zarr3"):
        with open_dataset(written(tmp_path / how, data, how)) as dataset:
            assert dataset.tables[0].matrices == ()
            assert (dataset.tables[0].n_obs, dataset.tables[0].n_var) == (2, 1)
            assert dataset.problems == ()


# What is odd about a matrix: the change, the kinds of problems, and whether it can be read.


def old_attributes(file):
    attributes = file["X"].attrs
    for name in ("encoding-type", "encoding-version", "shape"):
        del attributes[name]
    attributes.update({"h5sparse_format": "csr", "h5sparse_shape": (4, 3)})


def no_encoding(file):
    del file["X"].attrs["encoding-type"]


def no_shape(file):
    del file["X"].attrs["shape"]


def float_pointers(file):
    replace(file, "indptr", file["X/indptr"][()].astype("f8"))


def float_indices(file):
    replace(file, "indices", file["X/indices"][()].astype("f8"))


def other_shape(file):
    file["X"].attrs["shape"] = [4, 7]


def long_indices(file):
    replace(file, "indices", file["X/indices"][()].astype("i8"))


def values_behind(file):
    for name in ("data", "indices"):
        replace(file, name, np.append(file["X"][name][()], [1, 1]).astype("i4"))


def replace(file, name, values):
    del file["X"][name]
    file["X"][name] = values


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (long_indices, set()),
        (old_attributes, {"old-matrix"}),
        (no_encoding, {"missing-matrix-encoding"}),
        (no_shape, {"missing-shape"}),
        (float_pointers, {"float-pointers"}),
        (float_indices, {"float-indices"}),
        (other_shape, {"shape-mismatch"}),
        (values_behind, {"unreached-values"}),
    ],
)
def test_odd_matrix_is_read(minimal, helpers, change, kinds) -> None:
    with open_dataset(minimal(change)) as dataset:
        matrix = dataset.tables[0].matrix("X")
        blocks = list(matrix.blocks())
        assert sum(block.data.sum() for block in blocks) == 15
        assert all(block.indices.dtype.kind == "i" for block in blocks)
        assert np.concatenate([block.indices for block in blocks]).tolist() == [0, 2, 1, 0, 2]
        assert helpers.kinds(dataset.problems) == kinds


def falling(file):
    replace(file, "indptr", np.array([0, 3, 2, 3, 5]))


def beyond(file):
    replace(file, "indptr", np.array([0, 2, 2, 3, 50]))


def negative(file):
    replace(file, "indptr", np.array([-1, 2, 2, 3, 5]))


def fractions(file):
    replace(file, "indptr", np.array([0, 1.5, 2, 3, 5]))


def not_numbers(file):
    replace(file, "indptr", np.array([0, np.nan, 2, 3, np.inf]))


@pytest.mark.parametrize("change", [falling, beyond, negative, fractions, not_numbers])
def test_pointers_that_cut_nothing(minimal, helpers, change) -> None:
    with open_dataset(minimal(change)) as dataset:
        with pytest.raises(UnreadableInputError, match="indptr"):
            list(dataset.tables[0].matrix("X").blocks())
        assert "broken-pointers" in helpers.kinds(dataset.problems)


def test_pointers_that_start_late(minimal, helpers) -> None:
    def change(file):
        replace(file, "indptr", np.array([1, 2, 2, 3, 5]))

    with open_dataset(minimal(change)) as dataset:
        blocks = list(dataset.tables[0].matrix("X").blocks())
        assert np.concatenate([block.data for block in blocks]).tolist() == [2, 3, 4, 5]
        assert helpers.kinds(dataset.problems) == {"broken-pointers"}


def no_indices(file):
    del file["X/indices"]


def text_values(file):
    replace(file, "data", np.array([b"a"] * 5))


def flat_pointers(file):
    replace(file, "indptr", np.zeros((2, 2), "i4"))


def no_pointers(file):
    replace(file, "indptr", np.zeros(0, "i4"))


def neither(file):
    file["X"].attrs["encoding-type"] = "dict"
    replace(file, "indptr", np.zeros(9, "i4"))


def bad_shape(file):
    file["X"].attrs["shape"] = [4, 3, 1]


def negative_shape(file):
    file["X"].attrs["shape"] = [-4, 3]


def text_matrix(file):
    del file["X"]
    file["X"] = np.array([[b"a", b"b", b"c"]] * 4)


@pytest.mark.parametrize(
    "change",
    [
        no_indices,
        text_values,
        flat_pointers,
        no_pointers,
        neither,
        bad_shape,
        negative_shape,
        text_matrix,
    ],
)
def test_matrix_that_is_none(minimal, change) -> None:
    with open_dataset(minimal(change)) as dataset:
        assert dataset.tables[0].matrices == ()
        assert [(p.kind, p.location) for p in dataset.problems] == [("unreadable-matrix", "X")]


def test_lengths_that_do_not_fit(minimal, helpers) -> None:
    def change(file):
        replace(file, "indices", np.array([0, 2, 1, 0], "i4"))
        replace(file, "indptr", np.array([0, 2, 2, 3]))

    with open_dataset(minimal(change)) as dataset:
        assert helpers.kinds(dataset.problems) == {"ragged-matrix"}
        blocks = list(dataset.tables[0].matrix("X").blocks())
        assert blocks[-1].stop == 3
        assert np.concatenate([block.data for block in blocks]).tolist() == [1, 2, 3]


def test_vector_is_a_matrix_of_one_column(minimal, helpers) -> None:
    def change(file):
        del file["X"], file["var"]
        file["X"] = np.arange(4.0)
        file.create_group("var").create_dataset("_index", data=np.array([b"g"]))

    with open_dataset(minimal(change)) as dataset:
        matrix = dataset.tables[0].matrix("X")
        assert matrix.shape == (4, 1)
        assert helpers.dense(matrix).ravel().tolist() == [0, 1, 2, 3]


def test_raw_of_anndata_before_0_7(minimal, helpers) -> None:
    def change(file):
        file.copy("X", "raw.X")
        file.copy("var", "raw.var")

    with open_dataset(minimal(change)) as dataset:
        table = dataset.tables[0]
        assert [matrix.name for matrix in table.matrices] == ["X", "raw/X"]
        assert table.matrix("raw/X").path == "raw.X"
        assert table.raw_var.n_rows == 3
