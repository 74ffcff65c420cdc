"""Files in the manner of the resources of the field."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from aivc.adapters.contract.hints import Hints
from aivc.adapters.drafting.draft import NothingToDraftError, draft_card
from aivc.schema.structure import check_structure
from aivc.storage import open_dataset
from tests.adapters.drafting.frames import by_id, matches_of, rows_of

SYMBOLS = ["TP53", "BRCA1", "BRCA2", "EGFR", "MYC", "PTEN", "KRAS", "BRAF", "PIK3CA", "MET"]


def test_screen_with_labels_of_a_drug_and_its_vehicle(draft_of):
    draft = draft_of(
        rows_of(
            patient=["p1", "p2"] * 20,
            treatment=["vehicle (DMSO)"] * 20 + ["0.2 uM panobinostat"] * 20,
            condition=["ctrl"] * 20 + ["pano"] * 20,
            sex=["F", "M"] * 20,
            age=[61, 48] * 20,
        )
    )
    assert draft.roles["agent"].columns == ("treatment",)
    agents = by_id(draft, "agents")
    assert agents["panobinostat"]["chebi_id"] == "CHEBI:85990"
    assert agents["DMSO"]["inchikey"] == "IAZDPXIOMUYVGZ-UHFFFAOYSA-N"
    (event,) = by_id(draft, "interventions")["panobinostat_0.2uM"]["events"]
    assert event["amount"] == {"value": 0.2, "unit": "umol/L", "raw_text": "0.2 uM"}
    assert event["dose_kind"] == "molar_concentration"
    (control,) = draft.card["controls"]
    assert (control["control_kind"], control["control_agent"]) == ("vehicle", "DMSO")
    assert control["matched_on"] == ["donor"]
    assert by_id(draft, "donors")["p1"]["sex_ontology_term_id"] == "PATO:0000383"
    assert by_id(draft, "donors")["p2"]["age"] == {"value": 48, "unit": "a"}


def test_combinations_of_guides_in_the_manner_of_gears(draft_of):
    labels = ["KRAS+ctrl", "ctrl", "KRAS+MET", "MET+ctrl", "BRAF+KRAS"]
    draft = draft_of(
        rows_of(condition=labels * 10, dose_val=["1+1", "1", "1+1", "1+1", "1+1"] * 10)
    )
    assert draft.card["binding"]["combination_separator"] == "+"
    assert "dose" not in draft.roles
    assert any("counts the members" in remark for remark in draft.remarks)
    assert set(by_id(draft, "agents")) == {"KRAS", "MET", "BRAF"}
    assert by_id(draft, "agents")["KRAS"]["intended_features"] == ["ENSG00000133703"]
    interventions = by_id(draft, "interventions")
    assert "combination" not in interventions["KRAS"]
    assert interventions["KRAS+MET"]["combination"]["combination_order"] == "simultaneous"
    (control,) = draft.card["controls"]
    assert control["control_kind"] == "non_targeting_guide"
    assert matches_of(by_id(draft, "conditions")["ctrl"]) == {"condition": "ctrl"}


def test_the_gene_called_ctrl_is_no_target(draft_of):
    draft = draft_of(rows_of(perturbation=["CTRL", "KRAS", "MET", "BRAF"] * 10))
    assert set(by_id(draft, "agents")) == {"KRAS", "MET", "BRAF"}
    assert draft.card["controls"][0]["control_id"] == "CTRL"


def test_older_symbol_is_resolved_and_said_so(draft_of):
    draft = draft_of(rows_of(perturbation=["control", "KIAA1804", "MET", "KRAS"] * 10))
    assert by_id(draft, "agents")["KIAA1804"]["intended_features"] == ["ENSG00000143674"]
    told = [guess.because for guess in draft.guesses if "older name" in guess.because]
    assert told == ["KIAA1804 is an older name of MAP3K21 (ENSG00000143674)"]


def test_guides_with_target_gene_in_the_manner_of_the_virtual_cell_challenge(draft_of):
    draft = draft_of(
        rows_of(
            target_gene=["non-targeting", "KRAS", "MET"] * 20,
            guide_id=["NT_1|NT_2", "KRAS_1|KRAS_2", "MET_1|MET_2"] * 20,
            batch=["Flex_1_01", "Flex_1_02"] * 30,
        )
    )
    assert draft.roles["target"].columns == ("target_gene",)
    assert draft.roles["guide"].columns == ("guide_id",)
    assert draft.card["controls"][0]["matched_on"] == ["batch"]
    assert by_id(draft, "conditions")["non-targeting"]["control"] == "non-targeting"


def test_flag_of_vehicle_decides_over_the_dose(draft_of):
    draft = draft_of(
        rows_of(
            treatment=["Dex"] * 40,
            dose=[0.0, 5.0, 1.0, 5.0] * 10,
            vehicle=[True, True, False, False] * 10,
        ),
        hints=Hints(dose_unit="uM"),
    )
    conditions = by_id(draft, "conditions")
    assert matches_of(conditions["vehicle"]) == {"vehicle": True}
    assert conditions["vehicle"]["n_observations"] == 20
    assert matches_of(conditions["Dex_5uM"]) == {"dose": 5, "vehicle": False}
    assert draft.card["binding"]["dose_unit"] == "umol/L"


def test_dose_zero_is_a_control_where_nothing_else_marks_one(draft_of):
    draft = draft_of(rows_of(drug=["Dex"] * 30, dose_uM=[0.0, 0.1, 10.0] * 10))
    assert matches_of(draft.card["conditions"][0]) == {"dose_uM": 0}
    assert draft.card["controls"][0]["control_kind"] == "untreated"
    amounts = [i["events"][0]["amount"] for i in draft.card["interventions"]]
    assert amounts == [{"value": 0.1, "unit": "umol/L"}, {"value": 10, "unit": "umol/L"}]


def test_bare_doses_and_times_leave_amounts_blank_and_ask_for_units(draft_of):
    obs = rows_of(compound=["DMSO", "imatinib"] * 20, dose=[0, 10] * 20, time=[24, 24, 6, 6] * 10)
    draft = draft_of(obs)
    asked = {(blank.class_name, blank.slot) for blank in draft.blanks}
    assert {("Binding", "dose_unit"), ("Binding", "time_unit")} <= asked
    assert "amount" not in draft.card["interventions"][0]["events"][0]
    assert not any("harvest_time" in condition for condition in draft.card["conditions"])
    told = draft_of(obs, hints=Hints("uM", "h"))
    times = {c["condition_id"]: c["harvest_time"] for c in told.card["conditions"]}
    assert times["imatinib_10uM_6h"] == {"value": 6, "unit": "h"}
    assert told.card["binding"]["time_unit"] == "h"


def test_lincs_writes_um_for_micromolar(draft_of):
    draft = draft_of(
        rows_of(
            pert_iname=["DMSO", "vorinostat"] * 20,
            pert_dose=[-666.0, 10.0] * 20,
            pert_dose_unit=["-666", "um"] * 20,
            pert_time=[24] * 40,
            pert_time_unit=["h"] * 40,
            cell_id=["A375"] * 40,
            rna_plate=["P1", "P1", "P2", "P2"] * 10,
        )
    )
    assert draft.card["binding"]["unit_dialect"] == "lincs"
    assert draft.card["interventions"][0]["events"][0]["amount"] == {"value": 10, "unit": "umol/L"}
    assert draft.roles["cell_line"].columns == ("cell_id",)
    assert draft.card["controls"][0]["control_kind"] == "vehicle"
    assert draft.card["conditions"][0]["harvest_time"] == {"value": 24, "unit": "h"}


def test_lists_of_tuples_in_the_manner_of_tahoe(draft_of):
    draft = draft_of(
        rows_of(
            drug=["[('DMSO_TF', 0.0, 'uM')]", "[('Infigratinib', 0.05, 'uM')]"] * 20,
            cell_line=["CVCL_0023", "CVCL_0023", "CVCL_0004", "CVCL_0004"] * 10,
        )
    )
    (control,) = draft.card["controls"]
    assert (control["control_kind"], control["matched_on"]) == ("vehicle", ["cell_line"])
    event = by_id(draft, "interventions")["Infigratinib_0.05uM"]["events"][0]
    assert event["amount"]["value"] == 0.05
    samples = by_id(draft, "samples")
    assert samples["CVCL_0023"]["tissue_ontology_term_id"] == "CVCL_0023"


def test_a_screen_without_a_known_control_asks_for_it(draft_of):
    draft = draft_of(rows_of(drug=["imatinib", "zzz-7", "dasatinib"] * 20))
    assert ("DatasetCard", "controls") in {blank.key for blank in draft.blanks}
    assert "controls" not in draft.card


def test_amount_and_time_in_one_label(draft_of):
    labels = ["dmso_24h", "dmso_6h", "imatinib_10uM_24h", "imatinib_10uM_6h"]
    draft = draft_of(rows_of(perturbation=labels * 10))
    assert len(draft.card["interventions"]) == 1
    assert len(draft.card["controls"]) == 1
    times = [c["harvest_time"]["value"] for c in draft.card["conditions"]]
    assert sorted(times) == [6, 6, 24, 24]


def test_two_kinds_of_screen_make_two_agents_of_one_gene(draft_of):
    draft = draft_of(
        rows_of(
            perturbation=["control", "KRAS", "control", "KRAS", "MET", "BRAF"] * 10,
            perturbation_type=["CRISPRa", "CRISPRa", "CRISPRi", "CRISPRi", "CRISPRi", "CRISPRi"]
            * 10,
        )
    )
    agents = by_id(draft, "agents")
    assert agents["KRAS_CRISPRa"]["genetic_modality"] == "activation"
    assert agents["KRAS_CRISPRi"]["strategy"] == "CRISPR interference screen"
    assert len(draft.card["controls"]) == 1
    assert len(draft.card["conditions"]) == 6


def test_cytokine_and_time_course_of_a_stimulus(draft_of):
    draft = draft_of(
        rows_of(stim=["ctrl", "IFN-beta"] * 20, donor_id=["d1", "d1", "d2", "d2"] * 10)
    )
    assert by_id(draft, "agents")["IFN-beta"]["agent_type"] == "Biologic"
    assert draft.card["controls"][0]["control_kind"] == "untreated"


def test_state_of_a_donor_is_no_treatment(draft_of):
    draft = draft_of(rows_of(condition=["healthy", "COVID-19"] * 20, donor_id=["a", "b"] * 20))
    assert "agents" not in draft.card
    assert "conditions" not in draft.card


def test_groups_of_unknown_meaning_are_no_treatment(draft_of):
    assert "agents" not in draft_of(rows_of(group=["A1", "B2"] * 20)).card


def test_keys_that_the_file_has_already_are_kept(draft_of):
    obs = rows_of(
        condition_id=["c1", "c2"] * 20,
        treatment=["DMSO", "imatinib"] * 20,
        sample_id=["s1", "s2"] * 20,
    )
    draft = draft_of(obs)
    assert set(by_id(draft, "conditions")) == {"c1", "c2"}
    assert not any("matches" in c for c in (*draft.card["conditions"], *draft.card["samples"]))


def test_protein_counts_in_obsm_are_a_table_of_antibodies(draft_of):
    proteins = np.random.default_rng(1).poisson(5, (40, 4))
    draft = draft_of(rows_of(batch=["a", "b"] * 20), obsm={"protein_expression": proteins})
    table = by_id(draft, "tables")["obsm/protein_expression"]
    assert table["feature_space"]["feature_type"] == "antibody_tag"
    assert by_id(draft, "operators")["protein"]["operator_type"] == "SurfaceProtein"


def test_identifiers_in_a_column_of_var(draft_of):
    var = pd.DataFrame(
        {"gene_ids": [f"ENSMUSG{n:011d}" for n in range(9)]}, index=list("abcdefghi")
    )
    draft = draft_of(rows_of(batch=["a", "b"] * 20), var)
    assert draft.card["organism_ontology_term_id"] == ["NCBITaxon:10090"]
    assert draft.card["tables"][0]["feature_space"]["feature_column"] == "gene_ids"


@pytest.mark.parametrize(
    ("names", "scheme", "operator"),
    [
        (SYMBOLS, "symbol", "SingleCellRNA"),
        ([f"chr1:{n}00-{n}99" for n in range(10, 20)], "genomic_interval", "SingleCellATAC"),
        ([f"P0{n}767" for n in range(10)], "uniprot", "SingleCellProteomics"),
        ([f"Cells_AreaShape_{n}" for n in range(10)], "image_feature_name", "Morphology"),
    ],
)
def test_names_of_features_tell_the_operator(draft_of, names, scheme, operator):
    draft = draft_of(rows_of(batch=["a", "b"] * 40), pd.DataFrame(index=names))
    assert draft.card["tables"][0]["feature_space"]["identifier_scheme"] == scheme
    assert draft.card["operators"][0]["operator_type"] == operator


def test_assay_that_obs_states_decides(draft_of):
    draft = draft_of(rows_of(assay_ontology_term_id=["EFO:0022857"] * 60))
    (operator,) = draft.card["operators"]
    assert operator["operator_type"] == "SpotSpatial"
    assert operator["assay_ontology_term_id"] == "EFO:0022857"
    assert not any(guess.path[-1] == "assay_ontology_term_id" for guess in draft.guesses)


def test_wells_that_name_their_plate(draft_of):
    draft = draft_of(
        rows_of(
            culture_plate=["A", "A", "B", "B"] * 10,
            replicate=["AC01", "AC02", "BC01", "BD11"] * 10,
            individual_id=[1, 2] * 20,
        )
    )
    assert draft.roles["well"].columns == ("replicate",)
    assert draft.roles["replicate"].columns == ("individual_id",)
    assert "donor" not in draft.roles


def test_a_pool_names_all_its_donors(draft_of):
    obs = rows_of(sample_id=["pool"] * 40, donor_id=["d2", "d1"] * 20)
    assert draft_of(obs).card["samples"][0]["from_donors"] == ["d1", "d2"]


def test_rows_that_say_nothing_are_counted_in_a_question(draft_of):
    obs = rows_of(
        drug=["DMSO", "imatinib", None, "dasatinib"] * 10, sample=["a", "b", "a", None] * 10
    )
    asked = {blank.slot: blank.text for blank in draft_of(obs).blanks}
    assert "10 of 40 rows have no label in drug" in asked["conditions"]
    assert "10 of 40 rows have no label of one in sample" in asked["samples"]


def test_rows_without_a_matrix_are_drafted_and_the_measurement_is_asked(tmp_path):
    import anndata

    path = tmp_path / "empty.h5ad"
    obs = rows_of(drug=["DMSO", "imatinib"] * 10, donor=["a", "b"] * 10)
    anndata.AnnData(obs=obs).write_h5ad(path)
    with open_dataset(path) as dataset:
        draft = draft_card(dataset, {})
    assert {"tables", "operators"} <= {blank.slot for blank in draft.blanks}
    assert not {"tables", "operators"} & set(draft.card)
    assert set(by_id(draft, "conditions")) == {"DMSO", "imatinib"}
    assert set(by_id(draft, "donors")) == {"a", "b"}


def test_neither_matrix_nor_column_is_refused(tmp_path):
    import anndata

    path = tmp_path / "empty.h5ad"
    anndata.AnnData(obs=pd.DataFrame(index=["a", "b"])).write_h5ad(path)
    with open_dataset(path) as dataset, pytest.raises(NothingToDraftError):
        draft_card(dataset, {})


def test_a_file_that_shows_nothing_asks_for_the_organism(draft_of):
    draft = draft_of(rows_of(x=[1.5] * 40), pd.DataFrame(index=["f1", "f2"]))
    assert draft.card["organism_ontology_term_id"] == ["NCBITaxon:32644"]
    assert ("DatasetCard", "organism_ontology_term_id") in {b.key for b in draft.blanks}
    assert not check_structure(draft.card, "DatasetCard", "minimal")
