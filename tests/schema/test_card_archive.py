"""Cards of every released version can be read, whatever the standard is now.

A card that was written for a version stays as it was written. When a version breaks it, a migrator
comes with that version, and this test runs it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from aivc.schema.card_document import read_document
from aivc.schema.reading import read_card
from aivc.schema.structure import check_structure
from aivc.schema.version import VERSION

ARCHIVE = Path(__file__).resolve().parents[1] / "data" / "archive" / "cards"
CARDS = sorted(ARCHIVE.glob("*/*.aivc.yaml"))


def test_the_present_version_is_in_the_archive():
    assert (ARCHIVE / VERSION).is_dir()


@pytest.mark.parametrize("path", CARDS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_old_card_is_read_whole(path):
    document = read_document(path.read_text("utf-8"))
    assert document.problem is None
    card = read_card(document.data)
    assert card.aivc_schema_version == path.parent.name
    assert len(card.conditions) == len(document.data["conditions"])
    assert check_structure(document.data, "DatasetCard", "release") == ()
