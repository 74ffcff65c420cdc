"""Small files in the manner of the field, and their drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from aivc.adapters.drafting.draft import Draft, draft_card
from aivc.adapters.drafting.look import MatrixLook
from aivc.storage import open_dataset

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aivc.adapters.contract.hints import Hints

COUNTS = MatrixLook("counts", smallest=0, largest=9, n_rows=100)
GENE_IDS = [
    "ENSG00000141510", "ENSG00000012048", "ENSG00000139618", "ENSG00000146648", "ENSG00000136997",
    "ENSG00000171862", "ENSG00000133703", "ENSG00000157764", "ENSG00000121879", "ENSG00000105976",
]  # fmt: skip


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes an AnnData of an obs."""
    import anndata

    def make(
        obs: pd.DataFrame,
        var: pd.DataFrame | None = None,
        *,
        name: str = "screen.h5ad",
        **parts: Any,
    ) -> Path:
        var = pd.DataFrame(index=pd.Index(GENE_IDS)) if var is None else var
        values = np.random.default_rng(0).poisson(2, (len(obs), len(var))).astype(np.float32)
        path = tmp_path / name
        anndata.AnnData(values, obs=obs, var=var, **parts).write_h5ad(path)
        return path

    return make


@pytest.fixture
def draft_of(write: Callable[..., Path]) -> Callable[..., Draft]:
    """Return a function that drafts the card of an obs."""

    def make(
        obs: pd.DataFrame,
        var: pd.DataFrame | None = None,
        *,
        hints: Hints | None = None,
        **parts: Any,
    ) -> Draft:
        with open_dataset(write(obs, var, **parts)) as dataset:
            looks = {
                matrix.name: COUNTS
                for table in dataset.tables
                for matrix in (*table.matrices, *table.obsm)
            }
            return draft_card(dataset, looks, hints)

    return make
