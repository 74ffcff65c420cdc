"""Write the tree of groups and arrays that a container is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.dataset import OpenedDataset
from aivc.storage.model import ContainerKind
from aivc.storage.writing.adding import add_columns, add_texts
from aivc.storage.writing.crossing import carry_group
from aivc.storage.writing.multimodal import write_modalities
from aivc.storage.writing.tables import write_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.storage.model import Dataset
    from aivc.storage.writing.added import AddedColumn
    from aivc.storage.writing.sink import Sink


def write_tree(
    dataset: Dataset,
    root: Sink,
    added: Mapping[str, Sequence[AddedColumn]],
    embedded: Mapping[str, str],
) -> None:
    """Write a dataset into an empty container: carried over from another one, or streamed."""
    if isinstance(dataset, OpenedDataset):
        carry_group(dataset.root, root)
        add_columns(root, dataset, added)
        add_texts(root, dataset, embedded)
    elif dataset.kind in {ContainerKind.H5MU, ContainerKind.MUDATA_ZARR}:
        write_modalities(root, dataset, added=added, embedded=embedded)
    else:
        table = dataset.tables[0]
        columns = added.get(table.name, ())
        write_table(root, table, added=columns, embedded=embedded)
