"""A benchmark of a small tissue: what is written, and that nothing leaks."""

import json
import re
import shutil
from dataclasses import dataclass
from itertools import product
from math import floor
from pathlib import Path

import anndata
import mudata
import numpy as np
import pandas as pd
import pytest
import yaml

import aivc
from aivc.cli import run
from aivc.reports.spatial_histology.summary import HistologyBenchmark
from aivc.splits.manifest.write import write_manifest
from tests.evaluation.spatial_histology.tissue import (
    card,
    elements,
    places,
    spots,
    write_tissue,
)

SIDE = 28
"""Pixels of a tile: 112 um of 4 um."""

GENE_SETS = "SMOOTH\tmade up\tENSG00000107796\tENSG00000075624\nIMMUNE\tna\tENSG00000204472\n"


@dataclass
class Written:
    store: Path
    folder: Path
    made: HistologyBenchmark
    tiles: pd.DataFrame


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Written:
    folder = tmp_path_factory.mktemp("tissue")
    store = write_tissue(folder)
    sets = folder / "made.v2.1.Hs.gmt"
    sets.write_text(GENE_SETS)
    target = folder / "benchmark"
    made = aivc.benchmark_spatial_histology(store, target, gene_sets=sets)
    return Written(store, target, made, pd.read_parquet(target / "tiles.parquet"))


def shares_pixels(tiles: pd.DataFrame, one: pd.Series, other: pd.Series) -> np.ndarray:
    """Compare each with each, by the integers that were written."""
    mine, theirs = tiles[one], tiles[other]
    rows = np.abs(mine.row0.to_numpy()[:, None] - theirs.row0.to_numpy()[None])
    columns = np.abs(mine.col0.to_numpy()[:, None] - theirs.col0.to_numpy()[None])
    same = mine.image.astype(str).to_numpy()[:, None] == theirs.image.astype(str).to_numpy()[None]
    return same & (rows < SIDE) & (columns < SIDE)


def test_all_files_are_there_and_no_others(written):
    assert {name for name, _ in written.made.files} == {p.name for p in written.folder.iterdir()}
    assert (written.folder / "README.txt").read_text() == str(written.made)


def test_tiles_lie_around_their_spots(written):
    tiles = written.tiles
    assert len(tiles) == 360
    assert (tiles.height == SIDE).all()
    assert (tiles.width == SIDE).all()
    for name in ("A1", "A2", "B1"):
        mine = tiles[tiles.section == name]
        assert mine.unit_id.tolist() == [f"{name}-{k}" for k in range(120)]
        assert (mine.image == f"images/he_{name}").all()
        assert mine.col0.tolist() == [floor(x / 4 - SIDE / 2 + 0.5) for x in places()[:, 0]]
        assert mine.row0.tolist() == [floor(y / 4 - SIDE / 2 + 0.5) for y in places()[:, 1]]


def test_overlaps_are_those_of_all_pairs(written):
    everyone = pd.Series(np.ones(360, bool))
    pairs = shares_pixels(written.tiles, everyone, everyone)
    assert written.tiles.n_overlapping.tolist() == (pairs.sum(axis=1) - 1).tolist()


@pytest.mark.parametrize("split", ["blocked", "sections_fold_1", "sections_fold_2"])
def test_no_pixel_is_in_two_parts(written, split):
    part = written.tiles[f"part_{split}"].astype(str)
    pairs = shares_pixels(written.tiles, part == "test", part == "train")
    assert pairs.size
    assert not pairs.any()


def test_one_section_of_a_series_is_divided_and_its_neighbour_left_out(written):
    parts = written.tiles.groupby("section", observed=True).part_blocked.unique()
    assert set(parts["A2"]) == {"excluded"}
    assert set(parts["A1"]) | set(parts["B1"]) == {"train", "test", "buffer"}


def test_a_series_is_held_out_as_a_whole(written):
    for fold in (1, 2):
        parts = written.tiles.groupby("section", observed=True)[f"part_sections_fold_{fold}"]
        by_section = parts.unique().map("/".join)
        assert by_section["A1"] == by_section["A2"] != by_section["B1"]


def test_the_audit_of_what_was_written_is_clean(written):
    audited = {}
    for name in ("blocked", "sections.fold-1", "sections.fold-2"):
        report = json.loads((written.folder / f"{name}.audit.json").read_text())
        audited[name] = report["reports"][0] if "reports" in report else report
    assert {found["verdict"] for found in audited.values()} == {"valid"}
    again = aivc.split_audit(written.store, written.folder / "blocked.split.yaml")
    assert again.verdict.value == "valid"
    assert not [f for f in again.findings if f.severity.value != "info"]


def test_spots_dealt_out_at_random_are_found_to_leak(written, tmp_path):
    header = yaml.safe_load((written.folder / "blocked.split.yaml").read_text())
    for slot in ("assignments", "exclusions", "buffer", "claims"):
        header.pop(slot)
    header |= {
        "split_method": "random",
        "unit_of_split": "observation",
        "partitions": [
            {"partition_name": "train", "partition_role": "training"},
            {"partition_name": "test", "partition_role": "test"},
        ],
    }
    is_tested = np.random.default_rng(0).random(360) < 0.2
    parts = np.where(is_tested, "test", "train").tolist()
    columns = {"observation_id": written.tiles.unit_id.tolist(), "partition": parts}
    manifest = write_manifest(header, columns, tmp_path / "random.split.yaml")
    found = {f.code: f for f in aivc.split_audit(written.store, manifest).findings}
    assert found["LEK041"].count == is_tested.sum()
    assert written.made.overlap.random_share == 1.0


def test_the_card_holds_images_a_link_and_readouts_and_composes(written):
    card = yaml.safe_load((written.folder / "card.aivc.yaml").read_text())
    assert [image["image_path"] for image in card["images"]] == [
        f"images/he_{name}" for name in ("A1", "A2", "B1")
    ]
    (link,) = card["links"]
    assert link["link_type"] == "spot_to_image_region"
    assert link["coverage"]["n_source_linked"] == 360
    kinds = [readout["readout_type"] for readout in card["readouts"]]
    assert kinds == ["expression", "pathway_activity"]
    assert card["readouts"][1]["feature_set"]["version"] == "2.1"
    report = aivc.validate(written.store, card=written.folder / "card.aivc.yaml", level="obs")
    told = {f.code for f in report.findings if f.severity.value != "info"}
    # What nobody says is to be filled in, the licence of the gene sets too; nothing else is wrong.
    assert told <= {"CRD001", "CRD019", "CRD032", "PRV012", "RDO004"}


@pytest.mark.slow
def test_the_command_makes_the_same_again(written, tmp_path, capsys):
    target = tmp_path / "again"
    sets = written.store.with_name("made.v2.1.Hs.gmt")
    arguments = ["spatial-histology", str(written.store), "-o", str(target), "--json"]
    assert run(["benchmark", *arguments, "--gene-sets", str(sets)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["files"]) == {path.name for path in target.iterdir()}
    assert told["sizes"]["tile"]["value"] == 112
    for name in ("tiles.parquet", "regions.parquet", "card.aivc.yaml", "blocked.split.yaml"):
        assert (target / name).read_bytes() == (written.folder / name).read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--table", "tables/cells"], "--table tables/cells"),
        (["--image", "images/other"], "--image images/other"),
        (["--tile", "2 mm"], "smaller --tile"),
        (["--tile", "1 um"], "smaller than a pixel"),
        (["--tile", "ten"], "--tile takes a length"),
        (["--block", "50 um"], "shorter than a tile"),
        (["--block", "9 mm"], "smaller --block"),
        (["--buffer", "100 um"], "--buffer 100 um is shorter"),
        (["--gene-sets", "nowhere.gmt"], "nowhere.gmt"),
        (["--cell-types", "niche"], "no table has such a column"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    written, tmp_path, capsys, options, said
):
    target = tmp_path / "none"
    arguments = ["benchmark", "spatial-histology", str(written.store), "-o", str(target)]
    assert run([*arguments, *options]) == 2
    message = capsys.readouterr().err
    assert said in message
    assert "Traceback" not in message
    assert not target.exists()


def test_a_folder_that_holds_something_is_left_alone(written, capsys):
    before = {path.name: path.read_bytes() for path in written.folder.iterdir()}
    command = ["benchmark", "spatial-histology", str(written.store), "-o", str(written.folder)]
    assert run(command) == 2
    assert "--force" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in written.folder.iterdir()} == before


def test_without_an_image_there_is_no_benchmark(tmp_path, capsys):
    shapes = [made for made in elements() if made.name.startswith("spots")]
    store = write_tissue(tmp_path, shapes)
    assert run(["benchmark", "spatial-histology", str(store), "-o", str(tmp_path / "b")]) == 2
    assert "no image" in capsys.readouterr().err


def test_a_transformation_that_is_not_affine_is_refused(written, tmp_path, capsys):
    store = tmp_path / "tissue.zarr"
    shutil.copytree(written.store, store)
    for path in store.glob("**/zarr.json"):
        told = path.read_text()
        if '"he_A1"' in told or "he_" in str(path.parent):
            kinds = re.sub(r'"type": ?"(sequence|scale|affine)"', '"type": "displacements"', told)
            path.write_text(kinds)
    assert run(["benchmark", "spatial-histology", str(store), "-o", str(tmp_path / "b")]) == 2
    assert "no image can be laid over the units" in capsys.readouterr().err


def test_tiles_that_show_nothing_are_told(tmp_path):
    store = write_tissue(tmp_path, elements(blank=150))
    told = aivc.benchmark_spatial_histology(store, tmp_path / "b").to_mind
    blank = sum(x / 4 + SIDE / 2 <= 150 for x in places()[:, 0])
    assert any(f"{blank} of 120 tiles of images/he_A1" in sentence for sentence in told)


def test_the_page_escapes_what_comes_from_data(written):
    from dataclasses import replace

    from aivc.reports.spatial_histology.page import render_page

    page = render_page(replace(written.made, data="<script>alert(1)</script>"))
    assert "<script>" not in page
    assert "<circle" in page


def test_parts_of_every_split_are_on_the_map(written):
    for one, split in product(written.made.maps, range(3)):
        assert len(one.parts[split]) == len(one.corners) == 120


def test_sections_may_each_have_a_system_of_their_own(tmp_path, written):
    said = card()
    del said["unit_sets"][0]["coordinate_system"]
    store = write_tissue(tmp_path, elements(system_each=True), said)
    aivc.benchmark_spatial_histology(store, tmp_path / "benchmark")
    tiles = pd.read_parquet(tmp_path / "benchmark" / "tiles.parquet")
    same = ["unit_id", "section", "image", "row0", "col0"]
    assert tiles[same].equals(written.tiles[same])


def test_a_link_that_cannot_be_counted_is_not_said_to_be_added(tmp_path):
    made = aivc.benchmark_spatial_histology(
        write_tissue(tmp_path, elements(ids_anew=True), counts=spots(ids_anew=True)),
        tmp_path / "benchmark",
    )
    card = yaml.safe_load((tmp_path / "benchmark" / "card.aivc.yaml").read_text())
    assert "links" not in card or not card["links"]
    told = [one for one in made.added if "link" in one]
    assert len(told) == 1
    assert "make them unique" in told[0]


def test_units_of_an_element_that_is_not_there_are_said_to_have_no_place(tmp_path):
    made = [one for one in elements() if one.name != "spots_A2"]
    store = write_tissue(tmp_path, made)
    told = " ".join(aivc.benchmark_spatial_histology(store, tmp_path / "b").to_mind)
    assert "120 of 360 spots" in told
    assert "spots_A2" in told
    assert "no image shows them" not in told
    header = yaml.safe_load((tmp_path / "b" / "blocked.split.yaml").read_text())
    (lost,) = [one for one in header["exclusions"] if "spots_A2" in one["exclusion_reason"]]
    assert lost["n_observations"] == 120


def test_a_missing_image_is_said_before_a_missing_column(tmp_path, capsys):
    both = mudata.MuData(
        {
            name: anndata.AnnData(np.ones((4, 2), "f4"), obs=pd.DataFrame(index=list("abcd")))
            for name in ("rna", "prot")
        }
    )
    both.write_h5mu(tmp_path / "cite.h5mu")
    command = ["benchmark", "spatial-histology", str(tmp_path / "cite.h5mu")]
    assert run([*command, "-o", str(tmp_path / "b")]) == 2
    said = capsys.readouterr().err
    assert "no image" in said
    assert "section_id" not in said
