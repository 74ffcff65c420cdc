"""Find out which observations a column of somebody's table talks about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.axes import AXES
from aivc.splits.manifest.assignments import OBSERVATION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.splits.observations import Observations
    from aivc.storage.records.texts import Texts

NAMES_OF_ROWS = frozenset(
    {
        "", "_index", "__index_level_0__", "unnamed: 0", "index", "cell", "cell_id", "cellid",
        "cell_barcode", "cell_barcodes", "barcode", "barcodes", "obs_id", "obs_name", "obs_names",
        "observation_id", "id", "row_name", "rownames", "spot_id", "cell_name",
    }
)  # fmt: skip
"""What a column of row names is called, in small letters."""

_LEAST_SHARE = 0.5
"""A column whose texts are mostly names of rows holds names of rows, whatever it is called."""


def names_rows(name: str, texts: Texts, observations: Observations | None) -> bool:
    """Tell whether a column holds names of rows.

    With the dataset, what is in the column decides, unless nothing in it is known and obs has no
    column of this name either: then its name does, so that mangled names are found by the audit.
    """
    if name == OBSERVATION:
        return True
    if observations is None:
        return name.lower() in NAMES_OF_ROWS
    if share_of_names(texts, observations) >= _LEAST_SHARE:
        return True
    return observations.column(name) is None and name.lower() in NAMES_OF_ROWS


def share_of_names(texts: Texts, observations: Observations) -> float:
    """Return the share of distinct texts that are names of rows."""
    if not len(texts.distinct):
        return 0.0
    return float(np.mean(np.isin(texts.hashes(), observations.id_hashes)))


def share_of_labels(texts: Texts, name: str, observations: Observations) -> float:
    """Return the share of distinct texts that are labels of a column of obs; 0 without one."""
    column = observations.column(name)
    if column is None or not len(texts.distinct):
        return 0.0
    labels = set(column[1])
    return sum(text in labels for text in texts.labels()) / len(texts.distinct)


def axis_of(name: str, observations: Observations | None) -> str | None:
    """Return the axis that a column of obs tells on its own, None where it tells none."""
    axes: Mapping[str, object] = {} if observations is None else observations.axes
    for axis in AXES:
        if axis in axes and observations is not None and observations.axes[axis].columns == (name,):
            return axis
    stem = name.removesuffix("_id")
    return stem if stem in AXES else None
