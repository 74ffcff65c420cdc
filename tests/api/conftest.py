"""Small datasets on disk, and the command line in process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from aivc.cli import run
from aivc.validators.examples.apply import apply_edits
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aivc.validators.examples.example import Edit


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def aivc(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Return a function that runs a command."""

    def call(*arguments: object) -> Answer:
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return call


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a specimen with edits."""

    def make(*edits: Edit, name: str = "drug", folder: str = "data") -> Path:
        target = tmp_path / folder
        target.mkdir(parents=True, exist_ok=True)
        return write_specimen(apply_edits(specimen_of(name), edits), target)

    return make
