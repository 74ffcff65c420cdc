"""Drafts of files that others made."""

from __future__ import annotations

import pytest

from aivc.adapters.drafting.draft import draft_card
from aivc.schema.structure import check_structure
from aivc.storage import open_dataset
from aivc.verbs.matrix_looks import looks_of
from tests.adapters.drafting.frames import assert_rows_are_told_apart

pytestmark = pytest.mark.realdata

SETS = {
    "gbm": "drug_gbm_panobinostat_5donors/derived/gbm_panobinostat.h5ad",
    "dex": "drug_a549_dex_sciplex2/derived/a549_dex.h5ad",
    "perturbench": "crispr_norman19_mcfaline23_perturbench/devel.h5ad",
    "papalexi": "crispr_papalexi_eccite/derived/papalexi.h5mu",
    "tggates": "dose_time_tggates_hepatocyte/derived/tggates_rna.h5ad",
    "worm": "timecourse_worm_embryo/derived/worm_embryo.h5ad",
    "cite": "citeseq_pbmc10k_protein/pbmc_10k_protein_v3.h5ad",
    "cellxgene": "cellxgene_fixtures/example_valid.h5ad",
    "peptides": "scproteomics_scope2_scp1/derived/scp1_peptides.h5ad",
    "proteins": "scproteomics_scope2_scp1/derived/scp1_proteins.h5ad",
    "blobs": "spatialdata_blobs_zarr/blobs.sdata.zarr",
    "merfish": "spatialdata_merfish_ileum/derived/merfish_mouse_ileum_cropped.sdata.zarr",
    "anndata": "anndata_archive/adata.h5ad",
    "mudata": "mudata_archive/mdata_axis0.h5mu",
    "cycif": "spatial_cycif_scimap/example_data.h5ad",
    "multiome": "multiome_pbmc_tiledb/subset_100_100.h5ad",
}
HUMAN, MOUSE, WORM = "NCBITaxon:9606", "NCBITaxon:10090", "NCBITaxon:6239"


@pytest.fixture(scope="module")
def made():
    """Return the drafts that were made, by name."""
    return {}


@pytest.fixture
def draft(real_data, made):
    def make(name):
        if name not in made:
            with open_dataset(real_data / SETS[name]) as dataset:
                made[name] = draft_card(dataset, looks_of(dataset))
        return made[name]

    return make


@pytest.mark.parametrize("name", ["gbm", "dex", "perturbench", "tggates", "worm", "proteins"])
def test_no_row_belongs_to_two_entities(real_data, draft, name):
    with open_dataset(real_data / SETS[name]) as dataset:
        assert_rows_are_told_apart(dataset.tables[0], dataset, draft(name).card)


UNTOLD = {"mudata": {"measured_by"}}


@pytest.mark.parametrize("name", SETS)
def test_every_draft_is_a_card(draft, name):
    problems = check_structure(draft(name).card, "DatasetCard", "minimal")
    # Numbers of an unknown kind, of unknown features, are asked about, not guessed.
    assert {problem.slot for problem in problems} <= UNTOLD.get(name, set())


@pytest.mark.parametrize(
    ("name", "organism", "operators", "value_types"),
    [
        ("gbm", HUMAN, ["SingleCellRNA"], ["raw_counts"]),
        ("perturbench", HUMAN, ["SingleCellRNA"], ["log_normalized"]),
        ("papalexi", HUMAN, ["SingleCellRNA"] * 2, ["raw_counts", "raw_counts", "other"]),
        ("tggates", HUMAN, ["BulkExpression"], ["log_intensity"]),
        ("worm", WORM, ["SingleCellRNA"], ["raw_counts"]),
        ("cite", HUMAN, ["SingleCellRNA", "SurfaceProtein"], ["raw_counts"] * 2),
        ("peptides", "NCBITaxon:32644", ["SingleCellProteomics"], ["intensity"]),
        ("merfish", MOUSE, ["ImagingSpatial"] * 2, ["raw_counts"] * 2),
        ("cycif", HUMAN, ["ImagingSpatial"], ["fraction", "intensity"]),
        ("multiome", HUMAN, ["SingleCellRNA"], ["raw_counts"]),
    ],
)
def test_organism_operators_and_value_types(draft, name, organism, operators, value_types):
    card = draft(name).card
    assert card["organism_ontology_term_id"] == [organism]
    assert [operator["operator_type"] for operator in card["operators"]] == operators
    assert [table["value_type"] for table in card["tables"]] == value_types


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("gbm", {"donor": "patient_id", "sample": "sample_id", "agent": "treatment"}),
        ("dex", {"cell_line": "cell_type", "plate": "culture_plate", "well": "replicate"}),
        ("perturbench", {"cell_line": "cell_type", "agent": "perturbation"}),
        ("papalexi", {"lane": "lane", "replicate": "replicate"}),
        ("tggates", {"agent": "treatmentid", "dose": "concentration", "batch": "batchid"}),
        ("worm", {"time": "time.point", "batch": "batch", "cell_type": "cell.type"}),
        ("peptides", {"batch": "lcbatch", "cell_type": "SampleType"}),
        ("cycif", {"section": "ImageId", "cell_type": "phenotype"}),
    ],
)
def test_roles(draft, name, roles):
    found = draft(name).roles
    assert {role: found[role].columns[0] for role in roles} == roles


@pytest.mark.parametrize(
    ("name", "kind", "matched_on", "n_conditions"),
    [
        ("gbm", "vehicle", ["donor"], 2),
        ("dex", "vehicle", ["cell_line", "plate", "batch"], 8),
        ("perturbench", "non_targeting_guide", ["cell_line"], 44),
        ("tggates", "untreated", ["time", "batch"], 860),
    ],
)
def test_controls_and_conditions(draft, name, kind, matched_on, n_conditions):
    card = draft(name).card
    (control,) = card["controls"]
    assert (control["control_kind"], control["matched_on"]) == (kind, matched_on)
    assert control["is_for_all_treated"]
    assert len(card["conditions"]) == n_conditions


def test_intensities_of_markers_in_an_image_are_proteins(draft):
    card = draft("cycif").card
    assert {table["feature_space"]["feature_type"] for table in card["tables"]} == {"protein"}
    assert card["operators"][0]["assay_ontology_term_id"] == "EFO:0700000"


def test_guides_of_a_table_become_agents(draft):
    agents = {agent["agent_id"]: agent for agent in draft("papalexi").card["agents"]}
    assert len(agents) == 26
    assert agents["non-targeting"]["strategy"] == "control"
    assert agents["STAT1"]["intended_features"] == ["ENSG00000115415"]


def test_carrier_and_reference_of_isobaric_labels(draft):
    (operator,) = draft("proteins").card["operators"]
    assert (operator["carrier_channel"], operator["reference_channel"]) == ("RI1", "RI2")
