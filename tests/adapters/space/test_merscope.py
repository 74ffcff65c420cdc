"""Cell tables of MERSCOPE."""

import json

import numpy as np
import pytest

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.merscope.adapter import Merscope
from aivc.storage.errors import UnreadableInputError
from tests.adapters.space.reading import dense, names, read, steps, texts

LONG = "1234567890123456789"
COUNTS = f"cell,PDK4,CD4,Blank-1\n{LONG},1,0,2\n1234567890123456788,0,3,0\n"
METADATA = f""",fov,volume,center_x,center_y
1234567890123456788,2,20.5,200.25,2
{LONG},1,10.5,100.25,1
"""
TRANSFORM = "9.259259 0.0 123.4\n0.0 9.259259 56.7\n0.0 0.0 1.0\n"


def _region(folder, counts=COUNTS, metadata=METADATA, transform=None, manifest=None, prefix=""):
    images = folder / "images"
    images.mkdir(parents=True)
    (folder / f"{prefix}cell_by_gene.csv").write_text(counts)
    if metadata is not None:
        (folder / f"{prefix}cell_metadata.csv").write_text(metadata)
    if transform is not None:
        (images / "micron_to_mosaic_pixel_transform.csv").write_text(transform)
    if manifest is not None:
        (images / "manifest.json").write_text(json.dumps(manifest))
    (folder / "detected_transcripts.csv").write_text("gene,x\nCD4,1\n")
    return folder


class TestMerscopeContract(AdapterContract):
    adapter = Merscope()

    def sources(self, folder):
        _region(folder / "slide/region_0")
        _region(folder / "slide/region_1")
        return [
            _region(folder / "a", transform=TRANSFORM),
            _region(folder / "b", prefix="run_"),
            folder / "slide",
        ]


def test_cells_are_joined_by_identifier_however_long(tmp_path):
    manifest = {"microns_per_pixel": 0.108, "bbox_microns": [0.0, 1.5], "mosaic_files": [{"a": 1}]}
    reading, notes = read(
        Merscope(), _region(tmp_path / "r", transform=TRANSFORM, manifest=manifest)
    )
    with reading.dataset as dataset:
        (table,) = dataset.tables
        assert names(table.obs) == [LONG, "1234567890123456788"], "no digit is lost"
        assert dense(table.matrices[0]).tolist() == [[1, 0, 2], [0, 3, 0]]
        assert table.obs.numbers("volume").tolist() == [10.5, 20.5]
        assert [column.name for column in table.obs.columns] == [
            "fov",
            "volume",
            "center_x",
            "center_y",
        ]
        assert dense(table.obsm[0]).tolist() == [[100.25, 1], [200.25, 2]]
        assert table.var.numbers("is_negative_control").tolist() == [False, False, True]
        assert table.uns("coordinate_unit") == "um"
        kept = table.uns("merscope")["r"]
        assert kept["manifest"] == {"microns_per_pixel": 0.108, "bbox_microns": [0.0, 1.5]}
        assert kept["micron_to_mosaic_pixel_transform"][0] == [9.259259, 0.0, 123.4]
    assert reading.hints.card["/operators/*/pixel_size"].value == {"value": 0.108, "unit": "um"}
    assert "detected_transcripts.csv" in steps(notes, "left_alone")


def test_the_size_of_a_pixel_from_the_transform(tmp_path):
    reading, _ = read(Merscope(), _region(tmp_path / "r", transform=TRANSFORM.replace(" ", ",")))
    reading.dataset.close()
    value = reading.hints.card["/operators/*/pixel_size"].value
    assert value == {"value": pytest.approx(0.108, abs=1e-6), "unit": "um"}


def test_regions_are_put_below_each_other(tmp_path):
    _region(tmp_path / "region_0")
    _region(tmp_path / "region_1", metadata=None)
    reading, notes = read(Merscope(), tmp_path)
    with reading.dataset as dataset:
        (table,) = dataset.tables
        assert names(table.obs)[2] == f"region_1_{LONG}"
        assert texts(table.obs, "sample_id") == ["region_0", "region_0", "region_1", "region_1"]
        assert np.isnan(dense(table.obsm[0])[2:]).all()
    assert "region region_1" in steps(notes, "left_alone")


@pytest.mark.parametrize(
    ("counts", "metadata", "transform", "expected"),
    [
        (COUNTS, METADATA.replace("1234567890123456", "77"), None, "different samples"),
        (COUNTS.replace(",3,", ",x,"), METADATA, None, "line 3, column 'CD4'.*'x'"),
        (COUNTS, METADATA.replace("100.25", "left"), None, "'center_x': expected numbers"),
        (COUNTS, METADATA, "1 2 3\n4 5 6\n", "three rows"),
        (COUNTS.replace("788,", "789,"), METADATA, None, "a second time"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path, counts, metadata, transform, expected):
    with pytest.raises(UnreadableInputError, match=expected):
        read(Merscope(), _region(tmp_path / "r", counts, metadata, transform))


@pytest.mark.realdata
def test_real_region_whose_files_are_ordered_differently(real_data):
    source = real_data / "spatial_vendor_mini/MERSCOPE_small"
    assert Merscope().detect(source).confidence is Confidence.CERTAIN
    reading, _ = read(Merscope(), source)
    with reading.dataset as dataset:
        (table,) = dataset.tables
        assert names(table.obs)[-1] == "88869"
        assert table.obs.numbers("volume")[-1] == pytest.approx(245.7942, abs=1e-4)
        assert dense(table.obsm[0])[-1] == pytest.approx([12501.306, 10052.7793], abs=1e-3)
