"""Count matrices in HDF5: values, names, modalities, and what the file says of itself."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np
import pytest

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.tenx.h5_matrix import TenxH5
from aivc.adapters.tenx.h5_tables import read_h5_tables
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

GEX, ADT, CRISPR = "Gene Expression", "Antibody Capture", "CRISPR Guide Capture"


def test_values_names_and_columns_survive(tmp_path: Path, tenx: Any) -> None:
    stored = tenx.counts(7, 9)
    read = tenx.read_h5(tenx.write_h5(tmp_path / "m.h5", stored))
    table = read.table()
    assert np.array_equal(tenx.dense(table.matrices[0]), stored.values.T)
    assert tenx.names(table.obs) == list(stored.barcodes)
    assert tenx.names(table.var) == list(stored.ids)
    assert tenx.column(table.var, "feature_name") == stored.names
    assert tenx.column(table.var, "feature_type") == [GEX] * 7
    assert tenx.column(table.var, "genome") == ["GRCh38"] * 7
    assert table.obs.columns == ()
    assert read.hints.operators["X"].value == "SingleCellRNA"
    assert read.hints.card["/reference_genome"].value == "GRCh38"


def test_types_of_features_become_modalities(tmp_path: Path, tenx: Any) -> None:
    types = [
        ADT,
        GEX,
        CRISPR,
        ADT,
        GEX,
        "Custom",
        "Multiplexing Capture",
        "Peaks",
        "Antigen Capture",
    ]
    stored = tenx.counts(9, 6, types=types)
    stored.ids[3] = "HTO_7"
    read = tenx.read_h5(tenx.write_h5(tmp_path / "m.h5", stored))
    rows = {
        "mod/rna": [1, 4], "mod/atac": [7], "mod/protein": [0], "mod/hashtag": [3, 6],
        "mod/guide": [2], "mod/custom": [5], "mod/antigen_capture": [8],
    }  # fmt: skip
    assert [table.name for table in read.dataset.tables] == list(rows)
    for name, picked in rows.items():
        table = read.table(name)
        assert np.array_equal(tenx.dense(table.matrices[0]), stored.values[picked].T)
        assert table.matrices[0].n_stored == np.count_nonzero(stored.values[picked])
        assert table.attributes["axis"] == 0
    operators = {path: said.value for path, said in read.hints.operators.items()}
    assert operators == {
        "mod/rna/X": "SingleCellRNA",
        "mod/atac/X": "SingleCellATAC",
        "mod/protein/X": "SurfaceProtein",
        "mod/hashtag/X": "SurfaceProtein",
    }


def test_control_codewords_stay_with_the_genes(tmp_path: Path, tenx: Any) -> None:
    types = [GEX, "Negative Control Probe", "Unassigned Codeword", GEX]
    read = tenx.read_h5(tenx.write_h5(tmp_path / "m.h5", tenx.counts(4, types=types)))
    assert [table.name for table in read.dataset.tables] == [""]


def test_tags_and_target_sets_are_columns(tmp_path: Path, tenx: Any) -> None:
    path = tenx.write_h5(
        tmp_path / "m.h5",
        tenx.counts(3),
        tags={"read": ["R2", "", "R2"], "sequence": ["AC", "", "GT"]},
    )
    with h5py.File(path, "a") as file:
        file["matrix/features/target_sets/Human WTA"] = np.array([0, 2])
    var = tenx.read_h5(path).table().var
    assert tenx.column(var, "read") == ["R2", None, "R2"]
    assert tenx.column(var, "sequence") == ["AC", None, "GT"]
    assert tenx.column(var, "target_set_Human WTA") == ["True", "False", "True"]


def test_cell_ranger_2_has_a_group_for_each_genome(tmp_path: Path, tenx: Any) -> None:
    stored = tenx.counts()
    one = tenx.read_h5(tenx.write_h5(tmp_path / "one.h5", stored, groups=("GRCh38",)))
    assert tenx.column(one.table().var, "feature_name") == stored.names
    assert one.hints.card["/reference_genome"].value == "GRCh38"
    both = tenx.read_h5(tenx.write_h5(tmp_path / "both.h5", stored, groups=("hg19", "mm10")))
    assert [table.name for table in both.dataset.tables] == ["mod/hg19", "mod/mm10"]
    for table in both.dataset.tables:
        assert np.array_equal(tenx.dense(table.matrices[0]), stored.values.T)
    assert "/reference_genome" not in both.hints.card


@pytest.mark.parametrize(
    ("chemistry", "assay", "end"),
    [
        ("Single Cell 3' v3", "EFO:0009922", "three_prime"),
        ("Single Cell 5' R2-only", None, "five_prime"),
        ("Flex Gene Expression", "EFO:0022606", None),
        ("somebody's own", None, None),
    ],
)
def test_chemistry_is_told_and_kept(
    tmp_path: Path, chemistry: str, assay: str | None, end: str | None, tenx: Any
) -> None:
    attributes = {"chemistry_description": chemistry, "library_ids": np.array([b"L1", b"L2"])}
    read = tenx.read_h5(tenx.write_h5(tmp_path / "m.h5", tenx.counts(), attributes=attributes))
    card = {pointer: said.value for pointer, said in read.hints.card.items()}
    assert card.get("/operators/*/assay_ontology_term_id") == assay
    assert card.get("/operators/*/end_bias") == end
    assert card["/operators/*/chemistry"] == chemistry
    told = read.table().uns("tenx")
    assert told == {"chemistry_description": chemistry, "library_ids": ["L1", "L2"]}


def test_the_assay_of_genes_is_not_that_of_antibodies(tmp_path: Path, tenx: Any) -> None:
    path = tenx.write_h5(
        tmp_path / "m.h5",
        tenx.counts(2, types=[ADT, GEX]),
        attributes={"chemistry_description": "Single Cell 3' v3"},
    )
    pointers = set(tenx.read_h5(path).hints.card)
    assert "/operators/0/assay_ontology_term_id" in pointers
    assert not any(pointer.startswith(("/operators/1", "/operators/*")) for pointer in pointers)


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("filtered_feature_bc_matrix.h5", ["quantification", "cell_calling"]),
        ("raw_feature_bc_matrix.h5", ["quantification"]),
    ],
)
def test_the_pipeline_is_an_activity(
    tmp_path: Path, tenx: Any, name: str, steps: list[str]
) -> None:
    attributes = {"software_version": "cellranger-7.1.0"}
    path = tenx.write_h5(tmp_path / name, tenx.counts(), attributes=attributes)
    activities = tenx.read_h5(path).hints.card["/activities"].value
    assert [activity["step_type"] for activity in activities] == steps
    assert activities[0]["software"] == {"name": "Cell Ranger", "version": "7.1.0"}


def test_spots_are_no_single_cells(tmp_path: Path, tenx: Any) -> None:
    attributes = {
        "software_version": "spaceranger-1.0.0",
        "chemistry_description": "Single Cell 3' v3",
    }
    hints = tenx.read_h5(
        tenx.write_h5(tmp_path / "m.h5", tenx.counts(), attributes=attributes)
    ).hints
    assert hints.operators["X"].value == "SpotSpatial"
    assert not any("assay" in pointer for pointer in hints.card)


def test_numbers_that_r_wrote_as_floats_are_read(tmp_path: Path, tenx: Any) -> None:
    stored = tenx.counts()
    path = tenx.write_h5(tmp_path / "m.h5", stored)
    with h5py.File(path, "a") as file:
        for name in ("data", "indices", "indptr", "shape"):
            values = file["matrix"][name][:].astype(np.float64)
            del file["matrix"][name]
            file["matrix"][name] = values
    assert np.array_equal(tenx.dense(tenx.read_h5(path).table().matrices[0]), stored.values.T)


def test_barcodes_of_varying_length_are_read(tmp_path: Path, tenx: Any) -> None:
    barcodes = np.array(["AC-1", "ACGT-1", "é-2", "T", "G-10"], dtype=object)
    path = tenx.write_h5(tmp_path / "m.h5", tenx.counts(), barcodes=barcodes)
    assert tenx.names(tenx.read_h5(path).table().obs) == list(barcodes)


def test_libraries_of_an_aggregation_are_told_apart(tmp_path: Path, tenx: Any) -> None:
    barcodes = np.array(["AC-1", "GT-1", "AC-2", "CC-12", "TT-2"], dtype="S")
    read = tenx.read_h5(tenx.write_h5(tmp_path / "m.h5", tenx.counts(), barcodes=barcodes))
    assert read.hints.roles["lane"].value == ("gem_group",)
    table = read.table()
    assert table.obs.numbers("gem_group").tolist() == [1, 1, 2, 12, 2]


def test_unsorted_features_of_a_cell_are_put_in_order(tmp_path: Path, tenx: Any) -> None:
    stored = tenx.counts(8, 5)
    path = tenx.write_h5(tmp_path / "m.h5", stored)
    with h5py.File(path, "a") as file:
        matrix = file["matrix"]
        borders = matrix["indptr"][:]
        for begin, end in pairwise(borders):
            for name in ("indices", "data"):
                matrix[name][begin:end] = matrix[name][begin:end][::-1]
        unsigned = matrix["indices"][:].astype(np.uint64)
        del matrix["indices"]
        matrix["indices"] = unsigned
    assert np.array_equal(tenx.dense(tenx.read_h5(path).table().matrices[0]), stored.values.T)


def test_raw_and_filtered_are_told_in_the_log(tmp_path: Path, tenx: Any) -> None:
    stored = tenx.counts()
    stored.values[:, 1:4] = 0
    said = {}
    for name in ("raw_feature_bc_matrix.h5", "x.h5"):
        steps = tenx.read_h5(tenx.write_h5(tmp_path / name, stored)).log.steps
        said[name] = [step.result for step in steps if step.action == "inferred"]
    assert all(results and results[0].startswith("a raw matrix") for results in said.values())


def test_blocks_can_begin_and_end_anywhere(tmp_path: Path, tenx: Any) -> None:
    stored = tenx.counts(6, 40, types=[GEX, ADT] * 3)
    matrix = tenx.read_h5(tenx.write_h5(tmp_path / "m.h5", stored)).table("mod/protein").matrices[0]
    blocks = list(matrix.blocks(64, start=7, stop=31))
    assert [blocks[0].start, blocks[-1].stop] == [7, 31]
    assert sum(int(block.data.sum()) for block in blocks) == stored.values[1::2, 7:31].sum()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"indptr": np.array([0, 2, 1, 3, 4, 5])}, "falls from 2 to 1"),
        ({"indptr": np.arange(6), "data": np.ones(9), "indices": np.zeros(9, int)}, "to 5, but"),
        ({"indptr": np.arange(5)}, "5 pointers for 5 cells"),
        ({"data": None}, "matrix lacks data"),
        ({"shape": np.array([6, -5])}, "shape"),
        ({"shape": np.array([7, 5])}, "6 names of features"),
        ({"barcodes": np.array(["A", "B", "B", "C", "C"], dtype="S")}, "2 occur more than once"),
        ({"barcodes": np.array(["A", "B", "C", "D"], dtype="S")}, "4 barcodes"),
        ({"indices": np.array(["a", "b"], dtype="S")}, "matrix/indices"),
    ],
)
def test_damage_is_refused_when_it_is_opened(
    tmp_path: Path, changed: dict[str, Any], told: str, tenx: Any
) -> None:
    with pytest.raises(UnreadableInputError) as refused:
        tenx.read_h5(tenx.write_h5(tmp_path / "m.h5", tenx.counts(), **changed))
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("indices", "told"), [([0, 1, 6, 0, 1], "feature 6 in cell 1"), ([2, 2, 0, 1, 3], "two values")]
)
def test_wrong_places_are_refused_while_values_are_read(
    tmp_path: Path, indices: list[int], told: str, tenx: Any
) -> None:
    parts = {"indptr": np.array([0, 2, 3, 4, 5, 5]), "data": np.ones(5), "indices": indices}
    matrix = (
        tenx.read_h5(tenx.write_h5(tmp_path / "m.h5", tenx.counts(), **parts)).table().matrices[0]
    )
    with pytest.raises(UnreadableInputError) as refused:
        list(matrix.blocks())
    assert told in str(refused.value)


def test_molecules_are_recognised_and_refused(tmp_path: Path, tenx: Any) -> None:
    path = tmp_path / "molecule_info.h5"
    with h5py.File(path, "w") as file:
        for name in ("barcode_idx", "feature_idx", "gem_group", "umi", "count"):
            file[name] = np.arange(3)
    detection = TenxH5().detect(path)
    assert detection is not None
    assert detection.confidence is Confidence.CERTAIN
    with pytest.raises(UnreadableInputError, match=r"filtered_feature_bc_matrix\.h5"):
        tenx.read_h5(path)


def test_another_hdf5_file_is_refused(tmp_path: Path, tenx: Any) -> None:
    path = tmp_path / "other.h5"
    with h5py.File(path, "w") as file:
        file["obs/x"] = np.arange(3)
    assert TenxH5().detect(path) is None
    with pytest.raises(UnreadableInputError, match="obs"):
        tenx.read_h5(path)


def test_what_other_programs_added_is_named(tmp_path: Path, tenx: Any) -> None:
    path = tenx.write_h5(tmp_path / "cellbender.h5", tenx.counts())
    with h5py.File(path, "a") as file:
        file["droplet_latents/cell_probability"] = np.ones(5)
        file["matrix/latent_scale"] = np.ones(5)
    left = tenx.read_h5(path).left_alone()
    assert left == {"cellbender.h5: droplet_latents", "cellbender.h5: matrix/latent_scale"}


def test_tables_can_be_had_without_the_adapter(tmp_path: Path, tenx: Any) -> None:
    path = tenx.write_h5(tmp_path / "cell_feature_matrix.h5", tenx.counts())
    found = read_h5_tables(path, ConversionNotes(path))
    assert [(table.n_obs, table.n_var) for table in found.tables] == [(5, 6)]
    found.close()
