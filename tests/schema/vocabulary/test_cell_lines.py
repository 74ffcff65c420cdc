"""Cell lines by accession and by name, without ever choosing among several."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.schema.vocabulary import (
    CellLineMatchKind,
    cell_line_synonyms_available,
    find_cell_line,
    sources,
)


@pytest.mark.parametrize(
    ("text", "kind", "accession"),
    [
        ("CVCL_0004", CellLineMatchKind.ACCESSION, "CVCL_0004"),
        ("CVCL:0004", CellLineMatchKind.ACCESSION, "CVCL_0004"),
        ("RRID:CVCL_0004", CellLineMatchKind.ACCESSION, "CVCL_0004"),
        ("K-562", CellLineMatchKind.EXACT, "CVCL_0004"),
        ("k562", CellLineMatchKind.FOLDED, "CVCL_0004"),
        ("A549", CellLineMatchKind.FOLDED, "CVCL_0023"),
        ("A172", CellLineMatchKind.FOLDED, "CVCL_0131"),
        ("T98G", CellLineMatchKind.EXACT, "CVCL_0556"),
        ("U-87MG ATCC", CellLineMatchKind.EXACT, "CVCL_0022"),
        ("THP1", CellLineMatchKind.FOLDED, "CVCL_0006"),
        ("HEK293T", CellLineMatchKind.EXACT, "CVCL_0063"),
        ("MCF7", CellLineMatchKind.FOLDED, "CVCL_0031"),
        ("HepG2", CellLineMatchKind.FOLDED, "CVCL_0027"),
        ("HAP1", CellLineMatchKind.EXACT, "CVCL_Y019"),
    ],
)
def test_lines_are_found(text, kind, accession) -> None:
    match = find_cell_line(text)
    assert (match.kind, match.term.curie) == (kind, accession)


def test_lines_that_differ_in_punctuation_are_candidates() -> None:
    exact = find_cell_line("HAP1")
    assert [term.curie for term in exact.candidates] == ["CVCL_5G07"]
    folded = find_cell_line("hap1")
    assert (folded.kind, folded.term) == (CellLineMatchKind.AMBIGUOUS, None)
    assert [term.curie for term in folded.candidates] == ["CVCL_5G07", "CVCL_Y019"]


def test_part_of_a_name_gives_candidates_only() -> None:
    match = find_cell_line("U87MG")
    assert (match.kind, match.term) == (CellLineMatchKind.AMBIGUOUS, None)
    assert match.candidates[0].curie == "CVCL_0022"
    assert len(match.candidates) == 10 < match.n_candidates
    assert not any("BIU" in term.label for term in match.candidates)


@pytest.mark.parametrize(
    "text", ["", "   ", "no such cell line", "x" * 10_000, "CL:0000066", "(((+)+)+$"]
)
def test_unknown_lines(text) -> None:
    match = find_cell_line(text)
    assert (match.kind, match.term, match.candidates) == (CellLineMatchKind.UNKNOWN, None, ())


def test_the_index_does_not_claim_synonyms() -> None:
    assert cell_line_synonyms_available() is False
    assert "no synonyms" in sources()["vocabularies"]["CVCL"]["note"]
    # WA01 is known as H1, which is the preferred name of another line.
    assert find_cell_line("H1").term.curie != find_cell_line("WA01").term


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_no_text_raises(text) -> None:
    match = find_cell_line(text)
    assert match.n_candidates >= len(match.candidates)
