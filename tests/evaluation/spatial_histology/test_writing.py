"""What a benchmark may overwrite, and what it leaves alone."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import yaml

import aivc
from aivc.evaluation.spatial_histology.errors import BenchmarkError
from aivc.evaluation.spatial_histology.overlap import overlaps
from aivc.evaluation.spatial_histology.tiles import ImageFrame, cut_tiles
from aivc.splits.making.request import SplitRequestError
from aivc.verbs.benchmark_spatial_histology import _drop_stale
from aivc.verbs.output_files import OutputExistsError
from aivc.verbs.spatial_histology.files_beside_card import copy_named_files, put_gene_sets
from aivc.verbs.spatial_histology.summary import _overlap
from tests.evaluation.spatial_histology.tissue import write_tissue


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    return write_tissue(tmp_path_factory.mktemp("tissue"))


def test_only_the_splits_of_an_earlier_benchmark_are_dropped(tmp_path):
    own = ["blocked.split.yaml", "sections.fold-3.split.parquet", "sections.fold-3.audit.html"]
    others = ["sections.h5ad", "blocked.xlsx", "sections.audit.html.bak", "tiles.parquet"]
    for name in (*own, *others):
        (tmp_path / name).write_text("made by somebody")
    _drop_stale(tmp_path, {"blocked.split.yaml"})
    assert {path.name for path in tmp_path.iterdir()} == {"blocked.split.yaml", *others}


def test_the_card_that_is_read_is_not_overwritten(store, tmp_path):
    card = tmp_path / "card.aivc.yaml"
    card.write_text(yaml.safe_dump({"title": "Tissue"}))
    before = card.read_bytes()
    with pytest.raises(OutputExistsError):
        aivc.benchmark_spatial_histology(store, tmp_path, card=card, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["card.aivc.yaml"]
    assert card.read_bytes() == before


def test_a_negative_seed_is_refused_in_words(store, tmp_path):
    with pytest.raises(SplitRequestError):
        aivc.benchmark_spatial_histology(store, tmp_path / "b", seed=-1)
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize("name", ["tiles.parquet", "README.txt"])
def test_a_file_of_the_card_takes_no_name_of_the_benchmark(tmp_path, name):
    source, stage = tmp_path / "source", tmp_path / "stage"
    for folder in (source, stage):
        folder.mkdir()
    (source / name).write_text("of the card")
    (stage / "tiles.parquet").write_text("of the benchmark")
    with pytest.raises(BenchmarkError, match=name):
        copy_named_files({"samples_file": {"path": name}}, source, stage, {"README.txt"})
    assert (stage / "tiles.parquet").read_text() == "of the benchmark"


def test_gene_sets_do_not_take_the_place_of_others(tmp_path):
    path = tmp_path / "sets.gmt"
    path.write_bytes(b"A\tna\tACTB\n")
    put_gene_sets(path, b"A\tna\tACTB\n")
    with pytest.raises(BenchmarkError, match=r"sets\.gmt"):
        put_gene_sets(path, b"B\tna\tACTB\n")
    assert path.read_bytes() == b"A\tna\tACTB\n"


def test_what_a_kill_left_behind_does_not_fill_a_folder(store, tmp_path):
    left = tmp_path / ".aivc.abc.tmp"
    left.mkdir()
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(OutputExistsError, match="--force"):
        aivc.benchmark_spatial_histology(store, tmp_path)
    (tmp_path / "mine.txt").unlink()
    with pytest.raises(BenchmarkError, match="smaller than a pixel"):
        aivc.benchmark_spatial_histology(store, tmp_path, tile="0.1 um")
    shutil.rmtree(left)


def test_that_nobody_looked_at_the_pixels_is_said(store, tmp_path, monkeypatch):
    monkeypatch.setattr("aivc.verbs.spatial_histology.to_mind.blank_tiles", lambda *_: (0, 0))
    told = aivc.benchmark_spatial_histology(store, tmp_path / "b").to_mind
    assert sum(one.startswith("Nobody looked whether tiles of") for one in told) == 3


def test_tiles_that_overlap_are_told_with_how_many_they_do():
    tiles = cut_tiles(
        (ImageFrame((100, 100), (10, 10)),),
        np.zeros(5, np.int64),
        np.array([[10.0, 10], [10, 15], [10, 60], [60, 10], [60, 60]]),
    )
    found = _overlap(SimpleNamespace(tiles=tiles, overlaps=overlaps(tiles)), seed=0)
    assert (found.n_tiles, found.n_overlapping, found.median_count) == (5, 2, 1.0)
