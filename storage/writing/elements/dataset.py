"""A SpatialData store that was made in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.storage.errors import UnwritableError
from aivc.storage.made.dataset import MadeDataset
from aivc.storage.writing.elements.element import write_made_elements

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aivc.storage.model import Table
    from aivc.storage.writing.elements.element import MadeElement

TABLE_VERSION = "0.2"


class MadeSpatialDataset(MadeDataset):
    """Tables and elements in memory, for :func:`aivc.storage.writing.write.write_container`.

    Parameters
    ----------
    path
        What it is called in messages; nothing is read there.
    tables
        Tables called ``tables/NAME``.
    made
        Images, labels, points and shapes; one at least.

    Raises
    ------
    UnwritableError
        There is no element, or two elements or tables share a name, be they of different kinds or
        with other letters in capitals: SpatialData refuses to read them.
    """

    def __init__(self, path: Path, tables: Sequence[Table], made: Sequence[MadeElement]) -> None:
        paths = [*(element.path for element in made), *(table.name for table in tables)]
        names = [path.rpartition("/")[2].lower() for path in paths]
        repeated = [path for path, name in zip(paths, names, strict=True) if names.count(name) > 1]
        if repeated or not made:
            named = f"{' and '.join(repeated)} of one name" if repeated else "no element"
            msg = f"a SpatialData store with {named} cannot be written"
            raise UnwritableError(msg)
        super().__init__(path, tables, elements=[element.described() for element in made])
        self._made = tuple(made)

    def write_elements(self, store: Path) -> None:
        """Write the elements below the folder of a SpatialData store of zarr format 3."""
        write_made_elements(self._made, store)


def annotation(regions: Sequence[str], region_key: str, instance_key: str) -> dict[str, Any]:
    """Return what a table says of the elements that its rows annotate.

    It stands in ``uns["spatialdata_attrs"]`` and, with :func:`table_attributes`, in the attributes.

    Examples
    --------
    >>> annotation(["cells"], "region", "cell_id")["region"]
    'cells'
    """
    named: str | list[str] = regions[0] if len(regions) == 1 else list(regions)
    return {"region": named, "region_key": region_key, "instance_key": instance_key}


def table_attributes(annotated: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of a table that annotates elements."""
    kind = {"spatialdata-encoding-type": "ngff:regions_table", "version": TABLE_VERSION}
    return {**kind, **annotated}
