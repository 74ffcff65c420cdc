"""Combinations are told by evidence; what may be part of a name is no separator."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.adapters.drafting.gene_names import GeneNames
from aivc.adapters.drafting.label_words import LabelWords
from aivc.adapters.drafting.separators import SEPARATORS, find_separator, members_of

WORDS = LabelWords(GeneNames("NCBITaxon:9606"))
NAME = st.text(st.sampled_from("ABCDEFGH0123-/, ._"), min_size=1, max_size=8).filter(
    lambda name: "__" not in name  # two underscores do separate
)


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (["KRAS+MET", "KRAS", "MET"], "+"),
        (["KRAS|MET", "ctrl"], "|"),
        (["NKX2-1+KRAS", "NKX2-1"], "+"),
        (["a;b", "a", "b"], ";"),
        (["HLA-A", "HLA-B", "non-targeting"], None),
        (["IL-2/IL-15", "IL-2", "IL-15"], None),
        (["2,4-Dinitrophenol", "2", "4-Dinitrophenol"], None),
        (["CD4+ T cell", "CD8+ T cell"], None),
        (["odd+even"], None),
        (["ctrl+ctrl", "ctrl"], None),
        (["KRAS", "MET"], None),
        (["KRAS,MET", "BRAF"], ","),
        (["KRAS_MET", "BRAF", "KRAS_ctrl"], "_"),
        (["KRAS & MET", "KRAS"], "&"),
        (["drug_10", "drug_100"], None),
    ],
)
def test_separators(labels, found):
    separator = find_separator(labels, WORDS)
    assert (separator.text if separator else None) == found


@given(st.lists(NAME, max_size=12))
def test_a_hyphen_slash_comma_or_blank_never_separates_what_is_not_known(labels):
    assert find_separator(labels, LabelWords()) is None


@given(st.lists(st.text("ABC", min_size=1), min_size=2, max_size=4), st.sampled_from(SEPARATORS))
def test_members_are_what_was_joined(parts, mark):
    assert members_of(mark.join(parts), mark) == tuple(parts)
