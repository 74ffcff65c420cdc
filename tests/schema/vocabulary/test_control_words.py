from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.schema.vocabulary.control_words import control_kind_of


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("DMSO", "vehicle"),
        ("vehicle (DMSO)", "vehicle"),
        ("DMSO 0.1%", "vehicle"),
        ("0.1 % v/v DMSO", "vehicle"),
        ("dmso_ctrl", "vehicle"),
        ("Vehicle", "vehicle"),
        ("ctrl", "untreated"),
        ("ctrl+ctrl", "untreated"),
        ("control_3", "untreated"),
        ("Neg-Ctrl 2", "untreated"),
        ("NegCtrl10_NegCtrl0__NegCtrl10_NegCtrl0", "untreated"),
        ("negative control", "untreated"),
        ("Non-Targeting", "non_targeting_guide"),
        ("non-targeting_00012", "non_targeting_guide"),
        ("NT", "non_targeting_guide"),
        ("NTg7", "non_targeting_guide"),
        ("scrambled sgRNA", "non_targeting_guide"),
        ("safe-targeting", "safe_targeting_guide"),
        ("empty vector", "empty_vector"),
        ("mock", "mock"),
        ("unstim", "untreated"),
        ("Isotype control", "isotype"),
        ("WT", "wild_type"),
    ],
)
def test_words_of_the_field(label: str, kind: str) -> None:
    assert control_kind_of(label) == kind


@pytest.mark.parametrize(
    "label",
    [
        "KLF1+ctrl",
        "ctrl+KLF1",
        "panobinostat (DMSO)",
        "NTS",
        "NTRK1",
        "WT1",
        "positive control",
        "HLA-A",
        "AAVS1",
        "ethanol",
        "Controller",
        "",
        "+",
        "12",
        "DMSO2A",
        "x" * 10_000,
    ],
)
def test_names_that_are_no_words_for_controls(label: str) -> None:
    assert control_kind_of(label) is None


@given(st.text())
def test_any_text_is_judged(label: str) -> None:
    control_kind_of(label)


@given(st.sampled_from(["DMSO", "NT", "ctrl"]), st.text(alphabet="ABCDEFGHIJKLM", min_size=3))
def test_a_combination_with_something_else_is_no_control(word: str, other: str) -> None:
    assert control_kind_of(f"{word}+{other}") is None or control_kind_of(other) is not None
