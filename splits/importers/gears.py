"""Read the split dictionary of GEARS: which conditions are in which part."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.splits.errors import ImportedSplitError
from aivc.splits.importers.gears_labels import spelt_in
from aivc.splits.importers.keys import axis_of
from aivc.splits.importers.model import ImportedSplit
from aivc.splits.importers.part_names import roles_of
from aivc.splits.importers.plain_pickle import NotPlainError, read_plain_pickle
from aivc.splits.importers.said import ALWAYS, CONTROLS, UNIT, VALIDATION
from aivc.splits.manifest.assignments import PARTITION
from aivc.storage.limits import MAX_TEXT_BYTES
from aivc.storage.whole_files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.splits.observations import Observations

CONDITION = "condition"
"""Column of obs that GEARS keeps conditions in."""

_NESTED = ("set2conditions", "split", "splits")
_AXES = ("condition", "agent", "target", "combination", "guide")
_CONTROL = "ctrl"
MAX_CONDITIONS = 5_000_000


def import_gears(
    source: str | Path,
    observations: Observations | None = None,
    *,
    key: str | None = None,
    roles: Mapping[str, str] | None = None,
) -> ImportedSplit:
    """Read ``{"train": [...], "val": [...], "test": [...]}`` from JSON or a plain pickle.

    Parameters
    ----------
    source
        The file. A pickle is never run; one that holds more than plain containers is refused.
    observations
        The rows of the dataset, to find the column that holds the conditions.
    key
        That column.
    roles
        Roles of parts by name, where names do not tell.

    Raises
    ------
    ImportedSplitError
        The file holds no such dictionary; the message says how to save one.
    UnreadableInputError
        The file cannot be read.
    """
    path = Path(source)
    listed = _listed(_data(path), path)
    column = key or _column({one for values in listed.values() for one in values}, observations)
    listed, respelt = _respelt(listed, column, observations)
    conditions = [one for values in listed.values() for one in values]
    parts, unsaid, guessed = roles_of(listed, roles)
    names = [name for name, values in listed.items() for _ in values]
    return ImportedSplit(
        "gears",
        parts,
        {column: conditions, PARTITION: names},
        axis_of(column, observations) or "condition",
        slots={"grouping_keys": [column]},
        unsaid=(*ALWAYS, UNIT, CONTROLS, VALIDATION, *unsaid),
        remarks=(*guessed, *respelt, *_remarks(listed, column, observations)),
    )


def _respelt(
    listed: dict[str, list[str]], column: str, observations: Observations | None
) -> tuple[dict[str, list[str]], list[str]]:
    """Write conditions as the dataset does; say so of those that it writes otherwise."""
    read = None if observations is None else observations.column(column)
    if read is None:
        return listed, []
    spelt = spelt_in(read[1], (one for values in listed.values() for one in values))
    others = [f"{one!r} for {label!r}" for one, label in spelt.items() if one != label]
    told = f"{len(others)} conditions are spelt otherwise in the data, such as "
    made = {name: [spelt.get(one, one) for one in values] for name, values in listed.items()}
    return made, [told + others[0]] if others else []


def _data(path: Path) -> Any:
    content = read_bytes(path, MAX_TEXT_BYTES)
    if content.lstrip()[:1] in {b"{", b"["}:
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            msg = f"{path} is not JSON: {error}"
            raise ImportedSplitError(msg) from error
    try:
        return read_plain_pickle(content)
    except NotPlainError as error:
        msg = (
            f"{path} is not read as a pickle, because {error}; load it where it was made and save "
            "it with json.dump({k: list(map(str, v)) for k, v in split.items()}, file)"
        )
        raise ImportedSplitError(msg) from error


def _listed(data: Any, path: Path) -> dict[str, list[str]]:
    if isinstance(data, dict):
        for name in _NESTED:
            if isinstance(data.get(name), dict):
                data = data[name]
                break
    if not isinstance(data, dict) or not data:
        msg = f"{path} holds no dictionary from parts to conditions"
        raise ImportedSplitError(msg)
    if any(isinstance(value, dict) for value in data.values()):
        msg = (
            f"{path} holds a dictionary of dictionaries, such as the subgroups that GEARS saves "
            "beside a split; name the file of the split itself, with train, val and test"
        )
        raise ImportedSplitError(msg)
    listed: dict[str, list[str]] = {}
    for name, values in data.items():
        if not isinstance(name, str) or not isinstance(values, list | tuple | set | frozenset):
            msg = f"{path}: {name!r} does not lead to a list of conditions"
            raise ImportedSplitError(msg)
        if not all(isinstance(one, str) for one in values):
            msg = f"{path}: the part {name!r} lists what is no text"
            raise ImportedSplitError(msg)
        listed[name] = sorted(values) if isinstance(values, set | frozenset) else list(values)
    if sum(map(len, listed.values())) > MAX_CONDITIONS:
        msg = f"{path} lists more than {MAX_CONDITIONS:,} conditions"
        raise ImportedSplitError(msg)
    return listed


def _column(conditions: set[str], observations: Observations | None) -> str:
    """Return the column of obs that knows most of the conditions."""
    if observations is None:
        return CONDITION
    told = [observations.axes[axis].columns for axis in _AXES if axis in observations.axes]
    candidates = [CONDITION, *(columns[0] for columns in told if len(columns) == 1)]
    return max(dict.fromkeys(candidates), key=lambda name: _known(conditions, name, observations))


def _known(conditions: set[str], name: str, observations: Observations) -> tuple[int, int]:
    """Return how many conditions are labels as they are, and how many in another spelling."""
    column = observations.column(name)
    if column is None:
        return -1, -1
    return len(conditions & set(column[1])), len(spelt_in(column[1], conditions))


def _remarks(
    listed: Mapping[str, list[str]], column: str, observations: Observations | None
) -> list[str]:
    remarks = [f"Conditions are looked up in obs/{column}"]
    if observations is None and not any(_CONTROL in values for values in listed.values()):
        remarks.append("No part lists 'ctrl', so controls are in no part until you say where")
    where: dict[str, list[str]] = {}
    for name, values in listed.items():
        for one in dict.fromkeys(values):
            where.setdefault(one, []).append(name)
    both = [f"{one!r} ({' and '.join(names)})" for one, names in where.items() if len(names) > 1]
    if both:
        more = f" and {len(both) - 5} more" * (len(both) > 5)
        remarks.append(f"Conditions in more than one part: {', '.join(both[:5])}{more}")
    if observations is not None and (read := observations.column(column)) is not None:
        rest = sorted(set(read[1]) - set(where))
        if rest:
            remarks.append(
                f"{len(rest)} conditions of the data are in no part, such as {rest[0]!r}"
            )
    return remarks
