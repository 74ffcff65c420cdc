"""Read the features of a 10x HDF5 matrix."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.tenx.features import (
    FEATURE_NAME,
    FEATURE_TYPE,
    GENOME,
    Features,
    text_column,
)
from aivc.storage.errors import UnreadableInputError
from aivc.storage.limits import MAX_TEXT_BYTES, refuse_beyond
from aivc.storage.node import ArrayNode, GroupNode, ValueKind
from aivc.storage.object_texts import object_texts
from aivc.storage.plain import decoded_all, native, number_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NAMES = {"name": FEATURE_NAME, "feature_type": FEATURE_TYPE, "genome": GENOME}
"""Datasets of Cell Ranger, and the columns that they become; others keep their names."""

_NOT_COLUMNS = frozenset({"id", "_all_tag_keys", "target_sets"})
_NUMBERS = frozenset({ValueKind.INTEGER, ValueKind.FLOAT, ValueKind.BOOLEAN})


def read_features(group: GroupNode, file: str) -> Features:
    """Read the group ``features`` of a matrix of Cell Ranger 3 or later.

    Parameters
    ----------
    group
        The group.
    file
        The file, for messages.

    Raises
    ------
    UnreadableInputError
        There are no identifiers, or what is said of features has another length.
    """
    node = group.array("id")
    if node is None:
        msg = f"{file} has no {group.path}/id, the identifiers of its features; it is damaged"
        raise UnreadableInputError(msg)
    ids = texts_in(node, file)
    columns: dict[str, NDArray[Any]] = {}
    ordered = [name for name in _NAMES if name in group.names()]
    for name in [*ordered, *(name for name in group.names() if name not in _NAMES)]:
        stored = group.array(name)
        if name in _NOT_COLUMNS or stored is None:
            continue
        columns[_NAMES.get(name, name)] = _column(stored, len(ids), file)
    columns |= _target_sets(group.group("target_sets"), len(ids), file)
    return Features(object_texts(ids), columns)


def read_genes(group: GroupNode, genome: str, file: str) -> Features:
    """Read the genes of one genome, as Cell Ranger 2 stores them.

    Raises
    ------
    UnreadableInputError
        There are no identifiers, or not as many symbols as identifiers.
    """
    node, symbols = group.array("genes"), group.array("gene_names")
    if node is None:
        msg = f"{file} has no {group.path}/genes, the identifiers of its genes; it is damaged"
        raise UnreadableInputError(msg)
    ids = texts_in(node, file)
    columns: dict[str, NDArray[Any]] = {}
    if symbols is not None:
        columns[FEATURE_NAME] = _column(symbols, len(ids), file)
    columns[GENOME] = text_column([genome] * len(ids))
    return Features(object_texts(ids), columns)


def texts_in(node: ArrayNode, file: str) -> list[str]:
    """Read a list of names as text; numbers that R wrote become text.

    Raises
    ------
    UnreadableInputError
        It is no list of texts or numbers, or too long to be one of names.
    """
    if len(node.shape) != 1 or node.kind not in {ValueKind.TEXT, *_NUMBERS}:
        msg = f"{file}: {node.path} holds {node.dtype} of shape {node.shape}, not a list of names"
        raise UnreadableInputError(msg)
    declared = math.prod(node.shape) * node.dtype.itemsize
    refuse_beyond(MAX_TEXT_BYTES, declared, f"{file}: {node.path}", "the list of names")
    values = node.read()
    return decoded_all(values.tolist()) if node.kind is ValueKind.TEXT else number_texts(values)


def _column(node: ArrayNode, n_features: int, file: str) -> NDArray[Any]:
    if len(node.shape) != 1 or node.shape[0] != n_features:
        msg = (
            f"{file}: {node.path} has the shape {node.shape}, but there are {n_features:,} "
            "features; the file is damaged"
        )
        raise UnreadableInputError(msg)
    if node.kind in _NUMBERS:
        return native(node.read())
    return text_column(texts_in(node, file))


def _target_sets(group: GroupNode | None, n_features: int, file: str) -> dict[str, NDArray[Any]]:
    """Tell for each set of targeted genes which features belong to it."""
    found: dict[str, NDArray[Any]] = {}
    for name in group.names() if group is not None else ():
        node = group.array(name) if group is not None else None
        if node is None or node.kind is not ValueKind.INTEGER or len(node.shape) != 1:
            continue
        rows = node.read()
        if len(rows) and not 0 <= int(rows.min()) <= int(rows.max()) < n_features:
            msg = f"{file}: {node.path} names features outside the {n_features:,} that there are"
            raise UnreadableInputError(msg)
        is_in = np.zeros(n_features, dtype=bool)
        is_in[rows] = True
        found[f"target_set_{name}"] = is_in
    return found
