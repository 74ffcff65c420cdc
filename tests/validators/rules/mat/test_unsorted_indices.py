"""The command that MAT007 proposes is the one for the matrix that it is about."""

from __future__ import annotations

import pytest

from aivc.validators.rules.mat.unsorted_indices import accessor_of


@pytest.mark.parametrize(
    ("name", "accessor"),
    [
        ("X", "adata.X"),
        ("raw/X", "adata.raw.X"),
        ("layers/counts", "adata.layers['counts']"),
        ("layers/a/b", "adata.layers['a/b']"),
        ("obsm/X_pca", "adata.obsm['X_pca']"),
    ],
)
def test_the_accessor_is_that_of_the_matrix(name, accessor):
    assert accessor_of(name) == accessor
