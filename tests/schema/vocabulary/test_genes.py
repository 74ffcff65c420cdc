"""Gene names of human and mouse, with the renamings that data of the field still carry."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.schema.vocabulary import GeneMatchKind, VocabularyUnavailableError, genes


@pytest.fixture(scope="module")
def human():
    return genes("human")


@pytest.fixture(scope="module")
def mouse():
    return genes("NCBITaxon:10090")


@pytest.mark.parametrize(
    ("text", "kind", "symbol", "ensembl_id"),
    [
        ("TP53", GeneMatchKind.APPROVED, "TP53", "ENSG00000141510"),
        ("MAP3K21", GeneMatchKind.APPROVED, "MAP3K21", "ENSG00000143674"),
        ("KIAA1804", GeneMatchKind.ALIAS, "MAP3K21", "ENSG00000143674"),
        ("MLL", GeneMatchKind.PREVIOUS, "KMT2A", "ENSG00000118058"),
        ("GARS", GeneMatchKind.PREVIOUS, "GARS1", "ENSG00000106105"),
        ("SEPT7", GeneMatchKind.PREVIOUS, "SEPTIN7", "ENSG00000122545"),
        ("MARCH1", GeneMatchKind.PREVIOUS, "MARCHF1", "ENSG00000145416"),
        ("H3F3A", GeneMatchKind.PREVIOUS, "H3-3A", "ENSG00000163041"),
        ("C10orf54", GeneMatchKind.PREVIOUS, "VSIR", "ENSG00000107738"),
        ("PDL1", GeneMatchKind.ALIAS, "CD274", "ENSG00000120217"),
        ("HLA-A", GeneMatchKind.APPROVED, "HLA-A", "ENSG00000206503"),
        ("NKX2-1", GeneMatchKind.APPROVED, "NKX2-1", "ENSG00000136352"),
        ("ENSG00000141510", GeneMatchKind.ENSEMBL_ID, "TP53", "ENSG00000141510"),
        ("ENSG00000141510.18", GeneMatchKind.VERSIONED_ID, "TP53", "ENSG00000141510"),
        ("ENSG00000002586.20_PAR_Y", GeneMatchKind.VERSIONED_ID, "CD99", "ENSG00000002586"),
        (" TP53 ", GeneMatchKind.APPROVED, "TP53", "ENSG00000141510"),
    ],
)
def test_names_resolve(human, text, kind, symbol, ensembl_id) -> None:
    match = human.resolve(text)
    assert (match.kind, match.symbol, match.ensembl_ids) == (kind, symbol, (ensembl_id,))
    assert not match.case_folded


@pytest.mark.parametrize("text", ["non-targeting", "DMSO", "", "ENSG99999999999", "A+B"])
def test_other_texts_are_unknown(human, text) -> None:
    match = human.resolve(text)
    assert (match.kind, match.symbol, match.ensembl_ids) == (GeneMatchKind.UNKNOWN, "", ())


def test_a_control_label_may_be_a_gene_in_small_letters(human) -> None:
    match = human.resolve("ctrl")
    assert (match.symbol, match.case_folded) == ("CTRL", True)


def test_an_alias_of_several_genes_is_never_chosen(human) -> None:
    match = human.resolve("MLL2")
    assert match.kind is GeneMatchKind.AMBIGUOUS
    assert (match.symbol, match.ensembl_ids) == ("", ())
    assert {(gene.symbol, gene.relation) for gene in match.candidates} == {
        ("KMT2D", "previous"),
        ("KMT2B", "alias"),
    }


def test_every_ambiguous_name_has_several_candidates(human) -> None:
    ambiguous = 0
    for name in set(human._index.names()):
        match = human.resolve(name)
        if match.kind is GeneMatchKind.AMBIGUOUS:
            ambiguous += 1
            assert len(match.candidates) > 1
            assert len({gene.symbol for gene in match.candidates}) == len(match.candidates)
    assert ambiguous > 1000


def test_case_is_tried_last_and_said(human, mouse) -> None:
    folded = human.resolve("tp53")
    assert (folded.symbol, folded.case_folded) == ("TP53", True)
    assert mouse.resolve("TRP53").case_folded
    assert mouse.resolve("Trp53").kind is GeneMatchKind.APPROVED


def test_an_approved_symbol_wins_and_says_who_else_bears_it(mouse) -> None:
    match = mouse.resolve("H2-K1")
    assert (match.kind, match.symbol) == (GeneMatchKind.APPROVED, "H2-K1")
    assert [gene.symbol for gene in match.candidates] == ["H2-K2"]


def test_ids_and_symbols(human) -> None:
    assert len(human) == 78894
    assert human.by_id("ENSG00000141510") == "TP53"
    assert human.by_id("ENSG00000290825") is not None
    assert human.by_id("ENSMUSG00000059552") is None
    assert human.by_symbol("TP53") == ("ENSG00000141510",)
    assert human.by_symbol("tp53") == ()
    assert human.by_ncbi_gene(7157) == human.by_hgnc(11998) == ("ENSG00000141510",)
    assert human.by_ncbi_gene(0) == human.by_ncbi_gene(-1) == ()


def test_a_symbol_shared_by_annotated_genes_gives_all(human) -> None:
    assert len(human.by_symbol("Y_RNA")) > 100
    assert len(human.resolve("Y_RNA").ensembl_ids) > 100


def test_organisms_without_a_table_are_refused() -> None:
    for name in ("NCBITaxon:562", "cow", "unheard of"):
        with pytest.raises(VocabularyUnavailableError):
            genes(name)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_no_text_raises(text) -> None:
    match = genes("human").resolve(text)
    assert (match.kind is GeneMatchKind.UNKNOWN) <= (not match.ensembl_ids and not match.candidates)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 78893))
def test_every_id_leads_back_to_its_gene(row) -> None:
    table = genes("human")
    gene_id = table._index.identifiers.text(row)
    match = table.resolve(gene_id)
    assert match.ensembl_ids == (gene_id,)
    if match.symbol:
        assert gene_id in table.by_symbol(match.symbol)
        assert gene_id in table.resolve(match.symbol).ensembl_ids
