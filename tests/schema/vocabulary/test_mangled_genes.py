"""Gene symbols that became dates or numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.schema.vocabulary import mangled_gene


@pytest.mark.parametrize(
    ("text", "original", "symbol"),
    [
        ("1-Mar", "MARCH1", "MARCHF1"),
        ("1-Mar", "MARC1", "MTARC1"),
        ("01-MAR", "MARCH1", "MARCHF1"),
        ("2-Sep", "SEPT2", "SEPTIN2"),
        ("Sep-02", "SEPT2", "SEPTIN2"),
        ("Sept-2", "SEPT2", "SEPTIN2"),
        ("1-Dec", "DEC1", "DELEC1"),
        ("4-Oct", "OCT4", "POU5F1"),
        ("44256", "MARCH1", "MARCHF1"),
        ("44256.0", "MARCH1", "MARCHF1"),
        ("2021-03-01", "MARCH1", "MARCHF1"),
        ("2021-03-01 00:00:00", "MARCH1", "MARCHF1"),
        ("9-Sep-06", "SEPT9", "SEPTIN9"),
    ],
)
def test_dates_are_genes(text, original, symbol) -> None:
    found = mangled_gene(text)
    assert original in found.originals
    assert symbol in found.symbols


@pytest.mark.parametrize(
    "text",
    ["TP53", "MARCH1", "DEC1", "31-Jan", "1-Foo", "40-Mar", "2021-13-01", "12345", "99999", "",
     "1.5", "2.31E+19", "SEPTIN2", "HLA-A", "1" * 1000],
)  # fmt: skip
def test_other_texts_are_not(text) -> None:
    assert mangled_gene(text) is None


def test_mouse_symbols_and_clones() -> None:
    assert "Septin2" in mangled_gene("2-Sep", "mouse").symbols
    clone = mangled_gene("2.310009E+19", "mouse")
    assert clone.originals == ("2310009E13Rik",)


@settings(max_examples=300, deadline=None)
@given(st.text("0123456789-.E+MarSepOct ", max_size=14))
def test_no_text_raises(text) -> None:
    found = mangled_gene(text)
    assert found is None or (found.originals and found.symbols)
