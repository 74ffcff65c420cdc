"""The reference pages say what the records say."""

from __future__ import annotations

from pathlib import Path

from aivc.reports.pages import pages
from aivc.validators.registry import all_rules

DOCS = Path(__file__).resolve().parents[2] / "docs"
COMMAND = "run `make docs`"


def test_every_page_is_fresh():
    stale = [name for name, text in pages() if _read(DOCS / name) != text]
    assert not stale, f"{COMMAND}: {stale[:5]} do not say what the records say"


def test_no_page_is_left_over():
    written = {name for name, _ in pages()}
    present = {
        f"{folder}/{p.name}"
        for folder in ("metrics", "rules", "schema")
        for p in (DOCS / folder).iterdir()
    }
    assert present == written, COMMAND


def test_every_rule_has_a_page():
    assert {rule.code for rule in all_rules()} <= {p.stem for p in (DOCS / "rules").iterdir()}


def _read(path):
    return path.read_text("utf-8") if path.exists() else None
