"""Write tables and images as SpatialData lays them out.

Layout: https://spatialdata.scverse.org/en/stable/design_doc.html; the version is the one that
spatialdata 0.5 and later write, which is of zarr format 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from aivc.storage.errors import UnwritableError
from aivc.storage.writing.tables import write_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aivc.storage.model import Dataset
    from aivc.storage.writing.added import AddedColumn
    from aivc.storage.writing.sink import Sink

TABLE = "tables/"
SPATIALDATA: Mapping[str, Any] = {"spatialdata_attrs": {"version": "0.2"}}


@runtime_checkable
class CopiesElements(Protocol):
    """A dataset whose images, labels, points and shapes can be written."""

    def write_elements(self, store: Path) -> None:
        """Write them below the folder of a SpatialData store of zarr format 3."""
        ...


def write_spatial(
    root: Sink,
    store: Path,
    dataset: Dataset,
    added: Mapping[str, Sequence[AddedColumn]],
    embedded: Mapping[str, str],
) -> None:
    """Write the tables and elements of a dataset into an empty store.

    Raises
    ------
    UnwritableError
        The dataset cannot write its elements, or a table is called otherwise than ``tables/NAME``.
    """
    if not isinstance(dataset, CopiesElements):
        msg = "images, labels, points and shapes of this source cannot be written, only its tables"
        raise UnwritableError(msg)
    root.describe({**SPATIALDATA, **embedded})
    root.group("tables", {})
    for table in dataset.tables:
        if not table.name.startswith(TABLE):
            msg = f"the table {table.name!r} beside images should be called {TABLE}NAME"
            raise UnwritableError(msg)
        columns = added.get(table.name, ())
        write_table(root.group(table.name, {}), table, added=columns, attributes=table.attributes)
    dataset.write_elements(store)
