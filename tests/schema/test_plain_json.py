"""Anything a parser gives becomes plain JSON, and what cannot be is named."""

import datetime as dt
from typing import Any

import pytest

from aivc.schema.plain_json import MAXIMUM_DEPTH, plain_json


@pytest.mark.parametrize(
    ("raw", "copy"),
    [
        ({"a": [1, 2.5, "x", None, True]}, {"a": [1, 2.5, "x", None, True]}),
        (("a", ("b",)), ["a", ["b"]]),
        (dt.date(2027, 1, 31), "2027-01-31"),
        (dt.datetime(2027, 1, 31, 12, 0, tzinfo=dt.UTC), "2027-01-31T12:00:00+00:00"),
        ("Größe", "Größe"),
        (10**400, 10**400),
    ],
)
def test_what_json_holds_is_copied(raw: object, copy: object) -> None:
    assert plain_json(raw) == (copy, ())


def test_the_original_is_left_alone() -> None:
    raw: dict[Any, Any] = {"a": [dt.date(2027, 1, 31)], 1: float("nan")}
    plain_json(raw)
    assert list(raw) == ["a", 1]
    assert raw["a"] == [dt.date(2027, 1, 31)]


def test_what_json_lacks_is_named_with_its_path() -> None:
    raw = {"a": [float("nan"), {"b": b"x"}], 7: "seven", "c": "\udcff", "\ud800": 1}
    copy, lacking = plain_json(raw)
    assert copy == {"a": [None, {"b": None}], "c": None}
    assert [(item.path, item.is_key) for item in lacking] == [
        (("a", 0), False), (("a", 1, "b"), False), (("7",), True), (("c",), False),
        (("\ud800",), False),
    ]  # fmt: skip


def test_an_object_may_be_used_twice_but_not_within_itself() -> None:
    shared = {"value": 1}
    assert plain_json([shared, shared]) == ([{"value": 1}, {"value": 1}], ())
    shared["self"] = shared
    copy, (lacking,) = plain_json([shared])
    assert copy == [{"value": 1, "self": None}]
    assert lacking.path == (0, "self")


def test_depth_is_bounded() -> None:
    deep: list[Any] = []
    for _ in range(MAXIMUM_DEPTH * 20):
        deep = [deep]
    _, (lacking,) = plain_json(deep)
    assert len(lacking.path) == MAXIMUM_DEPTH


def test_size_is_bounded_however_little_the_parser_holds() -> None:
    bomb: list[Any] = ["x"] * 10
    for _ in range(30):
        bomb = [bomb] * 10
    copy, (lacking,) = plain_json({"a": bomb})
    assert copy is None
    assert lacking.path == ()
