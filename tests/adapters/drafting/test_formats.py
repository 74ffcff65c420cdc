"""The columns of published resources, as each of them spells treatments, doses and controls."""

from __future__ import annotations

import numpy as np
import pytest

from aivc.adapters.contract.hints import Hints
from tests.adapters.drafting.frames import amounts, asked, by_id, cycled, kinds, matches_of


def test_scperturb_units_row_by_row(draft_of):
    draft = draft_of(
        cycled(
            perturbation=["control", "Dabrafenib", "Dabrafenib", "Trametinib"],
            perturbation_type=["drug"],
            dose_value=[np.nan, 100.0, 1.0, 2.0],
            dose_unit=["nan", "nM", "uM", "uM"],
            time=["24"],
            nperts=[0, 1, 1, 1],
            cell_line=["A549"] * 4 + ["K562"] * 4,
        ),
        hints=Hints(time_unit="h"),
    )
    assert amounts(draft) == {
        "Dabrafenib_1uM": (1, "umol/L"),
        "Dabrafenib_100nM": (100, "nmol/L"),
        "Trametinib_2uM": (2, "umol/L"),
    }
    assert matches_of(by_id(draft, "conditions")["Dabrafenib_100nM"]) == {
        "perturbation": "Dabrafenib",
        "dose_value": 100,
        "dose_unit": "nM",
    }
    assert by_id(draft, "conditions")["control"]["harvest_time"] == {"value": 24, "unit": "h"}
    assert "dose_unit" not in draft.card["binding"]
    assert "Binding.dose_unit" not in asked(draft)


def test_scperturb_second_agent_with_dose_of_its_own(draft_of):
    draft = draft_of(
        cycled(
            perturbation=["control", "KRAS", "KRAS", "MET"],
            perturbation_type=["CRISPR"],
            perturbation_2=["control", "control", "IFN-gamma", "IFN-gamma"],
            perturbation_type_2=["cytokine"],
            dose_value_2=[0.0, 0.0, 10.0, 10.0],
            dose_unit_2=["ng/mL"],
        )
    )
    assert amounts(draft) == {
        "KRAS+IFN-gamma_10ng/mL": (10, "ng/mL"),
        "MET+IFN-gamma_10ng/mL": (10, "ng/mL"),
    }
    agents = by_id(draft, "agents")
    assert agents["KRAS"]["agent_type"] == "GeneticPerturbation"
    assert agents["IFN-gamma"]["agent_type"] == "Biologic"
    assert "strategy" not in agents["KRAS"]
    assert "GeneticPerturbation.strategy" in asked(draft)


def test_scperturb_second_agent_that_most_rows_lack(draft_of):
    draft = draft_of(
        cycled(
            perturbation=["control", "KRAS", "BRAF"],
            perturbation_2=[None, None, "IFN-gamma"],
        )
    )
    conditions = by_id(draft, "conditions")
    assert set(conditions) == {"control", "KRAS", "BRAF+IFN-gamma"}
    assert matches_of(conditions["KRAS"]) == {"perturbation": "KRAS"}


def test_a_missing_value_that_cannot_be_matched_is_asked_about(draft_of):
    draft = draft_of(
        cycled(
            perturbation=["control", "KRAS", "KRAS"],
            perturbation_2=[None, None, "IFN-gamma"],
        )
    )
    assert set(by_id(draft, "conditions")) == {"control", "KRAS+IFN-gamma"}
    (blank,) = [blank for blank in draft.blanks if blank.slot == "conditions"]
    assert "16 of 48 rows" in blank.text


@pytest.mark.parametrize(
    ("labels", "separator"),
    [
        (["control", "KLF1", "BAK1_KLF1", "CBL_CNN1"], "_"),
        (["ctrl", "KLF1+ctrl", "BAK1+KLF1", "ctrl+CBL"], "+"),
        (["non-targeting", "KLF1|non-targeting", "BAK1|KLF1"], "|"),
        (["NT", "KLF1", "CBL,CNN1"], ","),
        (["NT", "KLF1", "CBL & KLF1"], "&"),
        (["NT", "KLF1", "CBL;KLF1"], ";"),
    ],
)
def test_combinations_of_genes_with_any_separator(draft_of, labels, separator):
    draft = draft_of(cycled(perturbation=labels))
    assert draft.card["binding"]["combination_separator"] == separator
    assert all("_" not in a and a not in {"ctrl", "NT"} for a in by_id(draft, "agents"))
    pairs = [i for i in draft.card["interventions"] if "combination" in i]
    assert all(len(i["events"]) == 2 for i in pairs)
    assert len(pairs) == sum(
        label.count(separator) and "ctrl" not in label and "non" not in label for label in labels
    )
    assert list(kinds(draft).values()) == ["non_targeting_guide"]


def test_gears_names_of_conditions_and_flag(draft_of):
    draft = draft_of(
        cycled(
            condition=["ctrl", "KLF1+ctrl", "BAK1+KLF1"],
            condition_name=["K562_ctrl_1", "K562_KLF1+ctrl_1+1", "K562_BAK1+KLF1_1+1"],
            control=[1, 0, 0],
            dose_val=["1", "1+1", "1+1"],
            cell_type=["K562"],
        )
    )
    assert draft.roles["agent"].columns == ("condition",)
    assert "dose" not in draft.roles
    assert draft.roles["control"].columns == ("control",)


def test_tahoe_amounts_in_lists_of_tuples(draft_of):
    draft = draft_of(
        cycled(
            sample=["smp_1", "smp_2", "smp_3"],
            drug=["DMSO_TF", "Infigratinib", "Infigratinib"],
            drugname_drugconc=[
                "[('DMSO_TF', 0.0, 'uM')]",
                "[('Infigratinib', 0.05, 'uM')]",
                "[('Infigratinib', 5.0, 'uM')]",
            ],
            cell_line=["CVCL_0023"] * 3 + ["CVCL_0004"] * 3,
            plate=["plate1"],
            sublibrary=["lib_1", "lib_2"],
        )
    )
    assert amounts(draft) == {
        "Infigratinib_0.05uM": (0.05, "umol/L"),
        "Infigratinib_5uM": (5, "umol/L"),
    }
    assert by_id(draft, "agents")["DMSO_TF"]["chebi_id"] == "CHEBI:28262"
    assert kinds(draft) == {"DMSO_TF": "vehicle"}
    assert [plate["plate_id"] for plate in draft.card["plates"]] == ["plate1"]
    assert {b["batch_kind"] for b in draft.card["batches"]} == {"sublibrary"}


def test_virtual_cell_challenge_guides_and_batches(draft_of):
    draft = draft_of(
        cycled(
            target_gene=["non-targeting", "KRAS", "MET"],
            guide_id=["non-targeting_00035|non-targeting_00036", "KRAS_1|KRAS_2", "MET_1|MET_2"],
            batch=["Flex_1_01", "Flex_1_02"],
        )
    )
    agents = by_id(draft, "agents")
    assert agents["KRAS"]["guides"] == [{"guide_id": "KRAS_1|KRAS_2", "guide_role": "targeting"}]
    (control,) = draft.card["controls"]
    (guide,) = agents[control["control_agent"]]["guides"]
    assert guide["guide_role"] == "control"
    assert control["matched_on"] == ["batch"]
    assert [matches_of(b) for b in draft.card["batches"]] == [
        {"batch": "Flex_1_01"},
        {"batch": "Flex_1_02"},
    ]


def test_replogle_targets_and_guide_pairs(draft_of):
    draft = draft_of(
        cycled(
            gem_group=[1, 1, 1, 2, 2, 2],
            gene=["non-targeting", "KRAS", "MET"],
            gene_id=["non-targeting", "ENSG00000133703", "ENSG00000105976"],
            transcript=["non-targeting", "P1P2", "P1"],
            sgID_AB=[
                "non-targeting_00001|non-targeting_00002",
                "KRAS_+_25403738.23-P1P2|KRAS_-_25403785.23-P1P2",
                "MET_-_116312459.23-P1|MET_+_116312500.23-P1",
            ],
        )
    )
    assert draft.roles["target"].columns == ("gene",)
    assert draft.roles["guide"].columns == ("sgID_AB",)
    assert set(by_id(draft, "conditions")) == {"non-targeting", "KRAS", "MET"}
    assert {b["batch_kind"] for b in draft.card["batches"]} == {"lane"}
    assert by_id(draft, "agents")["MET"]["guides"][0]["guide_id"].startswith("MET_-_")


def test_sciplex_names_before_catalogue_numbers(draft_of):
    draft = draft_of(
        cycled(
            product_name=["Vehicle", "Panobinostat", "Trametinib (GSK1120212)"],
            treatment=["S0000", "S1030", "S2673"],
            catalog_number=["S0000", "S1030", "S2673"],
            dose=[0, 10, 10000],
            dose_pattern=["1", "1", "2"],
            vehicle=[True, False, False],
            time_point=[24, 24, 24, 72, 72, 72],
            cell_type=["A549"] * 6 + ["K562"] * 6,
            culture_plate=["plate1"] * 12 + ["plate2"] * 12,
            replicate=["rep1", "rep2"],
            rt_well=[1, 2, 3],
        ),
        hints=Hints(dose_unit="nM", time_unit="h"),
    )
    assert draft.roles["agent"].columns == ("product_name",)
    assert amounts(draft) == {
        "Panobinostat_10nM": (10, "nmol/L"),
        "Trametinib_(GSK1120212)_10000nM": (10000, "nmol/L"),
    }
    assert by_id(draft, "agents")["Trametinib_(GSK1120212)"]["chebi_id"] == "CHEBI:75998"
    assert kinds(draft) == {"vehicle": "vehicle"}
    times = {c["harvest_time"]["value"] for c in draft.card["conditions"]}
    assert times == {24, 72}
    assert draft.card["binding"]["dose_unit"] == "nmol/L"
    assert not {"dose_unit", "time_unit"} & {guess.path[-1] for guess in draft.guesses}


def test_norman_identities_of_guide_pairs(draft_of):
    draft = draft_of(
        cycled(
            guide_identity=[
                "NegCtrl10_NegCtrl0__NegCtrl10_NegCtrl0",
                "NegCtrl11_NegCtrl0__NegCtrl11_NegCtrl0",
                "KLF1_NegCtrl0__KLF1_NegCtrl0",
                "CBL_CNN1__CBL_CNN1",
            ],
            gemgroup=[1, 1, 1, 1, 2, 2, 2, 2],
        )
    )
    assert {"KLF1", "CBL", "CNN1"} <= set(by_id(draft, "agents"))
    assert by_id(draft, "interventions")["CBL+CNN1"]["combination"]["n_perturbations"] == 2
    assert kinds(draft) == {"NegCtrl": "non_targeting_guide"}
    controls = [c for c in draft.card["conditions"] if "control" in c]
    assert len(controls) == 2


def test_papalexi_kind_of_change_is_no_agent(draft_of):
    draft = draft_of(
        cycled(
            **{
                "orig.ident": [f"Lane{k}" for k in range(1, 9)],
                "guide_ID": ["NTg1", "IFNGR1g2", "STAT1g1", "BRD4g3"],
                "gene": ["NT", "IFNGR1", "STAT1", "BRD4"],
                "perturbation": ["NT", "KO", "KO", "KO"],
                "hash.ID": ["rep1-tx", "rep2-tx", "Doublet", "Negative"],
            }
        )
    )
    assert draft.roles["target"].columns == ("gene",)
    assert draft.roles["lane"].columns == ("orig.ident",)
    assert by_id(draft, "agents")["BRD4"]["strategy"] == "CRISPR knockout screen"
    assert by_id(draft, "agents")["BRD4"]["guides"][0]["guide_id"] == "BRD4g3"
    assert set(by_id(draft, "samples")) == {"rep1-tx", "rep2-tx"}


def test_lincs_numbers_and_texts(draft_of):
    numbers = draft_of(
        cycled(
            pert_id=["DMSO", "BRD-K81418486", "BRD-K81418486"],
            pert_iname=["DMSO", "vorinostat", "vorinostat"],
            pert_type=["ctl_vehicle", "trt_cp", "trt_cp"],
            pert_dose=[-666.0, 10.0, -666.0],
            pert_dose_unit=["-666", "um", "-666"],
            pert_time=[24],
            pert_time_unit=["h"],
            rna_plate=["P1", "P1", "P1", "P2", "P2", "P2"],
            rna_well=["A01", "A02", "P24"],
        )
    )
    assert amounts(numbers) == {"vorinostat_10uM": (10, "umol/L")}
    assert by_id(numbers, "agents")["vorinostat"]["lincs_id"] == "BRD-K81418486"
    assert {plate["plate_format"] for plate in numbers.card["plates"]} == {384}
    texts = draft_of(
        cycled(
            pert_iname=["DMSO", "vorinostat", "vorinostat"],
            pert_type=["ctl_vehicle", "trt_cp", "trt_cp"],
            pert_idose=["-666", "10 um", "500 nm"],
            pert_itime=["24 h", "24 h", "6 h"],
        )
    )
    assert set(amounts(texts).values()) == {(10, "umol/L"), (500, "nmol/L")}
    assert texts.card["binding"]["unit_dialect"] == "lincs"


def test_lincs_vectors_are_told_apart(draft_of):
    draft = draft_of(
        cycled(
            pert_iname=["EMPTY_VECTOR", "LACZ", "KRAS", "MET"],
            pert_type=["ctl_vector", "ctl_vector", "trt_oe", "trt_oe"],
        )
    )
    assert kinds(draft) == {"EMPTY_VECTOR": "empty_vector", "LACZ": "reporter_orf"}
    assert by_id(draft, "agents")["KRAS"]["genetic_modality"] == "overexpression"
    rows = [matches_of(c) for c in draft.card["conditions"]]
    assert all(matches.get("pert_iname") for matches in rows)


def test_jump_roles_of_wells(draft_of):
    draft = draft_of(
        cycled(
            Metadata_Source=["source_4"],
            Metadata_Plate=["BR1"] * 4 + ["BR2"] * 4,
            Metadata_Well=["A01", "B02", "C03", "P24"],
            Metadata_Site=[1, 2, 3],
            Metadata_JCP2022=[
                "JCP2022_033924", "JCP2022_085227", "JCP2022_999999", "JCP2022_000001",
            ],
            Metadata_pert_type=["negcon", "poscon", "empty", "trt"],
        )
    )  # fmt: skip
    assert sorted(kinds(draft).values()) == ["empty", "positive", "vehicle"]
    references = [c for c in draft.card["controls"] if c.get("is_for_all_treated")]
    assert [c["control_kind"] for c in references] == ["vehicle"]
    assert "Control.control_for" not in asked(draft)
    positive = next(c for c in draft.card["conditions"] if "control" in c and "intervention" in c)
    assert positive["intervention"] == "JCP2022_085227"
    assert draft.roles["site"].columns == ("Metadata_Source",)
    assert draft.card["sites"][0]["site_id"] == "source_4"
    assert {i["acts_at"] for i in draft.card["interventions"]} == {"well"}
    (blank,) = [blank for blank in draft.blanks if blank.slot == "harvest_time"]
    assert len(blank.paths) == len(draft.card["conditions"]) - 1


def test_a_column_that_tells_positive_controls_decides_over_one_that_only_says_control(draft_of):
    draft = draft_of(
        cycled(
            pert_iname=["DMSO", "aloxistatin", "imatinib", "AMG900"],
            pert_type=["control", "control", "trt", "control"],
            control_type=["negcon", "poscon_diverse", None, "poscon_cp"],
        )
    )
    assert sorted(kinds(draft).values()) == ["positive", "positive", "vehicle"]
    treated = {c["intervention"] for c in draft.card["conditions"] if "intervention" in c}
    assert treated == {"aloxistatin", "imatinib", "AMG900"}


def test_samples_called_after_what_was_done(draft_of):
    draft = draft_of(cycled(sample_id=["control", "stimulated"]))
    assert kinds(draft) == {"control": "untreated"}
    assert set(by_id(draft, "samples")) == {"control", "stimulated"}
    assert "conditions" not in draft_of(cycled(sample_id=["control", "patient"])).card


def test_pertcurator_values_with_units(draft_of):
    draft = draft_of(
        cycled(
            pert_name=["DMSO", "imatinib", "dasatinib"],
            pert_type=["control", "drug", "drug"],
            pert_dose=["0nM", "10.0nM", "1.5uM"],
            pert_time=["24h", "24h", "2d"],
        )
    )
    assert set(amounts(draft).values()) == {(10, "nmol/L"), (1.5, "umol/L")}
    times = {
        (c["harvest_time"]["value"], c["harvest_time"]["unit"]) for c in draft.card["conditions"]
    }
    assert times == {(24, "h"), (2, "d")}


def test_pertcurator_genes_of_a_kind_that_is_not_said(draft_of):
    draft = draft_of(cycled(pert_target=["control", "KRAS", "MET"], pert_type=["genetic"]))
    assert draft.roles["target"].columns == ("pert_target",)
    assert "GeneticPerturbation.strategy" in asked(draft)


@pytest.mark.parametrize(
    "columns",
    [
        {"label": ["ctrl", "stim"], "replicate": ["patient_1015", "patient_1015", "patient_1256"]},
        {"stim": ["CTRL", "STIM"], "ind": [101, 101, 107]},
    ],
)
def test_kang_stimulated_and_control(draft_of, columns):
    draft = draft_of(cycled(**columns))
    assert list(kinds(draft).values()) == ["untreated"]
    assert draft.card["controls"][0]["matched_on"] == ["donor"]
    assert draft.card["agents"][0]["agent_type"] == "Biologic"


def test_cell_painting_gallery_unit_is_asked_and_not_read_from_a_wrong_name(draft_of):
    draft = draft_of(
        cycled(
            Metadata_Well=["A01", "B02", "C03"],
            Metadata_broad_sample=["DMSO", "BRD-K81418486-001-01-1", "BRD-K11111111-001-01-1"],
            Metadata_mmoles_per_liter=[0.0, 10.0, 3.33],
        )
    )
    assert "Binding.dose_unit" in asked(draft)
    assert amounts(draft) == {}
    assert draft.roles["dose"].columns == ("Metadata_mmoles_per_liter",)


@pytest.mark.parametrize(
    "types", [["T cell", "B cell"], ["fibroblast", "Tumor"], ["epithelial", "Myeloid", "B"]]
)
def test_cell_types_are_no_cell_lines_because_a_line_is_called_so(draft_of, types):
    draft = draft_of(cycled(cell_type=types, donor_id=["P1", "P2"]))
    assert draft.roles["cell_type"].columns == ("cell_type",)
    assert "cell_line" not in draft.roles
