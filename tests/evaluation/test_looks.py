"""The record of looks at a test partition."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from aivc.evaluation.looks import looks_file, record_look

if TYPE_CHECKING:
    from pathlib import Path


def look(manifest: Path, digest: str, *, of: str = "m" * 64, task: str = "response") -> int | None:
    return record_look(
        manifest,
        prediction_digest=digest,
        manifest_digest=of,
        task_id=task,
        predictor="aivc:predictors/x",
        date="2026-11-23",
    )


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    return tmp_path / "screen.split.yaml"


def test_each_file_of_predictions_counts_once(manifest: Path) -> None:
    assert [look(manifest, name) for name in ("a", "b", "a", "c", "b")] == [1, 2, 2, 3, 3]
    assert len(looks_file(manifest).read_text("utf-8").splitlines()) == 4


def test_another_manifest_or_task_counts_apart(manifest: Path) -> None:
    assert look(manifest, "a") == 1
    assert look(manifest, "b", of="n" * 64) == 1
    assert look(manifest, "b", task="other") == 1
    assert look(manifest, "b") == 2


def test_a_name_cannot_add_lines_or_columns(manifest: Path) -> None:
    assert [look(manifest, "a", task="x\ny\tz") for _ in range(2)] == [1, 1]
    lines = looks_file(manifest).read_text("utf-8").splitlines()
    assert [line.count("\t") for line in lines] == [4, 4]


@pytest.mark.parametrize("text", ["something else\n", "\x00", "a\tb\n"])
def test_a_record_of_another_kind_is_left_alone_and_nothing_is_counted(
    manifest: Path, text: str
) -> None:
    path = looks_file(manifest)
    path.write_text(text, encoding="utf-8")
    assert look(manifest, "a") is None
    assert path.read_text("utf-8") == text


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_gives_no_count(manifest: Path) -> None:
    manifest.parent.chmod(0o500)
    try:
        assert look(manifest, "a") is None
    finally:
        manifest.parent.chmod(0o700)


def test_a_line_that_was_cut_off_does_not_swallow_the_next(manifest: Path) -> None:
    look(manifest, "a")
    with looks_file(manifest).open("a", encoding="utf-8") as record:
        record.write("half a li")
    assert look(manifest, "b") == 2
    assert look(manifest, "b") == 2


def test_an_empty_record_cannot_be_trusted(manifest: Path) -> None:
    looks_file(manifest).touch()
    assert look(manifest, "a") is None


def test_a_folder_that_is_not_there_gives_no_count(tmp_path: Path) -> None:
    assert look(tmp_path / "gone" / "x.split.yaml", "a") is None
