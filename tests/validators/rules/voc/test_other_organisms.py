"""Names of genes are read in the table of the organism that the gene ids tell."""

from __future__ import annotations

import pytest

from aivc.validators.examples.example import Example, NoCard, SetColumn, SetNames, SetUns
from aivc.validators.examples.run import measure_example, run_example
from aivc.validators.findings import Level
from aivc.validators.registry import rule_of
from aivc.validators.rules.voc.gene_labels import gene_labels

MOUSE = SetNames("var", {row: f"ENSMUSG{row:011}" for row in range(40)})
NOTHING_SAID = (NoCard(), SetUns("organism_ontology_term_id", 0))


@pytest.mark.parametrize(("ids", "symbol"), [((), "TP53"), ((MOUSE,), "Trp53")])
def test_where_nothing_is_declared_the_ids_tell_the_organism(ids, symbol):
    edits = (*NOTHING_SAID, *ids, SetColumn("obs", "target_gene", "p53"))
    card, facts = measure_example(Example("tried", edits=edits, specimen="guides"), Level.OBS)
    (label,) = [x for x in gene_labels(card, facts) if x.location.column == "target_gene"]
    assert label.match.symbol == symbol


@pytest.mark.parametrize(
    ("taxon", "stage", "is_found"),
    [
        ("NCBITaxon:6239", "WBls:0000024", False),
        ("NCBITaxon:6239", "FBdv:00005259", True),
        ("NCBITaxon:7227", "FBdv:00005259", False),
        ("NCBITaxon:7955", "ZFS:0000000", False),
        ("NCBITaxon:7955", "HsapDv:0000258", True),
        ("NCBITaxon:10116", "UBERON:0000105", False),
        ("NCBITaxon:10116", "MmusDv:0000110", True),
        ("NCBITaxon:39442", "MmusDv:0000110", False),
        ("NCBITaxon:562", "MmusDv:0000110", True),
        # It may be a strain of any organism of the table.
        ("NCBITaxon:5833", "MmusDv:0000110", False),
    ],
)
def test_a_stage_is_one_of_the_organism(taxon, stage, is_found):
    edits = (
        NoCard(),
        SetUns("organism_ontology_term_id", taxon),
        SetColumn("obs", "development_stage_ontology_term_id", stage),
    )
    found = run_example(rule_of("VOC029"), Example("tried", edits=edits, specimen="guides"))
    assert bool(found) == is_found
