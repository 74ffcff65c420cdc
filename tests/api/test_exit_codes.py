"""Each exit code, by a case of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from aivc.validators.examples.example import DropCard, SetColumn


def test_0_where_nothing_fails(aivc, write):
    answer = aivc("validate", write())
    assert answer.code == 0
    assert "VALID" in answer.out
    assert answer.err == ""


def test_1_where_something_fails(aivc, write):
    assert aivc("validate", write(DropCard("/license"))).code == 1


def test_1_where_a_warning_fails_because_it_was_asked_for(aivc, write):
    path = write(SetColumn("obs", "note", [" padded "] * 48))
    assert aivc("validate", path).code == 0
    assert aivc("validate", path, "--fail-on", "info").code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate"],
        ["validate", "x.h5ad", "--level", "deep"],
        ["validate", "x.h5ad", "y.h5ad", "--card", "c.yaml"],
        ["no-such-command"],
        ["rules", "XXX"],
        ["explain"],
        ["demo", "x", "--seed", "-1"],
        ["explain", "XXX999"],
        ["schema", "print", "NoClass"],
    ],
)
def test_2_where_the_words_are_off(aivc, arguments):
    answer = aivc(*arguments)
    assert answer.code == 2
    assert "Traceback" not in answer.err
    assert answer.err


def test_2_where_a_named_file_cannot_be_used(aivc, write, tmp_path):
    data = write()
    bad = tmp_path / "bad.yaml"
    bad.write_text("a: [")
    for option in ("--profile", "--suppressions", "--baseline"):
        assert aivc("validate", data, option, bad).code == 2
        assert aivc("validate", data, option, tmp_path / "absent.yaml").code == 2
    assert aivc("validate", data, "--output", tmp_path / "no" / "folder.json").code == 2


@pytest.mark.parametrize("content", [b"", b"not a dataset", b"\x89HDF\r\n\x1a\n" + bytes(100)])
def test_3_where_the_input_cannot_be_read(aivc, tmp_path, content):
    path = tmp_path / "x.h5ad"
    path.write_bytes(content)
    answer = aivc("validate", path)
    assert answer.code == 3
    assert answer.err.count("\n") == 1


def test_3_where_the_card_is_not_utf8(aivc, write, tmp_path):
    card = tmp_path / "card.yaml"
    card.write_bytes("title: Größe".encode("latin-1"))
    answer = aivc("validate", write(), "--card", card)
    assert answer.code == 3
    assert "UTF-8" in answer.err


def test_3_where_the_input_is_not_there(aivc, tmp_path):
    assert aivc("validate", tmp_path / "absent.h5ad").code == 3
    assert aivc("inspect", tmp_path / "absent.h5ad").code == 3


def test_4_where_a_rule_breaks(aivc, write, monkeypatch):
    import dataclasses

    from aivc.validators import engine
    from aivc.validators.registry import dataset_rules, rule_of

    def breaks(card, facts):
        raise ZeroDivisionError

    broken = dataclasses.replace(rule_of("MAT001"), check=breaks)
    rules = tuple(broken if rule.code == "MAT001" else rule for rule in dataset_rules())
    monkeypatch.setattr(engine, "dataset_rules", lambda: rules)
    answer = aivc("validate", write(DropCard("/license")))
    assert answer.code == 4
    assert "SYS001" in answer.out
    assert "CRD001" in answer.out  # the others went on


def test_4_where_aivc_itself_breaks(aivc, write, monkeypatch):
    def breaks(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("aivc.validators.engine.run_rules", breaks)
    answer = aivc("validate", write())
    assert answer.code == 4
    assert "Traceback" not in answer.err
    assert "ZeroDivisionError" in aivc("--debug", "validate", write()).err


def test_the_worst_of_several_inputs_counts(aivc, write, tmp_path):
    good, bad = write(folder="good"), write(DropCard("/license"), folder="bad")
    absent = tmp_path / "absent.h5ad"
    answer = aivc("validate", good, bad, absent)
    assert answer.code == 3
    assert "2 inputs, 1 not valid" in answer.out
    assert aivc("validate", good, bad).code == 1


def test_the_program_exits_with_the_code(tmp_path):
    command = [sys.executable, "-c", "from aivc.cli import main; main()", "validate", "absent.h5ad"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stdout == ""
