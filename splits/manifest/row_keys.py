"""The keys that a manifest may name rows by, as a code for each row of the dataset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.manifest.assignments import OBSERVATION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.splits.observations import Observations
    from aivc.storage.records.texts import Texts

AXIS_OF_KEY = {
    "sample_id": "sample",
    "condition_id": "condition",
    "donor_id": "donor",
    "batch_id": "batch",
    "plate_id": "plate",
    "site_id": "site",
}
"""Axis whose names a key of the standard means, where obs has no such column."""


@dataclass(frozen=True, eq=False)
class RowKey:
    """One key of rows.

    Attributes
    ----------
    rows
        Code of the key of each row of the dataset, -1 where it has none.
    asked
        Code of each distinct text of the assignments, in the same numbering, -1 where no row has
        it.
    labels
        Text of each code; None for names of rows, which are only read where they are needed.
    """

    rows: NDArray[np.signedinteger[Any]]
    asked: NDArray[np.int64]
    labels: Sequence[str] | None


def row_key(name: str, texts: Texts, observations: Observations) -> RowKey | None:
    """Find the rows that a column of the assignments talks about; None where there is no such key.

    Parameters
    ----------
    name
        Column of the assignments: ``observation_id``, a column of obs, or a key of the standard.
    texts
        What the assignments hold in it.
    observations
        The rows of the dataset.
    """
    if name == OBSERVATION:
        return _by_name(texts, observations)
    found = _column(name, observations)
    return None if found is None else _by_label(texts, *found)


def _column(name: str, observations: Observations) -> tuple[NDArray[Any], Sequence[str]] | None:
    column = observations.column(name)
    if column is not None:
        return column
    axis = observations.axes.get(AXIS_OF_KEY.get(name, ""))
    return None if axis is None else (axis.codes, axis.levels)


def _by_name(texts: Texts, observations: Observations) -> RowKey:
    distinct, rows = np.unique(observations.id_hashes, return_inverse=True)
    return RowKey(rows, positions(texts.hashes(), distinct), None)


def positions(wanted: NDArray[Any], distinct: NDArray[Any]) -> NDArray[np.int64]:
    """Return the place of each wanted value among ascending ones, -1 where it is not there."""
    if not len(distinct):
        return np.full(len(wanted), -1, np.int64)
    # In ascending order the places lie beside one another in memory.
    order = np.argsort(wanted)
    ascending = wanted[order]
    place = np.searchsorted(distinct, ascending)
    place[place == len(distinct)] = 0
    found = np.empty(len(wanted), np.int64)
    found[order] = np.where(distinct[place] == ascending, place, -1)
    return found


def _by_label(texts: Texts, codes: NDArray[Any], labels: Sequence[str]) -> RowKey:
    first: dict[str, int] = {}
    for code, label in enumerate(labels):
        first.setdefault(label, code)
    if len(first) < len(labels):  # a categorical may list one label twice
        same = np.array([*(first[label] for label in labels), -1])
        codes = same[codes]
    asked = [first.get(label, -1) for label in texts.labels()]
    return RowKey(codes, np.array(asked, np.int64), labels)
