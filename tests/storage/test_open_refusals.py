"""What is no dataset is refused in one sentence that says what it is."""

import gzip
import os

import h5py
import numpy as np
import pytest
import zarr

from aivc.storage import open_dataset
from aivc.storage.errors import UnreadableInputError


def refusal(path) -> str:
    with pytest.raises(UnreadableInputError) as caught:
        open_dataset(path)
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message
    return message


def test_nothing_there(tmp_path) -> None:
    assert "no file or directory" in refusal(tmp_path / "none.h5ad")
    (tmp_path / "link").symlink_to(tmp_path / "none")
    assert "leads to nothing" in refusal(tmp_path / "link")


def test_empty_file(tmp_path) -> None:
    (tmp_path / "x.h5ad").touch()
    assert "is empty" in refusal(tmp_path / "x.h5ad")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (gzip.compress(b"x", mtime=0), "gzip"),
        (b"BZh91AY", "bzip2"),
        (b"\xfd7zXZ\x00", "xz"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"PAR1", "Parquet"),
        (b"II*\x00", "TIFF"),
        (b"%%MatrixMarket matrix", "Matrix Market"),
        (b"#1.3\n978", "GCT"),
        (b"cell,dose\na,1\n", "plain text"),
        (b"\x00\x01\x02\x03", "no format"),
    ],
)
def test_other_files(tmp_path, content, what) -> None:
    path = tmp_path / "data.h5ad"
    path.write_bytes(content)
    assert what in refusal(path)


@pytest.mark.parametrize(
    ("names", "what"),
    [
        ([], "empty directory"),
        (["notes.txt"], "h5ad"),
        (["matrix.mtx.gz", "barcodes.tsv.gz"], "10x"),
        (["__tiledb_group.tdb"], "TileDB"),
        (["cell_feature_matrix.h5"], "Xenium"),
    ],
)
def test_other_folders(tmp_path, names, what) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in names:
        (folder / name).touch()
    assert what in refusal(folder)


def tenx_3(file):
    group = file.create_group("matrix")
    for name in ("barcodes", "data", "indices", "indptr", "shape"):
        group[name] = np.zeros(3)


def tenx_2(file):
    group = file.create_group("hg19")
    for name in ("barcodes", "data", "indices", "indptr", "shape", "genes"):
        group[name] = np.zeros(3)


def loom(file):
    file["matrix"] = np.zeros((2, 2))
    file.create_group("row_attrs")
    file.create_group("col_attrs")


def gctx(file):
    file["0/DATA/0/matrix"] = np.zeros((2, 2))


def seurat(file):
    file.create_group("assays")
    file["cell.names"] = np.zeros(2)


def pandas_store(file):
    file.attrs["PYTABLES_FORMAT_VERSION"] = "2.1"
    file.create_group("df")


def plain(file):
    file["weights"] = np.zeros(3)


def nothing(file):
    pass


@pytest.mark.parametrize(
    ("fill", "what"),
    [
        (tenx_3, "10x"),
        (tenx_2, "10x"),
        (loom, "Loom"),
        (gctx, "GCTX"),
        (seurat, "h5Seurat"),
        (pandas_store, "pandas"),
        (plain, "weights"),
        (nothing, "nothing"),
    ],
)
def test_other_hdf5(tmp_path, fill, what) -> None:
    path = tmp_path / "x.h5ad"
    with h5py.File(path, "w") as file:
        fill(file)
    message = refusal(path)
    assert what in message
    assert "h5ad" in message


@pytest.mark.parametrize(
    ("attributes", "what"),
    [
        ({}, "neither AnnData"),
        ({"multiscales": [{}]}, "OME-Zarr image"),
        ({"ome": {"multiscales": [{}]}}, "OME-Zarr image"),
        ({"ome": {"plate": {}}}, "OME-Zarr plate"),
    ],
)
def test_other_zarr(tmp_path, attributes, what) -> None:
    zarr.open_group(tmp_path / "x.zarr", mode="w").attrs.update(attributes)
    assert what in refusal(tmp_path / "x.zarr")


def test_single_zarr_array(tmp_path) -> None:
    zarr.create_array(tmp_path / "x.zarr", data=np.zeros(3))
    assert "single zarr array" in refusal(tmp_path / "x.zarr")


def test_truncated_hdf5(tmp_path, minimal) -> None:
    path = minimal()
    path.write_bytes(path.read_bytes()[:-100])
    assert "truncated" in refusal(path)


def test_damaged_hdf5(tmp_path) -> None:
    path = tmp_path / "x.h5ad"
    path.write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(3000))
    assert "damaged" in refusal(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_no_permission(minimal) -> None:
    path = minimal()
    path.chmod(0)
    assert "permission" in refusal(path).lower()


def test_permission_error_is_a_sentence(minimal, monkeypatch) -> None:
    path = minimal()

    def refused(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refused)
    assert "Permission denied" in refusal(path)


def test_pipe(tmp_path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "regular file" in refusal(tmp_path / "pipe")


def test_file_open_for_writing(minimal) -> None:
    path = minimal()
    with h5py.File(path, "a", locking=True):
        if os.environ.get("HDF5_USE_FILE_LOCKING", "").upper() in {"FALSE", "0"}:
            pytest.skip("file locking is switched off")
        assert "another program" in refusal(path)


def test_content_counts_not_the_name(minimal) -> None:
    for name in ("data", "data.zarr", "data.csv"):
        with open_dataset(str(minimal(name=name))) as dataset:
            assert dataset.kind == "h5ad"
            assert dataset.encoding_version == "0.1.0"
