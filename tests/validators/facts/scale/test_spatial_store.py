"""Links of a SpatialData store: transcripts, cells as shapes, a label image, and a table."""

import shutil
from pathlib import Path

import anndata
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import yaml
import zarr
from pyarrow import parquet

from aivc.storage import find_card, open_dataset
from aivc.validators.engine import run_rules
from aivc.validators.facts.collect import collect
from aivc.validators.findings import Level
from aivc.validators.profile import Profile
from aivc.validators.registry import rules_of

EVERY_RULE = Profile("every rule", "release", {}, frozenset())
N_CELLS, N_TRANSCRIPTS = 40, 1000
CELL_OF = np.arange(N_TRANSCRIPTS) % 50
"""Transcript k is of cell k modulo 50; of the cells, 40 to 49 do not exist."""

CARD = {
    "tables": [
        {
            "path_in_file": "tables/counts/X",
            "measured_by": "panel",
            "value_type": "raw_counts",
            "unit_set": "cells",
        }
    ],
    "operators": [
        {
            "operator_id": "panel",
            "operator_type": "ImagingSpatial",
            "scale": "cell",
            "pixel_size": {"value": 0.2125, "unit": "um"},
        }
    ],
    "binding": {"keys": [{"role": "section", "columns": ["slide"]}]},
    "unit_sets": [
        {"unit_set_id": "transcripts", "scale": "molecule", "element": "points/transcripts"},
        {
            "unit_set_id": "cells",
            "scale": "cell",
            "element": "shapes/cells",
            "unit_id_column": "instance",
            "n_units": N_CELLS,
            "coordinate_system": "global",
        },
        {"unit_set_id": "nuclei", "scale": "cell", "element": "labels/nuclei"},
    ],
    "links": [
        {
            "link_id": "assigned",
            "source_set": "transcripts",
            "target_set": "cells",
            "direction": "project",
            "link_type": "transcript_to_cell",
            "cardinality": "many_to_one",
            "partner_column": "cell_id",
            "unassigned_labels": ["UNASSIGNED"],
            "aggregation_function": "sum",
            "conserved_quantity": "counts",
        },
        {
            "link_id": "outlined",
            "source_set": "cells",
            "target_set": "nuclei",
            "direction": "same_scale",
            "link_type": "cell_to_image_object",
            "cardinality": "one_to_one",
        },
    ],
}


def to_micrometres(unit: str = "micrometer", scale: float = 0.2125) -> dict:
    axes = [{"name": name, "type": "space", "unit": unit} for name in ("y", "x")]
    return {
        "type": "scale",
        "scale": [scale, scale],
        "input": {"name": "yx", "axes": axes},
        "output": {"name": "global", "axes": axes},
    }


def write_store(path: Path, labels_of_cells=str) -> None:
    root = zarr.open_group(path, mode="w", zarr_format=2)
    root.attrs["spatialdata_attrs"] = {"version": "0.2"}
    for name in ("points/transcripts", "shapes/cells"):
        root.create_group(name).attrs["coordinateTransformations"] = [to_micrometres()]
    cells = [labels_of_cells(cell) if cell < N_CELLS else "UNASSIGNED" for cell in CELL_OF]
    parts = path / "points/transcripts/points.parquet"
    parts.mkdir()
    for number, rows in enumerate((slice(0, 600), slice(600, None))):
        table = pa.table({"x": np.zeros(N_TRANSCRIPTS)[rows], "cell_id": cells[rows]})
        parquet.write_table(table, parts / f"part.{number}.parquet")
    shapes = pd.DataFrame({"radius": np.ones(N_CELLS)}, index=np.arange(N_CELLS))
    shapes.to_parquet(path / "shapes/cells/shapes.parquet")
    nuclei = root.create_group("labels/nuclei")
    multiscale = {"datasets": [{"path": "0"}], "coordinateTransformations": [to_micrometres()]}
    nuclei.attrs["multiscales"] = [multiscale]
    image = np.repeat(np.arange(30, dtype="u2"), 20).reshape(20, 30)
    nuclei.create_array("0", data=image, chunks=(7, 11))
    counts = np.zeros((N_CELLS, 2), "f4")
    counts[:, 0] = np.bincount(CELL_OF)[:N_CELLS]
    obs = pd.DataFrame(
        {
            "instance": np.arange(N_CELLS),
            "region": pd.Categorical(["cells"] * N_CELLS),
            "slide": ["left"] * 20 + ["right"] * 20,
        },
        index=[f"row{row}" for row in range(N_CELLS)],
    )
    with anndata.settings.override(zarr_write_format=2):
        anndata.AnnData(counts, obs=obs).write_zarr(path / "tables" / "counts")
    zarr.open_group(path / "tables", mode="a", zarr_format=2)


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("stores") / "made.zarr"
    write_store(path)
    return path


def judged(path: Path, card: dict = CARD, level: Level = Level.FULL):
    (path.parent / f"{path.stem}.aivc.yaml").write_text(yaml.safe_dump(card, sort_keys=False))
    with open_dataset(path) as dataset:
        view, facts, _ = collect(dataset, find_card(path, dataset=dataset), level=level)
    found = run_rules(view, facts, level=level, profile=EVERY_RULE, rules=rules_of("SCL")).findings
    return facts.scale, [(finding.code, str(finding.location), finding.count) for finding in found]


def test_units_and_links_are_counted(written) -> None:
    scale, findings = judged(written)
    assert [(s.unit_set_id, s.n_units, s.problem) for s in scale.unit_sets] == [
        ("transcripts", N_TRANSCRIPTS, ""),
        ("cells", N_CELLS, ""),
        ("nuclei", 29, ""),
    ]
    assigned, outlined = scale.links
    assert (assigned.n_source_linked, assigned.n_target_linked) == (800, N_CELLS)
    # Background is no nucleus, and cells 30 to 39 have none.
    assert (outlined.n_source_linked, outlined.n_target_linked) == (29, 29)
    groups = [(g.level, g.n_units, g.n_linked) for g in outlined.groups if g.role == "section"]
    assert groups == [("left", 20, 19), ("right", 20, 10)]
    assert assigned.conservation.source_total == assigned.conservation.target_total == 800
    assert findings == []


def test_transcripts_of_cells_that_do_not_exist(tmp_path) -> None:
    write_store(tmp_path / "made.zarr", lambda cell: "999" if cell == 7 else str(cell))
    scale, findings = judged(tmp_path / "made.zarr")
    (unknown,) = [one for one in scale.links if one.unknown_targets]
    assert (unknown.unknown_targets.examples, unknown.n_pairs_unknown_target) == (("999",), 20)
    assert ("SCL022", "card:/links/0/target_set", 1) in findings
    # Cell 7 is not linked, and so its counts are not compared.
    assert {code for code, _, _ in findings} == {"SCL022"}


def test_a_label_that_the_card_does_not_list_is_no_cell(written) -> None:
    link = {k: v for k, v in CARD["links"][0].items() if k != "unassigned_labels"}
    _, findings = judged(written, {**CARD, "links": [link]})
    assert findings == [("SCL022", "card:/links/0/target_set", 1)]


def test_counts_that_are_not_those_of_the_transcripts(tmp_path) -> None:
    path = tmp_path / "made.zarr"
    write_store(path)
    matrix = zarr.open_group(path / "tables" / "counts", mode="a")["X"]
    matrix[3, 0] = 0
    scale, findings = judged(path)
    assert findings == [("SCL040", "card:/links/0/conserved_quantity", 1)]
    assert scale.links[0].conservation.off.examples == ("3 0",)


@pytest.mark.parametrize(
    ("element", "word"),
    [("points/transcripts", "points.parquet"), ("shapes/cells", "shapes.parquet")],
)
def test_an_element_without_its_table_is_said(written, tmp_path, element, word) -> None:
    path = tmp_path / "made.zarr"
    shutil.copytree(written, path)
    target = path / element / word
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    scale, findings = judged(path)
    (broken,) = [found for found in scale.unit_sets if found.problem]
    assert word in broken.problem
    assert [code for code, _, _ in findings] == ["SCL012"]


def test_an_element_that_leads_out_of_the_store_is_not_followed(written, tmp_path) -> None:
    path = tmp_path / "made.zarr"
    shutil.copytree(written, path)
    target = path / "shapes/cells/shapes.parquet"
    outside = tmp_path / "outside.parquet"
    target.rename(outside)
    target.symlink_to(outside)
    scale, findings = judged(path)
    assert "leads out" in scale.unit_sets[1].problem
    assert [code for code, _, _ in findings] == ["SCL012"]


def test_pixels_called_micrometres(tmp_path) -> None:
    path = tmp_path / "made.zarr"
    write_store(path)
    nuclei = zarr.open_group(path / "labels/nuclei", mode="a")
    multiscale = nuclei.attrs["multiscales"]
    multiscale[0]["coordinateTransformations"] = [to_micrometres(scale=1.0)]
    nuclei.attrs["multiscales"] = multiscale
    _, findings = judged(path, level=Level.HEADER)
    assert findings == [("SCL063", "file/labels/nuclei", 1)]
    multiscale[0]["coordinateTransformations"] = [to_micrometres("unit", 1.0)]
    nuclei.attrs["multiscales"] = multiscale
    assert judged(path, level=Level.HEADER)[1] == []


def test_a_coordinate_system_that_no_element_has(written) -> None:
    sets = [{**CARD["unit_sets"][1], "coordinate_system": "aligned"}]
    _, findings = judged(written, {**CARD, "unit_sets": sets, "links": []}, Level.HEADER)
    assert findings == [("SCL061", "card:/unit_sets/0/coordinate_system", 1)]
