"""Categoricals of AnnData before 0.7: codes in the frame, labels in ``uns/NAME_categories``."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from aivc.storage.errors import UnreadableInputError
from aivc.storage.frames.categorical import CategoricalColumn
from aivc.storage.model import ColumnInfo, ColumnKind
from aivc.storage.node import ValueKind

if TYPE_CHECKING:
    from aivc.storage.compound import FieldArray
    from aivc.storage.node import GroupNode
    from aivc.storage.problems import ProblemLog


def old_categorical(
    name: str, codes: FieldArray, uns: GroupNode | None, problems: ProblemLog
) -> CategoricalColumn | None:
    """Return the column as a categorical if ``uns`` holds labels for its codes, else None.

    obs and var can have a column of the same name while ``uns`` has room for the labels of one, so
    that the codes must also fit the labels; AnnData decides it in the same way.
    """
    if uns is None or codes.kind is not ValueKind.INTEGER:
        return None
    labels = uns.array(f"{name}_categories")
    if labels is None or len(labels.shape) > 1:
        return None
    n_labels = math.prod(labels.shape)
    try:
        stored = codes.read()
    except UnreadableInputError:
        return None  # reading the column as numbers will say what is wrong
    if len(stored) and not -1 <= int(stored.min()) <= int(stored.max()) < n_labels:
        return None
    dtype = "string" if labels.kind is ValueKind.TEXT else str(labels.dtype)
    return CategoricalColumn(
        ColumnInfo(name, ColumnKind.CATEGORICAL, dtype), codes, labels, problems
    )
