"""Tables beside a matrix: libraries, cells, features and metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

if TYPE_CHECKING:
    from pathlib import Path

ADT, GEX = "Antibody Capture", "Gene Expression"


@pytest.fixture
def run(tmp_path: Path, tenx: Any) -> Path:
    """Return the outs of a run whose cells are from two libraries."""
    barcodes = np.array(["AA-1", "CC-1", "GG-2", "TT-2", "TA-2"], dtype="S")
    counts = tenx.counts(4, types=[GEX, GEX, ADT, ADT])
    tenx.write_h5(tmp_path / "filtered_feature_bc_matrix.h5", counts, barcodes=barcodes)
    return tmp_path


def test_libraries_of_an_aggregation_are_columns(run: Path, tenx: Any) -> None:
    text = "sample_id,molecule_h5,donor\nctrl,/a/molecule_info.h5,D1\nifnb,/b/molecule_info.h5,\n"
    (run / "aggregation.csv").write_text(text)
    obs = tenx.read_h5(run).table("mod/rna").obs
    assert tenx.column(obs, "gem_group") == ["1", "1", "2", "2", "2"]
    assert tenx.column(obs, "sample_id") == ["ctrl", "ctrl", "ifnb", "ifnb", "ifnb"]
    assert tenx.column(obs, "donor") == ["D1", "D1", None, None, None]


def test_an_aggregation_of_other_libraries_is_left_alone(run: Path, tenx: Any) -> None:
    (run / "aggregation.csv").write_text("library_id,molecule_h5\nonly,/a/molecule_info.h5\n")
    read = tenx.read_h5(run)
    assert not read.table("mod/rna").obs.has("library_id")
    assert "aggregation.csv" in read.left_alone()


def test_a_table_of_cells_becomes_columns(run: Path, tenx: Any) -> None:
    text = "dose,barcode,hash,gem_group\n0.10,GG-2,001,x\n10,AA-1,,y\n"
    (run / "cells.csv").write_text(text)
    read = tenx.read_h5(run)
    for name in ("mod/rna", "mod/protein"):
        obs = read.table(name).obs
        assert tenx.column(obs, "dose") == ["10", None, "0.1", None, None]
        assert tenx.column(obs, "hash") == [None, None, "001", None, None]
        assert tenx.column(obs, "cells_gem_group") == ["y", None, "x", None, None]


def test_a_table_of_joined_samples_is_found_by_their_names(tmp_path: Path, tenx: Any) -> None:
    for sample in ("a", "b"):
        tenx.write_mtx(tmp_path / sample, tenx.counts(n_cells=2))
    first = next(iter(tenx.counts(n_cells=2).barcodes))
    (tmp_path / "meta.tsv").write_text(f"\tdrug\nb_{first}\tDMSO\n")
    obs = tenx.read_mtx(tmp_path).table().obs
    assert tenx.column(obs, "drug") == [None, None, "DMSO", None]


def test_a_table_of_samples_says_the_same_of_all_their_cells(tmp_path: Path, tenx: Any) -> None:
    for sample in ("GSM1_a", "GSM2_b"):
        tenx.write_mtx(tmp_path, tenx.counts(n_cells=2), prefix=f"{sample}_")
    text = "drug,sample,dose\nDMSO,GSM2_b,0\nJQ1,GSM1_a,10 uM\nnone,GSM3_c,\n"
    (tmp_path / "samples.csv").write_text(text)
    obs = tenx.read_mtx(tmp_path).table().obs
    assert tenx.column(obs, "drug") == ["JQ1", "JQ1", "DMSO", "DMSO"]
    assert tenx.column(obs, "dose") == ["10 uM", "10 uM", "0", "0"]


@pytest.mark.parametrize(
    "text", ["a,b\nx,1\ny,2\n", "barcode,n\nAA-1,1\nAA-1,2\n", "just text\n", ""]
)
def test_a_table_of_something_else_is_left_alone(run: Path, tenx: Any, text: str) -> None:
    (run / "other.csv").write_text(text)
    read = tenx.read_h5(run)
    assert [c.name for c in read.table("mod/rna").obs.columns] == ["gem_group"]
    assert "other.csv" in read.left_alone()


def test_the_feature_reference_describes_features(run: Path, tenx: Any) -> None:
    name = list(tenx.counts(4).ids)[2]
    text = f"id,name,read,pattern,sequence,feature_type\n{name},CD3,R2,5P(BC),ACGT,{ADT}\n"
    (run / "feature_reference.csv").write_text(text)
    read = tenx.read_h5(run)
    assert tenx.column(read.table("mod/protein").var, "sequence") == ["ACGT", None]
    assert tenx.column(read.table("mod/rna").var, "pattern") == [None, None]


def test_metrics_are_kept_as_they_are_written(run: Path, tenx: Any) -> None:
    text = 'Estimated Number of Cells,Valid Barcodes\n"1,222",97.4%\n'
    (run / "metrics_summary.csv").write_text(text)
    uns = tenx.read_h5(run).table("mod/rna").uns("metrics_summary")
    assert uns == {"Estimated Number of Cells": "1,222", "Valid Barcodes": "97.4%"}


def test_metrics_of_many_samples_are_kept_apart(tmp_path: Path, tenx: Any) -> None:
    for sample in ("a", "b"):
        tenx.write_mtx(tmp_path / sample / "outs" / "filtered_feature_bc_matrix", tenx.counts())
        text = f"Category,Metric Value\nCells,{sample}1\nLibrary,2\n"
        (tmp_path / sample / "outs" / "metrics_summary.csv").write_text(text)
    uns = tenx.read_mtx(tmp_path).table().uns("metrics_summary")
    assert uns["b"] == {"Category": ["Cells", "Library"], "Metric Value": ["b1", "2"]}
    assert set(uns) == {"a", "b"}


def test_every_other_file_is_named(run: Path, tenx: Any) -> None:
    (run / "analysis" / "clustering").mkdir(parents=True)
    (run / "analysis" / "clustering" / "clusters.csv").write_text("Barcode,Cluster\nAA-1,1\n")
    others = ["web_summary.html", "possorted_genome_bam.bam", "atac_fragments.tsv.gz", "notes.md"]
    for name in others:
        (run / name).write_bytes(b"x")
    left = tenx.read_h5(run).left_alone()
    assert set(others) <= left
    assert "1 files of the folder analysis" in left


def test_guides_and_tags_that_were_called_are_columns(run: Path, tenx: Any) -> None:
    for folder, name in (("crispr", "protospacer"), ("multiplexing", "tag")):
        (run / f"{folder}_analysis").mkdir()
        text = f"cell_barcode,num_features,feature_call,num_umis\nCC-1,1,{name}_x,7\n"
        (run / f"{folder}_analysis" / f"{name}_calls_per_cell.csv").write_text(text)
    read = tenx.read_h5(run)
    obs = read.table("mod/rna").obs
    assert tenx.column(obs, "feature_call") == [None, "protospacer_x", None, None, None]
    tags = tenx.column(obs, "tag_calls_per_cell_feature_call")
    assert tags == [None, "tag_x", None, None, None]
    assert read.hints.roles["guide"].value == ("feature_call",)
