"""Read a split from a column of obs, as benchmarks ship it in the file itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.errors import ImportedSplitError
from aivc.splits.importers.keys import axis_of
from aivc.splits.importers.model import ImportedSplit
from aivc.splits.importers.part_names import is_nowhere, roles_of
from aivc.splits.importers.said import ALWAYS, CONTROLS, UNIT, VALIDATION
from aivc.splits.manifest.assignments import OBSERVATION, PARTITION
from aivc.splits.manifest.coarsest import assignment_columns
from aivc.splits.observations import Partitioning

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.splits.observations import Observations

COLUMNS = ("split", "is_train", "partition", "train_test", "set", "subset")
"""Looked for in this order where no column is named; OpenProblems has the first two."""

_TRUTHS = {"true": "train", "false": "test", "1": "train", "0": "test"}


def import_obs_column(
    observations: Observations,
    *,
    column: str | None = None,
    roles: Mapping[str, str] | None = None,
) -> ImportedSplit:
    """Read a column of obs. Rows without a value, or with the text ``None``, are in no part.

    Parameters
    ----------
    observations
        The rows of the dataset.
    column
        Its name; ``split``, ``is_train`` and the like are found without.
    roles
        Roles of parts by name, where names do not tell.

    Raises
    ------
    ImportedSplitError
        There is no such column, or it has as many values as no split has.
    """
    name = _found(observations, column)
    read = observations.column(name)
    if read is None:
        msg = f"obs has no column {name!r}; `aivc inspect` lists its columns"
        raise ImportedSplitError(msg)
    codes, labels = read
    if len(labels) > np.iinfo(np.int16).max:
        msg = f"the column {name!r} has {len(labels):,} different values; it is no split"
        raise ImportedSplitError(msg)
    names = [_part(label, name) for label in labels]
    used = sorted({names[code] for code in np.unique(codes[codes >= 0]).tolist()} - {""})
    parts, unsaid, guessed = roles_of(used, roles)
    place = {part: k for k, part in enumerate(parts)}
    of_label = np.array([*(place.get(part, -1) for part in names), -1], np.int16)
    assigned = of_label[codes]
    partitioning = Partitioning(
        tuple(parts), tuple(role or "" for role in parts.values()), assigned
    )
    columns = assignment_columns(partitioning, observations)
    keys = [key for key in columns if key != PARTITION]
    return ImportedSplit(
        "obs column",
        parts,
        columns,
        _unit(keys, observations),
        left_out=int(np.count_nonzero(assigned < 0)),
        unsaid=(*ALWAYS, UNIT, CONTROLS, VALIDATION, *unsaid),
        remarks=(f"Parts are those of obs/{name}, written by {' and '.join(keys)}", *guessed),
    )


def _found(observations: Observations, column: str | None) -> str:
    if column is not None:
        return column
    for name in COLUMNS:
        if observations.column(name) is not None:
            return name
    msg = (
        f"obs has none of the columns {', '.join(COLUMNS)}; name the one of the split with --column"
    )
    raise ImportedSplitError(msg)


def _part(label: str, column: str) -> str:
    if column.lower().startswith("is_train") and label.strip().lower() in _TRUTHS:
        return _TRUTHS[label.strip().lower()]
    return "" if is_nowhere(label) else label


def _unit(keys: list[str], observations: Observations) -> str:
    if len(keys) == 1 and keys[0] != OBSERVATION:
        return axis_of(keys[0], observations) or "observation"
    return "observation"
