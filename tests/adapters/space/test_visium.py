"""Output folders of Space Ranger."""

import json

import numpy as np
import pyarrow as pa
import pytest
from PIL import Image
from pyarrow import parquet

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.visium.adapter import Visium
from aivc.adapters.visium.pictures import PictureError, read_picture
from aivc.storage.errors import UnreadableInputError
from tests.adapters.space.reading import dense, names, read, steps, texts
from tests.adapters.space.tenx_files import write_folder, write_h5

BARCODES = ["AAAC-1", "AAAG-1", "AAAT-1"]
COUNTS = np.array([[1, 0, 4], [0, 2, 0], [3, 0, 0]])
SPOTS = [
    ("AAAT-1", 1, 2, 4, 300, 41),
    ("ZZZZ-1", 0, 0, 0, 5, 6),
    ("AAAC-1", 1, 0, 2, 100, 21),
    ("AAAG-1", 1, 1, 3, 200, 31),
]
HEADER = "barcode,in_tissue,array_row,array_col,pxl_row_in_fullres,pxl_col_in_fullres\n"
SCALES = {"spot_diameter_fullres": 89.4, "tissue_hires_scalef": 0.15}


def _lines(spots=SPOTS):
    return "".join(",".join(map(str, spot)) + "\n" for spot in spots)


def _outs(folder, positions="tissue_positions_list.csv", counts="h5", spots=SPOTS, scales=SCALES):
    spatial = folder / "spatial"
    spatial.mkdir(parents=True)
    if counts == "h5":
        write_h5(folder / "filtered_feature_bc_matrix.h5", COUNTS, BARCODES, library_ids=["lib"])
    elif counts == "mtx":
        write_folder(folder / "filtered_feature_bc_matrix", COUNTS, BARCODES)
    elif counts == "raw":
        write_h5(folder / "raw_feature_bc_matrix.h5", COUNTS, BARCODES)
    if positions.endswith(".parquet"):
        columns = dict(zip(HEADER.strip().split(","), zip(*spots, strict=True), strict=True))
        parquet.write_table(pa.table({k: list(v) for k, v in columns.items()}), spatial / positions)
    elif positions:
        head = "" if "list" in positions else HEADER
        (spatial / positions).write_text(head + _lines(spots))
    if scales is not None:
        (spatial / "scalefactors_json.json").write_text(json.dumps(scales))
    (spatial / "tissue_hires_image.png").write_bytes(b"\x89PNG")
    return folder


class TestVisiumContract(AdapterContract):
    adapter = Visium()

    def sources(self, folder):
        return [
            _outs(folder / "old"),
            _outs(folder / "new", "tissue_positions.csv", "mtx"),
            _outs(folder / "bins", "tissue_positions.parquet", scales={"bin_size_um": 8.0}),
        ]


@pytest.mark.parametrize(
    "positions", ["tissue_positions_list.csv", "tissue_positions.csv", "tissue_positions.parquet"]
)
@pytest.mark.parametrize("counts", ["h5", "mtx", "raw"])
def test_spots_are_joined_by_barcode(tmp_path, positions, counts):
    reading, notes = read(Visium(), _outs(tmp_path / "run", positions, counts))
    with reading.dataset as dataset:
        (table,) = dataset.tables
        assert names(table.obs) == BARCODES
        assert table.obs.numbers("array_row").tolist() == [0, 1, 2]
        assert [c.name for c in table.obs.columns] == HEADER.strip().split(",")[1:]
        assert dense(table.matrices[0]).tolist() == COUNTS.tolist()
        assert table.obsm[0].name == "obsm/spatial"
        assert dense(table.obsm[0]).tolist() == [[21, 100], [31, 200], [41, 300]], "x before y"
        assert texts(table.var, "feature_name") == ["CD3D", "MS4A1", "ACTB"]
        library = "lib" if counts == "h5" else "run"
        assert table.uns("spatial") == {library: {"scalefactors": SCALES}}
    left = steps(notes, "left_alone")
    assert any("1 rows have no counts" in because for because in left.values())
    assert "spatial/tissue_hires_image.png" in left


def test_what_the_array_is_like(tmp_path):
    reading, _ = read(Visium(), _outs(tmp_path / "spots"))
    card = {pointer: said.value for pointer, said in reading.hints.card.items()}
    assert card["/operators/*/array_geometry"] == "hexagonal"
    assert card["/operators/*/spot_diameter"] == {"value": 55, "unit": "um"}
    assert card["/operators/*/assay_ontology_term_id"] == "EFO:0010961"
    assert reading.hints.operators["X"].value == "SpotSpatial"
    reading.dataset.close()
    scales = {"bin_size_um": 8.0, "microns_per_pixel": 0.27}
    reading, _ = read(Visium(), _outs(tmp_path / "bins", scales=scales))
    card = {pointer: said.value for pointer, said in reading.hints.card.items()}
    assert card["/operators/*/array_geometry"] == "square"
    assert card["/operators/*/spot_diameter"] == {"value": 8.0, "unit": "um"}
    reading.dataset.close()


def test_a_grid_that_is_not_hexagonal_is_not_called_so(tmp_path):
    spots = [(spot[0], 1, row, 1, 5, 6) for row, spot in enumerate(SPOTS)]
    reading, _ = read(Visium(), _outs(tmp_path / "run", spots=spots))
    assert not any("array_geometry" in pointer for pointer in reading.hints.card)
    reading.dataset.close()


def test_spots_without_a_position_stay_without_one(tmp_path):
    reading, notes = read(Visium(), _outs(tmp_path / "run", spots=SPOTS[:3]))
    with reading.dataset as dataset:
        table = dataset.tables[0]
        assert np.isnan(dense(table.obsm[0])[1]).all()
        assert texts(table.obs, "array_row") == ["0", None, "2"]
        assert np.isnan(table.obs.numbers("array_row")[1])
    assert any(
        "1 rows; their columns" in because for because in steps(notes, "left_alone").values()
    )


def test_bins_of_several_sizes_ask_for_one(tmp_path):
    for size in ("002", "008"):
        _outs(tmp_path / f"binned_outputs/square_{size}um", "tissue_positions.parquet")
    assert Visium().detect(tmp_path).confidence is Confidence.CERTAIN
    with pytest.raises(UnreadableInputError, match="binned_outputs/square_008um"):
        read(Visium(), tmp_path)
    reading, _ = read(Visium(), tmp_path / "binned_outputs/square_008um")
    assert reading.dataset.tables[0].n_obs == 3
    reading.dataset.close()


def test_the_folder_spatial_stands_for_its_run(tmp_path):
    outs = _outs(tmp_path / "run")
    assert Visium().detect(outs / "spatial").confidence is Confidence.CERTAIN
    for source in (outs / "spatial", outs / "spatial/scalefactors_json.json"):
        reading, _ = read(Visium(), source)
        assert reading.dataset.tables[0].n_obs == 3
        reading.dataset.close()


def test_outs_below_a_run_and_proteins_beside_genes(tmp_path):
    outs = _outs(tmp_path / "run1/outs", counts="")
    types = ("Gene Expression", "Gene Expression", "Antibody Capture")
    write_h5(outs / "filtered_feature_bc_matrix.h5", COUNTS, BARCODES, types=types)
    reading, _ = read(Visium(), tmp_path / "run1")
    with reading.dataset as dataset:
        assert [table.name for table in dataset.tables] == ["mod/rna", "mod/protein"]
        assert all(dense(table.obsm[0])[0].tolist() == [21, 100] for table in dataset.tables)
        assert list(dataset.tables[0].uns("spatial")) == ["run1"]
    assert {said.value for said in reading.hints.operators.values()} == {"SpotSpatial"}


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda f: (f / "filtered_feature_bc_matrix.h5").unlink(), "filtered_feature_bc_matrix"),
        (lambda f: (f / "spatial/tissue_positions_list.csv").unlink(), "tissue_positions"),
        (
            lambda f: (f / "spatial/tissue_positions_list.csv").write_text("OTHER-1,1,0,0,1,2\n"),
            "different samples",
        ),
        (
            lambda f: (f / "spatial/tissue_positions_list.csv").write_text(_lines() + _lines()),
            "a second time",
        ),
        (
            lambda f: (f / "spatial/tissue_positions_list.csv").write_text("AAAC-1,1,0,0,1\n"),
            "6: barcode",
        ),
        (
            lambda f: (f / "spatial/tissue_positions_list.csv").write_text("AAAC-1,1,0,0,x,2\n"),
            "expected numbers",
        ),
        (lambda f: (f / "spatial/scalefactors_json.json").write_text("{"), "no JSON"),
        (
            lambda f: (f / "spatial/S2_tissue_positions_list.csv").write_text(_lines()),
            "2 sections",
        ),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path, damage, expected):
    outs = _outs(tmp_path / "run")
    damage(outs)
    with pytest.raises(UnreadableInputError, match=expected):
        read(Visium(), outs)


def test_truncated_parquet_is_refused(tmp_path):
    outs = _outs(tmp_path / "run", "tissue_positions.parquet")
    path = outs / "spatial/tissue_positions.parquet"
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(UnreadableInputError, match=r"tissue_positions\.parquet"):
        read(Visium(), outs)


@pytest.mark.realdata
def test_real_section(real_data):
    source = real_data / "visium_squidpy_tiny"
    assert Visium().detect(source).confidence is Confidence.CERTAIN
    reading, notes = read(Visium(), source)
    with reading.dataset as dataset:
        table = dataset.tables[0]
        assert (table.n_obs, table.n_var) == (100, 100)
        row = names(table.obs).index("AAACAAGTATCTCCCA-1")
        assert dense(table.obsm[0])[row].tolist() == [9811, 8513]
        assert int(dense(table.matrices[0]).astype(bool).sum()) == 656
        factors = table.uns("spatial")["custom"]["scalefactors"]
        assert factors["spot_diameter_fullres"] == pytest.approx(89.4275, abs=1e-4)
        pictures = table.uns("spatial")["custom"]["images"]
        # As Pillow decodes it: grey of the slide, and the red of the section.
        assert pictures["lowres"].shape == (600, 600, 3)
        assert pictures["lowres"].mean(axis=(0, 1)).round(2).tolist() == [169.5, 159.96, 168.33]
        assert not pictures["hires"][..., :3].any()
    assert not steps(notes, "left_alone")


PIXELS = np.arange(4 * 5 * 3, dtype=np.uint8).reshape(4, 5, 3)


@pytest.mark.parametrize(
    ("file", "mode"), [("tissue_lowres_image.png", "RGB"), ("tissue_lowres_image.tiff", "RGBA")]
)
def test_pictures_of_the_section_lie_beside_the_scale_factors(tmp_path, file, mode):
    outs = _outs(tmp_path / "run")
    Image.fromarray(PIXELS).convert(mode).save(outs / "spatial" / file)
    reading, notes = read(Visium(), outs)
    with reading.dataset as dataset:
        (table,) = dataset.tables
        pictures = table.uns("spatial")["lib"]["images"]
        assert pictures.keys() == {"lowres"}
        assert pictures["lowres"].shape == (4, 5, len(mode))
        assert np.array_equal(pictures["lowres"][..., :3], PIXELS)
        assert texts(table.obs, "library_id") == ["lib"] * 3
        assert table.uns("coordinate_unit") == "{pixel}"
    # The other one has no pixels, and stays where it is.
    left = steps(notes, "left_alone")
    assert "it is a picture, and" in left["spatial/tissue_hires_image.png"]
    assert f"spatial/{file}" not in left


@pytest.mark.parametrize(
    ("name", "mode", "channels"),
    [
        ("picture.png", "L", 1),
        ("picture.png", "LA", 2),
        ("picture.png", "RGBA", 4),
        ("picture.png", "P", 3),
        ("picture.png", "1", 3),
        ("picture.jpg", "L", 1),
        ("picture.jpg", "CMYK", 3),
        ("picture.tiff", "RGB", 3),
        ("picture.tiff", "I;16", 1),
    ],
)
def test_pictures_of_any_mode_have_channels_last(tmp_path, name, mode, channels):
    Image.fromarray(PIXELS).convert("L" if mode == "I;16" else mode).convert(mode).save(
        tmp_path / name
    )
    assert read_picture(tmp_path / name).shape == (4, 5, channels)


@pytest.mark.parametrize("name", ["picture.png", "picture.jpg", "picture.tiff"])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.7])
def test_a_picture_that_was_cut_off_is_refused(tmp_path, name, share):
    path = tmp_path / name
    noise = np.random.default_rng(0).integers(0, 256, (60, 60, 3), np.uint8)
    Image.fromarray(noise).save(path)
    path.write_bytes(path.read_bytes()[: int(share * path.stat().st_size)])
    with pytest.raises(PictureError, match="it cannot be read"):
        read_picture(path)


def test_a_picture_that_is_too_large_is_refused_by_its_header(tmp_path):
    path = tmp_path / "picture.png"
    Image.new("1", (20_000, 20_000)).save(path)
    with pytest.raises(PictureError):
        read_picture(path)
    Image.new("1", (9_000, 9_000)).save(path)
    with pytest.raises(PictureError, match="9,000 by 9,000 pixels"):
        read_picture(path)


def test_a_picture_of_another_format_is_refused(tmp_path):
    path = tmp_path / "picture.png"
    Image.fromarray(PIXELS).save(path, "BMP")
    with pytest.raises(PictureError):
        read_picture(path)
