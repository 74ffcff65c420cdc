"""A zarr store from a stranger cannot run code, leave its folder, or fill the memory."""

import gzip
import json
import os
import shutil
import zipfile
from pathlib import Path

import anndata
import numcodecs
import numpy as np
import pytest

from aivc.storage import open_dataset
from aivc.storage.errors import UnreadableInputError

V2_ARRAY = {
    "zarr_format": 2,
    "shape": [4],
    "chunks": [4],
    "dtype": "<f8",
    "compressor": None,
    "filters": None,
    "fill_value": 0,
    "order": "C",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """Let anndata write a store once."""
    root = tmp_path_factory.mktemp("stores") / "made.zarr"
    data = anndata.AnnData(np.arange(12, dtype="f4").reshape(4, 3))
    data.obs["dose"] = np.arange(4.0)
    with anndata.settings.override(zarr_write_format=2):
        data.write_zarr(root)
    (root / ".zmetadata").unlink(missing_ok=True)
    return root


@pytest.fixture
def store(made, tmp_path) -> Path:
    """Return a store with four observations, whose column ``dose`` may be replaced."""
    return Path(shutil.copytree(made, tmp_path / "made.zarr"))


def replace_dose(root: Path, chunk: bytes | None = None, **changes) -> None:
    folder = root / "obs" / "dose"
    for old in folder.iterdir():
        old.unlink()
    (folder / ".zarray").write_text(json.dumps({**V2_ARRAY, **changes}))
    if chunk is not None:
        (folder / "0").write_bytes(chunk)


def read_dose(root: Path) -> None:
    with open_dataset(root) as dataset:
        dataset.tables[0].obs.column("dose")


IMPORTS = "import numpy, aivc.storage.zarr.codecs\nfrom aivc.storage import open_dataset"


def refusal(path: Path) -> str:
    """Return code that reads the column and fails unless it is refused."""
    return f"""
try:
    with open_dataset({str(path)!r}) as dataset:
        dataset.tables[0].obs.column("dose")
except OSError as error:
    assert "dose" in str(error), error
else:
    raise SystemExit("it was read")
"""


class Explosive:
    def __reduce__(self):
        return (os.mkdir, ("exploded",))


def test_pickles_are_never_run(store, tmp_path, monkeypatch, helpers) -> None:
    monkeypatch.chdir(tmp_path)
    values = np.array([Explosive()] * 4, dtype=object)
    pickled = bytes(numcodecs.Pickle().encode(values))
    replace_dose(store, pickled, dtype="|O", filters=[{"id": "pickle"}])
    with open_dataset(store) as dataset:
        assert "unreadable-element" in helpers.kinds(dataset.problems)
        assert not dataset.tables[0].obs.has("dose")
    assert not Path("exploded").exists()


@pytest.mark.parametrize("name", ["pickle", "json2", "msgpack2", "categorize", "no-such-codec"])
def test_other_codecs_are_refused(store, name) -> None:
    replace_dose(store, b"x" * 32, filters=[{"id": name}])
    with pytest.raises(UnreadableInputError, match=name):
        read_dose(store)


BIG = 1 << 28
"""Far more than reading may take."""
MOST = 1 << 16
"""Stored bytes of a chunk of four numbers beyond which it is not even fetched."""


@pytest.mark.parametrize(
    ("codec", "bomb"),
    [
        ("gzip", lambda: gzip.compress(bytes(BIG), 1)),
        ("zlib", lambda: numcodecs.Zlib(1).encode(bytes(BIG))),
        ("bz2", lambda: numcodecs.BZ2(1).encode(bytes(BIG // 4))),
        ("lzma", lambda: numcodecs.LZMA(preset=0).encode(bytes(BIG // 4))),
        ("zstd", lambda: numcodecs.Zstd(1).encode(bytes(BIG))),
        ("lz4", lambda: numcodecs.LZ4().encode(bytes(BIG))),
        ("blosc", lambda: numcodecs.Blosc("zstd").encode(bytes(BIG))),
    ],
)
def test_bombs_are_refused_in_little_memory(store, growth, codec, bomb) -> None:
    replace_dose(store, bytes(bomb())[:MOST], compressor={"id": codec})
    assert growth(IMPORTS, refusal(store)) < 30


def test_bomb_behind_a_filter(store, growth) -> None:
    bomb = bytes(numcodecs.Zstd(1).encode(bytes(BIG)))
    replace_dose(store, bomb, compressor={"id": "zstd"}, filters=[{"id": "shuffle"}])
    assert growth(IMPORTS, refusal(store)) < 30


def test_bomb_of_text_is_refused_in_little_memory(store, growth) -> None:
    bomb = bytes(numcodecs.Zstd(1).encode(bytes(8 * BIG)))
    replace_dose(store, bomb, dtype="|O", filters=[{"id": "vlen-utf8"}], compressor={"id": "zstd"})
    assert growth(IMPORTS, refusal(store)) < 30


def test_zstd_without_a_declared_size_is_bounded_too(store, growth) -> None:
    # Frame header without content size; a million blocks that repeat one byte 128 KiB times.
    header = b"\x28\xb5\x2f\xfd" + bytes([0x00, 0x58])
    block = (((1 << 17) << 3) | 0b010).to_bytes(3, "little") + b"\0"
    bomb = header + block * 100_000
    replace_dose(store, bomb, dtype="|O", filters=[{"id": "vlen-utf8"}], compressor={"id": "zstd"})
    assert growth(IMPORTS, refusal(store)) < 30
    replace_dose(store, bomb[: len(header) + 4 * 10_000], compressor={"id": "zstd"})
    assert growth(IMPORTS, refusal(store)) < 30


def test_text_that_claims_billions_of_values(store) -> None:
    chunk = (2**32 - 1).to_bytes(4, "little") + b"\x01\x00\x00\x00a"
    replace_dose(store, chunk, dtype="|O", filters=[{"id": "vlen-utf8"}])
    with pytest.raises(UnreadableInputError, match="claims"):
        read_dose(store)


@pytest.mark.parametrize(
    "changes",
    [
        {"shape": [1 << 40], "chunks": [1 << 20]},
        {"shape": [1 << 61], "chunks": [1 << 61]},
        {"shape": [1 << 70]},
        {"shape": [-4]},
        {"shape": "4"},
        {"shape": [4.5]},
        {"shape": [True]},
        {"shape": [4] * 100, "chunks": [4] * 100},
        {"chunks": [4, 4]},
        {"dtype": "O"},
        {"dtype": "i4,f8"},
        {"dtype": "|V8"},
        {"dtype": "<S4000000000"},
        {"dtype": [["a", "|O"]]},
        {"dtype": [["a"]]},
        {"dtype": {"a": 1}},
        {"zarr_format": 3},
        {"fill_value": {"a": 1}},
        {"fill_value": "what"},
        {"compressor": 5},
        {"filters": 7},
    ],
    ids=str,
)
def test_absurd_metadata(store, changes, helpers) -> None:
    replace_dose(store, bytes(32), **changes)
    with open_dataset(store) as dataset:
        frame = dataset.tables[0].obs
        problems = [p for p in dataset.problems if p.location.startswith("obs")]
        if frame.has("dose") and not problems:
            with pytest.raises(UnreadableInputError):
                frame.column("dose")
        # The rest of the dataset is read all the same.
        assert helpers.index(frame) == ["0", "1", "2", "3"]
        assert sum(b.data.sum() for b in dataset.tables[0].matrices[0].blocks()) == 66


def test_absurd_matrix_is_refused_at_once(store, helpers) -> None:
    header = json.loads((store / "X" / ".zarray").read_text())
    header.update({"shape": [1 << 40, 1 << 20], "chunks": [1 << 10, 1 << 10]})
    (store / "X" / ".zarray").write_text(json.dumps(header))
    with open_dataset(store) as dataset:
        assert helpers.kinds(dataset.problems) == {"shape-mismatch"}
        with pytest.raises(UnreadableInputError, match="declares"):
            next(dataset.tables[0].matrices[0].blocks())


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"a":' * 50_000])
@pytest.mark.parametrize("key", ["obs/.zattrs", "obs/dose/.zarray", "X/.zarray", ".zattrs"])
def test_broken_json(store, content, key) -> None:
    (store / key).write_bytes(content)
    try:
        with open_dataset(store) as dataset:
            assert dataset.problems
    except UnreadableInputError as error:
        assert key == ".zattrs"
        assert "\n" not in str(error)


@pytest.mark.parametrize("target", ["/etc", "../../.."])
def test_links_out_of_the_store_are_not_followed(store, target, helpers) -> None:
    (store / "layers").rename(store / "old")
    (store / "layers").symlink_to(target)
    with open_dataset(store) as dataset:
        assert ("outside-link", "layers") in {(p.kind, p.location) for p in dataset.problems}


def test_chunk_that_is_a_link_out(store, tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(bytes(32))
    replace_dose(store)
    (store / "obs" / "dose" / "0").symlink_to(secret)
    with pytest.raises(UnreadableInputError, match="out of the store"):
        read_dose(store)


def test_chunk_that_is_a_pipe(store) -> None:
    replace_dose(store)
    os.mkfifo(store / "obs" / "dose" / "0")
    with pytest.raises(UnreadableInputError, match="regular file"):
        read_dose(store)


def test_group_that_links_to_itself(store, helpers) -> None:
    (store / "uns" / "loop").symlink_to(store / "uns")
    with open_dataset(store) as dataset:
        assert dataset.tables[0].uns("loop")


def test_archive_entries_that_climb(store, tmp_path, helpers) -> None:
    archive = tmp_path / "made.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for path in sorted(store.rglob("*")):
            opened.write(path, path.relative_to(store))
        opened.writestr("../../escaped", b"x")
        opened.writestr("/absolute", b"x")
        opened.writestr("obs/../../up", b"x")
    with open_dataset(archive) as dataset:
        assert [p.kind for p in dataset.problems] == ["unsafe-name"] * 3
        assert helpers.index(dataset.tables[0].obs) == ["0", "1", "2", "3"]
    assert not (tmp_path.parent / "escaped").exists()


def test_archive_entry_that_unpacks_to_much(store, tmp_path, growth) -> None:
    replace_dose(store, compressor=None)
    archive = tmp_path / "made.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for path in sorted(store.rglob("*")):
            opened.write(path, path.relative_to(store))
        with opened.open("obs/dose/0", "w", force_zip64=True) as entry:
            for _ in range(16):
                entry.write(bytes(16 << 20))
    assert growth(IMPORTS, refusal(archive)) < 30


def test_damaged_archive(store, tmp_path) -> None:
    archive = tmp_path / "made.zip"
    archive.write_bytes(b"PK\x03\x04" + bytes(100))
    with pytest.raises(UnreadableInputError, match="zip"):
        open_dataset(archive)
