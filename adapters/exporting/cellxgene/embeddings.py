"""Embeddings that CELLxGENE takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.exporting.exporter import Lacking, Unheld
from aivc.adapters.exporting.h5ad.matrices import renamed
from aivc.storage.model import DenseBlock, MatrixEncoding

if TYPE_CHECKING:
    from aivc.storage.model import Matrix, Table

NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9_.-]*")
SPATIAL, PLACES = "spatial", "spatial_coordinates"
PREFIX = "X_"
LACKING = Lacking(
    "obsm",
    "an embedding with two or more columns, such as X_umap; what has none yet can be exported as "
    "cellxgene-pre-analysis",
)


def embeddings_of(
    table: Table, *, is_spatial: bool, needs_one: bool
) -> tuple[list[Matrix], tuple[Lacking, ...], tuple[Unheld, ...]]:
    """Choose the arrays of obsm that may come along.

    Parameters
    ----------
    table
        The table.
    is_spatial
        Whether it is a spatial assay that CELLxGENE shows, so that ``spatial`` keeps its name.
    needs_one
        Whether an embedding for people to look at is asked for.
    """
    kept: list[Matrix] = []
    unheld = [
        Unheld(f"obsm/{name}", "a data frame", "CELLxGENE takes arrays only")
        for name in table.obsm_frames
    ]
    for matrix in table.obsm:
        name = matrix.name.removeprefix("obsm/")
        because = _refused(matrix, name)
        if because:
            unheld.append(Unheld(matrix.name, "an array of obsm", because))
            continue
        if name.lower() in (SPATIAL, f"x_{SPATIAL}") and not is_spatial:
            because = f"`{SPATIAL}` is for Visium and Slide-seq only; it is called {PLACES}"
            unheld.append(Unheld(matrix.name, "its name", because))
            name = PLACES
        kept.append(renamed(matrix, f"obsm/{name}"))
    is_shown = any(matrix.name.startswith(f"obsm/{PREFIX}") for matrix in kept)
    is_lacking = needs_one and not is_shown and not is_spatial
    return kept, (LACKING,) if is_lacking else (), tuple(unheld)


def _refused(matrix: Matrix, name: str) -> str:
    bare = name.removeprefix(PREFIX)
    if not NAME.fullmatch(bare):
        return "its name holds what no name of an embedding may hold"
    if matrix.encoding is not MatrixEncoding.DENSE:
        return "it is sparse, and CELLxGENE takes arrays only"
    is_embedding = name.startswith(PREFIX) or name.lower() == SPATIAL
    if matrix.shape[1] < (2 if is_embedding else 1):
        return "it has too few columns"
    if np.dtype(matrix.dtype).kind not in "iuf":
        return "it holds no numbers"
    return _values(matrix, is_spatial=name.lower() == SPATIAL)


def _values(matrix: Matrix, *, is_spatial: bool) -> str:
    has_any = False
    for block in matrix.blocks():
        if isinstance(block, DenseBlock):
            values = np.asarray(block.data).astype(np.float64)
            if np.isinf(values).any():
                return "it holds infinite values"
            if is_spatial and np.isnan(values).any():
                return "a coordinate is missing"
            has_any = has_any or bool((~np.isnan(values)).any())
    return "" if has_any else "it holds no values"
