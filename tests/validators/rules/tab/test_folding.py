"""Labels that a person reads as one fold to one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.validators.rules.tab.folding import are_padded, folded, folded_all


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DMSO", "dmso"),
        ("DMSO ", "DMSO"),
        ("T  cell", "T cell"),
        ("5 \u00b5M", "5 \u03bcM"),
        ("caf\u00e9", "cafe\u0301"),
        ("IFN\u200bG", "IFNG"),
        ("\uff21549", "A549"),
    ],
)
def test_labels_that_read_alike_fold_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("IFN-a", "IFN-b"), ("D1", "D2"), ("HLA-A", "HLAA"), ("1+1", "11")]
)
def test_labels_that_differ_stay_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_case_is_kept_where_it_counts() -> None:
    assert folded("c1ccccc1", keep_case=True) != folded("C1CCCCC1", keep_case=True)
    assert folded("DMSO ", keep_case=True) == folded("DMSO", keep_case=True)


@given(st.text())
def test_padding_never_counts(label: str) -> None:
    assert folded(f" {label}\t") == folded(label)


@given(st.lists(st.text(), min_size=1), st.booleans())
def test_many_labels_fold_as_each_does(labels: list[str], keep_case: bool) -> None:
    one_by_one = [folded(label, keep_case=keep_case) for label in labels]
    assert folded_all(labels, keep_case=keep_case) == one_by_one


@given(st.lists(st.text(), min_size=1))
def test_padding_among_many_labels_is_seen(labels: list[str]) -> None:
    assert are_padded(labels) == any(label != label.strip() for label in labels)
