"""Every published set converts with nothing lost, or is refused for a reason a person agrees with.

What a report then calls an error is a fact that the source does not hold, which the card asks for
by name, or a fault of the data themselves, named here with the reason.
"""

from __future__ import annotations

import pytest

from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.errors import UnknownFormatError
from aivc.adapters.registry import load_adapter
from aivc.schema.generated.views import ConversionMapping
from aivc.storage import open_dataset
from aivc.verbs.convert import convert
from aivc.verbs.validate import validate

pytestmark = pytest.mark.realdata

ASKED = {"CRD001", "CRD019"}
"""Slots that are missing, and notes of the draft that are still open: what the card asks for."""

SMALL = {
    "tenx_cr3_mtx_tiny/cr3.0": ("tenx-mtx", {}),
    "tenx_cr2_pbmc80": ("tenx-mtx", {"TAB002": "all genes have one placeholder for an identifier"}),
    "spatial_vendor_mini/Xenium_small": ("xenium", {}),
    "spatial_vendor_mini/CosMx_small": ("cosmx", {}),
    "spatial_vendor_mini/MERSCOPE_small": ("merscope", {"MAT018": "every count is 0"}),
    "visium_squidpy_tiny": ("visium", {}),
    "survival_lifelines/lung.csv": ("clinical-table", {}),
    "igvf_guide_metadata/guide_metadata.tsv": ("guide-table", {}),
    "l1000_modzs_n25x50/modzs_n25x50.gctx": ("gctx", {"CTL001": "25 signatures, all treated"}),
    "sdrf_compound_time/PXD008355.sdrf.tsv": ("sdrf", {}),
}
LARGE = {
    "anndata_archive/adata.h5ad": ("anndata", {}),
    "cellpainting_lincs_SQ00015054": ("cell-painting", {}),
    "cellxgene_fixtures/example_valid.h5ad": ("anndata", {}),
    "citeseq_pbmc10k_protein/pbmc_10k_protein_v3.h5ad": ("anndata", {}),
    "clinical_pharmaverse_adam": ("cdisc", {}),
    "crispr_norman19_mcfaline23_perturbench/devel.h5ad": ("anndata", {}),
    "crispr_papalexi_eccite/derived/papalexi.h5mu": ("mudata", {}),
    "cytokine_kang_ifnb_tiny": ("text-matrix", {}),
    "dose_time_tggates_hepatocyte/derived/tggates_rna.h5ad": (
        "anndata",
        {"INT001": "concentrations have no unit in the file"},
    ),
    "dose_time_tggates_hepatocyte/derived/tggates_viability_long.csv": (
        "plate-screen",
        {
            "CRD025": "298 rows have no dose",
            "INT001": "concentrations have no unit in the file",
        },
    ),
    "drug_a549_dex_sciplex2/derived/a549_dex.h5ad": (
        "anndata",
        {"INT001": "doses have no unit in the file"},
    ),
    "drug_gbm_panobinostat_5donors/derived/gbm_panobinostat.h5ad": ("anndata", {}),
    "hashing_gmmdemux_pbmc": ("tenx-mtx", {}),
    "jump_target2_platemap": (
        "plate-map",
        {"VOC020": "two SMILES of the published table have a phosphorus with too many bonds"},
    ),
    "l1000_ljp_a375/test_l1000.gct": ("gct", {}),
    "l1000_modzs_n25x50/modzs_n25x50.gct": ("gct", {}),
    "mudata_archive/mdata_axis0.h5mu": ("mudata", {}),
    "mudata_archive/mdata_axis0.zarr.zip": ("mudata", {}),
    "multiome_pbmc_tiledb/subset_100_100.h5ad": ("anndata", {}),
    "omezarr_exemplar001/derived": ("ome-zarr", {}),
    "petab_bachmann_dose_time": ("petab", {}),
    "scproteomics_scope2_scp1/derived/scp1_peptides.h5ad": (
        "anndata",
        {"GRM014": "what was done to monocytes and macrophages is not in the file"},
    ),
    "scproteomics_scope2_scp1/derived/scp1_proteins.h5ad": (
        "anndata",
        {"GRM014": "what was done to monocytes and macrophages is not in the file"},
    ),
    "spatial_cycif_scimap/example_data.h5ad": ("anndata", {}),
    "spatialdata_blobs_zarr/blobs.sdata.zarr": ("spatialdata", {}),
    "spatialdata_merfish_ileum/derived/merfish_mouse_ileum_cropped.sdata.zarr": (
        "spatialdata",
        {"SCL022": "most molecules name cells that the crop has no counts of"},
    ),
    "timecourse_worm_embryo/derived/worm_embryo.h5ad": ("anndata", {}),
}
REFUSED = {
    "crispr_papalexi_eccite/derived/pairs_to_test.csv": "observation-table",
    "dose_time_tggates_hepatocyte/derived/tggates_treatment.csv": "observation-table",
    "splits_arc_cellload/example.toml": "split import",
    "splits_sciplex3_scaffold/candidate_splits.csv": "split import",
    "splits_sciplex3_scaffold/sciplex3_candidate_records.csv": "observation-table",
    "splits_vcc2025_counts/pert_counts_Validation.csv": "not the cells",
    "standards_ebi_perturbation/adamson_2016_pilot_curated.json": "EBI Perturbation Catalogue",
    "standards_ebi_perturbation/unified_metadata_schema.json": "JSON Schema",
}


def check(source, adapter, faults, folder, survived):
    folder.joinpath("out").mkdir()
    result = convert(source, output=folder / "out" / _named(source, adapter))
    assert result.adapter == adapter
    reader = load_adapter(adapter)
    reading = reader.read(source, ConversionMapping(), ConversionNotes(source))
    with reading.dataset as before, open_dataset(result.output) as after:
        added = {
            table.name: {c.name for c in table.obs.columns}
            - {c.name for c in before.table(table.name).obs.columns}
            for table in after.tables
        }
        survived(before, after, added)
    found = {f.code for f in validate(result.output).findings if f.severity.value == "error"}
    assert found - ASKED == set(faults)
    if found & ASKED:
        assert result.draft.questions or result.draft.n_guesses


def _named(source, adapter):
    from aivc.adapters.conversion.source import open_source
    from aivc.storage.writing.suffixes import default_suffix

    opened = open_source(source, adapter)
    with opened.reading.dataset as dataset:
        return "converted" + default_suffix(dataset)


@pytest.mark.parametrize("name", sorted(SMALL))
def test_a_small_set_converts_with_nothing_lost(real_data, tmp_path, survived, name):
    check(real_data / name, *SMALL[name], tmp_path, survived)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(LARGE))
def test_a_set_converts_with_nothing_lost(real_data, tmp_path, survived, name):
    check(real_data / name, *LARGE[name], tmp_path, survived)


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_no_data_is_refused_with_what_to_do(real_data, tmp_path, name):
    with pytest.raises(UnknownFormatError, match=REFUSED[name]):
        convert(real_data / name, output=tmp_path / "x.h5ad")
    assert not list(tmp_path.iterdir())


def test_every_set_is_here(real_data):
    named = {name.split("/")[0] for names in (SMALL, LARGE, REFUSED) for name in names}
    assert {path.name for path in real_data.iterdir() if path.is_dir()} <= named
