"""The organism table, and telling an organism from gene ids."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.schema.vocabulary import (
    find_organism,
    gene_table_organisms,
    genes,
    known_prefixes,
    lookup,
    organism_of_gene_ids,
    organisms,
    sources,
    species_of,
)

# The organisms of the CELLxGENE schema 7.1.0.
CELLXGENE = {
    9606, 10090, 7227, 7955, 6239, 9541, 9986, 9483, 9595, 9544, 9598, 9823, 30608, 10116,
}  # fmt: skip


def test_the_table_is_short_and_holds_the_organisms_of_cellxgene() -> None:
    assert len(organisms()) <= 25
    roles = {organism.curie for organism in organisms() if organism.cellxgene_role == "organism"}
    assert roles == {f"NCBITaxon:{taxon}" for taxon in CELLXGENE}
    covariates = {row.curie for row in organisms() if row.cellxgene_role == "covariate"}
    assert covariates == {"NCBITaxon:2697049", "NCBITaxon:32630"}


def test_stage_and_anatomy_vocabularies_are_known() -> None:
    used = {
        prefix
        for organism in organisms()
        for prefix in (organism.stage_vocabulary, organism.anatomy_vocabulary)
        if prefix is not None
    }
    assert used <= known_prefixes().keys()
    # Plants are not in the vocabularies that are held.
    assert used - sources()["vocabularies"].keys() == {"PO"}


def test_strains_and_subspecies_are_of_one_species() -> None:
    narrower = [taxon for organism in organisms() for taxon in organism.narrower_taxa]
    assert len(narrower) == len(set(narrower))
    assert not {organism.curie for organism in organisms()} & set(narrower)
    assert all(re.fullmatch(r"NCBITaxon:[1-9]\d*", taxon) for taxon in narrower)


@pytest.mark.parametrize(
    ("taxon", "species"),
    [
        ("NCBITaxon:9606", "NCBITaxon:9606"),
        ("NCBITaxon:559292", "NCBITaxon:4932"),
        ("NCBITaxon:511145", "NCBITaxon:562"),
        ("NCBITaxon:10092", "NCBITaxon:10090"),
    ],
)
def test_a_taxon_is_of_a_species(taxon, species) -> None:
    assert species_of(taxon).curie == species


def test_a_taxon_that_is_not_in_the_table_is_of_no_species() -> None:
    assert species_of("NCBITaxon:5833") is None


@pytest.mark.parametrize(
    ("taxon", "gene_id"),
    [
        ("NCBITaxon:6239", "WBGene00001960"),
        ("NCBITaxon:7227", "FBgn0000490"),
        ("NCBITaxon:7955", "ENSDARG00000024771"),
        ("NCBITaxon:10116", "ENSRNOG00000001234"),
        ("NCBITaxon:9544", "ENSMMUG00000001234"),
        ("NCBITaxon:4932", "YDR477W"),
        ("NCBITaxon:3702", "AT1G01010"),
        ("NCBITaxon:562", "b0001"),
    ],
)
def test_the_form_of_a_gene_id_tells_its_organism(taxon, gene_id) -> None:
    assert organism_of_gene_ids([gene_id]) == (taxon, 1.0)


@pytest.mark.parametrize("taxon", gene_table_organisms())
def test_gene_id_patterns_fit_the_gene_tables(taxon) -> None:
    organism = find_organism(taxon)
    identifiers = genes(taxon)._index.identifiers
    texts = [identifiers.text(row) for row in range(len(identifiers))]
    fitting = sum(bool(re.fullmatch(organism.gene_id_pattern, text)) for text in texts)
    # FlyBase also annotates transcripts and repeats under other ids.
    assert fitting >= 0.97 * len(texts)


@pytest.mark.parametrize("taxon", gene_table_organisms())
def test_gene_ids_tell_their_organism(taxon) -> None:
    identifiers = genes(taxon)._index.identifiers
    step = max(1, len(identifiers) // 200)
    sample = [identifiers.text(row) for row in range(0, len(identifiers), step)]
    found, fraction = organism_of_gene_ids(sample)
    assert found == taxon
    assert fraction > 0.9


def test_mixed_and_foreign_ids() -> None:
    mixed = ["ENSG00000141510.18", "ENSG00000012048", "ENSMUSG00000059552", "TP53"]
    assert organism_of_gene_ids(mixed) == ("NCBITaxon:9606", 0.5)
    assert organism_of_gene_ids(["TP53", "GAPDH"]) == (None, 0.0)
    assert organism_of_gene_ids([]) == (None, 0.0)


@pytest.mark.parametrize(
    ("text", "curie"),
    [
        ("human", "NCBITaxon:9606"),
        ("Homo sapiens", "NCBITaxon:9606"),
        ("homo_sapiens", "NCBITaxon:9606"),
        ("NCBITaxon:9606", "NCBITaxon:9606"),
        ("9606", "NCBITaxon:9606"),
        ("MOUSE", "NCBITaxon:10090"),
        ("SARS-CoV-2", "NCBITaxon:2697049"),
    ],
)
def test_organisms_by_name(text, curie) -> None:
    assert find_organism(text).curie == curie


@given(st.text())
def test_no_text_raises(text) -> None:
    find_organism(text)
    organism_of_gene_ids([text])


def test_labels_are_scientific_names() -> None:
    for organism in organisms():
        assert lookup(organism.curie).label == organism.scientific_name
