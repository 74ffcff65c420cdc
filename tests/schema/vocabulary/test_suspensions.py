"""The table of suspensions is that of CELLxGENE 7.1."""

import pytest

from aivc.schema.vocabulary import lookup
from aivc.schema.vocabulary.suspensions import TABLE, allowed_suspensions


@pytest.mark.parametrize(
    ("curie", "allowed"),
    [
        ("EFO:0009922", ("cell", "nucleus")),
        ("EFO:0008931", ("cell", "nucleus")),
        ("EFO:0030026", ("nucleus",)),
        ("EFO:0030007", ("nucleus",)),
        ("EFO:0008919", ("cell",)),
        ("EFO:0008992", ("na",)),
        ("EFO:0022857", ("na",)),
        ("EFO:0008896", ()),
        ("EFO:9999999", ()),
        ("unknown", ()),
    ],
)
def test_an_assay_starts_from_what_cellxgene_says(curie: str, allowed: tuple[str, ...]) -> None:
    assert allowed_suspensions(curie) == allowed


def test_every_term_of_the_table_exists() -> None:
    terms = [term for row in TABLE for term in (*row.branches, *row.terms)]
    assert [term for term in terms if lookup(term) is None] == []
