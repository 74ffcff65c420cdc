"""What the build script packs is what the index reads, and it packs the same bytes again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aivc.schema.vocabulary import packed, sources
from aivc.schema.vocabulary.gene_index import GeneIndex
from aivc.schema.vocabulary.genes import GeneTable
from aivc.schema.vocabulary.ontology_index import OntologyIndex

TOOLS = Path(__file__).resolve().parents[3] / "tools"
SMALL = ("pato", "hsapdv", "mmusdv", "hancestro", "cl", "genes_32630", "genes_2697049")


@pytest.fixture(scope="module")
def build():
    """Make the modules of the build script importable."""
    sys.path.insert(0, str(TOOLS))
    try:
        from vocabulary_build import genes, ontologies, packing

        yield ontologies, genes, packing
    finally:
        sys.path.remove(str(TOOLS))


def _read(payload: bytes, tmp_path: Path, monkeypatch_module, build) -> packed.PackedFile:
    build[2].write_file(tmp_path / "made.gz", payload, compress=True)
    monkeypatch_module.setattr(packed, "DATA", tmp_path)
    return packed.read_packed("made.gz")


@st.composite
def ontologies(draw):
    """Draw a small ontology whose ancestors are closed, as the guide gives them."""
    numbers = draw(st.lists(st.integers(0, 9_999_999), min_size=1, max_size=80, unique=True))
    curies = [f"XX:{number:07d}" for number in numbers]
    if draw(st.booleans()):
        curies.append("XX:123456789")
    text = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)
    terms = {}
    for place, curie in enumerate(curies):
        parents = draw(st.lists(st.sampled_from(curies[:place] or [curie]), max_size=3))
        parents = [parent for parent in parents if parent != curie]
        ancestors = set(parents).union(*(terms[parent]["ancestors"] for parent in parents))
        terms[curie] = {
            "ancestors": dict.fromkeys(ancestors, 1),
            "label": draw(text),
            "deprecated": draw(st.booleans()),
            "synonyms": draw(st.lists(text, max_size=3)),
            "replaced_by": draw(st.sampled_from([None, *curies, "the:Caribbean"])),
        }
    return terms


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(terms=ontologies())
def test_an_ontology_survives_packing(terms, build, tmp_path, monkeypatch) -> None:
    payload, summary = build[0].pack_ontology("XX", "1", terms)
    index = OntologyIndex.unpack(_read(payload, tmp_path, monkeypatch, build))
    assert len(index.identifiers) == summary["terms"] == len(terms)
    for curie, term in terms.items():
        row = index.identifiers.row(curie)
        assert index.identifiers.text(row) == curie
        assert index.labels[row] == " ".join(term["label"].split())
        assert bool(index.deprecated[row]) == term["deprecated"]
        valid = (term["replaced_by"] or "").startswith("XX:")
        assert index.replacement(row) == (term["replaced_by"] if valid else None)
        found = {index.identifiers.text(parent) for parent in index.ancestor_rows(row)}
        assert found == set(term["ancestors"])
        for name in term["synonyms"]:
            kept = " ".join(name.split())
            if kept:
                assert (row, False) in {(hit[0], hit[2]) for hit in index.rows_named(kept)}


def test_the_order_of_the_input_does_not_matter(build) -> None:
    terms = {
        f"XX:{number:07d}": {
            "ancestors": {f"XX:{parent:07d}": 1 for parent in range(number % 5)},
            "label": f"term {number}",
            "deprecated": False,
            "synonyms": ["b", "a"],
        }
        for number in range(100)
    }
    for number in range(5):
        terms[f"XX:{number:07d}"]["ancestors"] = {f"XX:{parent:07d}": 1 for parent in range(number)}
    shuffled = dict(sorted(terms.items(), key=lambda item: item[0][::-1]))
    assert list(shuffled) != list(terms)
    assert build[0].pack_ontology("XX", "1", terms) == build[0].pack_ontology("XX", "1", shuffled)


def test_ancestors_that_are_not_closed_are_refused(build) -> None:
    def term(*ancestors):
        return {"ancestors": dict.fromkeys(ancestors, 1), "label": "", "deprecated": False}

    terms = {"X:1": term(), "X:2": term("X:1"), "X:3": term("X:2")}
    with pytest.raises(ValueError, match="not closed"):
        build[0].pack_ontology("X", "1", terms)


def test_gene_records_are_merged(build, tmp_path, monkeypatch) -> None:
    make = build[1].GeneRecord
    annotation = {f"ENSX{number:011d}": "" for number in range(50)}
    annotation |= {"ENSX00000000001": "NEW", "ENSX00000000002": "KEPT", "ENSX00000000003": "OTHER"}
    records = [
        make("OLD", ("ENSX00000000001",), previous=("OLDER",), aliases=("NICK", "NEW")),
        make("KEPT", ("ENSX00000000003",), aliases=("NICK",)),
        make("NAMED", ("ENSX00000000004",), hgnc=7, ncbi=8),
        make("ABSENT", ("ENSX99999999999",), previous=("GONE",)),
    ]
    payload, summary = build[1].pack_genes(
        "NCBITaxon:1", "1", annotation, records, follow_renamed=True
    )
    index = GeneIndex.unpack(_read(payload, tmp_path, monkeypatch, build))
    table = GeneTable("NCBITaxon:1", "1", index)
    assert summary["genes"] == len(table) == 50
    assert table.resolve("OLD").kind == "previous"
    assert table.resolve("OLD").symbol == table.resolve("OLDER").symbol == "NEW"
    assert table.resolve("KEPT").ensembl_ids == ("ENSX00000000002",)
    assert table.resolve("NICK").kind == "ambiguous"
    assert {found.symbol for found in table.resolve("NICK").candidates} == {"NEW", "KEPT"}
    assert table.by_id("ENSX00000000004") == "NAMED"
    assert table.by_hgnc(7) == table.by_ncbi_gene(8) == ("ENSX00000000004",)
    assert table.resolve("GONE").symbol == "ABSENT"
    assert table.resolve("GONE").ensembl_ids == ()


def test_an_untrusted_id_does_not_rename_a_gene(build, tmp_path, monkeypatch) -> None:
    annotation = {f"ENSX{number:011d}": f"G{number}" for number in range(50)}
    records = [build[1].GeneRecord("ELSE", ("ENSX00000000001",))]
    payload, _ = build[1].pack_genes("NCBITaxon:1", "1", annotation, records, follow_renamed=False)
    index = GeneIndex.unpack(_read(payload, tmp_path, monkeypatch, build))
    match = GeneTable("NCBITaxon:1", "1", index).resolve("ELSE")
    assert (match.kind, match.symbol, match.ensembl_ids) == ("approved", "ELSE", ())


def test_the_build_gives_the_same_payloads_again(tmp_path) -> None:
    python = os.environ.get("AIVC_VOCABULARY_PYTHON")
    if not python:
        pytest.skip("AIVC_VOCABULARY_PYTHON names no interpreter with the source packages")
    for seed in ("0", "1"):
        target = tmp_path / seed
        target.mkdir()
        subprocess.run(
            [python, TOOLS / "build_vocabulary.py", target, "--only", *SMALL],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
    for stem in SMALL:
        first, second = ((tmp_path / seed / f"{stem}.gz").read_bytes() for seed in "01")
        assert first == second
        entry = sources()["files"][f"{stem}.gz"]
        assert len(first) == entry["bytes"]
