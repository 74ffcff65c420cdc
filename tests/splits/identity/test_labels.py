"""Plain labels: blanks, case, Unicode, numbers, missing values."""

import pytest

from aivc.splits.axes import AXES
from aivc.splits.errors import UnknownAxisError
from aivc.splits.identity.context import IdentityContext
from aivc.splits.identity.labels import resolve_labels
from aivc.splits.identity.resolve import resolve_axis


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("P1", "p1"),
        ("P1", " P1"),
        ("lot  7", "lot 7"),
        ("caf\u00e9", "cafe\u0301"),
        ("A\u200b1", "A1"),
        ("\uff21", "A"),
    ],
)
def test_labels_that_differ_in_nothing_seen_are_one(one: str, other: str) -> None:
    found = resolve_labels([one, other, "P2"])
    assert found.place[0] == found.place[1] != found.place[2]
    assert {one, other} <= set(found.merges[0].labels)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1", "01"), ("1", "1.0"), ("1E5", "1e5"), ("10\u00b2", "102"), ("P1", "P01"), ("P-1", "P1")],
)
def test_numbers_and_names_that_are_written_otherwise_are_two(one: str, other: str) -> None:
    assert len(resolve_labels([one, other]).names) == 2


def test_a_label_keeps_its_case_where_no_other_differs_in_it_only() -> None:
    assert resolve_labels(["Donor_a", "donor_B"]).names == ("Donor_a", "donor_B")


def test_words_for_a_missing_value_are_no_value() -> None:
    labels = ["", " ", "nan", "NA", "N/A", "None", "unknown", "D1"]
    assert resolve_labels(labels).place == (*(-1,) * 7, 0)


def test_none_is_a_value_and_na_is_sodium() -> None:
    assert resolve_labels(["none", "Na"]).names == ("Na", "none")


def test_scaffolds_are_compared_letter_by_letter() -> None:
    found = resolve_axis("scaffold", ["c1ccccc1", "C1CCCCC1"], IdentityContext())
    assert found.names == ("C1CCCCC1", "c1ccccc1")


def test_agents_named_by_smiles_keep_their_case() -> None:
    labels = ["c1ccccc1", "C1CCCCC1", "CCO", "OCC"]
    found = resolve_axis("agent", labels, IdentityContext(is_chemistry_wanted=False))
    assert found.place[0] != found.place[1]


@pytest.mark.parametrize("axis", AXES)
def test_every_axis_resolves(axis: str) -> None:
    found = resolve_axis(axis, ["x 1", "y 2", "x 1"], IdentityContext())
    assert [found.names[place] for place in found.place] == ["x 1", "y 2", "x 1"]


def test_an_unknown_axis_is_an_error() -> None:
    with pytest.raises(UnknownAxisError, match="no axis 'colour'"):
        resolve_axis("colour", [], IdentityContext())
