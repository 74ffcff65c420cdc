"""Build a frame from a group of columns, or from the structured array of AnnData before 0.7."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from aivc.storage.compound import FieldArray
from aivc.storage.frames.classify import column_source, plain_source
from aivc.storage.frames.frame import StoredFrame
from aivc.storage.frames.legacy import old_categorical
from aivc.storage.frames.sources import UnreadColumn
from aivc.storage.node import ArrayNode, GroupNode, ValueKind, join
from aivc.storage.problems import ProblemKind

if TYPE_CHECKING:
    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.problems import ProblemLog

OLD_CATEGORIES = "__categories"
_INDEX_NAMES = ("_index", "index")
_PLAIN_INDEX = frozenset({ValueKind.TEXT, ValueKind.INTEGER, ValueKind.FLOAT})


def is_frame(node: GroupNode | ArrayNode | None) -> bool:
    """Tell whether a node can be read as a frame."""
    if isinstance(node, ArrayNode):
        return node.kind is ValueKind.COMPOUND and len(node.shape) == 1
    return node is not None


def build_frame(
    node: GroupNode | ArrayNode, uns: GroupNode | None, problems: ProblemLog
) -> StoredFrame:
    """Read the header of a frame.

    Parameters
    ----------
    node : GroupNode or ArrayNode
        A group of columns, or an array of structures of rank 1.
    uns : GroupNode or None
        Where AnnData before 0.7 kept the labels of categoricals.
    problems : ProblemLog
        Where all that is odd is noted.
    """
    if isinstance(node, ArrayNode):
        return _from_structures(node, uns, problems)
    return _from_group(node, problems)


def absent_frame(path: str, n_rows: int, problems: ProblemLog) -> StoredFrame:
    """Return a frame without row names and columns, for one that should be there."""
    problems.add(ProblemKind.MISSING_FRAME, path, f"{path} is missing, or is no frame")
    return StoredFrame(path=path, n_rows=n_rows, index=None, sources=(), problems=problems)


def _from_group(group: GroupNode, problems: ProblemLog) -> StoredFrame:
    index_name = _index_name(group)
    names = _column_names(group, index_name, problems)
    nodes = {name: group.child(name) for name in names}
    found = {name: node for name, node in nodes.items() if node is not None}
    for name in names:
        if nodes[name] is None:
            message = f"{group.path} lists the column {name!r}, which is not stored"
            problems.add(ProblemKind.MISSING_COLUMN, join(group.path, name), message)
    index_node = group.child(index_name) if index_name else None
    n_rows = _n_rows(index_node, list(found.values()))
    return StoredFrame(
        path=group.path,
        n_rows=n_rows,
        index=_index(group, index_name, index_node, n_rows, problems),
        sources=[
            column_source(name, node, group, n_rows, problems) for name, node in found.items()
        ],
        problems=problems,
        index_name=index_name,
    )


def _index_name(group: GroupNode) -> str:
    declared = group.attributes.get("_index")
    if isinstance(declared, str):
        return declared
    stored = set(group.names())
    return next((name for name in _INDEX_NAMES if name in stored), "")


def _column_names(group: GroupNode, index_name: str, problems: ProblemLog) -> list[str]:
    stored = [name for name in group.names() if name not in {index_name, OLD_CATEGORIES}]
    declared = group.attributes.get("column-order")
    if declared is None:
        if stored:
            message = f"{group.path} does not list its columns; they are taken by name"
            problems.add(ProblemKind.MISSING_COLUMN_ORDER, group.path, message)
        return stored
    listed = [str(name) for name in declared] if isinstance(declared, list) else [str(declared)]
    for name, count in Counter(listed).items():
        if count > 1:
            message = f"{group.path} lists the column {name!r} {count} times; it is read once"
            problems.add(ProblemKind.REPEATED_COLUMN, join(group.path, name), message)
    # A name with a slash was written as nested groups.
    tops = {name.split("/", 1)[0] for name in listed}
    for name in stored:
        if name not in tops:
            message = f"{group.path} holds {name!r}, which its column order does not list"
            problems.add(ProblemKind.UNLISTED_COLUMN, join(group.path, name), message)
    return list(dict.fromkeys(listed))


def _n_rows(index: GroupNode | ArrayNode | None, columns: list[GroupNode | ArrayNode]) -> int:
    for node in (index, *columns):
        found: GroupNode | ArrayNode | None = node
        if isinstance(found, GroupNode):
            found = found.array("codes") or found.array("values")
        if isinstance(found, ArrayNode) and found.shape:
            return found.shape[0]
    return 0


def _index(
    group: GroupNode,
    name: str,
    node: GroupNode | ArrayNode | None,
    n_rows: int,
    problems: ProblemLog,
) -> ArrayNode | ColumnSource | None:
    if node is None:
        message = f"{group.path} has no row names" + (f": {name!r} is not stored" if name else "")
        problems.add(ProblemKind.MISSING_INDEX, group.path, message)
        return None
    is_plain = isinstance(node, ArrayNode) and "categories" not in node.attributes
    if is_plain and node.kind in _PLAIN_INDEX and len(node.shape) == 1:  # type: ignore[union-attr]
        return node  # type: ignore[return-value]
    source = column_source(name, node, group, n_rows, problems)
    return None if isinstance(source, UnreadColumn) else source


def _from_structures(array: ArrayNode, uns: GroupNode | None, problems: ProblemLog) -> StoredFrame:
    problems.add(
        ProblemKind.OLD_FRAME,
        array.path,
        f"{array.path} is a structured array, as AnnData wrote before version 0.7; "
        "reading and writing it again with AnnData brings it up to date",
    )
    names = list(array.dtype.names or ())
    index_name = next((name for name in _INDEX_NAMES if name in names), names[0])
    fields = {name: FieldArray(array, name) for name in names}
    sources = [
        _field_source(name, field, uns, problems)
        for name, field in fields.items()
        if name != index_name
    ]
    return StoredFrame(
        path=array.path,
        n_rows=array.shape[0],
        index=fields[index_name],
        sources=sources,
        problems=problems,
        index_name=index_name,
    )


def _field_source(
    name: str, field: FieldArray, uns: GroupNode | None, problems: ProblemLog
) -> ColumnSource:
    categorical = old_categorical(name, field, uns, problems)
    if categorical is not None:
        return categorical
    found = plain_source(name, field, problems)
    if isinstance(found, str):
        problems.add(ProblemKind.UNREADABLE_COLUMN, field.path, found)
        return UnreadColumn(name, str(field.dtype), found)
    return found
