"""Tell from the headers alone how a column is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.frames.categorical import CategoricalColumn, EnumColumn
from aivc.storage.frames.sources import (
    BooleanColumn,
    ColumnSource,
    MaskedColumn,
    NumberColumn,
    TextColumn,
    UnreadColumn,
)
from aivc.storage.model import ColumnInfo, ColumnKind
from aivc.storage.node import ArrayNode, GroupNode, ValueKind
from aivc.storage.problems import ProblemKind

if TYPE_CHECKING:
    from aivc.storage.problems import ProblemLog

NUMERIC = frozenset({ValueKind.INTEGER, ValueKind.FLOAT})
MASKED = NUMERIC | {ValueKind.BOOLEAN}


def column_source(
    name: str, node: ArrayNode | GroupNode, parent: GroupNode, n_rows: int, problems: ProblemLog
) -> ColumnSource:
    """Return how to read a column, noting a problem if it cannot be.

    Parameters
    ----------
    name : str
        Name of the column.
    node : ArrayNode or GroupNode
        Where it is stored.
    parent : GroupNode
        The frame; categories of AnnData before 0.8 are named relative to it.
    n_rows : int
        Rows of the frame.
    problems : ProblemLog
        Where a column that is not read is noted.
    """
    found = _source(name, node, parent, problems)
    if isinstance(found, str):
        problems.add(ProblemKind.UNREADABLE_COLUMN, node.path, found)
        return UnreadColumn(name, _encoding(node), found)
    length = _length(node)
    if length != n_rows:
        why = f"{node.path} has {length:,} values in a frame of {n_rows:,} rows"
        problems.add(ProblemKind.RAGGED_FRAME, node.path, why)
        return UnreadColumn(name, found.info.dtype, why)
    return found


def _source(
    name: str, node: ArrayNode | GroupNode, parent: GroupNode, problems: ProblemLog
) -> ColumnSource | str:
    """Return the source of a column, or why it cannot be read."""
    if isinstance(node, GroupNode):
        return _from_group(name, node, problems)
    if len(node.shape) != 1:
        return f"{node.path} has {len(node.shape)} dimensions; a column has one"
    target = node.attributes.get("categories")
    if target is not None:
        return _old_categorical(name, node, parent, target, problems)
    return plain_source(name, node, problems)


def plain_source(name: str, node: ArrayNode, problems: ProblemLog) -> ColumnSource | str:
    """Return the source of a column that is one array, or why it cannot be read."""
    if node.kind in NUMERIC:
        return NumberColumn(name, node)
    if node.kind is ValueKind.BOOLEAN:
        return BooleanColumn(name, node)
    if node.kind is ValueKind.TEXT:
        return TextColumn(name, node, None, problems)
    if node.kind is ValueKind.ENUM:
        return EnumColumn(name, node)
    return f"{node.path} holds values of type {node.dtype}, which are not read"


def _from_group(name: str, group: GroupNode, problems: ProblemLog) -> ColumnSource | str:
    codes, categories = group.array("codes"), group.child("categories")
    if codes is not None and categories is not None:
        is_ordered = bool(group.attributes.get("ordered", False))
        return _categorical(name, codes, categories, is_ordered, problems)
    values, mask = group.array("values"), group.array("mask")
    if values is None or mask is None:
        return f"{group.path} is stored as {_encoding(group)!r}, which is not read as a column"
    if len(values.shape) != 1 or mask.shape != values.shape:
        return f"{group.path} has values of shape {values.shape} and a mask of {mask.shape}"
    if mask.kind is not ValueKind.BOOLEAN:
        return f"{group.path} has a mask that is not boolean"
    if values.kind is ValueKind.TEXT:
        return TextColumn(name, values, mask, problems)
    if values.kind in MASKED:
        return MaskedColumn(name, values, mask)
    return f"{values.path} holds values of type {values.dtype}, which are not read"


def _old_categorical(
    name: str, codes: ArrayNode, parent: GroupNode, target: object, problems: ProblemLog
) -> ColumnSource | str:
    categories = parent.follow(target) if isinstance(target, str) else None
    if categories is None:
        return f"{codes.path} has codes, but its list of categories is not there"
    is_ordered = bool(categories.attributes.get("ordered", False))
    return _categorical(name, codes, categories, is_ordered, problems)


def _categorical(
    name: str,
    codes: ArrayNode,
    categories: ArrayNode | GroupNode,
    is_ordered: bool,  # noqa: FBT001 - a value read from the file, passed on as it is
    problems: ProblemLog,
) -> ColumnSource | str:
    if codes.kind is not ValueKind.INTEGER or len(codes.shape) != 1:
        return f"{codes.path} should hold category codes, but has type {codes.dtype}"
    is_text = isinstance(categories, GroupNode) or categories.kind is ValueKind.TEXT
    dtype = "string" if is_text else str(categories.dtype)  # type: ignore[union-attr]
    info = ColumnInfo(name, ColumnKind.CATEGORICAL, dtype, is_ordered)
    return CategoricalColumn(info, codes, categories, problems)


def _length(node: ArrayNode | GroupNode) -> int:
    if isinstance(node, ArrayNode):
        return node.shape[0]
    values = node.array("codes") or node.array("values")
    return values.shape[0] if values is not None else -1


def _encoding(node: ArrayNode | GroupNode) -> str:
    declared = node.attributes.get("encoding-type")
    if isinstance(declared, str):
        return declared
    return str(node.dtype) if isinstance(node, ArrayNode) else "group"
