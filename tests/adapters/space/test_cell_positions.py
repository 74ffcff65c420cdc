"""Tables of cells in an image."""

import gzip

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from aivc.adapters.cell_positions.adapter import CellPositions
from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.suite import AdapterContract
from aivc.schema.generated.views import ConversionMapping
from aivc.schema.reading import read as view
from aivc.storage.errors import UnreadableInputError
from tests.adapters.space.reading import dense, names, read, steps, texts

MCMICRO = """CellID,DNA_1,CD3,area_like_marker,X_centroid,Y_centroid,Area,Solidity,Orientation
7,100.5,2,3,10,20,55,0.9,-1.2
9,200.5,,6,30,40,66,0.8,0.3
"""
QUPATH = (
    "Image\tName\tClass\tParent\tCentroid X \u00b5m\tCentroid Y \u00b5m\tNucleus: Area\t"
    "Nucleus: DAPI mean\tCell: CD3 mean\tCell: CD3 std dev\n"
    "a.tif\tPathCell\tTumor\tRoot\t1.5\t2.5\t30.5\t100.25\t7.5\t0.5\n"
    "a.tif\tPathCell\t\tRoot\t3.5\t4.5\t40.5\t200.25\t8.5\t0.25\n"
)
CODEX = "cell_id:cell_id,region:region,x:x,y:y,size:size,c2:CD4,c3:CD8,c4:CD20\n1,1,5,6,7,1,2,3\n"


def _write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(content.encode()) if path.suffix == ".gz" else content.encode()
    path.write_bytes(packed)
    return path


class TestCellPositionsContract(AdapterContract):
    adapter = CellPositions()

    def sources(self, folder):
        _write(folder / "quantification/a.csv", MCMICRO)
        _write(folder / "quantification/b.csv", MCMICRO)
        table = pa.Table.from_pandas(pd.read_csv(_write(folder / "c.csv", MCMICRO)))
        parquet.write_table(table, folder / "c.parquet")
        return [
            folder / "quantification",
            folder / "c.parquet",
            _write(folder / "m.csv.gz", MCMICRO),
            _write(folder / "q.txt", QUPATH),
            _write(folder / "x.csv", CODEX),
        ]


def test_a_table_of_mcmicro(tmp_path):
    source = _write(tmp_path / "exemplar.csv", MCMICRO)
    assert CellPositions().detect(source).confidence is Confidence.LIKELY
    reading, notes = read(CellPositions(), source)
    with reading.dataset as dataset:
        (table,) = dataset.tables
        assert names(table.obs) == ["7", "9"]
        assert names(table.var) == ["DNA_1", "CD3", "area_like_marker"]
        found = dense(table.matrices[0])
        assert np.array_equal(found, [[100.5, 2, 3], [200.5, np.nan, 6]], equal_nan=True)
        columns = ["CellID", "X_centroid", "Y_centroid", "Area", "Solidity", "Orientation"]
        assert [column.name for column in table.obs.columns] == columns
        assert dense(table.obsm[0]).tolist() == [[10, 20], [30, 40]]
        assert table.uns_keys == ()
    assert any("MCMICRO" in because for because in steps(notes, "inferred").values())


def test_measurements_of_qupath_in_either_encoding(tmp_path):
    for encoding in ("utf-8", "latin-1"):
        source = tmp_path / f"{encoding}.txt"
        source.write_bytes(QUPATH.encode(encoding))
        reading, notes = read(CellPositions(), source)
        with reading.dataset as dataset:
            (table,) = dataset.tables
            assert names(table.var) == ["Nucleus: DAPI mean", "Cell: CD3 mean", "Cell: CD3 std dev"]
            assert "Centroid X \u00b5m" in [column.name for column in table.obs.columns]
            assert dense(table.obsm[0]).tolist() == [[1.5, 2.5], [3.5, 4.5]]
            assert table.uns("coordinate_unit") == "um"
            assert texts(table.obs, "Class") == ["Tumor", None]
            assert names(table.obs) == ["0", "1"]
        assert (f"{encoding}.txt" in steps(notes, "converted")) is (encoding == "latin-1")


def test_rows_first_in_regionprops(tmp_path):
    content = "label,centroid-0,centroid-1,area,CD3,CD4,CD8\n1,20,10,5,1,2,3\n"
    reading, _ = read(CellPositions(), _write(tmp_path / "t.csv", content))
    with reading.dataset as dataset:
        assert dense(dataset.tables[0].obsm[0]).tolist() == [[10, 20]], "x is the second axis"
        assert names(dataset.tables[0].var) == ["CD3", "CD4", "CD8"]


def test_identifiers_that_repeat_are_told_apart_by_their_image(tmp_path):
    content = "imageid,CellID,X_centroid,Y_centroid,CD3,CD4,CD8\n" + "".join(
        f"{image},{cell},1,2,3,4,5\n" for image in ("A", "B") for cell in (1, 2)
    )
    reading, _ = read(CellPositions(), _write(tmp_path / "t.csv", content))
    with reading.dataset as dataset:
        assert names(dataset.tables[0].obs) == ["A_1", "A_2", "B_1", "B_2"]


def test_tables_of_one_folder_become_one(tmp_path):
    _write(tmp_path / "q/s1.csv", MCMICRO)
    turned = "CellID,CD3,DNA_1,area_like_marker,X_centroid,Y_centroid,Area\n1,5,6,7,8,9,10\n"
    _write(tmp_path / "q/s2.csv", turned)
    reading, _ = read(CellPositions(), tmp_path / "q")
    with reading.dataset as dataset:
        (table,) = dataset.tables
        assert names(table.obs) == ["s1_7", "s1_9", "s2_1"]
        assert texts(table.obs, "sample_id") == ["s1", "s1", "s2"]
        assert dense(table.matrices[0])[2].tolist() == [6, 5, 7]
        assert texts(table.obs, "Solidity") == ["0.9", "0.8", None]


def test_what_a_person_explains_is_no_intensity(tmp_path):
    source = _write(tmp_path / "t.csv", MCMICRO)
    mapping = view(ConversionMapping, {"mapped_columns": [{"column": "CD3"}]})
    reading, _ = read(CellPositions(), source, mapping)
    with reading.dataset as dataset:
        assert names(dataset.tables[0].var) == ["DNA_1", "area_like_marker"]
        assert dataset.tables[0].obs.has("CD3")


def test_a_column_that_holds_words_far_down_is_no_intensity(tmp_path):
    lines = [f"{n},{n}.5,2,3,1,1" for n in range(100)]
    rows = [*lines, "100,1,2,late,1,1"]
    content = "\n".join(["CellID,A,B,C,X_centroid,Y_centroid", *rows]) + "\n"
    source = _write(tmp_path / "t.csv", content)
    reading, _ = read(CellPositions(), source)
    with reading.dataset as dataset:
        assert names(dataset.tables[0].var) == ["A", "B"]
        assert texts(dataset.tables[0].obs, "C")[-1] == "late"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("CellID,CD3,CD4\n1,2,3\n", "no pair of columns of coordinates"),
        ("CellID,X_centroid,Y_centroid\n1,2,3\n", "no column of numbers"),
        ("CellID,CD3,X_centroid,Y_centroid\n", "no rows below|no pair"),
        ("CellID,CD3,X_centroid,Y_centroid\n1,2,3\n", "cannot be read"),
        ("CellID,CD3,X_centroid,Y_centroid\n1,2,left,3\n", "expected a number, found 'left'"),
        ("", "is empty"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path, content, expected):
    with pytest.raises(UnreadableInputError, match=expected):
        read(CellPositions(), _write(tmp_path / "t.csv", content))


@pytest.mark.parametrize(
    "content",
    [
        "x,y,value1,value2,value3\n1,2,3.5,4.5,5.5\n",
        "city,x_position,y_position,people\nParis,1,2,3\n",
        "CellID,X_centroid,Y_centroid,Area\n1,2,3,4\n",
        '"X","fov","volume","center_x","center_y"\n1,2,3,4,5\n',
    ],
)
def test_tables_of_other_things_are_not_taken(tmp_path, content):
    found = CellPositions().detect(_write(tmp_path / "t.csv", content))
    assert found is None or found.confidence is Confidence.POSSIBLE


_numbers = st.floats(allow_nan=False, allow_infinity=False, width=64) | st.none()


@settings(max_examples=40)
@given(
    rows=st.lists(st.tuples(_numbers, _numbers, st.text("ab \u00b5", max_size=3)), min_size=1),
)
def test_every_value_survives(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("survival")
    frame = pd.DataFrame(
        {
            "CellID": range(len(rows)),
            "CD3": [row[0] for row in rows],
            "CD4": [row[1] for row in rows],
            "DNA": [1.5] * len(rows),
            "X_centroid": [float(n) for n in range(len(rows))],
            "Y_centroid": 2.5,
            "note": [row[2] for row in rows],
        }
    )
    frame.to_csv(folder / "t.csv", index=False)
    reading, _ = read(CellPositions(), folder / "t.csv")
    with reading.dataset as dataset:
        (table,) = dataset.tables
        found = dense(table.matrices[0], 64)
        for place, name in enumerate(names(table.var)):
            expected = frame[name].astype(float).to_numpy()
            assert np.array_equal(found[:, place], expected, equal_nan=True)
        kept = {*names(table.var), *(column.name for column in table.obs.columns)}
        assert kept == set(frame.columns)
        assert [text or "" for text in texts(table.obs, "note")] == list(frame["note"])


@pytest.mark.realdata
def test_a_real_table_of_cyclic_immunofluorescence(real_data, tmp_path):
    anndata = pytest.importorskip("anndata")
    source = anndata.read_h5ad(real_data / "spatial_cycif_scimap/example_data.h5ad")
    values = pd.DataFrame(source.X, index=source.obs_names, columns=source.var_names)
    pd.concat([values, source.obs], axis=1).to_csv(tmp_path / "cells.csv")
    assert CellPositions().detect(tmp_path / "cells.csv").confidence is Confidence.LIKELY
    reading, _ = read(CellPositions(), tmp_path / "cells.csv")
    with reading.dataset as dataset:
        (table,) = dataset.tables
        assert names(table.var) == list(source.var_names)
        assert names(table.obs) == list(source.obs_names)
        assert np.allclose(dense(table.matrices[0]), source.X, rtol=1e-6)
        assert set(source.obs.columns) == {column.name for column in table.obs.columns}
        assert np.allclose(dense(table.obsm[0]), source.obs[["X_position", "Y_position"]])
