"""``aivc fingerprint`` and ``aivc overlap`` from outside."""

from __future__ import annotations

import json

import pytest

import aivc as package
from aivc.validators.examples.example import CopyRows, SetValues


@pytest.fixture
def key(tmp_path):
    path = tmp_path / "key"
    path.write_text("0123456789abcdef0123456789abcdef\n")
    return path


def test_a_fingerprint_is_written_beside_the_data_and_says_what_it_reveals(aivc, write):
    data = write()
    answer = aivc("fingerprint", data)
    assert answer.code == 0
    assert data.with_name("drug.fingerprint").exists()
    assert "aivc1:" in answer.out
    assert "reveals" in answer.out


def test_json_and_python_say_the_same(aivc, write, tmp_path):
    data = write()
    output = tmp_path / "x.fingerprint"
    document = json.loads(aivc("fingerprint", data, "-o", output, "--json").out)
    summary = package.fingerprint(data, output)
    assert document["content_digest"] == summary.content_digest
    assert document["tables"][0]["n_rows"] == summary.tables[0].n_rows == 48


def test_the_fingerprint_contains_its_data(aivc, write, tmp_path):
    data = write(name="wide_split")
    output = tmp_path / "x.fingerprint"
    aivc("fingerprint", data, "-o", output)
    document = json.loads(aivc("overlap", data, output, "--json").out)
    (table,) = document["tables"]
    for kind in ("exact", "rescaled", "near"):
        assert [contained["share"] for contained in table[kind]] == [1.0, 1.0]


def test_a_changed_copy_differs_in_what_was_changed(aivc, write):
    whole = write(name="wide_split")
    changed = write(SetValues("X", {(0, 26): 9.0}), name="wide_split", folder="other")
    (table,) = json.loads(aivc("overlap", whole, changed, "--json").out)["tables"]
    assert table["exact"][0]["n_found"] == 47
    assert table["rescaled"][0]["n_found"] == 48


def test_an_overlap_above_the_limit_fails(aivc, write):
    whole, copied = write(name="wide_split"), write(name="wide_split", folder="other")
    assert aivc("overlap", whole, copied).code == 0
    assert aivc("overlap", whole, copied, "--fail-above", "0.5").code == 1
    assert aivc("overlap", whole, copied, "--fail-above", "1").code == 0


def test_with_a_key_file_only_those_who_have_it_compare(aivc, write, key, tmp_path):
    data, output = write(name="wide_split"), tmp_path / "x.fingerprint"
    assert aivc("fingerprint", data, "-o", output, "--key-file", key).code == 0
    assert aivc("overlap", data, output).code == 2
    answer = aivc("overlap", data, output, "--key-file", key)
    assert answer.code == 0
    assert "100.00%" in answer.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["fingerprint", "none.h5ad"], 3),
        (["overlap", "none.h5ad", "none.fingerprint"], 3),
        (["fingerprint"], 2),
        (["fingerprint", "a.h5ad", "b.h5ad", "-o", "c"], 2),
    ],
)
def test_what_cannot_be_read_is_told(aivc, arguments, code):
    answer = aivc(*arguments)
    assert answer.code == code
    assert "Traceback" not in answer.err


def test_the_data_are_never_overwritten(aivc, write, tmp_path):
    data = write()
    before = data.read_bytes()
    assert aivc("fingerprint", data, "-o", data).code == 2
    assert aivc("fingerprint", data, "-o", tmp_path).code == 2
    assert aivc("fingerprint", data, "-o", tmp_path / "none" / "x").code == 2
    assert data.read_bytes() == before


def test_several_inputs_are_fingerprinted_and_the_unreadable_one_named(aivc, write):
    data = write()
    answer = aivc("fingerprint", data, "none.h5ad")
    assert answer.code == 3
    assert "none.h5ad" in answer.err
    assert data.with_name("drug.fingerprint").exists()


def test_a_fingerprint_cut_short_is_unreadable(aivc, write, tmp_path):
    data, output = write(CopyRows("X", {1: 0})), tmp_path / "x.fingerprint"
    aivc("fingerprint", data, "-o", output)
    output.write_bytes(output.read_bytes()[:-100])
    assert aivc("overlap", data, output).code == 3
