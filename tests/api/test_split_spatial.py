"""Splits of spatial stores and of modalities from the outside: made, audited, mended."""

import json

import anndata
import mudata
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import yaml
from pyarrow import parquet

from tests.validators.split_facts.tissue import circles, table, write

SIDE = 12


def grid(start=0.0):
    """Places of a square of cells, 10 apart as stored and 5 in the coordinate system."""
    steps = np.arange(SIDE) * 10.0
    return np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2) + start


N = SIDE * SIDE
IDS = [f"c{k:03d}" for k in range(N)]
CARD = {
    "unit_sets": [
        {"unit_set_id": name, "scale": "cell", "element": f"shapes/{name}", "coordinate_unit": "um"}
        for name in ("outlines", "contours")
    ],
    "tables": [
        {"path_in_file": f"tables/by_{name}/X", "unit_set": name}
        for name in ("outlines", "contours")
    ],
}


@pytest.fixture
def store(tmp_path):
    """Write a tissue that was segmented twice; the second outlines lie 1 um beside the first."""
    tables = [
        table(f"tables/by_{name}", [name] * N, IDS, columns={"donor_id": ["D1"] * N})
        for name in ("outlines", "contours")
    ]
    elements = [circles("outlines", IDS, grid()), circles("contours", IDS, grid(2.0))]
    path = write(tmp_path / "tissue.zarr", tables, elements)
    (tmp_path / "tissue.aivc.yaml").write_text(yaml.safe_dump(CARD))
    return path


def assigned(path):
    """Return the assignments of a manifest as a table."""
    header = yaml.safe_load(path.read_text())
    return header, parquet.read_table(path.with_name(header["assignments"]["path"])).to_pandas()


def written(path, frame, **header):
    """Write a manifest by hand."""
    parquet.write_table(
        pa.Table.from_pandas(frame, preserve_index=False), path.with_suffix(".parquet")
    )
    roles = {"train": "training", "test": "test", "buffer": "buffer"}
    parts = [
        {"partition_name": name, "partition_role": roles[name]}
        for name in sorted(set(frame["partition"]))
    ]
    said = {
        "aivc_schema_version": "0.1.0",
        "manifest_id": "aivc:splits/by-hand",
        "split_of": {"dataset_id": "aivc:tissue"},
        "purpose": "benchmark",
        "unit_of_split": "observation",
        "control_policy": "split_with_group",
        "validation_role": "none",
        "partitions": parts,
        "assignments": {"path": path.with_suffix(".parquet").name},
        **header,
    }
    path.write_text(yaml.safe_dump(said))
    return path


def codes(aivc, data, manifest, *more):
    """Audit, and return the codes of errors and warnings."""
    answer = aivc("split", "audit", data, manifest, "--level", "obs", "--format", "json", *more)
    findings = json.loads(answer.out)["findings"]
    return {f["code"]: f for f in findings if f["severity"] in {"error", "warning"}}


def both(parts):
    """Assign both tables alike."""
    return pd.DataFrame(
        {
            "observation_id": IDS * 2,
            "in_table": ["tables/by_outlines"] * N + ["tables/by_contours"] * N,
            "partition": parts * 2,
        }
    )


HALVES = ["train" if k % SIDE < SIDE // 2 else "test" for k in range(N)]


def test_blocks_of_two_segmentations_are_made_and_pass(aivc, store, tmp_path):
    target = tmp_path / "made.split.yaml"
    made = aivc("split", "make", store, "--block", "20", "--buffer", "6", "-o", target)
    assert made.code == 0, made.err
    header, frame = assigned(target)
    assert header["coordinate_unit"] == "um"
    assert header["buffer"] == {"value": 6.0, "unit": "um"}
    assert set(frame["in_table"]) == {"tables/by_outlines", "tables/by_contours"}
    assert len(frame) == 2 * N
    at: dict = {}
    for name, start in (("outlines", 0.0), ("contours", 2.0)):
        at |= {(f"tables/by_{name}", i): p for i, p in zip(IDS, grid(start) / 2, strict=True)}
    rows = zip(frame["in_table"], frame["observation_id"], strict=True)
    places, parts = np.array([at[row] for row in rows]), frame["partition"].to_numpy()
    trained, tested = places[parts == "train"], places[parts == "test"]
    apart = np.linalg.norm(trained[:, None] - tested[None], axis=-1)
    assert apart.min() >= 6
    assert codes(aivc, store, target).keys() <= {"LEK005"}


def test_the_other_outline_of_a_neighbour_is_found(aivc, store, tmp_path):
    frame = both(HALVES)
    frame.loc[frame["in_table"] == "tables/by_contours", "partition"] = "test"
    manifest = written(
        tmp_path / "hand.split.yaml", frame, buffer={"value": 3, "unit": "um"}, coordinate_unit="um"
    )
    found = codes(aivc, store, manifest)["LEK040"]
    assert found["count"] == SIDE * (SIDE // 2)
    assert "c000 of tables/by_contours to c000 of tables/by_outlines" in found["message"]


@pytest.mark.parametrize(("buffer", "is_idle"), [(3, True), (6, False)])
def test_a_buffer_below_the_spacing_is_said_where_a_claim_rests_on_it(
    aivc, store, tmp_path, buffer, is_idle
):
    target = tmp_path / "made.split.yaml"
    options = ["--table", "by_outlines", "--block", "20", "--buffer", str(buffer)]
    made = aivc("split", "make", store, *options, "-o", target)
    assert ("the buffer of 3 um" in made.out) == is_idle
    audited = " ".join(aivc("split", "audit", store, target, "--level", "obs").out.split())
    assert ("the buffer of 3 um is below" in audited) == is_idle


def test_a_unit_that_cannot_be_converted_is_said(aivc, store, tmp_path):
    manifest = written(
        tmp_path / "hand.split.yaml", both(HALVES), buffer={"value": 3, "unit": "{pixel}"}
    )
    assert "LEK043" in codes(aivc, store, manifest)


def test_tiles_that_overlap_are_found(aivc, store, tmp_path):
    header = {"coordinate_unit": "um", "tile_width": 8.0, "tile_height": 8.0}
    manifest = written(tmp_path / "hand.split.yaml", both(HALVES), **header)
    assert "LEK041" in codes(aivc, store, manifest)
    gap = [p if k % SIDE not in {5, 6} else "buffer" for k, p in enumerate(HALVES)]
    manifest = written(tmp_path / "gap.split.yaml", both(gap), **header)
    assert "LEK041" not in codes(aivc, store, manifest)


def test_what_leaks_in_space_is_mended(aivc, store, tmp_path):
    header = {
        "buffer": {"value": 6, "unit": "um"},
        "coordinate_unit": "um",
        "unit_of_split": "spatial_block",
        "claims": [{"claim_axis": "spatial_block", "novelty": "unseen", "partition": "test"}],
    }
    manifest = written(tmp_path / "hand.split.yaml", both(HALVES), **header)
    assert "LEK040" in codes(aivc, store, manifest)
    target = tmp_path / "mended.split.yaml"
    answer = aivc("split", "audit", store, manifest, "--repair", target)
    if not target.exists():
        pytest.fail(answer.out + answer.err)
    assert "LEK040" not in codes(aivc, store, target)


def test_one_table_can_be_divided_alone(aivc, store, tmp_path):
    frame = both(HALVES)
    frame = frame[frame["in_table"] == "tables/by_outlines"]
    manifest = written(tmp_path / "hand.split.yaml", frame)
    found = codes(aivc, store, manifest)
    assert {code for code in found if code.startswith("SPL")} <= {"SPL031"}  # no digest by hand


def test_a_table_that_is_named_is_made_and_audited_alone(aivc, store, tmp_path):
    target = tmp_path / "made.split.yaml"
    asked = ["--block", "20", "--buffer", "6", "--table", "by_contours", "-o", target]
    made = aivc("split", "make", store, *asked)
    assert made.code == 0, made.err
    _, frame = assigned(target)
    assert set(frame["in_table"]) == {"tables/by_contours"}
    assert len(frame) == N
    assert codes(aivc, store, target).keys() <= {"LEK005"}
    refused = aivc("split", "make", store, "--table", "none", "-o", tmp_path / "no.split.yaml")
    assert refused.code == 2
    assert "tables/by_outlines" in refused.err


def slides(tmp_path):
    """Write one table over three regions at the same place."""
    names = ["s1", "s2", "s3"]
    regions = [name for name in names for _ in IDS]
    columns = {
        "donor_id": ["D1"] * (3 * N),
        "position": [str(k) for k in (1, 2, 9) for _ in IDS],
    }
    cells = table(
        "tables/cells",
        regions,
        IDS * 3,
        [f"{r}_{i}" for r, i in zip(regions, IDS * 3, strict=True)],
        columns,
    )
    return write(tmp_path / "slides.zarr", [cells], [circles(n, IDS, grid()) for n in names])


def test_sections_are_held_out_with_their_neighbours(aivc, tmp_path):
    store = slides(tmp_path)
    keys = [{"role": "section_position", "columns": ["position"]}]
    (tmp_path / "slides.aivc.yaml").write_text(yaml.safe_dump({"binding": {"keys": keys}}))
    target = tmp_path / "made.split.yaml"
    asked = ["--hold-out", "section", "--tolerance", "0.4", "-o", target]
    made = aivc("split", "make", store, *asked)
    assert made.code == 0, made.err
    header, frame = assigned(target)
    assert header["unit_of_split"] == "section"
    part = dict(zip(frame["region"], frame["partition"], strict=True))
    assert part["s1"] == part["s2"] != part["s3"]
    assert "LEK042" not in codes(aivc, store, target)
    frame["partition"] = ["train" if r == "s1" else "test" for r in frame["region"]]
    torn = written(
        tmp_path / "torn.split.yaml", frame, unit_of_split="section", grouping_keys=["region"]
    )
    assert "LEK042" in codes(aivc, store, torn)
    target = tmp_path / "mended.split.yaml"
    assert aivc("split", "audit", store, torn, "--level", "obs", "--repair", target).code == 1
    assert "LEK042" not in codes(aivc, store, target)


def test_regions_at_one_place_are_no_neighbours(aivc, tmp_path):
    store = slides(tmp_path)
    frame = pd.DataFrame({"region": ["s1", "s2", "s3"], "partition": ["train", "train", "test"]})
    header = {"buffer": {"value": 6, "unit": "1"}, "unit_of_split": "section"}
    manifest = written(tmp_path / "hand.split.yaml", frame, grouping_keys=["region"], **header)
    assert "LEK040" not in codes(aivc, store, manifest)


def multiome(tmp_path):
    """RNA and protein of the same 40 cells, which are named apart in each modality."""
    rng = np.random.default_rng(0)
    modalities = {}
    for name in ("rna", "prot"):
        obs = pd.DataFrame(
            {
                "barcode": [f"BC{k:02d}" for k in range(40)],
                "donor_id": [f"D{k % 4}" for k in range(40)],
            },
            index=[f"{name}_{k:02d}" for k in range(40)],
        )
        var = pd.DataFrame(index=[f"{name}{k}" for k in range(5)])
        counts = rng.integers(0, 50, (40, 5)).astype("f4")
        modalities[name] = anndata.AnnData(counts, obs=obs, var=var)
    path = tmp_path / "multi.h5mu"
    with mudata.set_options(pull_on_update=False):
        mudata.MuData(modalities).write(path)
    card = {
        "unit_sets": [
            {
                "unit_set_id": name,
                "scale": "cell",
                "element": f"mod/{name}",
                "unit_id_column": "barcode",
            }
            for name in ("rna", "prot")
        ],
        "tables": [{"path_in_file": f"mod/{n}/X", "unit_set": n} for n in ("rna", "prot")],
        "links": [
            {
                "link_id": "same",
                "source_set": "rna",
                "target_set": "prot",
                "direction": "same_scale",
                "link_type": "same_cell_multiome",
                "link_basis": "barcode",
            }
        ],
    }
    (tmp_path / "multi.aivc.yaml").write_text(yaml.safe_dump(card))
    return path


def test_rna_and_protein_of_a_cell_stay_together(aivc, tmp_path):
    data = multiome(tmp_path)
    target = tmp_path / "made.split.yaml"
    made = aivc("split", "make", data, "-o", target)
    assert made.code == 0, made.err
    _, frame = assigned(target)
    part = dict(zip(frame["observation_id"], frame["partition"], strict=True))
    assert len(part) == 80
    assert all(part[f"rna_{k:02d}"] == part[f"prot_{k:02d}"] for k in range(40))
    assert "LEK045" not in codes(aivc, data, target)


def test_rna_in_training_and_protein_of_the_cell_in_test(aivc, tmp_path):
    data = multiome(tmp_path)
    frame = pd.DataFrame(
        {
            "observation_id": [f"{name}_{k:02d}" for name in ("rna", "prot") for k in range(40)],
            "partition": ["train" if k < 30 else "test" for k in range(40)] * 2,
        }
    )
    frame.loc[frame["observation_id"].isin(["prot_03", "prot_07"]), "partition"] = "test"
    found = codes(aivc, data, written(tmp_path / "hand.split.yaml", frame))["LEK045"]
    assert found["count"] == 2
    assert "prot_03 with rna_03" in found["message"]
