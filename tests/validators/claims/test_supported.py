"""The largest claims that a split supports."""

from aivc.validators.claims.supported import supported
from tests.validators.claims.handmade_split import CONTROL, claim, split_of


def held(parts, columns, *claims, **more):
    return [
        (one.evaluated, one.reference, one.novelty, one.axes)
        for one in supported(split_of(parts, columns, *claims, **more))
    ]


def test_an_unseen_donor_says_that_its_samples_are():
    columns = {"donor": list("AABB"), "sample": list("1234"), "batch": list("1122")}

    assert held(["train"] * 2 + ["test"] * 2, columns, claim("donor")) == [
        ("test", "train", "unseen", ("donor",))
    ]


def test_every_pair_of_parts_is_told():
    found = held(["train", "val", "test"] * 2, {"donor": list("ABCABC")})

    assert [(one[0], one[1]) for one in found] == [
        ("val", "train"),
        ("test", "train"),
        ("test", "val"),
    ]


def test_pairs_are_told_where_neither_member_is_new():
    columns = {"agent": list("aabb"), "cell_line": list("KMKM")}

    assert held(["train", "train", "train", "test"], columns) == [
        ("test", "train", "unseen", ("cell_line", "agent"))
    ]


def test_nothing_is_told_of_a_split_that_shares_everything():
    assert held(["train", "test"] * 2, {"agent": list("aabb")}) == []


def test_wells_are_told_where_nothing_else_is_new():
    columns = {"well": list("1122"), "agent": list("aaaa")}

    assert held(["train", "train", "test", "test"], columns) == [
        ("test", "train", "unseen", ("well",))
    ]


def test_nothing_is_told_of_an_axis_that_any_split_keeps_apart():
    parts = ["train", "train", "test", "test"]
    columns = {"sample": list("1234"), "agent": list("aaaa")}

    assert held(parts, columns) == []
    assert held(parts, {**columns, "donor": list("AABB")}) == [
        ("test", "train", "unseen", ("donor",))
    ]
    assert held(parts, {**columns, "donor": list("AABA")}) == []


def test_doses_are_told_by_where_they_lie():
    columns = {"agent": ["a"] * 4, "dose": [1, 5, 10, 30]}
    assert held(["train", "test", "train", "train"], columns) == [
        ("test", "train", "interpolation", ("dose", "agent"))
    ]
    assert held(["train", "train", "train", "test"], columns) == [
        ("test", "train", "extrapolation", ("dose", "agent"))
    ]


def test_combinations_are_told_by_their_members():
    [found] = supported(
        split_of(
            ["train", "train", "train", "test"],
            {"agent": ["A", "B", CONTROL, "A+B"]},
        )
    )

    assert (found.axes, found.members_seen) == (("combination",), 2)


def test_a_few_rows_are_few_shot_beside_many():
    columns = {"cell_type": [*"B" * 200, *"C" * 200, *"T" * 3, *"T" * 5]}
    parts = [*["train"] * 403, *["test"] * 5]

    assert held(parts, columns) == [("test", "train", "few_shot", ("cell_type",))]


def test_what_cannot_be_told_apart_is_said():
    columns = {"batch": list("1111222233"), "agent": list("aabbccddee")}
    found = supported(split_of(["train"] * 8 + ["test"] * 2, columns, claim("batch")))

    assert {str(one.verdict) for one in found} == {"not_identifiable"}
