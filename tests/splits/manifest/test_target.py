"""A manifest replaces no data, and goes where files can be."""

import pytest

from aivc.splits.errors import ManifestError
from aivc.splits.manifest.target import checked_target


@pytest.mark.parametrize("name", ["screen.h5ad", "screen", "screen.parquet"])
def test_a_header_is_yaml(tmp_path, name):
    with pytest.raises(ManifestError, match="no name"):
        checked_target(tmp_path / name, ())


def test_there_must_be_a_folder(tmp_path):
    with pytest.raises(ManifestError, match="no folder"):
        checked_target(tmp_path / "none" / "a.yaml", ())


def test_neither_header_nor_table_replaces_an_input(tmp_path):
    records, card = tmp_path / "screen.parquet", tmp_path / "screen.aivc.yaml"
    with pytest.raises(ManifestError, match="replace"):
        checked_target(tmp_path / "screen.yaml", (records, None))
    with pytest.raises(ManifestError, match="replace"):
        checked_target(card, (records, card))
    path = tmp_path / "screen.split.yaml"
    assert checked_target(path, (records, card)) == path
