"""What the rules say of real files as their authors left them: each finding was judged by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aivc.schema.reading import read_card
from aivc.storage import open_dataset
from aivc.validators.engine import run_rules
from aivc.validators.facts.collect import collect
from aivc.validators.findings import Level
from aivc.validators.profile import load_profile
from aivc.validators.registry import rules_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.realdata

FOUND = {
    "anndata_archive/adata.h5ad": set(),
    "cellxgene_fixtures/example_valid.h5ad": {("TAB015", "obs", 1)},
    # Most genes have no antibody, written as the word None; a dense matrix, 91 % zero.
    "citeseq_pbmc10k_protein/pbmc_10k_protein_v3.h5ad": {
        ("TAB006", "var/encode", 16_714),
        ("MAT010", "X", 3_357),
        ("MAT014", "X", 3_027_640),
    },
    # `1+1` as a dose, log-normalised values only, and indices that scipy finds out of order too.
    "crispr_norman19_mcfaline23_perturbench/devel.h5ad": {
        ("TAB020", "obs/dose", 1),
        ("MAT007", "X", 5_961),
        ("MAT010", "X", 48),
        ("MAT021", "X", 1),
    },
    # Cells with one guide in a few copies are equal by chance.
    "crispr_papalexi_eccite/derived/papalexi.h5mu": {
        ("TAB030", "mod/gene/var", 1),
        ("MAT010", "mod/gene/X", 2),
        ("MAT024", "mod/guide/X", 18),
    },
    "dose_time_tggates_hepatocyte/derived/tggates_rna.h5ad": {("TAB030", "var", 1)},
    "drug_a549_dex_sciplex2/derived/a549_dex.h5ad": {("MAT010", "X", 19)},
    "drug_gbm_panobinostat_5donors/derived/gbm_panobinostat.h5ad": {("TAB020", "obs/treatment", 1)},
    # The features of raw are numbered 0 to 9.
    "mudata_archive/mdata_axis0.h5mu": {("TAB004", "mod/mod1/raw/var", 10)},
    "multiome_pbmc_tiledb/subset_100_100.h5ad": {("MAT009", "X", 94), ("MAT010", "X", 89)},
    # NaN means that a peptide was not identified.
    "scproteomics_scope2_scp1/derived/scp1_peptides.h5ad": set(),
    "scproteomics_scope2_scp1/derived/scp1_proteins.h5ad": set(),
    "spatial_cycif_scimap/example_data.h5ad": set(),
    # The image of labels holds three of the 26 objects that rows are of.
    "spatialdata_blobs_zarr/blobs.sdata.zarr": {("MEA066", "tables/table/obs/instance_id", 23)},
    "spatialdata_merfish_ileum/derived/merfish_mouse_ileum_cropped.sdata.zarr": {
        ("MAT010", "tables/gene_expression_baysor/X", 177),
        ("MAT010", "tables/gene_expression_cellpose/X", 184),
        ("MAT014", "tables/gene_expression_baysor/X", 858),
        ("MAT014", "tables/gene_expression_cellpose/X", 3_041),
    },
    "timecourse_worm_embryo/derived/worm_embryo.h5ad": {("TAB021", "obs/time.point", 3)},
}


@pytest.mark.parametrize("name", FOUND)
def test_real_files_give_the_findings_that_were_judged_right(real_data: Path, name: str) -> None:
    rules = [rule for family in ("TAB", "MAT", "MEA") for rule in rules_of(family)]
    with open_dataset(real_data / name) as dataset:
        _, facts, _ = collect(dataset, ())
    outcome = run_rules(
        read_card({}), facts, level=Level.FULL, profile=load_profile("minimal"), rules=rules
    )
    assert {(f.code, str(f.location), f.count) for f in outcome.findings} == FOUND[name]
