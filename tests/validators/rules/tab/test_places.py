"""Paths of elements become locations."""

import pytest

from aivc.validators.rules.tab.places import place_of
from tests.validators.rules.handmade import facts_of, table_of

FACTS = facts_of(table_of(name="mod/rna"), table_of(name="mod/rna2"), table_of(name=""))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("obs/batch", "obs/batch"),
        ("obs", "obs"),
        ("X/indptr", "X"),
        ("raw/X/data", "raw/X"),
        ("raw/var/symbol", "raw/var/symbol"),
        ("layers/counts/indices", "layers/counts"),
        ("obsm/X_umap", "obsm/X_umap"),
        ("mod/rna/obs/batch", "mod/rna/obs/batch"),
        ("mod/rna2/X", "mod/rna2/X"),
        ("uns/leiden/params", "uns/leiden/params"),
        ("", "file"),
        ("images/slide", "images/slide"),
    ],
)
def test_a_path_becomes_a_location(path: str, expected: str) -> None:
    assert str(place_of(path, FACTS)) == expected
