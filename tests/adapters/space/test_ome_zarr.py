"""Images, labels and plates of OME-Zarr."""

import json
import shutil

import numpy as np
import pytest
import zarr
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numcodecs import Blosc, GZip, Zlib, Zstd

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.ome_zarr.adapter import OmeZarr
from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import ContainerKind
from tests.adapters.space.omezarr_files import (
    example,
    measured,
    write_group,
    write_image,
)
from tests.adapters.space.reading import dense, names, read, steps, texts

IMAGE, LABELS = example()
IDS, AREAS, CENTRES, MEANS = measured(IMAGE, LABELS)


def _inside(folder, **settings):
    """Write an image with labels inside it, whose resolutions are not called 0 and 1."""
    version = settings.pop("version", 2)
    common = {"version": version, "levels": ("5", "sub/6")}
    channels = ["DNA", "CD3"]
    write_image(folder, IMAGE, channels=channels, **common, **settings)
    labels = {**settings, "unit": settings.get("unit")}
    labels.pop("chunks", None)
    labels.pop("shards", None)
    for name in ("scale", "translation"):
        if labels.get(name):
            labels[name] = labels[name][1:]
    properties = [{"label-value": 70, "class": "T cell", "score": 0.5}]
    label = {"version": "0.4", "properties": properties}
    write_image(folder / "labels/nuclei", LABELS, "yx", label=label, **common, **labels)
    listed = {"labels": ["nuclei"]}
    write_group(folder / "labels", {"ome": listed} if version == 3 else listed, version)
    return folder


def _beside(folder):
    """Write an image and a store with two channels of labels beside it."""
    write_image(folder / "run.image.ome.zarr", IMAGE)
    both = np.stack([LABELS, (LABELS > 0).astype("uint16")])
    name = "run.segmentations.ome.zarr"
    write_image(folder / name, both, channels=["cell", "any"], chunks=(1, 4, 4))
    return folder


def _plate(folder, version=2):
    wells = [{"path": "A/1", "rowIndex": 0, "columnIndex": 0}, {"path": "B/12"}, {"path": "C/3"}]
    plate = {
        "name": "screen 1",
        "wells": wells,
        "acquisitions": [{"id": 1, "name": "day 2"}],
        "version": "0.4",
    }
    write_group(folder, {"ome": {"plate": plate}} if version == 3 else {"plate": plate}, version)
    for well, fields in (("A/1", ("0", "1")), ("B/12", ("0",))):
        listed = {"well": {"images": [{"path": f, "acquisition": 1} for f in fields]}}
        write_group(folder / well, {"ome": listed} if version == 3 else listed, version)
        for field in fields:
            write_image(folder / well / field, IMAGE, version=version)
    return folder


class TestOmeZarrContract(AdapterContract):
    adapter = OmeZarr()

    def sources(self, folder):
        sources = []
        for version in (2, 3):
            source = folder / f"v{version}.ome.zarr"
            write_image(source, IMAGE[:1], version=version, chunks=(1, 9, 11))
            labels = {"label": {}, "version": version, "chunks": (9, 11)}
            write_image(source / "labels/n", LABELS, "yx", **labels)
            sources.append(source)
        plate = {"wells": [{"path": "A/1"}]}
        write_group(folder / "plate.zarr", {"plate": plate})
        write_group(folder / "plate.zarr/A/1", {"well": {"images": [{"path": "0"}]}})
        write_image(folder / "plate.zarr/A/1/0", IMAGE[:1], chunks=(1, 9, 11))
        return [*sources, folder / "plate.zarr"]


@pytest.mark.parametrize("version", [2, 3])
def test_objects_are_measured(tmp_path, version):
    reading, notes = read(OmeZarr(), _inside(tmp_path / "scan.ome.zarr", version=version))
    with reading.dataset as dataset:
        assert dataset.kind is ContainerKind.SPATIALDATA
        assert [(e.kind, e.path) for e in dataset.elements] == [
            ("image", "images/scan"),
            ("labels", "labels/nuclei"),
        ]
        (table,) = dataset.tables
        assert table.name == "tables/nuclei_measurements"
        assert names(table.obs) == [str(label) for label in IDS]
        assert table.obs.numbers("instance_id").tolist() == IDS
        assert texts(table.obs, "region") == ["nuclei"] * 3
        assert table.obs.numbers("area_px").tolist() == AREAS
        assert np.allclose(dense(table.obsm[0]), CENTRES)
        assert np.allclose(dense(table.matrices[0]), MEANS)
        assert names(table.var) == ["DNA", "CD3"]
        assert texts(table.obs, "class") == [None, "T cell", None]
        assert np.array_equal(table.obs.numbers("score"), [np.nan, 0.5, np.nan], equal_nan=True)
        assert table.attributes["region"] == "nuclei"
        assert table.uns("spatialdata_attrs")["instance_key"] == "instance_id"
        assert "coordinate_unit" not in table.uns_keys
    assert set(reading.hints.card) == {"/activities"}, "no size of a pixel is made up"
    assert {step.action for step in notes.steps} == {"mapped", "added"}


def test_sizes_of_pixels_become_coordinates(tmp_path):
    settings = {"scale": [1.0, 0.5, 0.5], "translation": [0.0, 10.0, 20.0], "unit": "micrometer"}
    reading, _ = read(OmeZarr(), _inside(tmp_path / "scan.ome.zarr", **settings))
    with reading.dataset as dataset:
        table = dataset.tables[0]
        assert np.allclose(dense(table.obsm[0]), CENTRES * 0.5 + [20, 10])
        assert table.uns("coordinate_unit") == "um"
        way = dataset.elements[0].attributes["transformations"]["global"]
        assert way["type"] == "sequence"
        assert way["transformations"][0]["scale"] == [1.0, 0.5, 0.5]
        assert way["output"]["axes"][1]["unit"] == "micrometer"
    assert reading.hints.card["/operators/*/pixel_size"].value == {"value": 0.5, "unit": "um"}


def test_labels_beside_the_image(tmp_path):
    reading, notes = read(OmeZarr(), _beside(tmp_path / "run"))
    with reading.dataset as dataset:
        tables = {table.name: table for table in dataset.tables}
        assert list(tables) == ["tables/cell_measurements", "tables/any_measurements"]
        assert np.allclose(dense(tables["tables/cell_measurements"].matrices[0]), MEANS)
        assert names(tables["tables/any_measurements"].obs) == ["1"]
        assert names(dataset.tables[0].var) == ["channel_0", "channel_1"]
    inferred = steps(notes, "inferred")
    assert set(inferred) == {f"run.segmentations.ome.zarr, channel {c}" for c in ("cell", "any")}


def _opened(folder):
    return {
        path.parent.relative_to(folder).as_posix(): zarr.open_array(path.parent, mode="r")
        for path in sorted(folder.rglob("zarr.json"))
        if json.loads(path.read_text())["node_type"] == "array"
    }


COMPRESSORS = {
    "none": None,
    "blosc": Blosc("lz4", shuffle=Blosc.SHUFFLE),
    "zstd": Zstd(),
    "gzip": GZip(),
    "zlib": Zlib(),
}


@pytest.mark.parametrize("name", COMPRESSORS)
@pytest.mark.parametrize(("order", "dtype"), [("C", "<u2"), ("F", ">u2")])
def test_pixels_of_format_2_are_carried_over(tmp_path, name, order, dtype):
    source = tmp_path / "scan.ome.zarr"
    settings = {"compressors": COMPRESSORS[name], "order": order}
    write_image(source, IMAGE.astype(dtype), levels=("0", "1"), **settings)
    write_image(source / "labels/nuclei", LABELS, "yx", label={}, **settings)
    reading, _ = read(OmeZarr(), source)
    with reading.dataset as dataset:
        dataset.write_elements(tmp_path / "out")
    found = _opened(tmp_path / "out")
    assert sorted(found) == ["images/scan/s0", "images/scan/s1", "labels/nuclei/s0"]
    assert np.array_equal(found["images/scan/s0"][...], IMAGE)
    assert np.array_equal(found["images/scan/s1"][...], IMAGE[:, ::2, ::2])
    assert np.array_equal(found["labels/nuclei/s0"][...], LABELS)
    before = (source / "0/1.0.0").read_bytes() if (source / "0/1.0.0").exists() else None
    after = (tmp_path / "out/images/scan/s0/c/0/0/0").read_bytes()
    stored = (source / "0/0.0.0").read_bytes()
    assert (after == stored) is (name != "zlib"), "only what format 3 lacks is packed anew"
    assert before is None


@pytest.mark.parametrize(
    ("values", "axes", "settings", "expected"),
    [
        (IMAGE[None, :, None], "tczyx", {"chunks": (1, 1, 1, 4, 4)}, IMAGE),
        (IMAGE[None, :, None], "tczyx", {"chunks": (1, 2, 1, 4, 4)}, IMAGE),
        (IMAGE[0], "yx", {}, IMAGE[:1]),
        (IMAGE, "cyx", {"version": 3, "chunks": (1, 4, 4), "shards": (2, 8, 8)}, IMAGE),
        (
            IMAGE[None],
            "tcyx",
            {"version": 3, "chunks": (1, 1, 4, 4), "shards": (1, 2, 8, 8)},
            IMAGE,
        ),
        (IMAGE.astype("float32"), "cyx", {"fill_value": np.nan, "version": 3}, IMAGE),
    ],
)
def test_axes_that_spatialdata_lacks_are_left_out(tmp_path, values, axes, settings, expected):
    source = tmp_path / "scan.ome.zarr"
    write_image(source, values, axes, **settings)
    version = settings.get("version", 2)
    write_image(source / "labels/nuclei", LABELS, "yx", label={}, version=version)
    reading, _ = read(OmeZarr(), source)
    with reading.dataset as dataset:
        found = dense(dataset.tables[0].matrices[0])
        assert np.allclose(found, measured(expected, LABELS)[3])
        dataset.write_elements(tmp_path / "out")
    assert np.array_equal(_opened(tmp_path / "out")["images/scan/s0"][...], expected)


def test_labels_in_one_chunk_with_others_are_taken_apart(tmp_path):
    both = np.stack([LABELS, LABELS[::-1]])
    write_image(tmp_path / "image.zarr", IMAGE)
    write_image(tmp_path / "mask.zarr", both, channels=["up", "down"], chunks=(2, 4, 4))
    reading, _ = read(OmeZarr(), tmp_path)
    out = tmp_path / "out"
    with reading.dataset as dataset:
        assert np.allclose(dense(dataset.tables[1].matrices[0]), measured(IMAGE, LABELS[::-1])[3])
        dataset.write_elements(out)
    found = _opened(out)
    assert np.array_equal(found["labels/up/s0"][...], LABELS)
    assert np.array_equal(found["labels/down/s0"][...], LABELS[::-1])


def test_objects_in_depth(tmp_path):
    labels = np.stack([LABELS, np.zeros_like(LABELS), LABELS])
    image = np.stack([IMAGE, IMAGE + 1, IMAGE + 2], axis=1)
    source = tmp_path / "scan.ome.zarr"
    write_image(source, image, "czyx", scale=[1.0, 2.0, 1.0, 1.0])
    write_image(source / "labels/nuclei", labels, "zyx", label={}, scale=[2.0, 1.0, 1.0])
    reading, _ = read(OmeZarr(), source)
    with reading.dataset as dataset:
        table = dataset.tables[0]
        assert table.obs.numbers("area_px").tolist() == [2 * area for area in AREAS]
        assert table.obs.numbers("centroid_z_px").tolist() == [1.5, 1.5, 1.5]
        assert np.allclose(dense(table.matrices[0]), MEANS + 1)
        assert np.allclose(dense(table.obsm[0])[:, 2], 3.0), "twice as deep as wide"


def test_labels_on_a_coarser_resolution(tmp_path):
    source = tmp_path / "scan.ome.zarr"
    write_image(source, IMAGE, levels=("0", "1"))
    coarse = LABELS[::2, ::2]
    write_image(source / "labels/nuclei", coarse, "yx", label={}, scale=[2.0, 2.0])
    reading, _ = read(OmeZarr(), source)
    with reading.dataset as dataset:
        expected = measured(IMAGE[:, ::2, ::2], coarse)
        assert np.allclose(dense(dataset.tables[0].matrices[0]), expected[3])
        assert np.allclose(dense(dataset.tables[0].obsm[0]), expected[2] * 2)


@settings(max_examples=25)
@given(
    labels=arrays.arrays("uint8", (7, 6), elements=st.integers(0, 3)),
    chunks=st.tuples(st.integers(1, 7), st.integers(1, 7)),
)
def test_measures_do_not_depend_on_chunks(tmp_path_factory, labels, chunks):
    source = tmp_path_factory.mktemp("store") / "scan.ome.zarr"
    image = np.arange(84, dtype="float32").reshape(2, 7, 6)
    write_image(source, image)
    write_image(source / "labels/n", labels, "yx", label={}, chunks=chunks)
    if not labels.any():
        with pytest.raises(UnreadableInputError, match="labels no object"):
            read(OmeZarr(), source)
        return
    reading, _ = read(OmeZarr(), source)
    ids, areas, centres, means = measured(image, labels)
    with reading.dataset as dataset:
        (table,) = dataset.tables
        assert table.obs.numbers("instance_id").tolist() == ids
        assert table.obs.numbers("area_px").tolist() == areas
        assert np.allclose(dense(table.obsm[0]), centres)
        assert np.allclose(dense(table.matrices[0]), means)


@pytest.mark.parametrize("version", [2, 3])
def test_fields_of_a_plate(tmp_path, version):
    source = _plate(tmp_path / "plate.ome.zarr", version)
    write_image(source / "A/1/0/labels/nuclei", LABELS, "yx", version=version, label={})
    assert OmeZarr().detect(source).confidence is Confidence.CERTAIN
    reading, notes = read(OmeZarr(), source)
    with reading.dataset as dataset:
        (table,) = dataset.tables
        assert names(table.obs) == ["A/1/0", "A/1/1", "B/12/0"]
        assert texts(table.obs, "plate") == ["screen 1"] * 3
        assert texts(table.obs, "well") == ["A1", "A1", "B12"]
        assert texts(table.obs, "field") == ["0", "1", "0"]
        assert texts(table.obs, "acquisition_name") == ["day 2"] * 3
        assert table.obs.numbers("size_c").tolist() == [2, 2, 2]
        assert table.matrices == ()
    assert "labels of fields (nuclei)" in steps(notes, "left_alone")
    assert {role: said.value for role, said in reading.hints.roles.items()} == {
        "plate": ("plate",),
        "well": ("well",),
        "site": ("field",),
    }
    assert any(
        "1 fields or wells that hold no image (C/3)" in because
        for because in steps(notes, "left_alone").values()
    )


def test_a_series_of_bioformats2raw(tmp_path):
    source = tmp_path / "slide.zarr"
    write_group(source, {"bioformats2raw.layout": 3})
    write_group(source / "OME", {"series": ["1"]})
    (source / "OME/METADATA.ome.xml").write_text("<OME/>")
    write_image(source / "1", IMAGE[None, :, None], "tczyx")
    write_image(source / "1/labels/nuclei", LABELS[None, None, None], "tczyx", label={})
    reading, notes = read(OmeZarr(), source)
    with reading.dataset as dataset:
        assert [e.name for e in dataset.elements] == ["slide_1", "nuclei"]
        assert np.allclose(dense(dataset.tables[0].matrices[0]), MEANS)
    assert "slide.zarr/OME/METADATA.ome.xml" in steps(notes, "left_alone")


def test_a_store_in_an_archive(tmp_path):
    _inside(tmp_path / "scan.ome.zarr")
    archive = shutil.make_archive(
        str(tmp_path / "scan.ome.zarr"), "zip", tmp_path / "scan.ome.zarr"
    )
    source = tmp_path / archive
    assert OmeZarr().detect(source).confidence is Confidence.CERTAIN
    reading, _ = read(OmeZarr(), source)
    with reading.dataset as dataset:
        assert np.allclose(dense(dataset.tables[0].matrices[0]), MEANS)
        dataset.write_elements(tmp_path / "out")
    assert np.array_equal(_opened(tmp_path / "out")["images/scan/s0"][...], IMAGE)


def _alone(folder):
    return write_image(folder / "a.ome.zarr", IMAGE)


def _small_labels(folder):
    source = _alone(folder)
    write_image(source / "labels/n", LABELS[:5], "yx", label={})
    return source


def _in_time(folder):
    source = write_image(folder / "a.ome.zarr", np.stack([IMAGE, IMAGE]), "tcyx")
    write_image(source / "labels/n", LABELS, "yx", label={})
    return source


def _float_labels(folder):
    source = _alone(folder)
    write_image(source / "labels/n", LABELS.astype("float32"), "yx", label={})
    return source


def _negative_labels(folder):
    source = _alone(folder)
    write_image(source / "labels/n", LABELS.astype("int32") - 1, "yx", label={})
    return source


def _two_images(folder):
    for name in ("a", "b"):
        write_image(folder / f"{name}.ome.zarr", IMAGE)
    write_image(folder / "mask.ome.zarr", LABELS, "yx")
    return folder


def _missing_level(folder):
    source = _inside(folder / "a.ome.zarr")
    shutil.rmtree(source / "sub")
    return source


def _climbing(folder):
    source = _alone(folder)
    document = json.loads((source / ".zattrs").read_text())
    document["multiscales"][0]["datasets"][0]["path"] = "../../secret"
    (source / ".zattrs").write_text(json.dumps(document))
    return source


def _damaged_chunk(folder):
    source = _inside(folder / "a.ome.zarr")
    (source / "labels/nuclei/5/0.0").write_bytes(b"xx")
    return source


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (_alone, "an image without labels"),
        (_small_labels, "5 x 11 pixels"),
        (_in_time, "2 points in time"),
        (_float_labels, "float32"),
        (_negative_labels, "below zero"),
        (_two_images, "may belong to each of 2 images"),
        (_missing_level, "no such array"),
        (_climbing, "no path of an array"),
        (_damaged_chunk, "cannot be read"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path, make, expected):
    with pytest.raises(UnreadableInputError, match=expected):
        read(OmeZarr(), make(tmp_path))


@pytest.mark.parametrize(
    "change",
    [
        {"multiscales": {"a": 1}},
        {"multiscales": ["x"]},
        {"multiscales": [{"datasets": [["5"]]}]},
        {"multiscales": [{"datasets": [{"path": "5"}], "axes": ["y", "y", "x"]}]},
        {"multiscales": [{"datasets": [{"path": "5"}], "axes": [1, None, {}]}]},
        {"multiscales": [{"datasets": [{"path": "\0"}]}]},
    ],
)
def test_metadata_that_make_no_sense_are_refused(tmp_path, change):
    source = _inside(tmp_path / "a.ome.zarr")
    document = json.loads((source / ".zattrs").read_text())
    (source / ".zattrs").write_text(json.dumps({**document, **change}))
    with pytest.raises(UnreadableInputError):
        read(OmeZarr(), source)


def test_metadata_that_are_of_no_use_are_passed_over(tmp_path):
    source = _inside(tmp_path / "a.ome.zarr")
    document = json.loads((source / ".zattrs").read_text())
    steps_of_no_use = [
        {"type": ["scale"]},
        {"type": "scale", "scale": [1]},
        "x",
        {"type": "affine"},
    ]
    document["multiscales"][0]["datasets"][0]["coordinateTransformations"] = steps_of_no_use
    document["omero"] = {"channels": ["DNA"]}
    (source / ".zattrs").write_text(json.dumps(document))
    listed = {"labels": ["nuclei", "\0", "../up", 7]}
    (source / "labels/.zattrs").write_text(json.dumps(listed))
    reading, _ = read(OmeZarr(), source)
    with reading.dataset as dataset:
        assert names(dataset.tables[0].var) == ["channel_0", "channel_1"]
        assert np.allclose(dense(dataset.tables[0].matrices[0]), MEANS)


def test_codecs_that_make_no_sense_are_refused(tmp_path):
    source = _inside(tmp_path / "a.ome.zarr")
    path = source / "5/.zarray"
    path.write_text(json.dumps({**json.loads(path.read_text()), "compressor": 7}))
    with pytest.raises(UnreadableInputError):
        _written(source, tmp_path / "out")


def _written(source, target):
    reading, _ = read(OmeZarr(), source)
    with reading.dataset as dataset:
        dataset.write_elements(target)


def test_stores_of_other_things_are_not_taken(tmp_path):
    write_group(tmp_path / "a.zarr", {"encoding-type": "anndata"})
    write_group(tmp_path / "s.zarr", {"spatialdata_attrs": {}, "multiscales": []}, version=3)
    assert OmeZarr().detect(tmp_path) is None
    assert OmeZarr().detect(tmp_path / "a.zarr") is None


@pytest.mark.realdata
def test_a_real_crop_with_its_segmentation(real_data, tmp_path):
    source = real_data / "omezarr_exemplar001/derived"
    assert OmeZarr().detect(source).confidence is Confidence.CERTAIN
    reading, _ = read(OmeZarr(), source)
    folders = sorted(source.iterdir())
    image = zarr.open_array(folders[0] / "0", mode="r")[...]
    labels = zarr.open_array(folders[1] / "0", mode="r")[...]
    with reading.dataset as dataset:
        assert [table.n_obs for table in dataset.tables] == [218, 256]
        for place, table in enumerate(dataset.tables):
            _, areas, centres, means = measured(image, labels[place])
            assert table.obs.numbers("area_px").tolist() == areas
            assert np.allclose(dense(table.obsm[0]), centres)
            assert np.allclose(dense(table.matrices[0]), means)
            assert names(table.var) == ["DNA", "FDX1", "CD1D", "CD357"]
        dataset.write_elements(tmp_path / "out")
    found = _opened(tmp_path / "out")
    assert np.array_equal(found["images/exemplar-001.crop.image/s0"][...], image)
    assert np.array_equal(found["labels/cell/s0"][...], labels[0])
    assert np.array_equal(found["labels/circle/s0"][...], labels[1])


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_pixels_of_no_finite_size_are_refused(tmp_path, number):
    source = _inside(tmp_path / "a.ome.zarr", scale=[1.0, number, 1.0])
    with pytest.raises(UnreadableInputError, match="finite"):
        read(OmeZarr(), source)
