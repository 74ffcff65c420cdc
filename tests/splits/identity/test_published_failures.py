"""Pairs of labels that other tools take for two things, and names that they take apart."""

import pytest

from aivc.schema.vocabulary import chemistry_available
from aivc.splits.identity.context import IdentityContext
from aivc.splits.identity.resolve import resolve_axis

HUMAN = IdentityContext(organism="NCBITaxon:9606")

IMATINIB = "Cc1ccc(NC(=O)c2ccc(CN3CCN(C)CC3)cc2)cc1Nc1nccc(-c2cccnc2)n1"

ONE_THING = [
    ("A+B", "B+A"),
    ("TP53", "tp53"),
    ("TP53", "TP53 "),
    ("KMT2A", "MLL"),
    ("ctrl+A", "A"),
    ("A+ctrl", "A"),
    ("A_g1", "A_g2"),
    ("Imatinib", "Imatinib mesylate"),
]


@pytest.mark.parametrize(
    ("axis", "pair"), [("agent", p) for p in ONE_THING] + [("target", p) for p in ONE_THING[:-1]]
)
def test_two_spellings_are_one_value(axis: str, pair: tuple[str, str]) -> None:
    found = resolve_axis(axis, list(pair), HUMAN)
    assert found.place[0] == found.place[1] >= 0
    assert any(set(pair) <= set(merge.labels) for merge in found.merges)
    assert all(merge.reason for merge in found.merges)


@pytest.mark.parametrize("organism", ["", "human"])
def test_an_earlier_symbol_is_the_gene_whatever_the_organism_is_called(organism: str) -> None:
    labels = ["KIAA1804", "MAP3K21", "KMT2A", "MLL", "TP53", "ENSG00000141510.18"]
    found = resolve_axis("target", labels, IdentityContext(organism=organism))
    assert found.names == ("KMT2A", "MAP3K21", "TP53")
    assert [d.kind for d in found.doubts] == ([] if organism else ["assumed"])


WHOLE = [
    "HLA-A", "HLA-B", "HLA-DRB1", "NKX2-1", "H2-K1", "1,2-dichloroethane", "(+)-JQ1", "IFN-gamma+",
    "CD3+", "CD4+ T cells", "TGF-b/SMAD", "MT-CO1", "MIR-17~92", "2-Methoxyestradiol (2-MeOE2)",
    "Baricitinib (LY3009104, INCB028050)", "L-(+)-Tartaric acid", "a_b_c",
]  # fmt: skip


@pytest.mark.parametrize("label", WHOLE)
@pytest.mark.parametrize("axis", ["agent", "target", "guide", "condition", "combination"])
def test_a_name_with_marks_is_never_taken_apart(label: str, axis: str) -> None:
    parts = ["HLA", "A", "B", "NKX2", "1", "2", "IFN", "gamma", "CD3", "JQ1", "a", "b", "T cells"]
    found = resolve_axis(axis, [label, *parts], HUMAN)
    assert found.separator == ""
    assert len(found.members[found.place[0]]) == 1


def test_a_word_for_controls_with_a_hyphen_is_one_control() -> None:
    found = resolve_axis("agent", ["non-targeting", "HLA-A", "HLA-B", "NT_12"], HUMAN)
    assert found.controls == ("NT_12", "non-targeting")
    assert found.place == (-1, 0, 1, -1)


def test_a_combination_of_controls_is_a_control() -> None:
    found = resolve_axis("agent", ["ctrl+ctrl", "ctrl+KLF1", "KLF1"], HUMAN)
    assert found.names == ("KLF1",)
    assert found.controls == ("ctrl+ctrl",)


def test_an_ambiguous_alias_is_reported_and_not_merged() -> None:
    found = resolve_axis("target", ["MLL2", "KMT2D", "KMT2B"], HUMAN)
    assert len(found.names) == 3
    (doubt,) = found.doubts
    assert (doubt.kind, doubt.labels) == ("ambiguous", ("MLL2",))
    assert doubt.candidates == ("KMT2B", "KMT2D")


@pytest.mark.skipif(not chemistry_available(), reason="RDKit is not installed")
def test_a_salt_is_its_parent_by_structure_even_under_another_name() -> None:
    structures = {"Gleevec": f"{IMATINIB}.CS(=O)(=O)O", "STI-571": IMATINIB}
    found = resolve_axis("agent", list(structures), IdentityContext(structures=structures))
    assert found.place == (0, 0)
    assert "KTUFNOKKBVMGRW-UHFFFAOYSA-N" in found.merges[0].reason


def test_without_chemistry_the_structures_that_were_not_compared_are_counted() -> None:
    structures = {"Gleevec": f"{IMATINIB}.CS(=O)(=O)O", "STI-571": IMATINIB}
    context = IdentityContext(structures=structures, is_chemistry_wanted=False)
    found = resolve_axis("agent", list(structures), context)
    assert len(found.names) == 2
    assert [(d.kind, d.count) for d in found.doubts] == [("needs_chem", 2)]


def test_a_name_of_no_gene_is_told() -> None:
    found = resolve_axis("target", ["KLF1", "KLF1x", "KLF1X"], HUMAN)
    assert len(found.names) == 2
    assert [(d.kind, d.count) for d in found.doubts] == [("unresolved", 2)]


def test_case_tells_genes_of_the_fly_apart() -> None:
    found = resolve_axis("target", ["dl", "Dl"], IdentityContext(organism="NCBITaxon:7227"))
    assert len(found.names) == 2


def test_what_is_told_to_be_a_drug_is_no_gene() -> None:
    kinds = {"MLL": "chemical", "KMT2A": "genetic", "TP53": "genetic"}
    context = IdentityContext(organism="human", agent_kinds=kinds)
    assert len(resolve_axis("agent", list(kinds), context).names) == 3


def test_targets_of_a_drug_are_members() -> None:
    found = resolve_axis("target", ["GJA1|GJA10", "GJA10|GJA1", "KIT"], HUMAN)
    assert found.names == ("GJA1+GJA10", "KIT")
