"""Read MuData: h5mu files and zarr stores."""

from __future__ import annotations

from typing import ClassVar

from aivc.adapters.containers.stored_container import StoredContainer


class MuDataFiles(StoredContainer):
    """MuData: h5mu files, zarr stores, zip archives of these.

    Definition: https://mudata.readthedocs.io/en/latest/io/spec.html. Each modality is a table
    ``mod/NAME``; all of them, and what they share, are copied as they are.
    """

    name = "mudata"
    title = "MuData (h5mu or zarr)"
    kinds: ClassVar[frozenset[str]] = frozenset({"h5mu", "mudata-zarr"})

    def _layout(self) -> str:
        return "MuData"
