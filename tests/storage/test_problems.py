"""Every kind of problem has a meaning, and every one can be met."""

import re
from pathlib import Path

import pytest

from aivc.storage import open_dataset
from aivc.storage.problems import MEANINGS, ProblemKind, ProblemLog

ROOM = Path(open_dataset.__code__.co_filename).resolve().parent


def test_every_kind_has_one_sentence() -> None:
    assert set(MEANINGS) == set(ProblemKind)
    for meaning in MEANINGS.values():
        assert meaning.endswith(".")
        assert "\n" not in meaning


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_kind_is_raised_somewhere_and_met_in_a_test(kind) -> None:
    sources = [path.read_text("utf-8") for path in ROOM.rglob("*.py") if path.name != "problems.py"]
    assert any(f"ProblemKind.{kind.name}" in source for source in sources)
    here = Path(__file__)
    tests = [path.read_text("utf-8") for path in here.parent.glob("test_*.py") if path != here]
    assert any(f'"{kind.value}"' in test for test in tests)


def test_words_are_stable_in_form() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", kind.value) for kind in ProblemKind)


def test_a_problem_is_kept_once() -> None:
    log = ProblemLog()
    for _ in range(3):
        log.add(ProblemKind.OLD_FRAME, "obs", "old")
    log.add(ProblemKind.OLD_FRAME, "var", "old")
    assert [problem.location for problem in log.found()] == ["obs", "var"]
