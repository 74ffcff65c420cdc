"""Folders of one or many samples: which matrix is meant, and how samples are joined."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from aivc.adapters import peeking
from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.tenx.h5_matrix import TenxH5
from aivc.adapters.tenx.mtx_folder import TenxMtx
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("folder", ["a", "a/outs", "a/outs/filtered_feature_bc_matrix"])
def test_the_level_that_is_named_does_not_matter(tmp_path: Path, folder: str, tenx: Any) -> None:
    stored = tenx.counts()
    tenx.write_mtx(tmp_path / "a" / "outs" / "filtered_feature_bc_matrix", stored)
    assert tenx.names(tenx.read_mtx(tmp_path / folder).table().obs) == list(stored.barcodes)


def test_a_genome_folder_of_cell_ranger_2_names_the_genome(tmp_path: Path, tenx: Any) -> None:
    inside = tmp_path / "outs" / "filtered_gene_bc_matrices"
    tenx.write_mtx(inside / "hg19", tenx.counts(), version=2, packed=False)
    for source in (tmp_path, tmp_path / "outs", inside, inside / "hg19"):
        read = tenx.read_mtx(source)
        assert tenx.column(read.table().var, "genome") == ["hg19"] * 6
        assert read.hints.card["/reference_genome"].value == "hg19"
        assert read.hints.operators["X"].value == "SingleCellRNA"
    tenx.write_mtx(inside / "mm10", tenx.counts(4, seed=2), version=2, packed=False)
    both = tenx.read_mtx(tmp_path)
    assert [(t.name, t.n_var) for t in both.dataset.tables] == [("mod/hg19", 6), ("mod/mm10", 4)]


def test_filtered_is_preferred_and_raw_is_named(tmp_path: Path, tenx: Any) -> None:
    for level, n_cells in (("filtered", 4), ("raw", 9)):
        tenx.write_mtx(tmp_path / "m" / f"{level}_feature_bc_matrix", tenx.counts(n_cells=n_cells))
        tenx.write_h5(
            tmp_path / "h" / f"{level}_feature_bc_matrix.h5", tenx.counts(n_cells=n_cells)
        )
    for read, raw in (
        (tenx.read_mtx(tmp_path / "m"), "raw_feature_bc_matrix/matrix.mtx.gz"),
        (tenx.read_h5(tmp_path / "h"), "raw_feature_bc_matrix.h5"),
    ):
        assert read.table().n_obs == 4
        assert read.left_alone() == {raw}


def test_samples_are_joined_behind_their_names(tmp_path: Path, tenx: Any) -> None:
    first, second = tenx.counts(seed=1), tenx.counts(n_cells=3, seed=2)
    geo, runs, files = tmp_path / "geo", tmp_path / "runs", tmp_path / "files"
    for sample, stored in (("S2", second), ("S1", first)):
        tenx.write_mtx(geo, stored, prefix=f"GSM_{sample}_")
        tenx.write_mtx(runs / sample / "outs" / "filtered_feature_bc_matrix", stored)
        tenx.write_h5(files / f"GSM_{sample}_filtered_feature_bc_matrix.h5", stored)
    for read, start in (
        (tenx.read_mtx(geo), "GSM_"),
        (tenx.read_mtx(runs), ""),
        (tenx.read_h5(files), "GSM_"),
    ):
        table = read.table()
        expected = [f"{start}S1_{b}" for b in first.barcodes]
        expected += [f"{start}S2_{b}" for b in second.barcodes]
        assert tenx.names(table.obs) == expected
        assert read.hints.roles["sample"].value == ("sample_id",)
        assert tenx.column(table.obs, "sample_id") == [f"{start}S1"] * 5 + [f"{start}S2"] * 3
        whole = np.vstack([first.values.T, second.values.T])
        assert np.array_equal(tenx.dense(table.matrices[0]), whole)
        between = table.matrices[0].blocks(start=4, stop=6)
        assert sum(int(block.data.sum()) for block in between) == whole[4:6].sum()


def test_features_in_another_order_are_brought_into_one(tmp_path: Path, tenx: Any) -> None:
    first = tenx.counts(seed=1)
    turned = replace(first, values=first.values[::-1], ids=first.ids[::-1])
    tenx.write_mtx(tmp_path / "a", first)
    tenx.write_mtx(tmp_path / "b", turned)
    read = tenx.read_mtx(tmp_path)
    assert np.array_equal(
        tenx.dense(read.table().matrices[0]), np.vstack([first.values.T, first.values.T])
    )
    assert any(s.action == "converted" and "b" in s.because for s in read.log.steps)


def test_samples_of_different_features_are_refused(tmp_path: Path, tenx: Any) -> None:
    for sample, n_features in (("a", 6), ("b", 7)):
        tenx.write_mtx(tmp_path / "m" / sample, tenx.counts(n_features))
        tenx.write_h5(
            tmp_path / "h" / f"{sample}_filtered_feature_bc_matrix.h5", tenx.counts(n_features)
        )
    for read, source in ((tenx.read_mtx, tmp_path / "m"), (tenx.read_h5, tmp_path / "h")):
        with pytest.raises(UnreadableInputError) as refused:
            read(source)
        assert "sample b has 7 features and sample a 6; 1 are only" in str(refused.value)


def test_no_sample_of_a_large_folder_is_missed(
    tmp_path: Path, tenx: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peeking, "MOST_NAMES", 4)
    for number in range(4):
        tenx.write_mtx(tmp_path / "m", tenx.counts(n_cells=2), prefix=f"s{number}_")
        tenx.write_h5(tmp_path / "h" / f"s{number}.h5", tenx.counts(n_cells=2))
    assert tenx.read_mtx(tmp_path / "m").table().n_obs == 8
    assert tenx.read_h5(tmp_path / "h").table().n_obs == 8


def test_two_matrices_of_one_sample_are_not_guessed(tmp_path: Path, tenx: Any) -> None:
    for folder in ("outs", "count"):
        tenx.write_h5(tmp_path / folder / "filtered_feature_bc_matrix.h5", tenx.counts())
    with pytest.raises(UnreadableInputError, match="name the one to convert"):
        tenx.read_h5(tmp_path)


def test_one_file_of_a_geo_folder_is_one_sample(tmp_path: Path, tenx: Any) -> None:
    for sample, n_cells in (("GSM1_a_", 3), ("GSM2_b_", 4)):
        tenx.write_mtx(tmp_path, tenx.counts(n_cells=n_cells), prefix=sample)
    read = tenx.read_mtx(tmp_path / "GSM2_b_matrix.mtx.gz")
    assert read.table().n_obs == 4
    assert read.log.files == (
        "GSM2_b_matrix.mtx.gz",
        "GSM2_b_features.tsv.gz",
        "GSM2_b_barcodes.tsv.gz",
    )


def test_one_list_of_features_serves_all_samples(tmp_path: Path, tenx: Any) -> None:
    for sample in ("a_", "b_"):
        tenx.write_mtx(tmp_path, tenx.counts(), prefix=sample)
    (tmp_path / "b_features.tsv.gz").unlink()
    (tmp_path / "a_features.tsv.gz").rename(tmp_path / "GSE1_features.tsv.gz")
    assert tenx.read_mtx(tmp_path).table().n_obs == 10


def test_the_same_matrix_in_hdf5_is_preferred(tmp_path: Path, tenx: Any) -> None:
    tenx.write_mtx(tmp_path / "filtered_feature_bc_matrix", tenx.counts())
    assert TenxMtx().detect(tmp_path).confidence is Confidence.CERTAIN  # type: ignore[union-attr]
    tenx.write_h5(tmp_path / "filtered_feature_bc_matrix.h5", tenx.counts())
    assert TenxMtx().detect(tmp_path).confidence is Confidence.POSSIBLE  # type: ignore[union-attr]
    assert TenxH5().detect(tmp_path).confidence is Confidence.CERTAIN  # type: ignore[union-attr]


@pytest.mark.parametrize("mark", ["spatial/tissue_positions.csv", "experiment.xenium"])
def test_spatial_folders_are_left_to_their_readers(tmp_path: Path, mark: str, tenx: Any) -> None:
    tenx.write_mtx(tmp_path / "filtered_feature_bc_matrix", tenx.counts())
    tenx.write_h5(tmp_path / "filtered_feature_bc_matrix.h5", tenx.counts())
    (tmp_path / mark).parent.mkdir(exist_ok=True)
    (tmp_path / mark).write_text("")
    for adapter in (TenxH5(), TenxMtx()):
        found = adapter.detect(tmp_path)
        assert found is not None
        assert found.confidence is Confidence.POSSIBLE
