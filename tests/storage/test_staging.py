"""Several files appear together, or none does."""

from __future__ import annotations

import pytest

from aivc.storage.staging import staging


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_all_files_appear_and_replace_what_was_there(tmp_path):
    (tmp_path / "a.txt").write_text("old")
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "old").write_text("old")
    with staging(tmp_path) as stage:
        (stage / "a.txt").write_text("new")
        (stage / "store").mkdir()
        (stage / "store" / "new").write_text("new")
        assert (tmp_path / "a.txt").read_text() == "old"
    assert names(tmp_path) == ["a.txt", "store"]
    assert (tmp_path / "a.txt").read_text() == "new"
    assert names(tmp_path / "store") == ["new"]


def test_nothing_appears_when_something_fails(tmp_path):
    (tmp_path / "a.txt").write_text("old")

    def fail():
        with staging(tmp_path) as stage:
            (stage / "a.txt").write_text("new")
            (stage / "b.txt").write_text("new")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert names(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"
