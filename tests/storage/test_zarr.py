"""Zarr formats 2 and 3 are read as the zarr library reads them, with every codec in use."""

import shutil
import zipfile

import anndata
import numcodecs
import numpy as np
import pytest
import zarr
from zarr import codecs as v3

from aivc.storage import open_dataset
from aivc.storage.problems import ProblemLog
from aivc.storage.zarr.container import ZarrContainer

V2_COMPRESSORS = [
    None,
    numcodecs.GZip(1),
    numcodecs.Zlib(1),
    numcodecs.BZ2(1),
    numcodecs.LZMA(),
    numcodecs.Zstd(1),
    numcodecs.LZ4(),
    *[
        numcodecs.Blosc(cname=name, shuffle=shuffle)
        for name in ("lz4", "zstd", "zlib", "blosclz")
        for shuffle in (0, 1, 2)
    ],
]
V2_FILTERS = [
    [numcodecs.Shuffle(4)],
    [numcodecs.Delta(dtype="<f4")],
    [numcodecs.FixedScaleOffset(offset=0, scale=1, dtype="<f4", astype="<i2")],
    [numcodecs.AsType(encode_dtype="<f8", decode_dtype="<f4")],
    [numcodecs.BitRound(23)],
    [numcodecs.CRC32()],
    [numcodecs.Adler32()],
    [numcodecs.Fletcher32()],
]
V3_CODECS = [
    [],
    [v3.GzipCodec(level=1)],
    [v3.ZstdCodec(level=1)],
    [v3.ZstdCodec(level=1, checksum=True)],
    [v3.BloscCodec(cname="lz4")],
    [v3.BloscCodec(cname="zstd", shuffle="bitshuffle")],
    [v3.ZstdCodec(level=1), v3.Crc32cCodec()],
]


def check(path, truth) -> None:
    container = ZarrContainer(path, ProblemLog())
    array = container.root.array("x")
    np.testing.assert_array_equal(array.read(), truth)
    for max_bytes in (1, 100, 1 << 20):
        pieces = list(array.stream(1, len(truth) - 1, max_bytes))
        np.testing.assert_array_equal(np.concatenate(pieces), truth[1:-1])
    container.close()


def table(dtype="f4") -> np.ndarray:
    return (np.arange(17 * 11) % 120).reshape(17, 11).astype(dtype)


@pytest.mark.parametrize("compressor", V2_COMPRESSORS, ids=repr)
def test_v2_compressors(tmp_path, compressor) -> None:
    group = zarr.open_group(tmp_path, mode="w", zarr_format=2)
    group.create_array("x", data=table(), chunks=(4, 5), compressors=compressor)
    check(tmp_path, table())


@pytest.mark.parametrize("filters", V2_FILTERS, ids=repr)
def test_v2_filters(tmp_path, filters) -> None:
    group = zarr.open_group(tmp_path, mode="w", zarr_format=2)
    kept = {"filters": filters, "compressors": numcodecs.Zstd(1)}
    group.create_array("x", data=table(), chunks=(4, 5), **kept)
    check(tmp_path, table())


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("separator", [".", "/"])
@pytest.mark.parametrize("dtype", ["<f8", ">f8", "|b1", "<u2", "|i1", "<f2"])
def test_v2_layouts(tmp_path, order, separator, dtype) -> None:
    group = zarr.open_group(tmp_path, mode="w", zarr_format=2)
    how = {"order": order, "chunk_key_encoding": {"name": "v2", "separator": separator}}
    group.create_array("x", data=table(dtype), chunks=(4, 5), **how)
    check(tmp_path, table(dtype))


@pytest.mark.parametrize(
    "compressors", V3_CODECS, ids=lambda made: "+".join(c.__class__.__name__ for c in made)
)
@pytest.mark.parametrize("shards", [None, (8, 10)])
def test_v3_codecs(tmp_path, compressors, shards) -> None:
    group = zarr.open_group(tmp_path, mode="w", zarr_format=3)
    how = {"chunks": (4, 5), "shards": shards, "compressors": compressors}
    array = group.create_array("x", shape=(17, 11), dtype="f4", fill_value=3, **how)
    array[:12] = table()[:12]
    truth = table()
    truth[12:] = 3
    check(tmp_path, truth)


@pytest.mark.parametrize("index_location", ["start", "end"])
def test_v3_shard_index(tmp_path, index_location) -> None:
    group = zarr.open_group(tmp_path, mode="w", zarr_format=3)
    sharding = v3.ShardingCodec(
        chunk_shape=(2,), codecs=[v3.BytesCodec(), v3.ZstdCodec()], index_location=index_location
    )
    truth = np.arange(23)
    array = group.create_array(
        "x", shape=(23,), chunks=(8,), dtype="i8", serializer=sharding, compressors=None
    )
    array[:] = truth
    check(tmp_path, truth)


def test_v3_transposed_and_big_endian(tmp_path) -> None:
    group = zarr.open_group(tmp_path, mode="w", zarr_format=3)
    how = {"filters": [v3.TransposeCodec(order=(1, 0))], "serializer": v3.BytesCodec(endian="big")}
    group.create_array("x", data=table("i4"), chunks=(4, 5), **how)
    check(tmp_path, table("i4"))


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("fill", [0, 7, np.nan, np.inf, -np.inf])
def test_fill_values(tmp_path, version, fill) -> None:
    group = zarr.open_group(tmp_path, mode="w", zarr_format=version)
    group.create_array("x", shape=(9,), chunks=(4,), dtype="f4", fill_value=fill)
    check(tmp_path, np.full(9, fill, "f4"))


@pytest.mark.parametrize("version", [2, 3])
def test_text(tmp_path, version) -> None:
    from zarr.core.dtype import VariableLengthUTF8

    texts = np.array(["", "é", "long " * 50, "x", "\U0001f9ec"], dtype=object)
    group = zarr.open_group(tmp_path, mode="w", zarr_format=version)
    array = group.create_array("x", shape=(5,), chunks=(2,), dtype=VariableLengthUTF8())
    array[:] = texts
    fixed = group.create_array("fixed", data=np.array(["a", "bé"]))
    assert fixed.dtype.kind == "U"
    container = ZarrContainer(tmp_path, ProblemLog())
    assert container.root.array("x").read().tolist() == texts.tolist()
    assert container.root.array("fixed").read().tolist() == ["a", "bé"]


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("folder", [False, True])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_zip_archive(tmp_path, helpers, version, folder, method) -> None:
    truth = np.arange(12, dtype="f4").reshape(4, 3)
    with anndata.settings.override(zarr_write_format=version):
        anndata.AnnData(truth).write_zarr(tmp_path / "made.zarr")
    archive = tmp_path / "made.zip"
    with zipfile.ZipFile(archive, "w", method) as opened:
        for path in sorted((tmp_path / "made.zarr").rglob("*")):
            inside = path.relative_to(tmp_path if folder else tmp_path / "made.zarr")
            opened.write(path, inside)
    shutil.rmtree(tmp_path / "made.zarr")
    with open_dataset(archive) as dataset:
        table = dataset.tables[0]
        np.testing.assert_array_equal(helpers.dense(table.matrices[0]), truth)
        assert helpers.index(table.obs) == ["0", "1", "2", "3"]
        assert dataset.problems == ()


def test_shards_in_a_zip_archive(tmp_path) -> None:
    truth = np.arange(64, dtype="f4")
    store = zarr.storage.ZipStore(tmp_path / "x.zip", mode="w")
    group = zarr.open_group(store, mode="w", zarr_format=3)
    group.create_array("x", data=truth, chunks=(4,), shards=(16,))
    store.close()
    check(tmp_path / "x.zip", truth)


def test_old_categoricals_name_their_labels_by_path(tmp_path) -> None:
    anndata.AnnData(np.zeros((3, 1), "f4")).write_zarr(tmp_path / "made")
    group = zarr.open_group(tmp_path / "made", mode="a")
    obs = group["obs"]
    labels = obs.create_array("__categories/donor", data=np.array(["b", "a"]))
    labels.attrs["ordered"] = True
    for name, target in (("donor", "__categories/donor"), ("twin", "/obs/__categories/donor")):
        obs.create_array(name, data=np.array([1, 0, -1], "i1")).attrs["categories"] = target
    obs.attrs["column-order"] = ["donor", "twin"]
    with open_dataset(tmp_path / "made") as dataset:
        for name in ("donor", "twin"):
            column = dataset.tables[0].obs.column(name)
            assert column.info.ordered
            assert column.categories == ("b", "a")
            assert column.codes.tolist() == [1, 0, -1]


def test_structured_frame_in_zarr(tmp_path, helpers) -> None:
    anndata.AnnData(np.zeros((2, 1), "f4")).write_zarr(tmp_path / "made")
    shutil.rmtree(tmp_path / "made" / "obs")
    group = zarr.open_group(tmp_path / "made", mode="a", zarr_format=2)
    rows = np.array([(b"c0", 1.5), (b"c1", 2.0)], dtype=[("index", "S2"), ("dose", "<f8")])
    group.create_array("obs", data=rows)
    with open_dataset(tmp_path / "made") as dataset:
        obs = dataset.tables[0].obs
        assert helpers.kinds(dataset.problems) == {"old-frame"}
        assert helpers.index(obs) == ["c0", "c1"]
        assert obs.column("dose").categories == ("1.5", "2")
