"""Files of one folder as one matrix, or as matrices of the same observations."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.text_matrix.labels import labels_of_files
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.joined import PlacedMatrix, joined_matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.text_matrix.matrix_part import Columns, MatrixPart
    from aivc.storage.model import Matrix

SHARED = 0.5
"""Share of features that two matrices of one experiment have in common at least."""

_SHORT = re.compile(r"\d{1,6}|[A-Pa-p]\d{1,2}")
"""Wells and numbers of rows: the same names stand for others on the next plate."""


@dataclass
class Joined:
    """Names, columns and matrices of all files.

    Attributes
    ----------
    obs_names, var_names
        Names of observations and features.
    own_names
        Names of observations as their own files spell them.
    labels
        For each observation, what tells its file from the others; empty for a single file.
    files
        For each observation, the name of its file; empty for a single file.
    obs, var
        Cells of columns by name.
    matrices
        ``X``, and layers.
    """

    obs_names: list[str]
    var_names: list[str]
    own_names: list[str]
    labels: list[str]
    files: list[str]
    obs: Columns
    var: Columns
    matrices: list[Matrix]


def joined_parts(parts: Sequence[MatrixPart], log: ConversionNotes) -> Joined:
    """Join the matrices of several files.

    Files with the same observations become layers; those with others are put one below the other.

    Raises
    ------
    UnreadableInputError
        The files have too few features in common to be of one experiment.
    """
    labels = labels_of_files([part.path.name for part in parts])
    if len(parts) == 1:
        return _single(parts[0])
    _refuse_unrelated(parts)
    if _have_same_observations(parts):
        return _layers(parts, labels, log)
    return _stacked(parts, labels, log)


def _single(part: MatrixPart) -> Joined:
    return Joined(
        part.obs_names,
        part.var_names,
        part.obs_names,
        [],
        [],
        part.obs,
        part.var,
        [part.gathered.matrix("X")],
    )


def _refuse_unrelated(parts: Sequence[MatrixPart]) -> None:
    first = parts[0]
    own = set(first.var_names)
    for part in parts[1:]:
        others = set(part.var_names)
        shared = len(own & others)
        if shared < SHARED * min(len(own), len(others)):
            msg = (
                f"{part.path.name} and {first.path.name} have {shared:,} features in common, of "
                f"{len(others):,} and {len(own):,}; convert them one by one, or leave in the "
                "folder only what belongs together"
            )
            raise UnreadableInputError(msg)


def _have_same_observations(parts: Sequence[MatrixPart]) -> bool:
    own = set(parts[0].obs_names)
    if all(_SHORT.fullmatch(name) for name in own):
        return False
    return all(set(part.obs_names) == own for part in parts[1:])


def _layers(parts: Sequence[MatrixPart], labels: Sequence[str], log: ConversionNotes) -> Joined:
    """Take the first matrix as ``X`` and the others as layers of the same observations."""
    first = parts[0]
    var_names, keys = _union([part.var_names for part in parts])
    rank = {name: row for row, name in enumerate(first.obs_names)}
    matrices: list[Matrix] = []
    for part, label, own in zip(parts, labels, keys, strict=True):
        if [rank[name] for name in part.obs_names] != list(range(len(rank))):
            msg = (
                f"{part.path.name} has the observations of {first.path.name} in another order; "
                "bring them into one order, or leave only one of the files in the folder"
            )
            raise UnreadableInputError(msg)
        name = "X" if not matrices else f"layers/{label.replace('/', '_')}"
        matrices.append(joined_matrix(name, [_placed(part, own)], len(var_names)))
        log.inferred(part.path.name, name, "the files have the same observations")
    matrices[1:] = sorted(matrices[1:], key=lambda matrix: matrix.name)
    return Joined(
        first.obs_names,
        var_names,
        first.obs_names,
        [],
        [],
        _beside([part.obs for part in parts], labels),
        _features(parts, labels, keys, len(var_names)),
        matrices,
    )


def _stacked(parts: Sequence[MatrixPart], labels: Sequence[str], log: ConversionNotes) -> Joined:
    """Put the matrices one below the other, each observation called after its file."""
    var_names, keys = _union([part.var_names for part in parts])
    obs: Columns = {}
    joined = Joined([], var_names, [], [], [], obs, {}, [])
    for part, label, own in zip(parts, labels, keys, strict=True):
        before, n_obs = len(joined.obs_names), len(part.obs_names)
        for name in (*obs, *(name for name in part.obs if name not in obs)):
            cells = part.obs.get(name, [None] * n_obs)
            obs.setdefault(name, [None] * before).extend(cells)
        joined.obs_names += [f"{label}_{name}" for name in part.obs_names]
        joined.own_names += part.obs_names
        joined.labels += [label] * n_obs
        joined.files += [part.path.name] * n_obs
        because = "the file's name is all that tells its observations from those of other files"
        log.inferred(part.path.name, f"sample {label}", because)
        if len(own) < len(var_names):
            said = f"{len(var_names) - len(own):,} features of other files are missing (NaN) there"
            log.left_alone(f"features that {part.path.name} lacks", said)
    placed = [_placed(part, own) for part, own in zip(parts, keys, strict=True)]
    joined.matrices.append(joined_matrix("X", placed, len(var_names)))
    joined.var = _features(parts, labels, keys, len(var_names))
    return joined


def _union(names: Sequence[Sequence[str]]) -> tuple[list[str], list[list[int]]]:
    """Return all features in the order of the files, and the place of each file's features.

    A name that one file has twice is two features.
    """
    places: dict[tuple[str, int], int] = {}
    keys: list[list[int]] = []
    for own in names:
        seen: Counter[str] = Counter()
        found = []
        for name in own:
            found.append(places.setdefault((name, seen[name]), len(places)))
            seen[name] += 1
        keys.append(found)
    return [name for name, _ in places], keys


def _placed(part: MatrixPart, places: list[int]) -> PlacedMatrix:
    return PlacedMatrix(part.gathered.matrix("X"), np.array(places, dtype=np.intp))


def _features(
    parts: Sequence[MatrixPart], labels: Sequence[str], keys: list[list[int]], n_features: int
) -> Columns:
    spread: list[Columns] = []
    for part, own in zip(parts, keys, strict=True):
        columns: Columns = {}
        for name, cells in part.var.items():
            whole: list[str | None] = [None] * n_features
            for place, cell in zip(own, cells, strict=True):
                whole[place] = cell
            columns[name] = whole
        spread.append(columns)
    return _beside(spread, labels)


def _beside(each: Sequence[Columns], labels: Sequence[str]) -> Columns:
    """Merge columns that do not contradict each other, and keep those that do side by side."""
    merged: Columns = {}
    for columns, label in zip(each, labels, strict=True):
        for name, cells in columns.items():
            pairs = list(zip(merged.get(name, cells), cells, strict=True))
            is_same = all(a is None or b is None or a == b for a, b in pairs)
            key = name if is_same else f"{name}_{label}"
            merged[key] = [a if a is not None and is_same else b for a, b in pairs]
    return merged
