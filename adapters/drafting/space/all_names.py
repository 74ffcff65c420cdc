"""All names that features of a table have, in its var."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.drafting.columns import labels_of
from aivc.storage.model import ColumnKind

if TYPE_CHECKING:
    from aivc.adapters.drafting.measured import Measured

TEXTS = frozenset({ColumnKind.CATEGORICAL, ColumnKind.STRING})


def names_of_features(item: Measured) -> frozenset[str]:
    """Return the row names of var and the labels of its text columns.

    Transcripts are listed by symbol where rows of var are named by Ensembl ids.
    """
    var = item.table.var
    labels = (
        label
        for column in var.columns
        if column.kind in TEXTS
        for label in labels_of(var, column.name)
    )
    return frozenset((*item.features.names, *labels))
