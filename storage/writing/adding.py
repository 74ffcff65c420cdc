"""Put columns and texts into a container that was just copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.errors import UnwritableError
from aivc.storage.frames.frame import StoredFrame
from aivc.storage.layouts.kind import Format
from aivc.storage.model import ContainerKind
from aivc.storage.node import GroupNode
from aivc.storage.writing.columns import write_categorical
from aivc.storage.writing.frames import FRAME, write_frame
from aivc.storage.writing.hdf5_sink import MOST_LISTED
from aivc.storage.writing.names import StoredNames
from aivc.storage.writing.sink import DICT, TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.storage.dataset import OpenedDataset
    from aivc.storage.node import ArrayNode
    from aivc.storage.writing.added import AddedColumn
    from aivc.storage.writing.sink import Sink


def add_columns(
    root: Sink,
    dataset: OpenedDataset,
    added: Mapping[str, Sequence[AddedColumn]],
) -> tuple[str, ...]:
    """Add columns to the obs of tables.

    An obs of AnnData 0.7 cannot hold a column of today beside its own and is written anew.

    Parameters
    ----------
    root
        The root of the copy.
    dataset
        What it was copied from.
    added
        Columns by name of the table.

    Returns
    -------
    tuple of str
        Paths of the frames that were changed.
    """
    changed = []
    for name, columns in added.items():
        frame = _frame(dataset, name)
        if not columns:
            continue
        if takes_columns(dataset, frame, len(columns)):
            _append(root, dataset, frame, columns)
        else:
            root.remove(frame.path)
            write_frame(root, frame.path, frame, added=columns)
        changed.append(frame.path)
    return tuple(changed)


def add_texts(root: Sink, dataset: OpenedDataset, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Store texts in ``uns``, or as attributes of the root of a SpatialData store.

    A text that the copy holds under the same name is replaced.

    Returns
    -------
    tuple of str
        Paths of the groups that were changed.
    """
    if not texts:
        return ()
    if dataset.kind is ContainerKind.SPATIALDATA:
        root.describe(dict(texts))
        return ("",)
    if root.has("uns") and dataset.root.group("uns") is None:
        msg = "uns is no group in this file, so that no text can be stored in it"
        raise UnwritableError(msg)
    uns = root.group("uns", {} if root.has("uns") else DICT)
    for key, text in texts.items():
        if uns.has(key):
            uns.remove(key)
        uns.scalar(key, text, TEXT)
    return ("uns",)


def is_current(node: GroupNode | ArrayNode | None) -> bool:
    """Tell whether a frame is stored as AnnData does since 0.8."""
    if not isinstance(node, GroupNode):
        return False
    is_declared = all(node.attributes.get(key) == value for key, value in FRAME.items())
    return is_declared and isinstance(node.attributes.get("column-order"), list)


def _frame(dataset: OpenedDataset, name: str) -> StoredFrame:
    table = dataset.table(name)
    if table is None or not isinstance(table.obs, StoredFrame):
        known = ", ".join(repr(table.name) for table in dataset.tables) or "none"
        msg = f"there is no table {name!r} to add columns to; the tables are: {known}"
        raise UnwritableError(msg)
    return table.obs


def takes_columns(dataset: OpenedDataset, frame: StoredFrame, n_added: int) -> bool:
    """Tell whether columns can be added to a frame without writing it anew."""
    node = dataset.root.child(frame.path)
    if not is_current(node):
        return False
    is_short = len(frame.columns) + n_added <= MOST_LISTED
    return is_short or dataset.format is Format.ZARR


def _append(
    root: Sink, dataset: OpenedDataset, frame: StoredFrame, columns: Sequence[AddedColumn]
) -> None:
    node = dataset.root.group(frame.path)
    stored = () if node is None else node.names()
    listed = [] if node is None else list(node.attributes["column-order"])
    # What is stored without being listed is left alone as well.
    names = StoredNames(reserved=[*stored, *listed])
    group = root.group(frame.path, {})
    for column in columns:
        name = names.of(column.name)
        if name != column.name:
            msg = f"{frame.path} holds {column.name!r} already, although it does not list it"
            raise UnwritableError(msg)
        write_categorical(group, name, column.codes, column.labels)
        listed.append(name)
    group.describe({"column-order": listed})
