"""The store of the tissue, its card and its truth say the same."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from pyarrow import parquet

import aivc
from aivc.reference_models.synthetic.section.tables import CELLS, SPOTS
from aivc.storage import open_dataset
from aivc.storage.elements.images import open_image
from aivc.storage.elements.places import place_units


@pytest.fixture(scope="module")
def opened(written_tissue):
    with open_dataset(written_tissue.store) as dataset:
        yield dataset


def matrix_of(table) -> np.ndarray:
    found = np.zeros((table.n_obs, table.n_var))
    for block in table.matrix("X").blocks():
        rows = np.repeat(np.arange(block.start, block.stop), np.diff(block.indptr))
        found[rows, block.indices] = block.data
    return found


def column(table, name: str) -> list[str]:
    read = table.obs.column(name)
    return [read.categories[code] for code in read.codes]


def names(frame) -> list[str]:
    return [name for block in frame.index() for name in block]


@pytest.fixture(scope="module")
def transcripts(written_tissue) -> pd.DataFrame:
    return parquet.read_table(
        written_tissue.store / "points/transcripts/points.parquet"
    ).to_pandas()


def test_valid_at_the_strictest_profile(written_tissue) -> None:
    report = aivc.validate(written_tissue.store, profile="benchmark")
    assert [str(finding) for finding in report.findings] == []
    assert report.outcome.verdict.value == "valid"


def test_counts_of_cells_are_their_transcripts(opened, transcripts) -> None:
    table = opened.table(CELLS)
    symbols = [
        table.var.column("feature_name").categories[c]
        for c in table.var.column("feature_name").codes
    ]
    given = transcripts[transcripts["cell_id"] != "UNASSIGNED"]
    counted = pd.crosstab(given["cell_id"].astype(str), given["gene"].astype(str))
    expected = counted.reindex(index=names(table.obs), columns=symbols, fill_value=0)
    assert np.array_equal(matrix_of(table), expected.to_numpy())


def test_counts_of_spots_are_the_transcripts_under_them(opened, transcripts) -> None:
    from scipy.spatial import KDTree

    table = opened.table(SPOTS)
    [spatial] = table.obsm
    centres = np.concatenate([block.data for block in spatial.blocks()])
    genes = transcripts[~transcripts["gene"].astype(str).str.startswith("NegControl")]
    near = KDTree(genes[["x", "y"]].to_numpy(float)).query_ball_point(centres, 27.5)
    assert matrix_of(table).sum(axis=1).tolist() == [len(found) for found in near]


@pytest.mark.parametrize(("name", "key"), [(CELLS, "cell_id"), (SPOTS, "spot_id")])
def test_shapes_lie_where_the_table_says(opened, name, key) -> None:
    table = opened.table(name)
    [spatial] = table.obsm
    places = np.concatenate([block.data for block in spatial.blocks()])
    ids, regions = column(table, key), column(table, "region")
    for region in dict.fromkeys(regions):
        element = next(e for e in opened.elements if e.name == region)
        placed = place_units(opened, element)
        rows = [row for row, of in enumerate(regions) if of == region]
        assert placed.ids.cells() == [ids[row] for row in rows]
        assert np.abs(placed.centres - places[rows]).max() < 0.05
    assert table.attributes["region"] == list(dict.fromkeys(regions))


def test_nuclei_lie_within_their_cells(opened, written_tissue) -> None:
    known = json.loads(written_tissue.store.with_name("truth.json").read_text())["cells"]["D2_1"]
    nuclei = place_units(opened, next(e for e in opened.elements if e.name == "nuclei_D2_1"))
    cells = place_units(opened, next(e for e in opened.elements if e.name == "cells_D2_1"))
    assert cells.ids.cells() == known["cell_id"]
    assert nuclei.ids.cells() == [str(number) for number in known["nucleus"]]
    assert np.abs(nuclei.centres - cells.centres).max() < 0.5


def test_the_image_has_three_resolutions(opened) -> None:
    image = open_image(opened, "images/he_D1_2")
    assert [level.shape for level in image.levels] == [
        (3, 1760, 2480), (3, 880, 1240), (3, 440, 620),
    ]  # fmt: skip
    assert image.channels == ("r", "g", "b")
    red, _, blue = image.read(2, slice(0, 440), slice(0, 620)).mean(axis=(1, 2))
    assert 60 < red < blue < 250


def test_the_card_is_the_one_beside_the_store(written_tissue) -> None:
    beside = yaml.safe_load(written_tissue.store.with_name("section.aivc.yaml").read_text())
    assert beside == written_tissue.card
    assert {link["link_type"] for link in beside["links"]} >= {
        "transcript_to_cell", "cell_to_spot", "spot_to_image_region", "serial_section",
    }  # fmt: skip


def test_it_is_small(written_tissue) -> None:
    files = [file for file in written_tissue.store.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < 8_000_000


WRITE = """
import sys; from pathlib import Path
from aivc.reference_models.synthetic.section.write import write_section
write_section(Path(sys.argv[1]))
"""


@pytest.mark.slow  # another interpreter draws and writes everything
def test_the_same_bytes_in_another_interpreter(written_tissue, tmp_path) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", WRITE, tmp_path], env=environment, check=True)

    def digests(folder: Path) -> dict[str, str]:
        files = (file for file in folder.rglob("*") if file.is_file())
        return {
            str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in files
        }

    assert digests(tmp_path) == digests(written_tissue.store.parent)


READ = """
import sys, spatialdata
from spatialdata import join_spatialelement_table, transform
read = spatialdata.read_zarr(sys.argv[1])
assert set(read.coordinate_systems) == {"global"}
assert len(read.images) == len(read.labels) == 4 and len(read.shapes) == 8
for name in ("cells", "spots"):
    element = f"{name}_D2_2"
    shapes, table = join_spatialelement_table(
        sdata=read, spatial_element_names=[element], table_name=name
    )
    centres = transform(shapes[element], to_coordinate_system="global").centroid
    assert abs(centres.x.to_numpy() - table.obsm["spatial"][:, 0]).max() < 0.05
cells = transform(read.shapes["cells_D1_2"], to_coordinate_system="global")
points = read.points["transcripts"].compute()
points = points[(points.section_id == "D1_2") & (points.cell_id != "UNASSIGNED")]
import geopandas
places = geopandas.GeoSeries(geopandas.points_from_xy(points.x, points.y))
outlines = geopandas.GeoSeries(cells.loc[points.cell_id.astype(str)].geometry.values)
assert places.within(outlines).all()
"""


def test_spatialdata_reads_the_store(written_tissue) -> None:
    python = os.environ.get("AIVC_SPATIALDATA_PYTHON")
    if not python:
        pytest.skip("AIVC_SPATIALDATA_PYTHON names no interpreter with spatialdata")
    subprocess.run([python, "-c", READ, written_tissue.store], check=True)
