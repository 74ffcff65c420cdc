"""What a format or a person says decides over every guess, and is asked no more."""

from __future__ import annotations

import numpy as np
import pytest

from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.errors import MappingFileError
from tests.adapters.drafting.frames import amounts, asked, by_id, cycled, kinds, rows_of


def said(value):
    return Said(value, "the mapping says so")


def test_said_roles_controls_units_and_dialect(draft_of):
    obs = cycled(
        a=["ctl", "x1", "y2"],
        treatment=["one", "two"],
        b=[0.0, 5.0, 10.0],
        w=["a1", "A-2", "b03"],
        patient=["p1", "p2"],
        who=["u", "v", "v"],
    )
    draft = draft_of(
        obs,
        hints=Hints(
            dose_unit="um",
            unit_dialect="lincs",
            roles={
                "agent": said(("a",)),
                "dose": said(("b",)),
                "well": said("w"),
                "donor": said(("who",)),
            },
            controls={"ctl": said("vehicle"), "y2": said("positive")},
        ),
    )
    assert draft.roles["agent"].columns == ("a",)
    assert draft.roles["donor"].columns == ("who",)
    assert set(by_id(draft, "donors")) == {"u", "v"}
    assert kinds(draft) == {"vehicle": "vehicle", "positive_y2": "positive"}
    assert set(amounts(draft).values()) == {(5, "umol/L"), (10, "umol/L")}
    assert draft.card["binding"]["unit_dialect"] == "lincs"
    keys = draft.card["binding"]["keys"]
    guessed = {guess.path for guess in draft.guesses}
    for number, key in enumerate(keys):
        is_guess = ("binding", "keys", number) in guessed
        assert is_guess == (key["role"] not in {"agent", "dose", "well", "donor"})
    assert not {("binding", "dose_unit"), ("binding", "unit_dialect")} & guessed
    assert not any(path[0] == "controls" and path[-1] == "control_kind" for path in guessed)


def test_a_said_column_that_is_not_there_is_refused_by_name(draft_of):
    hints = Hints(roles={"agent": said(("Drug",))})
    with pytest.raises(MappingFileError, match=r"'Drug'.*agent.*the mapping says so.*drug"):
        draft_of(cycled(drug=["a", "b"]), hints=hints)


def test_a_said_column_without_labels_is_remarked(draft_of):
    obs = cycled(drug=[np.nan], dose=[np.nan], mark=[np.nan])
    roles = {"agent": said("drug"), "dose": said("dose"), "control": said("mark")}
    draft = draft_of(obs, hints=Hints(roles=roles))
    assert "conditions" not in draft.card
    assert any("drug is said to be the agent" in remark for remark in draft.remarks)


def test_said_separator_splits_what_no_evidence_would(draft_of):
    obs = cycled(drug=["DMSO", "aa/bb", "aa"])
    assert "aa/bb" in by_id(draft_of(obs), "agents")
    draft = draft_of(obs, hints=Hints(combination_separator="/"))
    assert {"aa", "bb"} <= set(by_id(draft, "agents"))
    assert ("binding", "combination_separator") not in {g.path for g in draft.guesses}


def test_said_mark_of_controls(draft_of):
    obs = cycled(drug=["x1", "y2", "z3"], plays=["0", "1", "0"])
    draft = draft_of(obs, hints=Hints(roles={"control": said(("plays",))}))
    (control,) = [c for c in draft.card["conditions"] if "control" in c]
    assert control["matches"] == [{"column": "plays", "column_value": "1"}]


def test_said_operator_and_slots_of_the_card(draft_of):
    draft = draft_of(
        cycled(drug=["DMSO", "x1"]),
        hints=Hints(
            operators={"X": said("BulkExpression")},
            card={
                "/organism_ontology_term_id": said(["NCBITaxon:10090"]),
                "/operators/*/assay_ontology_term_id": said("EFO:0008896"),
                "/operators/*/expression_platform": said("l1000"),
                "/reference_genome": said("GRCm39"),
                "/samples/*/tissue_type": said("cell line"),
                "/samples/7/tissue_type": said("tissue"),
            },
        ),
    )
    (operator,) = draft.card["operators"]
    assert operator["operator_type"] == "BulkExpression"
    assert operator["assay_ontology_term_id"] == "EFO:0008896"
    assert operator["expression_platform"] == "l1000"
    assert draft.card["organism_ontology_term_id"] == ["NCBITaxon:10090"]
    assert not {"DatasetCard.reference_genome", "BulkExpression.expression_platform"} & asked(draft)
    guessed = {guess.path for guess in draft.guesses}
    assert ("organism_ontology_term_id",) not in guessed
    assert not {("operators", 0, slot) for slot in ("operator_type", "assay_ontology_term_id")} & (
        guessed
    )
    assert [r for r in draft.remarks if "/samples/" in r] == [
        "nothing in the card is at /samples/7/tissue_type, so tissue is left out"
    ]


def test_said_organism_decides_whose_genes_labels_name(draft_of):
    obs = cycled(gene=["non-targeting", "Kras", "Met"])
    hints = Hints(card={"/organism_ontology_term_id": said(["NCBITaxon:10090"])})
    agents = by_id(draft_of(obs, hints=hints), "agents")
    assert agents["Kras"]["intended_features"] == ["ENSMUSG00000030265"]


def test_said_tissue_and_disease(draft_of):
    obs = rows_of(src=["s1", "s2"] * 10, part=["liver"] * 20, state=["normal"] * 20)
    draft = draft_of(
        obs,
        hints=Hints(
            roles={"sample": said("src"), "tissue": said("part"), "disease": said("state")}
        ),
    )
    sample = by_id(draft, "samples")["s1"]
    assert sample["tissue_ontology_term_id"] == "UBERON:0002107"
    assert sample["disease_ontology_term_id"] == ["PATO:0000461"]
    assert draft.roles["tissue"].is_said


@pytest.mark.parametrize("value", ["NCBITaxon:9606", ["NCBITaxon:9606"]])
def test_one_organism_that_is_said_is_a_list_of_one(draft_of, value):
    hints = Hints(card={"/organism_ontology_term_id": said(value)})
    draft = draft_of(cycled(drug=["a", "b"]), hints=hints)
    assert draft.card["organism_ontology_term_id"] == ["NCBITaxon:9606"]
