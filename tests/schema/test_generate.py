"""Committed artefacts are what the generator makes, on any machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = "python tools/generate.py write"


def run(root: Path, *arguments: str, seed: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(root / "tools" / "generate.py"), *arguments],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def made(source: object, root: Path) -> dict[str, str]:
    from schema_build.artefacts import artefacts

    return artefacts(root)


def test_committed_artefacts_are_up_to_date(made: dict[str, str], root: Path) -> None:
    folder = root / "schema" / "generated"
    present = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    wanted = {name: text.encode() for name, text in made.items()}
    stale = sorted(n for n in {*present, *wanted} if present.get(n) != wanted.get(n))
    assert not stale, f"{stale} differ from the schema; run `{COMMAND}` and commit the result"


def test_every_artefact_says_how_it_is_made(made: dict[str, str]) -> None:
    assert [name for name, text in made.items() if COMMAND not in text[:500]] == []


def test_output_depends_on_neither_hash_seed_nor_folder(root: Path, tmp_path: Path) -> None:
    outcome = run(root, "check", seed="4242", cwd=tmp_path)
    assert (outcome.returncode, outcome.stdout) == (0, "")


def test_modes_write_name_and_check_what_differs(
    made: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    import schema_build.artefacts
    from generate import main

    monkeypatch.setattr(schema_build.artefacts, "artefacts", lambda root: made)
    place = ("--output", str(tmp_path / "generated"))
    stale = tmp_path / "generated" / "slots.json"
    left_over = tmp_path / "generated" / "left_over.py"
    assert main(["write", *place]) == 0
    assert main(["check", *place]) == 0
    stale.write_text("{}")
    left_over.write_text("")
    capsys.readouterr()
    assert main(["dry-run", *place]) == 0
    assert capsys.readouterr().out.splitlines() == ["dry-run: left_over.py", "dry-run: slots.json"]
    assert stale.read_text() == "{}"
    assert main(["check", *place]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["check: left_over.py", "check: slots.json"]
    assert COMMAND in lines[2]
    assert main(["write", *place]) == 0
    assert main(["check", *place]) == 0
    assert not left_over.exists()
