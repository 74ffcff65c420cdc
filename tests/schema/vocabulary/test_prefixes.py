"""Identifiers are told apart, and what cannot be looked up is only said to be well formed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.schema.vocabulary import (
    Availability,
    availability,
    find_prefix,
    format_ok,
    is_known_prefix,
    known_prefixes,
    lookup,
    sources,
    version_of,
    vocabulary_of,
)
from aivc.schema.vocabulary.ontology_index import load_ontology

FORMAT_ONLY = (
    "OBI:0400109", "NCIT:C48660", "UO:0000080", "BAO:0002989", "SCT:12710003", "RRID:AB_262044",
    "uniprot:P01375", "anti-uniprot:P01375", "GO:0032571", "MS:1000031", "PRIDE:0000895",
    "RO:0001000", "BFO:0000050", "DUO:0000046", "PUBCHEM.COMPOUND:100101", "depmap:ACH-000001",
    "reactome:R-HSA-109582", "msigdb:M5930", "wikipathways:WP732", "CHEMBL.COMPOUND:CHEMBL465070",
    "inchikey:IAZDPXIOMUYVGZ-UHFFFAOYSA-N",
)  # fmt: skip


@pytest.mark.parametrize("prefix", sorted(known_prefixes()))
def test_the_example_of_every_prefix_is_well_formed(prefix) -> None:
    example = known_prefixes()[prefix].example
    assert format_ok(example)
    assert vocabulary_of(example) == prefix


@pytest.mark.parametrize("prefix", sorted(sources()["vocabularies"]))
def test_the_example_of_every_indexed_prefix_exists(prefix) -> None:
    example = known_prefixes()[prefix].example
    assert availability(example) is Availability.INDEXED
    assert lookup(example) is not None
    assert version_of(prefix)


@pytest.mark.parametrize("prefix", sorted(sources()["vocabularies"]))
def test_the_pattern_fits_every_indexed_identifier(prefix) -> None:
    known = known_prefixes()[prefix]
    pattern = re.compile(f"{prefix}{known.separator}(?:{known.pattern})", re.ASCII)
    identifiers = load_ontology(known.file).identifiers
    others = {
        name
        for name, entry in sources()["vocabularies"].items()
        if entry["file"] == known.file and name != prefix
    }
    # Every thousandth of the two giants, all of the others.
    step = 1000 if len(identifiers) > 100_000 else 1
    rows = range(0, len(identifiers), step)
    texts = [identifiers.text(row) for row in rows]
    own = [text for text in texts if not text.startswith(tuple(f"{other}:" for other in others))]
    assert own
    assert [text for text in own if not pattern.fullmatch(text)] == []


@pytest.mark.parametrize("curie", FORMAT_ONLY)
def test_terms_that_are_not_held_are_format_checked(curie) -> None:
    assert availability(curie) is Availability.FORMAT_ONLY
    assert format_ok(curie)
    assert lookup(curie) is None


@pytest.mark.parametrize(
    "curie",
    ["OBI:70", "NCIT:48660", "uniprot:P0", "SCT:x", "CL:66", "CL:0000066\n", "CL_0000066",
     "CVCL:0004", "CHEBI:028262", "GO:٠٠٣٢٥٧١", "inchikey:IAZDPXIOMUYVGZ"],
)  # fmt: skip
def test_malformed_identifiers_are_noticed(curie) -> None:
    assert not format_ok(curie)


def test_an_unlisted_taxon_is_not_called_wrong() -> None:
    assert availability("NCBITaxon:9606") is Availability.INDEXED
    assert availability("NCBITaxon:9685") is Availability.FORMAT_ONLY
    assert format_ok("NCBITaxon:9685")
    assert lookup("NCBITaxon:9685") is None


def test_unknown_prefixes() -> None:
    assert availability("FOO:1") is Availability.UNKNOWN_PREFIX
    assert not is_known_prefix("FOO")
    assert vocabulary_of("K562") is None
    assert version_of("OBI") is None
    assert version_of("FOO") is None


def test_other_spellings_lead_to_the_canonical_prefix() -> None:
    assert vocabulary_of("pubchem.compound:100101") == "PUBCHEM.COMPOUND"
    assert vocabulary_of("SNOMED:12710003") == "SCT"
    spelling = [text for known in known_prefixes().values() for text in known.other_spellings]
    assert len(spelling) == len(set(spelling))
    assert not set(spelling) & set(known_prefixes())
    assert find_prefix("pubchem").prefix == "PUBCHEM.COMPOUND"


@given(st.text())
def test_no_text_raises(text) -> None:
    assert isinstance(format_ok(text), bool)
    assert isinstance(availability(text), Availability)
    assert lookup(text) is None or availability(text) is Availability.INDEXED


def test_huge_texts_are_harmless() -> None:
    for head in ("CL:", "CVCL_", "CHEBI:", "ENSG", ""):
        assert lookup(head + "9" * 1_000_000) is None
        assert not format_ok("CL:" + "9" * 1_000_000)
