"""Files of gene sets beside a card."""

from __future__ import annotations

import hashlib

import pytest

from aivc.validators.facts.feature_sets import read_feature_sets

GMT = "UP\tfrom here\tA\tB\t\tA\n\nDOWN\t\tC \r\nUP\tagain\tD\n"
TABLE = "weight\tsource\ttarget\n1\tUP\tA\n1\tUP\tB\n-1\tDOWN\tC\n0.5\tUP\tD\n"
SETS = {"UP": {"A", "B", "D"}, "DOWN": {"C"}}


def read(folder, content, path="sets.gmt", **further):
    if content is not None:
        (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    card = {"readouts": [{}, {"feature_set": {"path": path, **further}}, {"feature_set": None}]}
    (found,) = read_feature_sets(card, folder)
    assert found.pointer == "/readouts/1/feature_set"
    return found


@pytest.mark.parametrize(
    ("path", "text"),
    [("s.gmt", GMT), ("s.tsv", TABLE), ("s.csv", TABLE.replace("\t", ","))],
)
def test_every_format_gives_the_same_sets(tmp_path, path, text):
    found = read(tmp_path, text, path)
    assert found.problem == ""
    assert {name: set(members) for name, members in found.sets.items()} == SETS
    assert list(found.sets) == ["UP", "DOWN"]
    assert found.members == {"A", "B", "C", "D"}
    assert found.actual_sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("content", "path", "words"),
    [
        (None, "sets.gmt", "no such file"),
        (None, "../sets.gmt", "out of the folder"),
        (None, "a\0b.gmt", ""),
        ("UP A B\n", "sets.gmt", "line 1 has no tab"),
        (b"UP\tx\tA\nDOWN\t\xff\n", "sets.gmt", "line 2 is not UTF-8"),
        ("EMPTY\tx\t\n", "sets.gmt", "no set with a member"),
        ("", "sets.gmt", "no set with a member"),
        ("set\tgene\nUP\tA\n", "sets.tsv", "no column source and no column target"),
        (GMT, "sets.rds", "ends in '.rds'"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path, content, path, words):
    found = read(tmp_path, content, path)
    assert found.problem
    assert words in found.problem
    assert not found.sets


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"readouts": "none"},
        {"readouts": [None, 3, {"feature_set": "Reactome"}, {"feature_set": {"path": 4}}]},
    ],
)
def test_a_card_that_names_no_file_has_none(tmp_path, raw):
    assert read_feature_sets(raw, tmp_path) == ()


def test_a_digest_that_is_no_text_is_none(tmp_path):
    assert read(tmp_path, GMT, sha256=12).declared_sha256 is None
