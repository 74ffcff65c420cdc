"""Chunks are decoded once, whatever their shape and filters, and never to more than declared."""

import zlib

import h5py
import numpy as np
import pytest

from aivc.storage.errors import UnreadableInputError
from aivc.storage.hdf5 import inflate
from aivc.storage.hdf5.heaps import RawFile
from aivc.storage.hdf5.tree import Hdf5Array

FILTERS = [
    {},
    {"compression": "gzip"},
    {"compression": "gzip", "shuffle": True},
    {"compression": "gzip", "fletcher32": True},
    {"compression": "gzip", "shuffle": True, "fletcher32": True},
    {"compression": "lzf"},
    {"compression": "lzf", "shuffle": True},
    {"fletcher32": True},
    {"shuffle": True},
]


def made(path, values, **how) -> str:
    with h5py.File(path, "w", userblock_size=how.pop("userblock_size", 0)) as file:
        file.create_dataset("x", data=values, **how)
    return str(path)


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("chunk", [7, 100, 1000, 4096])
@pytest.mark.parametrize(
    ("dtype", "userblock_size"), [("f4", 0), (">i8", 512), ("u1", 0), ("bool", 512)]
)
def test_vector(tmp_path, filters, chunk, dtype, userblock_size) -> None:
    values = (np.arange(1000) % 251).astype(dtype)
    where = {"chunks": (chunk,), "maxshape": (None,), "userblock_size": userblock_size}
    with h5py.File(made(tmp_path / "x.h5", values, **where, **filters)) as file:
        array = Hdf5Array(file["x"], "x", RawFile.of(file))
        for start, stop, max_bytes in (
            (0, 1000, 1),
            (0, 1000, 900),
            (3, 977, 64),
            (0, 1000, 1 << 20),
        ):
            pieces = list(array.stream(start, stop, max_bytes))
            np.testing.assert_array_equal(np.concatenate(pieces), values[start:stop])
            assert max(piece.nbytes for piece in pieces) <= max(max_bytes, values.itemsize)
        np.testing.assert_array_equal(array.read(), values)


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("chunks", [(1, 20), (5, 3), (50, 7), (64, 20), (64, 1), (1, 1)])
def test_table(tmp_path, filters, chunks) -> None:
    values = np.arange(1000, dtype="f8").reshape(50, 20)
    path = made(tmp_path / "x.h5", values, chunks=chunks, maxshape=(None, None), **filters)
    with h5py.File(path) as file:
        array = Hdf5Array(file["x"], "x", RawFile.of(file))
        for start, stop, max_bytes in ((0, 50, 1), (0, 50, 1000), (7, 43, 500), (0, 50, 1 << 20)):
            pieces = list(array.stream(start, stop, max_bytes))
            np.testing.assert_array_equal(np.concatenate(pieces), values[start:stop])


def test_chunks_never_written_hold_the_fill_value(tmp_path) -> None:
    with h5py.File(tmp_path / "x.h5", "w") as file:
        x = file.create_dataset("x", (100,), "i4", chunks=(10,), compression="gzip", fillvalue=7)
        x[20:30] = 1
    with h5py.File(tmp_path / "x.h5") as file:
        read = Hdf5Array(file["x"], "x", RawFile.of(file)).read()
    assert (read[20:30] == 1).all()
    assert (np.delete(read, slice(20, 30)) == 7).all()


def test_chunk_that_skipped_its_filter(tmp_path) -> None:
    values = np.arange(10, dtype="f4")
    with h5py.File(tmp_path / "x.h5", "w") as file:
        x = file.create_dataset("x", (10,), "f4", chunks=(10,), compression="gzip")
        x.id.write_direct_chunk((0,), values.tobytes(), filter_mask=1)
    with h5py.File(tmp_path / "x.h5") as file:
        np.testing.assert_array_equal(Hdf5Array(file["x"], "x", RawFile.of(file)).read(), values)


def test_every_chunk_is_inflated_once(tmp_path, monkeypatch) -> None:
    values = np.arange(100_000, dtype="f4")
    path = made(tmp_path / "x.h5", values, chunks=(1000,), compression="gzip")
    opened = []
    original = inflate.DeflatedStream.__init__

    def counted(self, stored, element, total) -> None:
        opened.append(stored.start)
        original(self, stored, element, total)

    monkeypatch.setattr(inflate.DeflatedStream, "__init__", counted)
    with h5py.File(path) as file:
        array = Hdf5Array(file["x"], "x", RawFile.of(file))
        for max_bytes in (100, 4_000, 7_777, 50_000):
            opened.clear()
            assert sum(map(len, array.stream(0, None, max_bytes))) == 100_000
            assert len(opened) == len(set(opened)) == 100


def damaged(tmp_path, content: bytes, n_values: int = 1000):
    with h5py.File(tmp_path / "x.h5", "w") as file:
        x = file.create_dataset("x", (n_values,), "f4", chunks=(n_values,), compression="gzip")
        x.id.write_direct_chunk((0,), content)
    return h5py.File(tmp_path / "x.h5")


@pytest.mark.parametrize(
    "content",
    [
        zlib.compress(bytes(3999)),  # one byte short
        zlib.compress(bytes(4001)),  # one byte long
        zlib.compress(bytes(20 << 20), 1),  # 20 MB where 4 kB are declared
        zlib.compress(np.random.default_rng(0).bytes(4000))[:-5],  # cut off
        zlib.compress(bytes(4000))[:-1] + b"\x00",  # wrong checksum
        b"not deflated at all",
        b"\x00",
    ],
    ids=["short", "long", "bomb", "cut", "checksum", "noise", "null"],
)
def test_damaged_chunk_is_refused(tmp_path, content) -> None:
    with damaged(tmp_path, content) as file:
        array = Hdf5Array(file["x"], "x", RawFile.of(file))
        for max_bytes in (100, 1 << 20):
            with pytest.raises(UnreadableInputError, match="x"):
                list(array.stream(0, None, max_bytes))


def test_bomb_takes_no_memory(tmp_path, growth) -> None:
    damaged(tmp_path, zlib.compress(bytes(1 << 28), 1)).close()
    imports = "import h5py, numpy, aivc.storage.hdf5.tree"
    code = f"""
from aivc.storage.hdf5.heaps import RawFile
from aivc.storage.hdf5.tree import Hdf5Array

with h5py.File({str(tmp_path / "x.h5")!r}) as file:
    try:
        Hdf5Array(file["x"], "x", RawFile.of(file)).read()
    except OSError as error:
        assert "declared" in str(error)
    else:
        raise SystemExit("it was read")
"""
    assert growth(imports, code) < 20


@pytest.mark.parametrize("shuffle", [False, True])
def test_one_chunk_of_fifteen_million_values_is_streamed(minimal, growth, shuffle) -> None:
    n_rows, per_row = 15_000, 1_000
    data = np.tile(np.arange(per_row, dtype="f4"), n_rows)
    indices = np.tile(np.arange(per_row, dtype="i4"), n_rows)

    def change(file: h5py.File) -> None:
        del file["X"], file["obs"], file["var"]
        for name, length in (("obs", n_rows), ("var", per_row)):
            names = np.arange(length).astype("S8")
            file.create_group(name).create_dataset("_index", data=names)
        x = file.create_group("X")
        x.attrs.update({"encoding-type": "csr_matrix", "shape": [n_rows, per_row]})
        x["indptr"] = np.arange(n_rows + 1) * per_row
        for name, values in (("data", data), ("indices", indices)):
            how = {"chunks": (len(values),), "compression": "gzip", "compression_opts": 1}
            x.create_dataset(name, data=values, shuffle=shuffle, **how)

    code = f"""
with open_dataset({str(minimal(change))!r}) as dataset:
    matrix = dataset.tables[0].matrices[0]
    total = sum(float(block.data.sum(dtype="f8")) for block in matrix.blocks(max_bytes=4 << 20))
    assert total == {float(data.sum(dtype="f8"))}, total
"""
    imports = "import h5py, numpy\nfrom aivc.storage import open_dataset"
    # The two chunks hold 120 MB; blocks of 4 MB may not need more than a few of those.
    assert growth(imports, code) < 40


def test_tall_table_is_inflated_side_by_side(tmp_path, monkeypatch) -> None:
    values = np.arange(6000, dtype="f4").reshape(1000, 6)
    path = made(tmp_path / "x.h5", values, chunks=(1000, 2), compression="gzip")
    reads = []
    original = inflate.DeflatedStream.__init__

    def counted(self, *args) -> None:
        reads.append(1)
        original(self, *args)

    monkeypatch.setattr(inflate.DeflatedStream, "__init__", counted)
    with h5py.File(path) as file:
        pieces = list(Hdf5Array(file["x"], "x", RawFile.of(file)).stream(0, None, 240))
    np.testing.assert_array_equal(np.concatenate(pieces), values)
    assert len(pieces) == 100
    assert len(reads) == 3
