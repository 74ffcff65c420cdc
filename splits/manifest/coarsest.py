"""Say who is in which part as briefly as the data allow."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.axes import AXES
from aivc.splits.manifest.assignments import IN_TABLE, OBSERVATION, PARTITION
from aivc.splits.manifest.row_keys import AXIS_OF_KEY
from aivc.storage.keys.joint_keys import joint_codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from aivc.splits.observations import Observations, Partitioning

Columns = dict[str, tuple["NDArray[Any]", "Sequence[str]"]]

_NAMES_AT_ONCE = 1 << 16


def assignment_columns(partitioning: Partitioning, observations: Observations) -> Columns:
    """Return the shortest assignments that say what a partitioning says.

    One column of obs is taken if all rows with one of its values are in the same part, and no row
    of a part lacks a value; else two columns together; else the names of the rows. Of several that
    would do, the one with the fewest values is taken. Only columns that tell an axis, and the keys
    of the standard, are considered: that a number of genes happens to decide would be an accident.

    Parameters
    ----------
    partitioning
        The part of each row. Rows in several parts are listed for each of them.
    observations
        The rows.

    Returns
    -------
    dict
        The keys and ``partition``, as codes and labels, ready for
        :func:`aivc.splits.manifest.write.write_manifest`.
    """
    sets, members = _part_sets(partitioning)
    candidates = {
        name: column for name in _candidates(observations) if (column := observations.column(name))
    }
    coded = {name: _merged(*column) for name, column in candidates.items()}
    n_assigned = int(np.count_nonzero(partitioning.codes >= 0))
    for size in (1, 2):
        found = _deciding(coded, sets, n_assigned, size)
        if found is not None:
            by_keys = _by_keys(found, coded, sets, members, partitioning.names)
            return _with_table(by_keys, observations)
    return _by_name(partitioning, observations)


def _with_table(columns: Columns, observations: Observations) -> Columns:
    """Say which table assignments are about, where another one could be meant."""
    if not observations.names_table or observations.segments:
        return columns
    n_rows = len(columns[PARTITION][0])
    return {**columns, IN_TABLE: (np.zeros(n_rows, np.int64), [observations.table])}


def _candidates(observations: Observations) -> Iterable[str]:
    told = [observations.axes[axis] for axis in AXES if axis in observations.axes]
    return dict.fromkeys((*(name for keys in told for name in keys.columns), *AXIS_OF_KEY))


def _part_sets(partitioning: Partitioning) -> tuple[NDArray[np.int64], list[tuple[int, ...]]]:
    """Return a number for the set of parts of each row, -1 for none, and the parts of each set."""
    codes = partitioning.codes.astype(np.int64)
    if not len(partitioning.also):
        return codes, [(part,) for part in range(len(partitioning.names))]
    further: dict[int, list[int]] = {}
    for row, part in partitioning.also.tolist():
        further.setdefault(row, []).append(part)
    numbers: dict[tuple[int, ...], int] = {(part,): part for part in range(len(partitioning.names))}
    for row, parts in further.items():
        members = tuple(sorted({int(codes[row]), *parts}))
        codes[row] = numbers.setdefault(members, len(numbers))
    return codes, list(numbers)


def _merged(codes: NDArray[Any], labels: Sequence[str]) -> tuple[NDArray[Any], Sequence[str]]:
    """Give labels that are listed twice one code."""
    first: dict[str, int] = {}
    same = np.array([*(first.setdefault(label, k) for k, label in enumerate(labels)), -1])
    return same[codes], labels


def _deciding(
    coded: Columns, sets: NDArray[np.int64], n_assigned: int, size: int
) -> tuple[str, ...] | None:
    """Return the columns that decide with the fewest values, first found first."""
    best: tuple[int, tuple[str, ...]] | None = None
    whole = {
        name: column[0] for name, column in coded.items() if not (column[0][sets >= 0] < 0).any()
    }
    for names in combinations(whole, size):
        joint = joint_codes([whole[name] for name in names])
        n_keys = len(joint.combinations)
        # As many keys as rows say no more than the names of the rows do.
        if n_keys >= n_assigned or (best is not None and n_keys >= best[0]):
            continue
        if _decides(joint.codes, joint.combinations, sets):
            best = (n_keys, names)
    return None if best is None else best[1]


def _decides(codes: NDArray[Any], combinations: NDArray[np.int64], sets: NDArray[np.int64]) -> bool:
    n_keys = len(combinations)
    low = np.full(n_keys, np.iinfo(np.int64).max)
    high = np.full(n_keys, -2, np.int64)
    np.minimum.at(low, codes, sets)
    np.maximum.at(high, codes, sets)
    return bool(np.all((low == high) | (combinations.min(axis=1) < 0)))


def _by_keys(
    names: tuple[str, ...],
    coded: Columns,
    sets: NDArray[np.int64],
    members: list[tuple[int, ...]],
    parts: Sequence[str],
) -> Columns:
    joint = joint_codes([coded[name][0] for name in names])
    set_of_key = np.full(len(joint.combinations), -1, np.int64)
    set_of_key[joint.codes] = sets  # all rows of a key are in the same parts, or lack a value
    keys = np.flatnonzero((set_of_key >= 0) & (joint.combinations.min(axis=1) >= 0))
    sizes = np.array([len(one) for one in members])[set_of_key[keys]]
    every = np.concatenate([np.array(one, np.int64) for one in members])
    start = np.cumsum([0, *(len(one) for one in members)])[set_of_key[keys]]
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    part = every[np.repeat(start, sizes) + within]
    table = joint.combinations[np.repeat(keys, sizes)]
    columns: Columns = {name: (table[:, k], coded[name][1]) for k, name in enumerate(names)}
    return {**columns, PARTITION: (part, parts)}


def _by_name(partitioning: Partitioning, observations: Observations) -> Columns:
    assigned = np.flatnonzero(partitioning.codes >= 0)
    rows = np.concatenate([assigned, partitioning.also[:, 0]])
    parts = np.concatenate([partitioning.codes[assigned].astype(np.int64), partitioning.also[:, 1]])
    names: list[str] = []
    for start in range(0, len(assigned), _NAMES_AT_ONCE):
        names += observations.names_of(assigned[start : start + _NAMES_AT_ONCE].tolist())
    codes = np.searchsorted(assigned, rows)
    by_name: Columns = {OBSERVATION: (codes, names), PARTITION: (parts, partitioning.names)}
    if not observations.segments:
        return _with_table(by_name, observations)
    starts = np.array([start for _, start, _ in observations.segments])
    tables = np.searchsorted(starts, rows, side="right") - 1
    return {**by_name, IN_TABLE: (tables, [name for name, _, _ in observations.segments])}
