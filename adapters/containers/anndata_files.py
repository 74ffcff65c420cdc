"""Read AnnData: h5ad files and zarr stores."""

from __future__ import annotations

from typing import ClassVar

from aivc.adapters.containers.stored_container import StoredContainer


class AnnDataFiles(StoredContainer):
    """AnnData of any release: h5ad files, zarr stores of format 2 and 3, zip archives of these.

    Definition: https://anndata.readthedocs.io/en/stable/fileformat-prose.html. This is what
    scPerturb, CELLxGENE, GEARS, PerturBench, Tahoe-100M, the Virtual Cell Challenge, Replogle 2022
    and sci-Plex publish; they differ in the names of columns, which are left to the draft of the
    card. obs, var, X, layers, raw, obsm, obsp, varm, varp and uns are copied as they are.
    """

    name = "anndata"
    title = "AnnData (h5ad or zarr)"
    kinds: ClassVar[frozenset[str]] = frozenset({"h5ad", "anndata-zarr"})

    def _layout(self) -> str:
        return "AnnData"
