"""An HDF5 file from a stranger cannot reach other files, loop, or fill the memory."""

import h5py
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.storage import open_dataset
from aivc.storage.errors import UnreadableInputError
from aivc.storage.hdf5.attributes import read_attributes
from aivc.storage.hdf5.heaps import RawFile, _can_be_walked, _ends_in_free_space
from aivc.storage.hdf5.object_header import damaged_attributes
from aivc.storage.hdf5.text import with_room_for_chunks

TEXT = h5py.string_dtype()


def test_external_link_is_not_followed(minimal, tmp_path, helpers) -> None:
    with h5py.File(tmp_path / "secret.h5", "w") as secret:
        secret["x"] = np.arange(4.0)

    def change(file: h5py.File) -> None:
        del file["obs/dose"]
        file["obs/dose"] = h5py.ExternalLink(str(tmp_path / "secret.h5"), "/x")

    with open_dataset(minimal(change)) as dataset:
        assert ("outside-link", "obs/dose") in {(p.kind, p.location) for p in dataset.problems}
        assert dataset.tables[0].obs.columns == ()


def test_soft_link_through_an_external_link(minimal, tmp_path, helpers) -> None:
    with h5py.File(tmp_path / "secret.h5", "w") as secret:
        secret["folder/x"] = np.arange(4.0)

    def change(file: h5py.File) -> None:
        del file["obs/dose"]
        file["away"] = h5py.ExternalLink(str(tmp_path / "secret.h5"), "/folder")
        file["obs/dose"] = h5py.SoftLink("/away/x")

    with open_dataset(minimal(change)) as dataset:
        assert "outside-link" in helpers.kinds(dataset.problems)
        assert not dataset.tables[0].obs.has("dose")


def test_values_in_other_files(minimal, tmp_path, helpers) -> None:
    (tmp_path / "raw").write_bytes(np.arange(4.0).tobytes())
    with h5py.File(tmp_path / "other.h5", "w") as other:
        other["x"] = np.arange(4.0)

    def change(file: h5py.File) -> None:
        del file["obs/dose"]
        external = [(str(tmp_path / "raw"), 0, 32)]
        file["obs"].create_dataset("dose", (4,), "f8", external=external)
        layout = h5py.VirtualLayout((4,), "f8")
        layout[:] = h5py.VirtualSource(str(tmp_path / "other.h5"), "x", (4,))
        file["obs"].create_virtual_dataset("virtual", layout)
        file["obs"].attrs["column-order"] = ["dose", "virtual"]

    with open_dataset(minimal(change)) as dataset:
        outside = {p.location for p in dataset.problems if p.kind == "outside-link"}
        assert outside == {"obs/dose", "obs/virtual"}
        assert dataset.tables[0].obs.columns == ()


def test_soft_links_inside_are_followed(minimal) -> None:
    def change(file: h5py.File) -> None:
        file.move("obs/dose", "elsewhere")
        file["obs/dose"] = h5py.SoftLink("/elsewhere")
        file["layers/again"] = h5py.SoftLink("../X")
        file["layers/twice"] = h5py.SoftLink("/X")

    with open_dataset(minimal(change)) as dataset:
        assert dataset.tables[0].obs.column("dose").categories == ("0", "1", "2", "3")
        assert "layers/twice" in [matrix.name for matrix in dataset.tables[0].matrices]


@pytest.mark.parametrize("target", ["/obs/dose", "dose", "/nowhere", "/obs/dose/deeper", ""])
def test_links_to_nothing_and_to_themselves(minimal, helpers, target) -> None:
    def change(file: h5py.File) -> None:
        del file["obs/dose"]
        file["obs/dose"] = h5py.SoftLink(target or "/")

    with open_dataset(minimal(change)) as dataset:
        if target:
            assert "dangling-link" in helpers.kinds(dataset.problems)
        assert not [c for c in dataset.tables[0].obs.columns if c.kind != "other"]


def test_group_that_holds_itself(minimal) -> None:
    def change(file: h5py.File) -> None:
        file["uns/a"] = 1
        file["uns/loop"] = file["uns"]

    with open_dataset(minimal(change)) as dataset:
        loop = dataset.tables[0].uns("loop")
        for _ in range(5):
            assert loop["a"] == 1
            loop = loop["loop"]


def test_absurd_column_is_refused_at_once(minimal) -> None:
    def change(file: h5py.File) -> None:
        for name in ("_index", "dose"):
            del file["obs"][name]
            shape = (1 << 50,)
            file["obs"].create_dataset(name, shape, "f8", chunks=(1 << 20,))

    with open_dataset(minimal(change)) as dataset:
        table = dataset.tables[0]
        assert table.n_obs == 1 << 50
        with pytest.raises(UnreadableInputError, match="obs/dose"):
            table.obs.column("dose")
        with pytest.raises(UnreadableInputError, match="declares"):
            next(table.obs.index())


def test_absurd_matrices_are_refused_at_once(minimal) -> None:
    def change(file: h5py.File) -> None:
        shape, chunks = (1 << 40, 1 << 20), (1 << 10, 1 << 10)
        file.create_dataset("layers/dense", shape, "f4", chunks=chunks, compression="gzip")
        sparse = file.create_group("layers/sparse")
        sparse.attrs.update({"encoding-type": "csr_matrix", "shape": [1 << 40, 1 << 20]})
        for name in ("data", "indices", "indptr"):
            sparse.create_dataset(name, (1 << 41,), "i8", chunks=(1 << 20,))

    with open_dataset(minimal(change)) as dataset:
        for name in ("layers/dense", "layers/sparse"):
            with pytest.raises(UnreadableInputError, match="declares"):
                next(dataset.tables[0].matrix(name).blocks())


def amplified(path, n_rows: int, **how) -> None:
    """Make all text descriptors of a column point at one long text in the heap."""
    with h5py.File(path, "a") as file:
        del file["obs/dose"]
        texts = np.array(["x" * (8 << 20)] + ["y"] * (n_rows - 1), dtype=object)
        file["obs"].create_dataset("dose", data=texts, dtype=TEXT, **how)
        column = file["obs/dose"]
        if how:
            _, raw = column.id.read_direct_chunk((0,))
            column.id.write_direct_chunk((0,), raw[:16] * n_rows)
            return
        start = column.id.get_offset()
    with path.open("r+b") as opened:
        opened.seek(start)
        first = opened.read(16)
        opened.seek(start)
        opened.write(first * n_rows)


@pytest.mark.parametrize("chunked", [False, True])
def test_many_names_for_one_long_text(minimal, growth, chunked) -> None:
    n_rows = 200
    path = minimal(lambda file: file.__delitem__("X"))
    with h5py.File(path, "a") as file:
        del file["obs/_index"]
        file["obs"].create_dataset("_index", data=np.arange(n_rows).astype("S5"))
    amplified(path, n_rows, **({"chunks": (n_rows,)} if chunked else {}))
    code = f"""
with open_dataset({str(path)!r}) as dataset:
    column = dataset.tables[0].obs.column("dose")
    assert column.codes.tolist() == [0] * {n_rows}
"""
    imports = "import h5py, numpy\nfrom aivc.storage import open_dataset"
    # All rows together would take 1.6 GB; they are read in steps of at most 256 MB.
    assert growth(imports, code) < 700


def test_one_endless_name_is_refused(minimal) -> None:
    def change(file: h5py.File) -> None:
        del file["obs/dose"]
        texts = np.array(["x" * (17 << 20), "b", "c", "d"], dtype=object)
        file["obs"].create_dataset("dose", data=texts, dtype=TEXT)

    with (
        open_dataset(minimal(change)) as dataset,
        pytest.raises(UnreadableInputError, match="obs/dose"),
    ):
        dataset.tables[0].obs.column("dose")


@pytest.mark.parametrize("how", [{"chunks": (3,)}, {"chunks": (3,), "compression": "gzip"}])
@pytest.mark.parametrize("rows", [0, 1, 7, 10])
def test_text_in_chunks(minimal, rows, how) -> None:
    texts = np.array([f"name {'é' * row}" for row in range(rows)], dtype=object)

    def change(file: h5py.File) -> None:
        del file["obs/_index"], file["obs/dose"]
        for name in ("_index", "dose"):
            chunked = {**how, "maxshape": (None,)}
            file["obs"].create_dataset(name, (rows,), TEXT, data=texts, **chunked)

    with open_dataset(minimal(change)) as dataset:
        obs = dataset.tables[0].obs
        assert [name for block in obs.index() for name in block] == texts.tolist()
        column = obs.column("dose")
        assert [column.categories[code] for code in column.codes] == texts.tolist()


@pytest.mark.parametrize("compression", ["gzip", "lzf"])
def test_text_in_one_large_chunk(minimal, compression) -> None:
    n_rows = 150_000
    texts = np.array([f"cell-{row}" for row in range(n_rows)], dtype=object)

    def change(file: h5py.File) -> None:
        del file["obs/_index"], file["obs/dose"], file["X"]
        how = {"chunks": (n_rows,), "compression": compression}
        file["obs"].create_dataset("_index", data=texts, dtype=TEXT, **how)

    path = minimal(change)
    with h5py.File(path) as file:
        found = with_room_for_chunks(file["obs/_index"])
        assert found.id.get_access_plist().get_chunk_cache()[1] >= 16 * n_rows
        assert with_room_for_chunks(file["var/_index"]).name == "/var/_index"
    with open_dataset(path) as dataset:
        blocks = list(dataset.tables[0].obs.index())
        assert max(map(len, blocks)) <= 65_536
        assert np.concatenate(blocks).tolist() == texts.tolist()


def test_names_that_are_no_text(minimal, helpers) -> None:
    def change(file: h5py.File) -> None:
        file["uns/plain"] = 2
        file["uns"][b"\xff\xfe"] = 1

    with open_dataset(minimal(change)) as dataset:
        assert dataset.tables[0].uns_keys == ("plain",)
        assert helpers.kinds(dataset.problems) == {"unsafe-name"}
        for problem in dataset.problems:
            problem.message.encode("utf-8")


def zero_heap(path, text: bytes) -> None:
    """Zero the rest of the heap collection that holds a text, from the text on."""
    content = bytearray(path.read_bytes())
    place = content.index(text)
    start = content.rindex(b"GCOL", 0, place)
    size = int.from_bytes(content[start + 8 : start + 16], "little")
    content[place - 16 : start + size] = bytes(start + size - place + 16)
    path.write_bytes(content)


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"chunks": (3,)},
        {"compression": "gzip", "shuffle": True},
        {"compression": "lzf"},
        {"compression": "lzf", "shuffle": True, "chunks": (3,)},
    ],
    ids=str,
)
def test_zeroed_heap_does_not_hang(minimal, how) -> None:
    """libhdf5 would run for ever, whether a column or an attribute has its text there."""

    def change(file: h5py.File) -> None:
        del file["obs/dose"]
        texts = [f"a rather long name of a dose {row}" for row in range(4)]
        file["obs"].create_dataset("dose", data=texts, dtype=TEXT, **how)

    path = minimal(change)
    with open_dataset(path) as dataset:
        assert dataset.tables[0].obs.column("dose").categories[1].endswith("dose 1")
    zero_heap(path, b"a rather long name of a dose 1")
    with open_dataset(path) as dataset, pytest.raises(UnreadableInputError, match="damaged"):
        dataset.tables[0].obs.column("dose")


@pytest.mark.parametrize("libver", ["earliest", "latest"])
@pytest.mark.parametrize("userblock_size", [0, 512])
@pytest.mark.parametrize("track_order", [False, True])
def test_attributes_in_a_zeroed_heap(tmp_path, libver, userblock_size, track_order) -> None:
    how = {"libver": libver, "userblock_size": userblock_size}
    path = tmp_path / "x.h5"
    with h5py.File(path, "w", **how) as file:
        group = file.create_group("g", track_order=track_order)
        group.attrs["number"] = 5
        group.attrs["names"] = ["one", "two"]
        group.attrs["long"] = "a text that is long enough to be found"
        group.attrs["last"] = "behind it"
    with h5py.File(path) as file:
        whole = read_attributes(file["g"], RawFile.of(file))
        assert whole["names"] == ["one", "two"]
        assert whole["last"] == "behind it"
        assert damaged_attributes(file["g"], RawFile.of(file)) == frozenset()
    zero_heap(path, b"a text that is long")
    with h5py.File(path) as file:
        assert damaged_attributes(file["g"], RawFile.of(file)) == {"names", "long", "last"}
        assert read_attributes(file["g"], RawFile.of(file)) == {"number": 5}


@given(st.lists(st.integers(0, 300), max_size=60), st.integers(0, 4095))
def test_heap_check_agrees_with_a_plain_walk(sizes, place) -> None:
    """The quick look may not pass what the walk refuses."""
    content = bytearray(b"GCOL\x01\0\0\0" + (4096).to_bytes(8, "little"))
    for number, size in enumerate(sizes, start=1):
        entry = number.to_bytes(2, "little") + bytes(6) + size.to_bytes(8, "little")
        entry += bytes(range(1, 256)) * 2
        padded = 16 + -(-size // 8) * 8
        if len(content) + padded > 4096 - 16:
            break
        content += entry[: 16 + size].ljust(padded, b"\0")
    content += bytes(8) + (4096 - len(content)).to_bytes(8, "little")
    content = content.ljust(4096, b"\0")
    assert _can_be_walked(bytes(content))
    content[place:] = bytes(4096 - place)
    if _ends_in_free_space(bytes(content)):
        assert _can_be_walked(bytes(content))


def test_reading_after_closing_is_a_sentence(minimal) -> None:
    dataset = open_dataset(minimal())
    frame = dataset.tables[0].obs
    matrix = dataset.tables[0].matrices[0]
    dataset.close()
    dataset.close()
    with pytest.raises(UnreadableInputError):
        frame.column("dose")
    with pytest.raises(UnreadableInputError):
        list(matrix.blocks())
