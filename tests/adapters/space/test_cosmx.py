"""Flat files of CosMx."""

import gzip

import numpy as np
import pytest

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.cosmx.adapter import CosMx
from aivc.storage.errors import UnreadableInputError
from tests.adapters.space.reading import dense, names, read, steps, texts

COUNTS = """fov,cell_ID,CD3D,MS4A1,Negative01
1,0,7,0,1
1,1,2,0,0
1,2,0,5,1
2,1,1,1,0
"""
METADATA = """fov,cell_ID,Area,CenterX_global_px,CenterY_global_px,note
2,1,30,300.5,33,tumour
1,1,10,100.5,11,
1,2,20,200.5,22,margin
3,9,99,1,1,elsewhere
"""
POSITIONS = "fov,x_global_px,y_global_px\n1,0,0\n2,500,0\n"


def _slide(folder, name="S1", counts=COUNTS, metadata=METADATA, positions=POSITIONS, packed=False):
    folder.mkdir(parents=True, exist_ok=True)
    parts = {"exprMat": counts, "metadata": metadata, "fov_positions": positions}
    for part, content in parts.items():
        if content is None:
            continue
        path = folder / f"{name}_{part}_file.csv"
        if packed:
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(content.encode()))
        else:
            path.write_text(content)
    (folder / f"{name}_tx_file.csv").write_text("fov,target\n1,CD3D\n")
    return folder


class TestCosMxContract(AdapterContract):
    adapter = CosMx()

    def sources(self, folder):
        _slide(folder / "two")
        return [
            _slide(folder / "one", packed=True),
            _slide(folder / "two", "S2"),
            _slide(folder / "three", metadata=None, positions=None) / "S1_exprMat_file.csv",
        ]


@pytest.mark.parametrize("packed", [False, True])
def test_cells_are_joined_by_field_and_number(tmp_path, packed):
    reading, notes = read(CosMx(), _slide(tmp_path / "run", packed=packed))
    with reading.dataset as dataset:
        (table,) = dataset.tables
        assert names(table.obs) == ["1_1", "1_2", "2_1"]
        assert dense(table.matrices[0]).tolist() == [[2, 0, 0], [0, 5, 1], [1, 1, 0]]
        assert table.matrices[0].dtype == "int32"
        assert table.matrices[0].n_stored == 5
        assert table.obs.numbers("Area").tolist() == [10, 20, 30]
        assert texts(table.obs, "note") == [None, "margin", "tumour"]
        assert dense(table.obsm[0]).tolist() == [[100.5, 11], [200.5, 22], [300.5, 33]]
        assert names(table.var) == ["CD3D", "MS4A1", "Negative01"]
        assert table.var.numbers("is_negative_control").tolist() == [False, False, True]
        positions = table.uns("fov_positions")
        assert positions == {"fov": [1, 2], "x_global_px": [0, 500], "y_global_px": [0, 0]}
    left = steps(notes, "left_alone")
    background = next(because for subject, because in left.items() if "cell_ID 0" in subject)
    assert "1 rows with 8 transcripts" in background
    assert any("1 rows have no counts" in because for because in left.values())
    assert "S1_tx_file.csv" in left
    slots = {pointer.rpartition("/")[2] for pointer in reading.hints.card}
    assert "pixel_size" not in slots, "the files do not say it"


def test_slides_are_put_below_each_other(tmp_path):
    turned = "fov,cell_ID,MS4A1,Negative01,CD3D\n1,1,6,0,9\n"
    _slide(tmp_path)
    metadata = "fov,cell_ID,CenterX_global_px,CenterY_global_px,extra\n1,1,1,2,yes\n"
    reading, _ = read(CosMx(), _slide(tmp_path, "S2", turned, metadata))
    with reading.dataset as dataset:
        (table,) = dataset.tables
        assert names(table.obs) == ["S1_1_1", "S1_1_2", "S1_2_1", "S2_1_1"]
        assert texts(table.obs, "sample_id") == ["S1", "S1", "S1", "S2"]
        assert dense(table.matrices[0])[3].tolist() == [9, 6, 0], "columns are put in order"
        assert texts(table.obs, "extra") == [None, None, None, "yes"]
        assert np.isnan(table.obs.numbers("Area")[3])
        assert set(table.uns("fov_positions")) == {"S1", "S2"}


def test_a_part_of_the_rows_is_the_same_as_in_the_whole(tmp_path):
    lines = [f"1,{n},{n % 3},{n % 2},0" for n in range(1, 400)]
    counts = "\n".join([COUNTS.split("\n", 1)[0], *lines]) + "\n"
    _slide(tmp_path)
    reading, _ = read(CosMx(), _slide(tmp_path, "S2", counts, None, None))
    with reading.dataset as dataset:
        matrix = dataset.tables[0].matrices[0]
        whole = dense(matrix)
        for start, stop in ((0, 2), (2, 5), (390, 402)):
            for block in matrix.blocks(64, start=start, stop=stop):
                for row in range(block.start, block.stop):
                    inside = slice(*block.indptr[row - block.start : row - block.start + 2])
                    assert block.data[inside].tolist() == whole[row][whole[row] != 0].tolist()
        assert sum(b.stop - b.start for b in matrix.blocks(64, start=3, stop=300)) == 297


@pytest.mark.parametrize(
    ("counts", "metadata", "expected"),
    [
        (COUNTS.replace("1,2,0,5,1", "1,2,0,5"), METADATA, "exprMat_file.csv"),
        (COUNTS.replace("5", "many"), METADATA, "line 4, column 'MS4A1'.*'many'"),
        (COUNTS.replace("0,5,1", "0,,1"), METADATA, "column 'MS4A1'.*found nothing"),
        (COUNTS.replace("2,1,1,1,0", "1,1,1,1,0"), METADATA, "'1_1' a second time"),
        (COUNTS, METADATA.replace("2,1,30", "1,1,30"), "'1_1' a second time"),
        (COUNTS, "fov,cell_ID,Area\n8,1,4\n", "different samples"),
        (COUNTS, "cell,Area\nx,4\n", "no columns fov and cell_ID"),
        ("fov,CD3D\n1,2\n", METADATA, "no columns fov and cell_ID"),
        ("", METADATA, "is empty"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path, counts, metadata, expected):
    with pytest.raises(UnreadableInputError, match=expected):
        read(CosMx(), _slide(tmp_path / "run", counts=counts, metadata=metadata))


def test_slides_of_different_panels_are_refused(tmp_path):
    _slide(tmp_path)
    with pytest.raises(UnreadableInputError, match="2 of them are in one file only"):
        read(CosMx(), _slide(tmp_path, "S2", COUNTS.replace("CD3D", "CD8A")))


def test_a_truncated_archive_is_refused(tmp_path):
    slide = _slide(tmp_path / "run", packed=True)
    path = slide / "S1_exprMat_file.csv.gz"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UnreadableInputError, match=r"exprMat_file\.csv\.gz"):
        read(CosMx(), slide)


@pytest.mark.realdata
def test_real_slide(real_data):
    source = real_data / "spatial_vendor_mini/CosMx_small"
    assert CosMx().detect(source).confidence is Confidence.CERTAIN
    reading, _ = read(CosMx(), source)
    with reading.dataset as dataset:
        (table,) = dataset.tables
        assert (table.n_obs, table.n_var) == (9, 8)
        assert names(table.obs)[:2] == ["10_1", "10_2"]
        assert dense(table.matrices[0])[1].tolist() == [0, 0, 0, 1, 2, 0, 0, 0]
        assert dense(table.obsm[0])[0] == pytest.approx([25423.7778, 162475.6667], abs=1e-3)


def test_quotes_and_other_line_ends_change_nothing(tmp_path):
    quoted = COUNTS.replace("fov,cell_ID,CD3D", '"fov","cell_ID","CD3D"').replace(
        "1,2,0", '"1",2,"0"'
    )
    for place, content in enumerate((quoted, COUNTS.replace("\n", "\r\n"), COUNTS + "\n\n")):
        slide = _slide(tmp_path / str(place), positions=None)
        (slide / "S1_exprMat_file.csv").write_bytes(content.encode())
        reading, _ = read(CosMx(), slide)
        with reading.dataset as dataset:
            found = dense(dataset.tables[0].matrices[0])
            assert found.tolist() == [[2, 0, 0], [0, 5, 1], [1, 1, 0]]
            assert names(dataset.tables[0].obs) == ["1_1", "1_2", "2_1"]
