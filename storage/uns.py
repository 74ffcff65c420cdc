"""``uns`` as plain Python values, within bounds and without running anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.storage.limits import MAX_DEPTH
from aivc.storage.matrices.build import is_null
from aivc.storage.node import ArrayNode, GroupNode, ValueKind
from aivc.storage.plain import decoded
from aivc.storage.problems import ProblemKind

if TYPE_CHECKING:
    from aivc.storage.problems import ProblemLog

LARGEST_ARRAY = 10_000
"""Values of an array that is given as a list; a larger one is only described."""

LARGEST_GROUP = 10_000
"""Entries of a group that are looked at."""

UNREAD = "unread"
"""The only key of the dict that stands for a value that was not read."""

_PLAIN = frozenset(
    {
        ValueKind.INTEGER,
        ValueKind.FLOAT,
        ValueKind.BOOLEAN,
        ValueKind.TEXT,
        ValueKind.ENUM,
        ValueKind.COMPOUND,
    }
)
_WHOLE = ("csr_matrix", "csc_matrix", "dataframe", "awkward-array", "anndata", "raw")


def plain_value(node: GroupNode | ArrayNode, problems: ProblemLog, depth: int = 0) -> Any:
    """Return what a node of ``uns`` holds as dicts, lists, text, numbers, booleans and None.

    Raises
    ------
    UnreadableInputError
        The bytes of a value cannot be decoded.
    """
    if is_null(node):
        return None
    if isinstance(node, ArrayNode):
        return _array(node, problems)
    encoding = node.attributes.get("encoding-type")
    if encoding in _WHOLE or "h5sparse_format" in node.attributes:
        return {UNREAD: f"{encoding or 'sparse matrix'}"}
    names = node.names()
    if depth >= MAX_DEPTH:
        return {UNREAD: "groups nested too deeply"}
    if len(names) > LARGEST_GROUP:
        return {UNREAD: f"group of {len(names)} entries"}
    children = {name: node.child(name) for name in names}
    return {
        name: plain_value(child, problems, depth + 1)
        for name, child in children.items()
        if child is not None
    }


def _array(array: ArrayNode, problems: ProblemLog) -> Any:
    if array.kind not in _PLAIN:
        problems.add(
            ProblemKind.OPAQUE_VALUE,
            array.path,
            f"{array.path} holds values of type {array.dtype}; they are not decoded",
        )
        return {UNREAD: f"values of type {array.dtype}"}
    n_values = 1
    for length in array.shape:
        n_values *= length
    is_table_of_text = array.kind is ValueKind.TEXT and len(array.shape) > 1
    if n_values > LARGEST_ARRAY or is_table_of_text:
        shape = " x ".join(str(length) for length in array.shape)
        return {UNREAD: f"array of {shape} values of type {array.dtype}"}
    return _listed(array.read().tolist())


def _listed(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_listed(item) for item in value]
    return decoded(value) if isinstance(value, bytes | str) else value
