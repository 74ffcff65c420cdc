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
def made(root: Path, build_tools: None) -> dict[str, str]:
    """Return what is committed; the first test says that it is what the generator makes."""
    folder = root / "schema" / "generated"
    return {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.is_file()}


# The committed files were made with other hash seeds, in other folders: that one more run makes
# the same shows that neither matters.
@pytest.mark.parametrize("seed", ["4242", pytest.param("0", marks=pytest.mark.slow)])
def test_committed_artefacts_are_up_to_date_whatever_seed_and_folder(
    root: Path, tmp_path: Path, seed: str
) -> None:
    outcome = run(root, "check", seed=seed, cwd=tmp_path)
    assert (outcome.returncode, outcome.stdout) == (0, ""), f"run `{COMMAND}` and commit the result"


def test_every_artefact_says_how_it_is_made(made: dict[str, str]) -> None:
    assert [name for name, text in made.items() if COMMAND not in text[:500]] == []


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
