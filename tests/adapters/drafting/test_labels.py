"""Labels of times, doses, guides and controls, one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.adapters.drafting.control_kinds import control_kind
from aivc.adapters.drafting.gene_names import GeneNames
from aivc.adapters.drafting.guide_names import genes_of_guide
from aivc.adapters.drafting.label_words import LabelWords
from aivc.adapters.drafting.written_amounts import read_label
from aivc.adapters.drafting.written_times import read_time
from tests.adapters.drafting.frames import amounts, asked, by_id, cycled, kinds, matches_of

WORDS = LabelWords(GeneNames("NCBITaxon:9606"))


@pytest.mark.parametrize(
    ("label", "value", "unit"),
    [
        ("24h", 24, "h"), ("24 h", 24, "h"), ("500_minutes", 500, "min"), ("2 days", 2, "d"),
        ("0h", 0, "h"), ("Day 7", 7, "d"), ("D7", 7, "d"), ("T24", 24, ""), ("time0", 0, "h"),
        ("time0_ctrl", 0, "h"), ("week 2", 2, "wk"), ("10 dpi", 10, "d"), ("3mo", 3, "mo"),
    ],
)  # fmt: skip
def test_times(label, value, unit):
    found = read_time(label)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize("label", ["mixed", "210-270", "24", "0", "M1", "Rest", "E8.5", "DMSO", ""])
def test_no_times(label):
    assert read_time(label) is None


@pytest.mark.parametrize(
    ("label", "genes"),
    [
        ("KRAS_1", ("KRAS",)), ("sgKRAS-2", ("KRAS",)), ("ATF2g4", ("ATF2",)),
        ("KRAS_+_25403738.23-P1P2", ("KRAS",)), ("KRAS_1|KRAS_2", ("KRAS",)),
        ("KRAS_1;MET_2", ("KRAS", "MET")), ("KRAS_1_MET_2", ("KRAS", "MET")),
        ("HLA-A_2", ("HLA-A",)), ("NKX2-1", ("NKX2-1",)), ("AFF4_sg1", ("AFF4",)),
        ("KLF1_NegCtrl0__KLF1_NegCtrl0", ("KLF1",)), ("NTC", ()), ("safe-harbor_1", ()),
        ("non-targeting_00001|non-targeting_00002", ()), ("chr1:1000-2000", None),
        ("multi-guide", None), ("GENE_1", None), ("Dex_10_A5", None),
    ],
)  # fmt: skip
def test_genes_of_guides(label, genes):
    assert genes_of_guide(label, WORDS) == genes


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("ctl_vehicle", "vehicle"), ("ctl_vehicle.cns", "vehicle"), ("ctl_untrt", "untreated"),
        ("ctl_vector", "empty_vector"), ("trt_poscon", "positive"), ("poscon_orf", "positive"),
        ("positive control", "positive"), ("negcon", "untreated"), ("empty", "empty"),
        ("no-guide", "no_guide"), ("safe-harbor", "safe_targeting_guide"), ("mock", "mock"),
        ("isotype control", "isotype"), ("baseline", "baseline"), ("pre-treatment", "baseline"),
        ("time0_ctrl", "baseline"), ("wild type", "wild_type"), ("Placebo", "vehicle"),
        ("reference transduction", "reference_transduction"), ("trt_cp", None), ("KRAS", None),
        ("positively charged", None), ("T0070907", None),
    ],
)  # fmt: skip
def test_kinds_of_controls(label, kind):
    assert control_kind(label) == kind


@given(st.text(max_size=40))
def test_any_text_is_read(text):
    read_time(text)
    control_kind(text)
    genes_of_guide(text, WORDS)
    assert read_label(text)


@pytest.mark.parametrize(
    ("dose", "amount"),
    [
        ("10 \u00b5M", (10, "umol/L")), ("10 \u03bcM", (10, "umol/L")), ("1e-5M", (1e-5, "mol/L")),
        ("0.05 uM", (0.05, "umol/L")), ("10.0nM", (10, "nmol/L")), ("100 U/mL", (100, "U/mL")),
        ("3 MOI", (3, "{MOI}")), ("5 mg", (5, "mg")),
    ],
)  # fmt: skip
def test_a_number_with_its_unit_in_one_cell(draft_of, dose, amount):
    draft = draft_of(cycled(compound=["DMSO", "aa1"], dose=["0", dose]))
    assert list(amounts(draft).values()) == [amount]


def test_units_that_nobody_knows_are_left_out_and_named(draft_of):
    draft = draft_of(
        cycled(compound=["DMSO", "a1", "b2", "c3"], dose=["0 uM", "10 uM", "2 ng/mL", "3 foo"])
    )
    assert set(amounts(draft).values()) == {(10, "umol/L"), (2, "ng/mL")}
    assert any("'foo' in dose (12 rows)" in remark for remark in draft.remarks)
    pair = draft_of(
        cycled(
            compound=["DMSO", "aa1", "bb2"], conc=[0.0, 1.0, 2.0], conc_unit=["uM", "uM", "blob"]
        )
    )
    assert set(amounts(pair).values()) == {(1, "umol/L")}
    assert any("'blob' in conc_unit (16 rows)" in remark for remark in pair.remarks)


def test_a_dose_without_a_unit_before_a_well_is_asked(draft_of):
    labels = ["Dex_0_A1", "Dex_10_A5", "Dex_10_A6", "Dex_100_B2"]
    draft = draft_of(cycled(perturbation=labels))
    assert set(by_id(draft, "agents")) == {"Dex"}
    assert amounts(draft) == {}
    assert set(by_id(draft, "interventions")) == {"Dex_10", "Dex_100"}
    assert list(kinds(draft).values()) == ["untreated"]
    assert "Binding.dose_unit" in asked(draft)


def test_times_of_a_column_and_a_baseline(draft_of):
    draft = draft_of(
        cycled(
            treatment=["time0_ctrl", "TGFb", "TGFb", "TGFb"],
            time=["time0", "Day 7", "D14", "T24"],
        )
    )
    assert kinds(draft) == {"time0_ctrl": "baseline"}
    times = {matches_of(c)["time"]: c.get("harvest_time") for c in draft.card["conditions"]}
    assert times["Day 7"]["value"] == 7
    assert times["time0"]["value"] == 0
    assert times["T24"] is None
    assert "Binding.time_unit" in asked(draft)


def test_drugs_and_genes_in_one_file_have_controls_of_their_own(draft_of):
    draft = draft_of(
        cycled(
            perturbation=["non-targeting", "KRAS", "DMSO", "imatinib"],
            perturbation_type=["CRISPRi", "CRISPRi", "drug", "drug"],
        )
    )
    controls = by_id(draft, "controls")
    assert controls["DMSO"]["control_for"] == ["imatinib"]
    assert controls["non-targeting"]["control_for"] == ["KRAS"]


def test_a_gene_and_a_drug_that_both_vary_are_one_intervention(draft_of):
    draft = draft_of(
        cycled(
            gene=["non-targeting", "KRAS", "non-targeting", "KRAS"],
            drug=["DMSO", "DMSO", "imatinib", "imatinib"],
            dose_uM=[0.0, 0.0, 10.0, 10.0],
        )
    )
    assert set(by_id(draft, "interventions")) == {"KRAS", "imatinib_10uM", "KRAS+imatinib_10uM"}
    assert amounts(draft)["KRAS+imatinib_10uM"] == (10, "umol/L")


def test_places_in_the_genome_beside_genes_are_genetic(draft_of):
    labels = ["KRAS", "MET", "safe-harbor", "non-targeting", "chr5:100-200"]
    draft = draft_of(cycled(gene=labels))
    agents = by_id(draft, "agents")
    assert agents["chr5:100-200"]["agent_type"] == "GeneticPerturbation"
    assert sorted(kinds(draft).values()) == ["non_targeting_guide", "safe_targeting_guide"]


def test_guides_in_place_of_agents(draft_of):
    draft = draft_of(cycled(perturbation=["sgKRAS-1", "sgKRAS-2", "sgMET-1", "NTC_1", "NTC_2"]))
    assert draft.roles["guide"].columns == ("perturbation",)
    agents = by_id(draft, "agents")
    assert [g["guide_id"] for g in agents["KRAS"]["guides"]] == ["sgKRAS-1", "sgKRAS-2"]
    assert kinds(draft) == {"NTC": "non_targeting_guide"}
    assert len(draft.card["conditions"]) == 5
    assert len(draft.card["interventions"]) == 2
