"""Read a split from a text or Parquet table: names of rows, or any columns of obs, and a part."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.errors import ImportedSplitError
from aivc.splits.importers.keys import axis_of, names_rows, share_of_labels, share_of_names
from aivc.splits.importers.model import ImportedSplit
from aivc.splits.importers.part_names import is_nowhere, role_of, roles_of
from aivc.splits.importers.said import ALWAYS, CONTROLS, UNIT, VALIDATION
from aivc.splits.manifest.assignments import OBSERVATION, PARTITION
from aivc.storage.whole_files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.splits.observations import Observations
    from aivc.storage.records.texts import Texts

SPLIT_NAMES = ("partition", "split", "subset", "set", "fold", "assignment", "train_test", "0")
"""What a column of parts is called; ``0`` is a series that pandas wrote."""


def import_table(
    source: str | Path,
    observations: Observations | None = None,
    *,
    column: str | None = None,
    keys: Sequence[str] = (),
    roles: Mapping[str, str] | None = None,
) -> ImportedSplit:
    """Read a table.

    Parameters
    ----------
    source
        A CSV, TSV or Parquet file. A table without a line of names, such as PerturBench writes, is
        read too, if its second column holds parts.
    observations
        The rows of the dataset; without them keys are told by their names alone.
    column
        Column that names the parts, where it is not plain which one does.
    keys
        Columns that say which observations are meant.
    roles
        Roles of parts by name, where names do not tell.

    Raises
    ------
    ImportedSplitError
        There is no such column, or several could be meant.
    UnreadableInputError
        The file cannot be read.
    """
    path = Path(source)
    columns = _columns(path)
    remarks: list[str] = []
    if column is None and _is_headless(columns):
        columns = _with_first_row(columns)
        column = PARTITION
        remarks.append("The table has no line of names; its columns are names of rows and parts")
    split = _split_column(columns, column, path)
    texts = columns[split]
    named = _keys(columns, split, keys, observations, path)
    assigned, nowhere = assigned_rows(texts)
    table = {
        key: (columns[name].codes[assigned], columns[name].labels()) for name, key in named.items()
    }
    # Blanks around a name are slips of the keyboard: `Train ` is no part beside `Train`.
    stripped = [label.strip() for label in texts.labels()]
    distinct, recoded = np.unique(np.array([*stripped, ""]), return_inverse=True)
    codes, labels = recoded[texts.codes[assigned]], distinct.tolist()
    table[PARTITION] = (codes, labels)
    used = [labels[code] for code in np.unique(codes).tolist()]
    parts, unsaid, guessed = roles_of(used, roles)
    left = [name for name in columns if name and name not in named and name != split]
    remarks += guessed
    if nowhere:
        remarks.append(f"{nowhere} rows of the table name no part")
    if left:
        remarks.append(f"Columns that were not used: {', '.join(left[:10])}")
    return ImportedSplit(
        "perturbench" if split == PARTITION and _FIRST in columns else "table",
        parts,
        table,
        _unit(named, observations),
        left_out=nowhere if OBSERVATION in named.values() else 0,
        unsaid=(*ALWAYS, UNIT, CONTROLS, VALIDATION, *unsaid),
        remarks=tuple(remarks),
    )


_FIRST = ""


def _columns(path: Path) -> dict[str, Texts]:
    from aivc.storage.records.files import read_texts

    return read_texts(read_bytes(path), path)


def _is_headless(columns: Mapping[str, Texts]) -> bool:
    names = list(columns)
    return len(names) == 2 and role_of(names[1]) is not None


def _with_first_row(columns: Mapping[str, Texts]) -> dict[str, Texts]:
    """Take what was read as names of columns for the first row, which it is."""
    import pyarrow as pa

    from aivc.storage.records.texts import texts_of_arrow

    made = {}
    for new, (name, texts) in zip((_FIRST, PARTITION), columns.items(), strict=True):
        labels = [*texts.labels(), None]
        cells = pa.chunked_array([[name], [labels[code] for code in texts.codes.tolist()]])
        made[new] = texts_of_arrow(cells)
    return made


def _split_column(columns: Mapping[str, Texts], column: str | None, path: Path) -> str:
    if column is not None:
        if column not in columns:
            msg = f"{path} has no column {column!r}; it has {', '.join(map(repr, columns))}"
            raise ImportedSplitError(msg)
        return column
    exact = [name for name in columns if name.lower() in SPLIT_NAMES]
    found = exact or [name for name in columns if name.lower().startswith("split_")]
    if not found:
        found = [name for name, texts in columns.items() if _holds_roles(texts)]
    if len(found) == 1:
        return found[0]
    if found:
        msg = f"{path} has several columns of parts, {', '.join(found)}; name one with --column"
        raise ImportedSplitError(msg)
    msg = f"{path} has no column of parts such as 'split'; name it with --column"
    raise ImportedSplitError(msg)


def _holds_roles(texts: Texts) -> bool:
    labels = [label for label in texts.labels()[:1000] if not is_nowhere(label)]
    return bool(labels) and all(role_of(label) for label in labels)


def assigned_rows(texts: Texts) -> tuple[np.ndarray, int]:
    """Return the rows that name a part, and how many do not."""
    nowhere = np.array([*(is_nowhere(label) for label in texts.labels()), True])
    is_assigned = ~nowhere[texts.codes]
    return np.flatnonzero(is_assigned), int(np.count_nonzero(~is_assigned))


def _keys(
    columns: Mapping[str, Texts],
    split: str,
    keys: Sequence[str],
    observations: Observations | None,
    path: Path,
) -> dict[str, str]:
    """Return the columns that are keys, with the name of each in the assignments."""
    for name in keys:
        if name not in columns:
            msg = f"{path} has no column {name!r}; it has {', '.join(map(repr, columns))}"
            raise ImportedSplitError(msg)
    if keys:
        return {
            name: OBSERVATION if names_rows(name, columns[name], observations) else name
            for name in keys
        }
    others = [name for name in columns if name != split]
    for name in _by_names(others, columns, observations):
        if names_rows(name, columns[name], observations):
            return {name: OBSERVATION}
    if observations is not None:
        # A column of obs, as long as most of what it says is known there.
        known = [n for n in others if share_of_labels(columns[n], n, observations) > 0]
        if known:
            return {name: name for name in known}
    if len(others) == 1:
        return {others[0]: others[0]}
    msg = (
        f"{path} does not tell which observations its rows mean; name the columns with --key, "
        f"of {', '.join(map(repr, others)) or 'which there are none'}"
    )
    raise ImportedSplitError(msg)


def _by_names(
    names: Sequence[str], columns: Mapping[str, Texts], observations: Observations | None
) -> list[str]:
    """Put the columns that name most rows first: what pandas writes in front may be numbers."""
    if observations is None:
        return list(names)
    return sorted(names, key=lambda name: -share_of_names(columns[name], observations))


def _unit(named: Mapping[str, str], observations: Observations | None) -> str:
    if len(named) == 1 and OBSERVATION not in named.values():
        return axis_of(next(iter(named)), observations) or "observation"
    return "observation"
