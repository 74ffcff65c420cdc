"""Targets among the genes that were measured."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aivc.schema.reading import read_card
from aivc.validators.registry import rule_of
from tests.validators.rules.handmade import facts_of, frame_of, header_of, table_of, text_column

KLF1, MYB, TP53 = "ENSG00000105610", "ENSG00000118513", "ENSG00000141510"


def card(*targets, space=None, operator="SingleCellRNA"):
    return read_card(
        {
            "organism_ontology_term_id": ["NCBITaxon:9606"],
            "operators": [{"operator_id": "rna", "operator_type": operator, "scale": "cell"}],
            "tables": [
                {
                    "path_in_file": "X",
                    "measured_by": "rna",
                    "feature_space": {
                        "feature_type": "gene",
                        "identifier_scheme": "ensembl",
                        **(space or {}),
                    },
                }
            ],
            "agents": [
                {
                    "agent_id": gene,
                    "agent_type": "GeneticPerturbation",
                    "intended_features": [gene],
                }
                for gene in targets
            ],
            "interventions": [
                {
                    "intervention_id": gene,
                    "events": [{"event_type": "administer", "agent": gene}],
                }
                for gene in targets
            ],
        }
    )


def file(names, columns=None):
    var = frame_of(columns, names=names, n_rows=len(names or ()))
    return facts_of(replace(table_of(matrices=(header_of("X", (3, 3)),)), var=var))


def absent(view, facts):
    return [(str(e.location), e.count, e.total) for e in rule_of("INT011").check(view, facts)]


def test_targets_are_looked_up_without_their_version():
    assert absent(card(KLF1, MYB), file((f"{KLF1}.12", MYB))) == []


def test_an_absent_target_is_found():
    assert absent(card(KLF1, TP53), file((KLF1, MYB))) == [("var", 1, 2)]


def test_identifiers_may_stand_in_a_column():
    columns = {"gene_id": text_column("gene_id", {KLF1: 1, MYB: 1})}
    view = card(KLF1, space={"feature_column": "gene_id"})
    assert absent(view, file(("a", "b"), columns)) == []


def test_symbols_are_looked_up():
    view = card(KLF1, TP53, space={"identifier_scheme": "symbol"})
    assert absent(view, file(("KLF1", "MYB"))) == [("var", 1, 2)]


def test_a_gene_that_does_not_exist_is_reported_elsewhere():
    assert absent(card("ENSG00000999999"), file((KLF1,))) == []


@pytest.mark.parametrize(
    ("space", "operator", "names"),
    [
        ({"is_targeted": True}, "SingleCellRNA", (KLF1,)),
        ({}, "SurfaceProtein", (KLF1,)),
        ({"feature_type": "protein"}, "SingleCellRNA", (KLF1,)),
        ({"identifier_scheme": "probe_set"}, "SingleCellRNA", (KLF1,)),
        ({"feature_column": "missing"}, "SingleCellRNA", (KLF1,)),
        ({}, "SingleCellRNA", None),
    ],
)
def test_where_absence_cannot_be_told_nothing_is_said(space, operator, names):
    assert absent(card(TP53, space=space, operator=operator), file(names)) == []
