"""No reader is sure of what is not its own, and each is sure of what is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.detection import choose_adapter, detect_adapters
from aivc.adapters.errors import UnknownFormatError

if TYPE_CHECKING:
    from pathlib import Path


def sure_of(source: Path) -> list[str]:
    """Return the names of the readers that are sure of a source."""
    found = detect_adapters(source)
    return [c.adapter.name for c in found if c.detection.confidence > Confidence.POSSIBLE]


def test_no_reader_is_sure_of_a_decoy(decoys: list[Path]) -> None:
    assert len(decoys) > 100
    taken = {path.name: sure_of(path) for path in decoys}
    assert {name: readers for name, readers in taken.items() if readers} == {}


def test_decoys_are_refused_in_one_sentence(decoys: list[Path]) -> None:
    for path in decoys:
        with pytest.raises(UnknownFormatError) as caught:
            choose_adapter(path)
        sentence = str(caught.value)
        assert path.name in sentence
        assert "\n" not in sentence


def test_a_heap_of_decoys_is_no_source(decoys: list[Path], tmp_path: Path) -> None:
    heap = tmp_path / "downloads"
    heap.mkdir()
    for path in decoys:
        if path.is_file():
            (heap / path.name).write_bytes(path.read_bytes())
    assert sure_of(heap) == []


FILES = {
    "anndata_archive/adata.h5ad": "anndata",
    "cellpainting_lincs_SQ00015054": "cell-painting",
    "cellpainting_lincs_SQ00015054/C-7161-01-LM6-027.txt": "plate-map",
    "cellpainting_lincs_SQ00015054/SQ00015054_normalized_feature_select.csv.gz": "cell-painting",
    "cellxgene_fixtures/example_valid.h5ad": "anndata",
    "citeseq_pbmc10k_protein/pbmc_10k_protein_v3.h5ad": "anndata",
    "clinical_pharmaverse_adam": "cdisc",
    "clinical_pharmaverse_adam/adsl.csv": "cdisc",
    "clinical_pharmaverse_adam/adtte_onco.csv": "cdisc",
    "crispr_norman19_mcfaline23_perturbench/devel.h5ad": "anndata",
    "crispr_papalexi_eccite/derived/papalexi.h5mu": "mudata",
    "cytokine_kang_ifnb_tiny": "text-matrix",
    "cytokine_kang_ifnb_tiny/immune_control_expression_matrix.txt": "text-matrix",
    "dose_time_tggates_hepatocyte/derived/tggates_rna.h5ad": "anndata",
    "drug_a549_dex_sciplex2/derived/a549_dex.h5ad": "anndata",
    "drug_gbm_panobinostat_5donors/derived/gbm_panobinostat.h5ad": "anndata",
    "hashing_gmmdemux_pbmc/filtered_feature_bc_matrix": "tenx-mtx",
    "igvf_guide_metadata/guide_metadata.tsv": "guide-table",
    "jump_target2_platemap/JUMP-Target-2_compound_platemap.tsv": "plate-map",
    "l1000_ljp_a375/test_l1000.gct": "gct",
    "l1000_modzs_n25x50/modzs_n25x50.gct": "gct",
    "l1000_modzs_n25x50/modzs_n25x50.gctx": "gctx",
    "mudata_archive/mdata_axis0.h5mu": "mudata",
    "multiome_pbmc_tiledb/subset_100_100.h5ad": "anndata",
    "omezarr_exemplar001/derived/exemplar-001.crop.image.ome.zarr": "ome-zarr",
    "petab_bachmann_dose_time": "petab",
    "petab_bachmann_dose_time/Bachmann_MSB2011/Bachmann_MSB2011.yaml": "petab",
    "petab_bachmann_dose_time/Bachmann_MSB2011/measurementData_Bachmann_MSB2011.tsv": "petab",
    "scproteomics_scope2_scp1/derived/scp1_proteins.h5ad": "anndata",
    "sdrf_compound_time": "sdrf",
    "sdrf_compound_time/PXD008355.sdrf.tsv": "sdrf",
    "spatial_cycif_scimap/example_data.h5ad": "anndata",
    "spatial_vendor_mini/CosMx_small": "cosmx",
    "spatial_vendor_mini/MERSCOPE_small": "merscope",
    "spatial_vendor_mini/Xenium_small": "xenium",
    "spatial_vendor_mini/Xenium_small/cell_feature_matrix.h5": "tenx-h5",
    "spatialdata_blobs_zarr/blobs.sdata.zarr": "spatialdata",
    "spatialdata_merfish_ileum/derived/merfish_mouse_ileum_cropped.sdata.zarr": "spatialdata",
    "survival_lifelines/lung.csv": "clinical-table",
    "tenx_cr2_pbmc80": "tenx-mtx",
    "tenx_cr3_mtx_tiny/cr3.0": "tenx-mtx",
    "timecourse_worm_embryo/derived/worm_embryo.h5ad": "anndata",
    "visium_squidpy_tiny": "visium",
}
"""The reader of each real source."""

REFUSED = {
    "README.md": "for reading",
    "SOURCES.tsv": "observation-table",
    "anndata_archive": "adata.h5ad (anndata)",
    "crispr_papalexi_eccite": "papalexi.h5mu (mudata)",
    "dose_time_tggates_hepatocyte/derived/tggates_treatment.csv": "observation-table",
    "igvf_guide_metadata": "guide_metadata.tsv (guide-table)",
    "l1000_modzs_n25x50": "modzs_n25x50.gctx (gctx)",
    "multiome_pbmc_tiledb": "subset_100_100.h5ad (anndata)",
    "petab_bachmann_dose_time/Bachmann_MSB2011/model_Bachmann_MSB2011.xml": "SBML",
    "spatial_vendor_mini": "several formats",
    "spatialdata_blobs_zarr": "blobs.sdata.zarr (spatialdata)",
    "splits_arc_cellload": "aivc split import",
    "splits_arc_cellload/example.toml": "aivc split import",
    "splits_sciplex3_scaffold/candidate_splits.csv": "aivc split import",
    "splits_sciplex3_scaffold/sciplex3_candidate_records.csv": "observation-table",
    "splits_sciplex3_scaffold/split_manifest_sciplex3_summary.csv": "counts how many",
    "splits_vcc2025_counts": "Virtual Cell Challenge",
    "splits_vcc2025_counts/pert_counts_Validation.csv": "Virtual Cell Challenge",
    "standards_ebi_perturbation/adamson_2016_pilot_curated.json": "Perturbation Catalogue",
    "standards_ebi_perturbation/unified_metadata_schema.json": "JSON Schema",
    "survival_lifelines": "lung.csv (clinical-table)",
}
"""What is said of each real path that is no source as it is."""


@pytest.mark.realdata
@pytest.mark.parametrize("path", sorted(FILES))
def test_real_sources_find_their_reader(real_data: Path, path: str) -> None:
    assert choose_adapter(real_data / path).adapter.name == FILES[path]


@pytest.mark.realdata
@pytest.mark.parametrize("path", sorted(REFUSED))
def test_real_paths_that_are_no_source_are_told(real_data: Path, path: str) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        choose_adapter(real_data / path)
    assert REFUSED[path] in str(caught.value)
