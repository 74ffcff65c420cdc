"""Cell lines, and terms of ontologies."""

import pytest

from aivc.splits.identity.cell_lines import resolve_cell_lines
from aivc.splits.identity.terms import resolve_terms


def test_spellings_of_a_cell_line_are_one() -> None:
    found = resolve_cell_lines(["A549", "A-549", "a 549", "CVCL_0023", "K562", "k562"])
    assert found.names == ("A-549", "K562")
    assert [d.kind for d in found.doubts] == ["not_held"]


def test_lines_that_cellosaurus_tells_apart_stay_apart() -> None:
    found = resolve_cell_lines(["HAP1", "HAP-1"])
    assert len(found.names) == 2
    assert "ambiguous" in {d.kind for d in found.doubts}


@pytest.mark.parametrize(
    "pair", [("SK-MEL-2", "SK-MEL-28"), ("NCI-H1", "NCI-H11"), ("X 1-1", "X 11")]
)
def test_numbers_of_cell_lines_are_not_run_together(pair: tuple[str, str]) -> None:
    assert len(resolve_cell_lines(list(pair)).names) == 2


@pytest.mark.parametrize(
    ("axis", "labels", "names"),
    [
        ("cell_type", ["CL:0000084", "T cell", "T-cell", "monocyte"], ("T cell", "monocyte")),
        ("tissue", ["UBERON:0000178", "blood", "Blood"], ("blood",)),
        ("disease", ["PATO:0000461", "normal"], ("normal",)),
        ("organism", ["NCBITaxon:9606", "human", "Homo sapiens"], ("Homo sapiens",)),
    ],
)
def test_identifier_label_and_synonym_are_one(
    axis: str, labels: list[str], names: tuple[str, ...]
) -> None:
    assert resolve_terms(axis, labels).names == names


def test_a_deprecated_term_is_the_one_that_replaces_it() -> None:
    assert len(resolve_terms("platform", ["EFO:0009310", "EFO:0009899"]).names) == 1


def test_names_that_no_vocabulary_has_stay() -> None:
    assert resolve_terms("cell_type", ["my cells 1", "my cells 2"]).names == (
        "my cells 1",
        "my cells 2",
    )
