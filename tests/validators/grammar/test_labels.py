"""Labels are taken apart by the declared separator only; names stay whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.validators.grammar.labels import LabelReader, is_joined, perturbing_members


def members_of(label, separator, names=()):
    return LabelReader.of(separator, names).members(label)


WITH_SIGNS = [
    "HLA-A",
    "HLA-DRA",
    "NKX2-1",
    "non-targeting",
    "TP53/MDM2",
    "1,25-dihydroxyvitamin D3",
    "H1-0",
    "anti-CD3/CD28",
]


@pytest.mark.parametrize("label", WITH_SIGNS)
@pytest.mark.parametrize("separator", [None, "+", "|", "__", " || "])
def test_a_sign_inside_a_name_separates_nothing(label, separator):
    assert members_of(label, separator) == (label,)


@pytest.mark.parametrize("label", WITH_SIGNS)
@pytest.mark.parametrize("separator", ["-", "/", ","])
def test_a_known_name_is_never_taken_apart(label, separator):
    assert members_of(label, separator, {label}) == (label,)


def test_a_known_name_stays_whole_inside_a_pair():
    assert members_of("HLA-A-NKX2-1", "-", {"HLA-A", "NKX2-1"}) == ("HLA-A", "NKX2-1")
    assert members_of("KLF1-HLA-A", "-", {"HLA-A"}) == ("KLF1", "HLA-A")


def test_the_longest_known_name_wins():
    assert members_of("A+B+C", "+", {"A+B"}) == ("A+B", "C")
    assert members_of("A+B+C", "+", {"A+B", "A+B+C"}) == ("A+B+C",)


def test_pairs_and_free_places():
    assert members_of("KLF1+MAP2K6", "+") == ("KLF1", "MAP2K6")
    assert members_of(" KLF1 + MAP2K6 ", "+") == ("KLF1", "MAP2K6")
    assert perturbing_members(members_of("KLF1+ctrl", "+")) == ("KLF1",)
    assert perturbing_members(members_of("ctrl+KLF1", "+")) == ("KLF1",)
    assert perturbing_members(("NT_7", "KLF1"), {"NT_7"}) == ("KLF1",)


names = st.lists(
    st.text(st.characters(categories=["L", "N"], include_characters="-/.,"), min_size=1),
    min_size=1,
    max_size=4,
)


@given(names, st.sampled_from(["+", "|", " || ", "&"]))
def test_joining_and_reading_give_back_the_members(members, separator):
    assert members_of(separator.join(members), separator) == tuple(members)


@given(st.text(), st.none() | st.text(max_size=3), st.frozensets(st.text(), max_size=4))
def test_any_text_can_be_read(label, separator, known):
    assert all(member for member in members_of(label, separator, known)) or not label.strip()


def test_joined_names():
    guides = {"KLF1_1", "MYB_1"}
    assert is_joined("KLF1_1|MYB_1", guides)
    assert is_joined("KLF1_1_MYB_1", guides)
    assert not is_joined("KLF1_1", guides)
    assert not is_joined("KLF1_1MYB_1", guides)
    assert not is_joined("KLF1_2|MYB_1", guides)
    assert not is_joined("", guides)
