"""Terms, branches and suggestions, against terms that the reference pages name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.schema.vocabulary import (
    NameKind,
    VocabularyUnavailableError,
    ancestors,
    find_by_label,
    has_hierarchy,
    is_descendant,
    lookup,
    nearest,
    repair_curie,
)

# Labels as EFO 3.90, CL, UBERON, PATO, CHEBI and Cellosaurus 55 give them.
LABELS = {
    "EFO:0009922": "10x 3' v3",
    "EFO:0022604": "10x 3' v4",
    "EFO:0009899": "10x 3' v2",
    "EFO:0022606": "10x gene expression flex",
    "EFO:0030059": "10x multiome",
    "EFO:0010891": "scATAC-seq",
    "EFO:0009294": "CITE-seq",
    "EFO:0030008": "CITE-seq (cell surface protein profiling)",
    "EFO:0700014": "ECCITE-seq",
    "EFO:0008860": "Perturb-Seq",
    "EFO:0030026": "sci-Plex",
    "EFO:0008931": "Smart-seq2",
    "EFO:0022962": "SHARE-seq",
    "EFO:0022600": "Parse Evercode Whole Transcriptome v1",
    "EFO:0022857": "Visium Spatial Gene Expression V1",
    "EFO:0022858": "Visium CytAssist Spatial Gene Expression V2",
    "EFO:0920058": "Visium HD",
    "EFO:0030062": "Slide-seqV2",
    "EFO:0022615": "10x Xenium",
    "EFO:0920059": "CosMx SMI",
    "EFO:0008992": "MERFISH",
    "EFO:0008991": "seqFISH",
    "EFO:0030029": "NanoString digital spatial profiling",
    "EFO:0700002": "PhenoCycler",
    "EFO:0008853": "Patch-seq",
    "EFO:0008994": "spatial transcriptomics",
    "EFO:0030005": "spatial transcriptomics by high-throughput sequencing",
    "EFO:0022955": "imaging based spatial transcriptomics",
    "EFO:0700000": "spatial proteomics",
    "EFO:0007550": "high content screen",
    "EFO:0002766": "proteomic profiling by mass spectrometer",
    "EFO:0002909": "microscopy assay",
    "EFO:0008896": "RNA-Seq",
    "EFO:0002772": "assay by molecule",
    "EFO:0010183": "single cell library construction",
    "EFO:0022867": "Genetic perturbation",
    "EFO:0022895": "dCas9-KRAB",
    "EFO:0920064": "nucleic acid delivery method",
    "EFO:0920067": "lentivirus transduction",
    "EFO:0001702": "temperature",
    "EFO:0002755": "diet",
    "EFO:0009444": "hypoxia",
    "EFO:0000482": "event free survival time",
    "EFO:0000732": "vehicle role",
    "EFO:0007061": "passage number",
    "CL:0000066": "epithelial cell",
    "UBERON:0002107": "liver",
    "UBERON:0000105": "life cycle stage",
    "PATO:0000461": "normal",
    "PATO:0000383": "female",
    "PATO:0000384": "male",
    "PATO:0001340": "hermaphrodite",
    "CHEBI:24431": "chemical entity",
    "CHEBI:28262": "dimethyl sulfoxide",
    "CHEBI:41879": "dexamethasone",
    "MONDO:0018177": "glioblastoma",
    "CVCL_0004": "K-562",
    "CVCL_0023": "A-549",
    "CVCL_0022": "U-87MG ATCC",
    "NCBITaxon:10090": "Mus musculus",
}
CURRENT = (
    "EFO:0000369", "EFO:0000544", "EFO:0000554", "EFO:0000714", "EFO:0001461", "EFO:0002090",
    "EFO:0002091", "EFO:0002756", "EFO:0022870", "EFO:0022871", "EFO:0022872", "EFO:0022873",
    "EFO:0022874", "EFO:0022875", "EFO:0022876", "EFO:0022896", "EFO:0022897", "EFO:0022898",
    "EFO:0022899", "EFO:0030053", "EFO:0700017", "EFO:0920068", "EFO:0920070", "EFO:0920071",
    "EFO:0920074", "EFO:0920075", "EFO:0920076", "EFO:0920077", "HsapDv:0000001", "MmusDv:0000001",
    "HANCESTRO:0005", "AfPO:0000490",
)  # fmt: skip


@pytest.mark.parametrize(("curie", "label"), LABELS.items())
def test_labels(curie, label) -> None:
    term = lookup(curie)
    assert term.label == label
    assert not term.deprecated
    assert term.curie == curie
    assert curie.startswith(term.vocabulary)


@pytest.mark.parametrize("curie", CURRENT)
def test_terms_exist_and_are_current(curie) -> None:
    term = lookup(curie)
    assert term.label
    assert not term.deprecated


@pytest.mark.parametrize("curie", ["EFO:9999999", "CL:9999999", "CVCL_ZZZZ", "CHEBI:1000000000"])
def test_absent_terms(curie) -> None:
    assert lookup(curie) is None


def test_deprecated_terms_name_their_replacement() -> None:
    old = lookup("EFO:0009310")
    assert old.deprecated
    assert old.replaced_by == "EFO:0009899"
    secondary = lookup("CHEBI:1")
    assert (secondary.label, secondary.deprecated, secondary.replaced_by) == (
        "",
        True,
        "CHEBI:18357",
    )


def test_identifiers_of_odd_length_are_found() -> None:
    assert lookup("EFO:000910").replaced_by == "EFO:0009102"
    assert lookup("UBERON:60005380").deprecated


@pytest.mark.parametrize(
    ("curie", "ancestor", "expected"),
    [
        ("EFO:0009922", "EFO:0010183", True),
        # 10x 3' v3 is no "assay by molecule" in EFO 3.90: CELLxGENE accepts either branch.
        ("EFO:0009922", "EFO:0002772", False),
        ("EFO:0008896", "EFO:0002772", True),
        ("EFO:0022857", "EFO:0008994", True),
        ("EFO:0920067", "EFO:0920064", True),
        ("EFO:0022895", "EFO:0022867", True),
        ("EFO:0010183", "EFO:0009922", False),
        ("CHEBI:41879", "CHEBI:24431", True),
        ("UBERON:0002107", "UBERON:0001007", True),
        ("CL:0000540", "CL:0000000", True),
        ("UBERON:0002107", "CL:0000000", False),
        ("CVCL_0004", "UBERON:0000105", False),
        ("CL:9999999", "CL:0000000", False),
    ],
)
def test_branches(curie, ancestor, expected) -> None:
    assert is_descendant(curie, ancestor) is expected


def test_a_term_is_below_itself_only_on_request() -> None:
    assert not is_descendant("EFO:0010183", "EFO:0010183")
    assert is_descendant("EFO:0010183", "EFO:0010183", include_self=True)
    assert not is_descendant("CL:9999999", "CL:9999999", include_self=True)


def test_ancestry_is_transitive_and_acyclic() -> None:
    above = ancestors("UBERON:0002107")
    assert "UBERON:0002107" not in above
    for ancestor in above:
        assert ancestors(ancestor) < above


@pytest.mark.parametrize(
    ("curie", "ancestor"),
    [
        ("CVCL_0004", "CVCL_0023"),
        ("OBI:0000070", "EFO:0002772"),
        ("CL:0000066", "OBI:0000070"),
        ("NCBITaxon:9606", "NCBITaxon:9605"),
        ("K562", "CL:0000000"),
    ],
)
def test_branches_that_are_not_held_are_refused(curie, ancestor) -> None:
    with pytest.raises(VocabularyUnavailableError):
        is_descendant(curie, ancestor)


def test_which_vocabularies_have_a_hierarchy() -> None:
    assert has_hierarchy("EFO")
    assert has_hierarchy("AfPO")
    assert not has_hierarchy("CVCL")
    assert not has_hierarchy("NCBITaxon")
    assert not has_hierarchy("nothing")


@pytest.mark.parametrize(
    ("prefix", "text", "curie", "kind", "exact_case"),
    [
        ("EFO", "10x 3' v3", "EFO:0009922", NameKind.LABEL, True),
        ("EFO", " 10X  3' V3 ", "EFO:0009922", NameKind.LABEL, False),
        ("CL", "nerve cell", "CL:0000540", NameKind.SYNONYM, True),
        ("CHEBI", "Panobinostat", "CHEBI:85990", NameKind.LABEL, False),
        ("NCBITaxon", "Mouse", "NCBITaxon:10090", NameKind.SYNONYM, False),
        ("UBERON", "liver", "UBERON:0002107", NameKind.LABEL, True),
    ],
)
def test_names_are_found(prefix, text, curie, kind, exact_case) -> None:
    first = find_by_label(prefix, text)[0]
    assert (first.term.curie, first.kind, first.exact_case) == (curie, kind, exact_case)


def test_names_that_do_not_exist() -> None:
    assert find_by_label("CL", "no such cell") == ()
    assert find_by_label("CHEBI", "") == ()
    assert find_by_label("CHEBI", "   ") == ()


@pytest.mark.parametrize(
    ("prefix", "text", "curie"),
    [
        ("CL", "epithelal cell", "CL:0000066"),
        ("CL", "epihtelial cell", "CL:0000066"),
        ("EFO", "CITEseq", "EFO:0009294"),
        ("UBERON", "livr", "UBERON:0002107"),
        ("MONDO", "glioblastma", "MONDO:0018177"),
        ("CHEBI", "dexamethazone", "CHEBI:41879"),
        ("CVCL", "K-652", "CVCL_0004"),
        ("NCBITaxon", "Homo sapien", "NCBITaxon:9606"),
    ],
)
def test_typing_errors_are_understood(prefix, text, curie) -> None:
    found = nearest(prefix, text, n=5)
    assert curie in [near.term.curie for near in found]
    assert [near.errors for near in found] == sorted(near.errors for near in found)
    assert not any(near.term.deprecated for near in found)


def test_suggestions_are_limited_and_never_far_fetched() -> None:
    assert len(nearest("CVCL", "HEK293X", n=2)) == 2
    assert nearest("CL", "completely different words") == ()
    assert nearest("CL", "") == ()
    assert nearest("CL", "x" * 100_000) == ()


@pytest.mark.parametrize("call", [find_by_label, nearest])
@pytest.mark.parametrize("prefix", ["OBI", "nothing", "CL:"])
def test_vocabularies_that_are_not_held_are_refused(call, prefix) -> None:
    with pytest.raises(VocabularyUnavailableError):
        call(prefix, "name")


@pytest.mark.parametrize(
    ("text", "curie"),
    [
        ("CL:000066", "CL:0000066"),
        ("CL_0000066", "CL:0000066"),
        ("cl:0000066", "CL:0000066"),
        ("CL 66", "CL:0000066"),
        ("CL:O000066", "CL:0000066"),
        (" CL:0000066 ", "CL:0000066"),
        ("http://purl.obolibrary.org/obo/CL_0000066", "CL:0000066"),
        ("http://www.ebi.ac.uk/efo/EFO_0009922", "EFO:0009922"),
        ("CVCL:0004", "CVCL_0004"),
        ("chebi:28262", "CHEBI:28262"),
        ("CHEBI_028262", "CHEBI:28262"),
        ("NCBITaxon_9606", "NCBITaxon:9606"),
        ("hancestro:5", "HANCESTRO:0005"),
    ],
)
def test_misspelt_identifiers_are_mended(text, curie) -> None:
    assert repair_curie(text).curie == curie


@pytest.mark.parametrize(
    "text", ["", "CL", "CL:", "K562", "CL:9999999", "OBI:70", "10", "CL:" + "9" * 50]
)
def test_what_cannot_be_mended(text) -> None:
    assert repair_curie(text) is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_no_text_raises(text) -> None:
    repair_curie(text)
    for prefix in ("PATO", "NCBITaxon", "HsapDv"):
        for near in nearest(prefix, text):
            assert 0 <= near.errors <= 4
        find_by_label(prefix, text)


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=40).map(lambda text: text + "\udcff"))
def test_lone_surrogates_do_not_raise(text) -> None:
    assert lookup(text) is None
    nearest("PATO", text)
    find_by_label("PATO", text)
