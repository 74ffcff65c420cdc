"""What was made in memory is written, and read again by AnnData and by aivc, with equal values."""

from __future__ import annotations

import itertools
from pathlib import Path

import anndata
import h5py
import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aivc.storage import open_dataset
from aivc.storage.errors import UnreadableInputError, UnwritableError
from aivc.storage.made.columns import MadeLabels, MadeNumbers, MadeTexts
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import DenseRows, SparseRows, StreamedRows
from aivc.storage.model import ColumnKind, ContainerKind, DenseBlock, MatrixEncoding, SparseBlock
from aivc.storage.records.open import open_observations
from aivc.storage.writing import adding, hdf5_sink, zarr_sink
from aivc.storage.writing.added import AddedColumn
from aivc.storage.writing.write import default_suffix, write_container

SUFFIXES = (".h5ad", ".zarr")
TEXT = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=0, max_size=8
)
NAME = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
counter = itertools.count()


def dataset_of(*tables: MadeTable) -> MadeDataset:
    return MadeDataset(Path("source"), tables)


def table_of(obs: MadeFrame, matrix=None, **parts) -> MadeTable:
    n_columns = 3 if matrix is None else matrix.shape[1]
    var = MadeFrame([f"g{place}" for place in range(n_columns)])
    return MadeTable(obs, var, [] if matrix is None else [matrix], **parts)


def sparse(matrix: sp.csr_matrix, name: str = "X") -> SparseRows:
    return SparseRows(name, matrix.shape, matrix.indptr, matrix.indices, matrix.data)


def written(dataset, folder: Path, suffix: str, **more) -> Path:
    target = folder / f"out{next(counter)}{suffix}"
    write_container(dataset, target, **more)
    return target


@st.composite
def columns(draw, n_rows: int, name: str):
    kind = draw(st.sampled_from(["text", "labels", "int", "float", "bool"]))
    if kind == "text":
        cell = TEXT | st.none()
        return MadeTexts(name, draw(st.lists(cell, min_size=n_rows, max_size=n_rows)))
    if kind == "labels":
        labels = draw(st.lists(TEXT, min_size=1, max_size=5, unique=True))
        code = st.integers(-1, len(labels) - 1)
        codes = np.array(draw(st.lists(code, min_size=n_rows, max_size=n_rows)), dtype=np.int64)
        return MadeLabels(name, codes, labels, ordered=draw(st.booleans()))
    dtype, value = {
        "int": (draw(st.sampled_from(["int8", "int32", "int64", "uint16"])), st.integers(0, 127)),
        "float": (draw(st.sampled_from(["float32", "float64"])), st.floats(width=32)),
        "bool": ("bool", st.booleans()),
    }[kind]
    values = draw(st.lists(value, min_size=n_rows, max_size=n_rows))
    return MadeNumbers(name, np.array(values, dtype=dtype))


@st.composite
def tables(draw):
    n_rows, n_columns = draw(st.integers(0, 12)), draw(st.integers(0, 5))
    names = draw(st.lists(NAME, max_size=4, unique=True))
    obs = MadeFrame(
        draw(st.lists(TEXT, min_size=n_rows, max_size=n_rows, unique=True)),
        [draw(columns(n_rows, name)) for name in names],
        index_name=draw(st.sampled_from(["", "barcode", *names])),
    )
    dtype = draw(st.sampled_from(["float32", "float64", "int32", "uint8"]))
    seed = draw(st.integers(0, 1000))
    values = np.random.default_rng(seed).poisson(0.7, (n_rows, n_columns)).astype(dtype)
    matrices = [sparse(sp.csr_matrix(values)), DenseRows("layers/raw", values)]
    var = MadeFrame([f"g{place}" for place in range(n_columns)])
    return MadeTable(obs, var, matrices), values


def expected_column(frame: MadeFrame, name: str) -> list[str | None]:
    column = frame.column(name)
    return [None if code < 0 else column.categories[code] for code in column.codes]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=tables())
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_value_is_read_again(tmp_path, suffix, made) -> None:
    table, values = made
    path = written(dataset_of(table), tmp_path, suffix)
    read = anndata.read_h5ad(path) if suffix == ".h5ad" else anndata.read_zarr(path)
    names = list(itertools.chain.from_iterable(table.obs.index()))
    assert read.obs_names.tolist() == names
    assert np.array_equal(read.X.toarray(), values)
    assert read.X.dtype == read.layers["raw"].dtype == values.dtype
    assert np.array_equal(read.layers["raw"], values)
    assert read.obs.shape[1] == len(table.obs.columns)
    with open_dataset(path) as dataset:
        assert dataset.problems == ()
        obs = dataset.tables[0].obs
        for info, stored in zip(table.obs.columns, obs.columns, strict=True):
            column = obs.column(stored.name)
            labels = [None if code < 0 else column.categories[code] for code in column.codes]
            assert labels == expected_column(table.obs, info.name)
            assert stored.ordered == info.ordered
            if info.kind in {ColumnKind.INTEGER, ColumnKind.FLOAT, ColumnKind.BOOLEAN}:
                assert (stored.kind, stored.dtype) == (info.kind, info.dtype)
                mine, theirs = table.obs.numbers(info.name), obs.numbers(stored.name)
                assert np.array_equal(mine, theirs, equal_nan=mine.dtype.kind == "f")
            if info.kind is ColumnKind.CATEGORICAL:
                assert column.categories == table.obs.column(info.name).categories


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_text_becomes_what_anndata_makes_of_it(tmp_path, suffix, check) -> None:
    texts = {"repeated": ["b", "a", "b"], "distinct": ["z", "y", "x"], "gaps": ["b", None, "b"]}
    obs = MadeFrame(list("abc"), [MadeTexts(name, values) for name, values in texts.items()])
    read = check.read_back(written(dataset_of(table_of(obs)), tmp_path, suffix))
    truth = pd.DataFrame(texts, index=list("abc"))
    kinds = {name: str(dtype) for name, dtype in read.obs.dtypes.items()}
    assert kinds == {"repeated": "category", "distinct": "object", "gaps": "category"}
    assert read.obs["repeated"].cat.categories.tolist() == ["a", "b"]
    pd.testing.assert_frame_equal(read.obs.astype(object).where(truth.notna(), None), truth)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_missing_integers_and_truth_values(tmp_path, suffix, check) -> None:
    table = tmp_path / "plate.csv"
    table.write_text("n,ok,x,id\n2,TRUE,1.5,9007199254740993\n,,,\n-1,FALSE,2,1\n")
    with open_observations(table) as dataset:
        read = check.read_back(written(dataset, tmp_path, suffix))
    assert read.X is None
    assert read.obs["n"].tolist() == [2, pd.NA, -1]
    assert read.obs["ok"].tolist() == [True, pd.NA, False]
    assert read.obs["x"].fillna(-9).tolist() == [1.5, -9, 2]
    assert read.obs["id"].tolist() == ["9007199254740993", np.nan, "1"]
    kinds = [str(dtype) for dtype in read.obs.dtypes]
    assert kinds == ["Int64", "boolean", "float64", "category"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_integers_that_no_float_holds(tmp_path, suffix, check) -> None:
    values = pd.array([(1 << 62) + 1, None, -(1 << 60) - 1], dtype="Int64")
    frame = pd.DataFrame({"id": values}, index=list("abc"))
    anndata.AnnData(obs=frame).write_h5ad(tmp_path / "ids.h5ad")
    with open_dataset(tmp_path / "ids.h5ad") as dataset:
        made = dataset_of(MadeTable(dataset.tables[0].obs))
        read = check.read_back(written(made, tmp_path, suffix))
    pd.testing.assert_frame_equal(read.obs, frame)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_everything_beside_the_matrix(tmp_path, suffix, check) -> None:
    uns = {
        "text": "10 µM", "int": 3, "float": 0.5, "truth": True, "none": None,
        "texts": ["a", "b"], "numbers": [1, 2.5], "mixed": [1, "x", None], "empty": [],
        "array": np.arange(6).reshape(2, 3), "deep": {"er": {"est": "x"}}, "great": 1 << 70,
        "listed": [{"a": 1}],
    }  # fmt: skip
    obs = MadeFrame(list("abc"), [MadeTexts("drug", ["A", "A", "B"])], index_name="barcode")
    matrix = sparse(sp.csr_matrix(np.eye(3)[:, :3]))
    table = table_of(
        obs,
        matrix,
        uns=uns,
        obsm=[DenseRows("obsm/spatial", np.ones((3, 2)))],
        obsm_frames={"sizes": MadeFrame(list("abc"), [MadeNumbers("area", np.arange(3.0))])},
    )
    read = check.read_back(
        written(
            dataset_of(table),
            tmp_path,
            suffix,
            added={"": [AddedColumn("sample_id", np.array([0, 1, -1]), ("s1", "s2"))]},
            embedded={"aivc": "name: x", "text": "instead"},
        )
    )
    assert read.obs.index.name == "barcode"
    assert list(read.obs) == ["drug", "sample_id"]
    assert read.obs["sample_id"].tolist() == ["s1", "s2", np.nan]
    assert read.obsm["sizes"]["area"].tolist() == [0, 1, 2]
    assert read.obsm["spatial"].tolist() == [[1, 1]] * 3
    plain = {
        "aivc": "name: x",
        "text": "instead",
        "int": 3,
        "float": 0.5,
        "truth": True,
        "none": None,
        "mixed": '[1, "x", null]',
        "empty": np.empty(0),
        "deep": {"er": {"est": "x"}},
        "great": str(1 << 70),
        "listed": '[{"a": 1}]',
    }
    check.same(plain, {key: read.uns[key] for key in plain})
    assert set(read.uns) == {*plain, "texts", "numbers", "array"}
    assert list(read.uns["texts"]) == ["a", "b"]
    assert read.uns["numbers"].tolist() == [1, 2.5]
    assert read.uns["array"].tolist() == [[0, 1, 2], [3, 4, 5]]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("encoding", ["csr", "csc", "dense"])
def test_matrices_of_many_chunks(tmp_path, suffix, encoding, monkeypatch, check) -> None:
    monkeypatch.setattr(hdf5_sink, "CHUNK_VALUES", 64)
    monkeypatch.setattr(hdf5_sink, "SMALL", 0)
    monkeypatch.setattr(zarr_sink, "CHUNK_VALUES", 64)
    monkeypatch.setattr(zarr_sink, "TEXT_ROWS", 16)
    truth = sp.random(200, 30, 0.3, format=encoding.replace("dense", "csr"), random_state=1)

    def blocks(start: int, stop: int, _: int):
        for first in range(start, stop, 7):
            last = min(first + 7, stop)
            if encoding == "dense":
                yield DenseBlock(first, last, truth[first:last].toarray())
                continue
            part = truth[first:last] if encoding == "csr" else truth[:, first:last]
            yield SparseBlock(first, last, part.indptr.astype("i8"), part.indices, part.data)

    class Columns(StreamedRows):
        def blocks(self, max_bytes=0, *, start=0, stop=None):
            return blocks(0, 30, max_bytes)

    kind = Columns if encoding == "csc" else StreamedRows
    matrix = kind("X", truth.shape, "float64", truth.nnz, blocks, MatrixEncoding(encoding))
    obs = MadeFrame([f"cell{row}" for row in range(200)], [MadeNumbers("n", np.arange(200))])
    path = written(dataset_of(table_of(obs, matrix)), tmp_path, suffix)
    read = check.read_back(path)
    assert read.obs_names.tolist() == [f"cell{row}" for row in range(200)]
    assert read.obs["n"].tolist() == list(range(200))
    check.same(read.X, truth.toarray() if encoding == "dense" else truth)
    assert np.array_equal(read[50:60].X.sum(), truth[50:60].sum())


def test_what_is_written_does_not_depend_on_the_machine(tmp_path, monkeypatch) -> None:
    matrix = sparse(sp.random(300, 900, 0.5, format="csr", random_state=1))
    obs = MadeFrame([f"c{row}" for row in range(300)])
    contents = []
    for cores in ({0}, {0, 1, 2}):
        monkeypatch.setattr("os.sched_getaffinity", lambda _, cores=cores: cores)
        store = written(dataset_of(table_of(obs, matrix)), tmp_path, ".zarr")
        file = written(dataset_of(table_of(obs, matrix)), tmp_path, ".h5ad")
        chunks = {p.relative_to(store).as_posix(): p.read_bytes() for p in store.rglob("*.*")}
        contents.append((chunks, file.read_bytes()))
    assert contents[0] == contents[1]


def test_chunks_are_read_by_any_hdf5(tmp_path) -> None:
    matrix = sparse(sp.random(100, 5000, 0.5, format="csr", random_state=1))
    path = written(
        dataset_of(table_of(MadeFrame([f"c{i}" for i in range(100)]), matrix)), tmp_path, ".h5ad"
    )
    with h5py.File(path) as file:
        data = file["X/data"]
        assert (data.compression, data.shuffle, data.maxshape) == ("gzip", True, (None,))
        assert file["X/indices"].dtype == np.int32


def test_more_columns_than_a_header_holds(tmp_path) -> None:
    # Each name takes 16 bytes of an attribute, and a header holds 64 KiB.
    names = [f"Cells_Texture_{place}" for place in range(4100)]
    obs = MadeFrame(["a"], [MadeNumbers(name, np.ones(1)) for name in names])
    path = written(dataset_of(table_of(obs)), tmp_path, ".h5ad")
    with h5py.File(path) as file:
        assert file["obs"].attrs["column-order"].tolist() == names


def test_a_frame_without_room_for_a_column_is_written_anew(tmp_path, monkeypatch, check) -> None:
    monkeypatch.setattr(adding, "MOST_LISTED", 2)
    obs = MadeFrame(list("ab"), [MadeTexts(name, ["x", "y"]) for name in ("drug", "donor")])
    path = written(dataset_of(table_of(obs)), tmp_path, ".h5ad")
    key = AddedColumn("sample_id", np.array([0, 0]), ("s1",))
    with open_dataset(path) as dataset:
        again = written(dataset, tmp_path, ".h5ad", added={"": [key]})
    assert list(check.read_back(again).obs) == ["drug", "donor", "sample_id"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_names_that_no_file_holds_are_replaced(tmp_path, suffix, check) -> None:
    names = ["dose (mg/ml)", "", "..", "_index", "a", "a/b", "/x", ".zarray"]
    obs = MadeFrame(
        list("ab"), [MadeNumbers(name, np.arange(2) + k) for k, name in enumerate(names)]
    )
    read = check.read_back(written(dataset_of(table_of(obs)), tmp_path, suffix))
    assert list(read.obs)[:5] == ["dose (mg/ml)", "unnamed", "unnamed_1", "_index_1", "a"]
    assert [read.obs[name].iloc[0] for name in read.obs] == list(range(len(names)))


def refusal(dataset, folder: Path, target: str, error=UnwritableError, **more) -> str:
    before = sorted(folder.iterdir())
    with pytest.raises(error) as caught:
        write_container(dataset, folder / target, **more)
    assert sorted(folder.iterdir()) == before, "nothing is left behind"
    return str(caught.value)


def test_suffixes_that_do_not_fit(tmp_path) -> None:
    one = dataset_of(table_of(MadeFrame(["a"])))
    two = dataset_of(*(MadeTable(MadeFrame(["a"]), name=f"mod/{name}") for name in "xy"))
    assert (default_suffix(one), default_suffix(two)) == (".h5ad", ".h5mu")
    assert ".h5ad or .zarr" in refusal(one, tmp_path, "x.h5mu")
    assert ".h5mu or .zarr" in refusal(two, tmp_path, "x.h5ad")
    assert ".h5ad or .zarr" in refusal(one, tmp_path, "x.loom")
    assert ".h5ad or .zarr" in refusal(one, tmp_path, "x")


def test_a_target_that_is_there_is_kept(tmp_path, check) -> None:
    dataset = dataset_of(table_of(MadeFrame(["a"])))
    (tmp_path / "x.h5ad").write_text("old")
    (tmp_path / "x.zarr").mkdir()
    (tmp_path / "x.zarr" / "old").write_text("old")
    for name in ("x.h5ad", "x.zarr"):
        assert "is there already" in refusal(dataset, tmp_path, name)
        assert write_container(dataset, tmp_path / name, force=True) in set(ContainerKind)
        assert check.read_back(tmp_path / name).n_obs == 1
    assert not (tmp_path / "x.zarr" / "old").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.h5ad", "x.zarr"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_damaged_sources_leave_nothing_behind(tmp_path, suffix) -> None:
    def matrix(*blocks, n_rows: int = 4) -> StreamedRows:
        return StreamedRows("X", (n_rows, 3), "int32", 4, lambda *_: iter(blocks))

    def block(start, stop, indices, values=None, dtype="int32") -> SparseBlock:
        pointers = np.arange(stop - start + 1, dtype="i8")
        data = np.ones(len(indices), dtype) if values is None else np.array(values, dtype)
        return SparseBlock(start, stop, pointers, np.array(indices), data)

    obs = MadeFrame(list("abcd"))
    cases = {
        "only 2 can be read": matrix(block(0, 2, [0, 1])),
        "only 2": matrix(block(0, 2, [0, 1]), block(3, 4, [0])),
        "outside the 3 columns": matrix(block(0, 4, [0, 1, 2, 3])),
        "fit together": matrix(block(0, 4, [0, 1])),
        "holds values of type float64": matrix(block(0, 4, [0, 1, 2, 0], [0.5] * 4, "float64")),
    }
    for said, broken in cases.items():
        message = refusal(
            dataset_of(table_of(obs, broken)), tmp_path, f"x{suffix}", UnreadableInputError
        )
        assert said in message
    wrong = matrix(block(0, 4, [0, 1, 2, 0]), n_rows=5)
    assert "5 rows" in refusal(dataset_of(table_of(obs, wrong)), tmp_path, f"x{suffix}")
    short = MadeFrame(lambda: iter([np.array(["a"], dtype=object)]), n_rows=2)
    assert "1 texts" in refusal(dataset_of(table_of(short)), tmp_path, f"x{suffix}")
    long = MadeFrame(lambda: iter([np.array(["a", "b", "c"], dtype=object)]), n_rows=2)
    assert "more than the 2" in refusal(dataset_of(table_of(long)), tmp_path, f"x{suffix}")


def test_text_that_hdf5_cannot_hold(tmp_path) -> None:
    obs = MadeFrame(["a\0b"])
    message = refusal(dataset_of(table_of(obs)), tmp_path, "x.h5ad")
    assert "obs/_index" in message
    assert "'a\\x00b'" in message


def test_columns_to_add(tmp_path) -> None:
    obs = MadeFrame(list("ab"), [MadeTexts("drug", ["A", "B"])], index_name="barcode")
    dataset = dataset_of(table_of(obs))

    def column(name: str, n_rows: int = 2) -> AddedColumn:
        return AddedColumn(name, np.zeros(n_rows, dtype=int), ("x",))

    for added, said in (
        ({"": [column("drug")]}, "'drug' already"),
        ({"": [column("barcode")]}, "'barcode' already"),
        ({"": [column("k"), column("k")]}, "'k' already"),
        ({"": [column("k", 3)]}, "3 values"),
        ({"mod/rna": [column("k")]}, "no table 'mod/rna'"),
    ):
        assert said in refusal(dataset, tmp_path, "x.h5ad", added=added)


def test_memory_does_not_grow_with_the_matrix(tmp_path, growth) -> None:
    imports = """
import numpy as np
from pathlib import Path
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import StreamedRows
from aivc.storage.model import SparseBlock
from aivc.storage.writing.write import write_container
from aivc.storage.writing import files, stores
"""
    code = """
n, width = {n}, 100
def names():
    for start in range(0, n, 10000):
        yield np.array([f"cell{{i}}" for i in range(start, start + 10000)], dtype=object)
def blocks(start, stop, most):
    for first in range(start, stop, 10000):
        values = np.ones(10000 * width, dtype="f4")
        yield SparseBlock(first, first + 10000, np.arange(10001) * width,
                          np.tile(np.arange(width, dtype="i8"), 10000), values)
x = StreamedRows("X", (n, width), "float32", n * width, blocks)
table = MadeTable(MadeFrame(names, n_rows=n), MadeFrame([str(i) for i in range(width)]), [x])
for suffix in (".h5ad", ".zarr"):
    write_container(MadeDataset(Path("s"), [table]), Path({folder!r}) / ("x{n}" + suffix))
"""
    small = growth(imports, code.format(n=50_000, folder=str(tmp_path)))
    great = growth(imports, code.format(n=250_000, folder=str(tmp_path)))
    # 250,000 x 100 values of 12 bytes would be 290 MiB.
    assert great < small + 40
