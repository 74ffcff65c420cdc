"""What sources of people who never saw the standard led drafts to guess wrongly."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.adapters.drafting.frames import amounts, by_id, cycled, rows_of


def test_doses_with_decimal_commas_are_read(draft_of):
    obs = cycled(
        Compound=["DMSO", "Imatinib", "Imatinib", "Imatinib"],
        Concentration=[None, "10,00 µM", "0,37 µM", "1,111 µM"],
    )
    draft = draft_of(obs)
    assert set(amounts(draft).values()) == {(10, "umol/L"), (0.37, "umol/L"), (1.111, "umol/L")}


@pytest.mark.parametrize("other", ["10 µM", "0.5 µM"])
def test_a_comma_that_may_stand_between_thousands_is_no_amount(draft_of, other):
    obs = cycled(Compound=["DMSO", "a1", "a2"], Concentration=[None, "1,000 µM", other])
    event = by_id(draft_of(obs), "interventions")
    (unread,) = [i for name, i in event.items() if "1,000" in name]
    assert all("amount" not in e for e in unread["events"])


def test_a_word_that_is_also_a_gene_tells_no_organism(draft_of):
    obs = cycled(patient_id=[f"p{i}" for i in range(8)])
    draft = draft_of(obs, var=pd.DataFrame(index=["AGE"]))
    assert draft.card["organism_ontology_term_id"] == ["NCBITaxon:32644"]


def test_a_readout_of_wells_is_no_sequencing(draft_of):
    wells = [f"{row}{column:02d}" for row in "ABCDEFGH" for column in range(1, 7)]
    obs = cycled(Well=wells, Compound=["DMSO", "a1"])
    draft = draft_of(obs, var=pd.DataFrame(index=["RLU"]))
    assert draft.card["operators"][0]["operator_type"] == "Viability"


@pytest.mark.parametrize(("column", "role"), [("Run", "batch"), ("technology", "assay")])
def test_a_name_of_each_row_groups_nothing(draft_of, column, role):
    n_rows = len(cycled(drug=["DMSO", "a1"]))
    one_each = [f"r{i}" for i in range(n_rows)]
    assert role not in draft_of(cycled(drug=["DMSO", "a1"], **{column: one_each})).roles
    shared = [f"r{i // 8}" for i in range(n_rows)]
    assert role in draft_of(cycled(drug=["DMSO", "a1"], **{column: shared})).roles


def test_doses_of_numbered_drugs_may_end_in_their_unit(draft_of):
    obs = cycled(
        Drug1=["DMSO", "Erlotinib", "DMSO", "Erlotinib"],
        Conc1_uM=[0.0, 1.0, 0.0, 1.0],
        Drug2=["DMSO", "DMSO", "Trametinib", "Trametinib"],
        Conc2_uM=[0.0, 0.0, 0.25, 0.25],
    )
    events = [i["events"] for i in by_id(draft_of(obs), "interventions").values()]
    given = {tuple((e["agent"], e["amount"]["value"]) for e in each) for each in events}
    both = (("Erlotinib", 1), ("Trametinib", 0.25))
    assert given == {(both[0],), (both[1],), both}


def test_genes_beside_sequences_of_guides_are_no_compounds(draft_of):
    targets = ["TP53", "KRAS", "Non-Targeting Control"] * 4
    obs = rows_of(
        **{
            "sgRNA ID": [f"sg{i}" for i in range(12)],
            "sgRNA sequence": [f"{'ACGT'[i % 4]}{'ACGT'[i // 4]}" * 10 for i in range(12)],
            "Gene": targets,
        }
    )
    draft = draft_of(obs)
    assert {agent["agent_type"] for agent in draft.card["agents"]} == {"GeneticPerturbation"}
    assert not draft.card.get("interventions")
