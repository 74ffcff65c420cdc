"""The text of a card as plain data, whatever the text is."""

from __future__ import annotations

import json
import math
import re
import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.schema.card_document import read_document
from aivc.schema.card_scalars import plain_scalar

CARD = """\
# a card
aivc_schema_version: 0.1.0
title: >-
  Folded
  title
samples:
- sample_id: s1
  matches:
  - {column: treatment, column_value: DMSO}
  - column: dose
    column_value: 1e-05

- sample_id: s2
tables: [{path_in_file: X,
          measured_by: rna}]
"""


def test_values_and_lines():
    card = read_document(CARD)
    assert card.problem is None
    assert card.data["title"] == "Folded title"
    assert card.data["samples"][0]["matches"][1]["column_value"] == 1e-5
    lines = {
        "": 2,
        "/aivc_schema_version": 2,
        "/title": 3,
        "/samples": 6,
        "/samples/0": 7,
        "/samples/0/sample_id": 7,
        "/samples/0/matches/0/column_value": 9,
        "/samples/0/matches/1": 10,
        "/samples/0/matches/1/column_value": 11,
        "/samples/1": 13,
        "/tables/0": 14,
        "/tables/0/measured_by": 15,
    }
    assert {pointer: card.line_of(pointer) for pointer in lines} == lines


def test_the_line_of_what_is_not_there_is_that_of_what_is_around():
    card = read_document(CARD)
    assert card.line_of("/samples/0/culture/medium") == 7
    assert card.line_of("/samples/9") == 6
    assert card.line_of("/nothing") == 2
    assert card.line_of("/samples/x/y") == 6


def test_keys_with_signs_of_pointers():
    card = read_document("a/b:\n  c~d: 1\n")
    assert card.line_of("/a~1b/c~0d") == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e-05", 1e-5),
        ("1E+5", 1e5),
        ("1.0E5", 1e5),
        ("2e3", 2000.0),
        ("2E3", "2E3"),
        ("24", 24),
        ("-3", -3),
        ("+3.5", 3.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("04", "04"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2024-03-01", "2024-03-01"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("-", "-"),
        ("1234567890123456789012", "1234567890123456789012"),
        ("0.1.0", "0.1.0"),
        (".inf", math.inf),
    ],
)
def test_words(text, value):
    found = read_document(f"a: {text}\n" if text != "-" else "a: '-'\n").data["a"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("text", ["'24'", '"24"', "!!str 24"])
def test_what_is_quoted_is_text(text):
    assert read_document(f"a: {text}").data == {"a": "24"}


def test_keys_are_text():
    assert read_document("1: a\ntrue: b\n2024-01-01: c\n").data == {
        "1": "a",
        "true": "b",
        "2024-01-01": "c",
    }


def test_repeated_keys_are_named_and_the_last_is_read():
    card = read_document("a: 1\nb:\n- {c: 1, c: 2, c: 3}\na: 4\n")
    assert card.data == {"a": 4, "b": [{"c": 3}]}
    assert card.duplicate_keys == ("/b/0/c", "/a")


def test_references():
    card = read_document("a: &x {b: 1}\nc: *x\nd: [*x]\n")
    assert card.data == {"a": {"b": 1}, "c": {"b": 1}, "d": [{"b": 1}]}
    assert card.line_of("/c") == 2
    assert card.line_of("/c/b") == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: [GBM\nid: x\n", 2),
        ("samples: [", 1),
        ("a: b: c\n", 1),
        ("a:\n\tb: c\n", 2),
        ("a: !!python/object/apply:os.system [ls]\n", 1),
        ("x: 1\na: !secret b\n", 2),
        ("a: !!int b\n", 1),
        ("a: &x [*x]\n", 1),
        ("a: *nothing\n", 1),
        ("a: &x {b: 1}\nc: {<<: *x}\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("? [a]\n: b\n", 1),
        ("a: 1\nb: \x07\n", 2),
        ("a: 1\nb: \ud800\n", 2),
        ("[" * 70 + "]" * 70, 1),
        ("- a\n- b\n", 1),
        ("just text\n", 1),
        ("null\n", 1),
        ("", 0),
        (" \n\n", 0),
        ("# only a remark\n", 0),
    ],
)
def test_what_is_no_card(text, line):
    card = read_document(text)
    assert card.data is None
    assert card.problem.message
    assert card.problem.line == line
    assert card.line_of("/a") == 0


def test_bombs_go_off_in_no_time():
    laughs = "a0: &a0 [x]\n" + "".join(
        f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 9)}]\n" for k in range(1, 20)
    )
    for text in (laughs, "[" * 10**6, "{" * 10**6, "- " * 10**6, "a: " + "x" * 10**7):
        start = time.process_time()
        card = read_document(text)
        assert time.process_time() - start < 10
        assert card.problem is not None or len(card.data["a"]) == 10**7


def test_json_is_read_with_lines():
    card = read_document('{\n  "title": "T",\n  "samples": [\n    {"sample_id": "s"}\n  ]\n}')
    assert card.data == {"title": "T", "samples": [{"sample_id": "s"}]}
    assert card.line_of("/samples/0/sample_id") == 4


def test_json_that_yaml_cannot_read():
    card = read_document('{"title": "\\ud83e\\uddec", "a": 1,\t"a": 2}')
    assert card.data == {"title": "\U0001f9ec", "a": 2}
    assert card.duplicate_keys == ("/a",)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@settings(deadline=None)
@given(st.dictionaries(st.text().filter(lambda key: key != "<<"), JSON, max_size=5))
def test_json_comes_back(data):
    assert read_document(json.dumps(data)).data == data
    assert read_document(json.dumps(data, ensure_ascii=False)).data == data


@settings(deadline=None)
@given(st.dictionaries(st.text(st.characters(codec="ascii")), JSON, max_size=5))
def test_yaml_that_others_write_comes_back(data):
    """Words that YAML 1.1 reads as something else are quoted by its writers.

    To YAML 1.1 a number has a point, so that its writers do not quote the text ``2e3``.
    """
    text = yaml.safe_dump(data)
    if not re.search(r"\d[eE]", text) and "<<" not in data:
        assert read_document(text).data == data


@settings(deadline=None)
@given(st.text())
def test_any_text_gives_data_or_a_problem(text):
    card = read_document(text)
    assert (card.data is None) == (card.problem is not None)
    assert card.line_of("/a/0") >= 0


@settings(deadline=None)
@given(st.text("{}[]:,-&*!|>'\"#%@?~ \n\tab01.<", max_size=30))
def test_any_yaml_gives_data_or_a_problem(text):
    card = read_document(text)
    assert (card.data is None) == (card.problem is not None)


@settings(deadline=None)
@given(st.one_of(st.integers(-(10**17), 10**17), st.floats(allow_nan=False, allow_infinity=False)))
def test_numbers_come_back(number):
    assert plain_scalar(json.dumps(number)) == number
