"""Read the split that a Croissant file describes: https://docs.mlcommons.org/croissant/."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.splits.errors import ImportedSplitError
from aivc.splits.importers.table import import_table
from aivc.storage.whole_files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aivc.splits.importers.model import ImportedSplit
    from aivc.splits.observations import Observations

_ROLES = {"TrainingSplit": "training", "ValidationSplit": "validation", "TestSplit": "test"}
_SPLIT = "Split"


def import_croissant(
    source: str | Path,
    observations: Observations | None = None,
    *,
    keys: Sequence[str] = (),
    roles: Mapping[str, str] | None = None,
) -> ImportedSplit:
    """Read a JSON-LD description whose records refer to a ``cr:Split`` by a column of a table.

    Parameters
    ----------
    source
        The description. The table that it names must lie beside it or below.
    observations
        The rows of the dataset.
    keys
        Columns of the table that say which observations are meant, where it is not plain.
    roles
        Roles of parts by name; they go before those of the description.

    Raises
    ------
    ImportedSplitError
        It describes no split, or one by the names of files, which name no observations.
    UnreadableInputError
        The description or its table cannot be read.
    """
    path = Path(source)
    data = _json(path)
    sets = [one for one in _list(data, "recordSet") if isinstance(one, dict)]
    splits = [one for one in sets if _SPLIT in map(_term, _texts(one.get("dataType")))]
    if not splits:
        msg = f"{path} describes no split: no record set has the data type cr:Split"
        raise ImportedSplitError(msg)
    told = {name: role for split in splits for name, role in _named_parts(split)}
    told |= dict(roles or {})
    field = _referring(sets, {_identifier(split) for split in splits}, path)
    column, table = _place(field, data, path)
    found = import_table(table, observations, column=column, keys=keys, roles=told)
    remark = f"Parts are those of the column {column!r} of {table.name}, as {path.name} says"
    return replace(found, source_format="croissant", remarks=(remark, *found.remarks))


def _json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        msg = f"{path} is not JSON: {error}"
        raise ImportedSplitError(msg) from error
    if not isinstance(data, dict):
        msg = f"{path} is no description of a dataset"
        raise ImportedSplitError(msg)
    return data


def _named_parts(split: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the names of parts with the roles that their addresses give."""
    for record in _list(split, "data"):
        values = [value for value in record.values() if isinstance(value, str)]
        role = next((_ROLES[_term(value)] for value in values if _term(value) in _ROLES), None)
        names = [value for value in values if _term(value) not in _ROLES]
        if role is not None and names:
            yield names[0], role


def _referring(
    sets: Sequence[Mapping[str, Any]], identifiers: set[str], path: Path
) -> Mapping[str, Any]:
    for one in sets:
        for field in _list(one, "field"):
            for reference in _references(field):
                if reference.split("/", 1)[0] in identifiers:
                    found: Mapping[str, Any] = field
                    return found
    msg = f"{path} names parts, and no field of its records refers to them"
    raise ImportedSplitError(msg)


def _references(field: Mapping[str, Any]) -> Iterator[str]:
    told = field.get("references")
    for one in told if isinstance(told, list) else [told]:
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            inner = one.get("field", one)
            name = inner.get("@id") if isinstance(inner, dict) else inner
            if isinstance(name, str):
                yield name


def _place(field: Mapping[str, Any], data: Mapping[str, Any], path: Path) -> tuple[str, Path]:
    """Return the column that holds the parts, and its table."""
    told = field.get("source")
    origin = told if isinstance(told, dict) else {}
    extract = origin.get("extract")
    column = extract.get("column") if isinstance(extract, dict) else None
    file = origin.get("fileObject", origin.get("distribution"))
    name = file.get("@id") if isinstance(file, dict) else file
    if not isinstance(column, str) or not isinstance(name, str):
        msg = (
            f"{path} tells parts by the names of files, which name no observations; import a "
            "table with a column of parts instead"
        )
        raise ImportedSplitError(msg)
    for one in _list(data, "distribution"):
        if name in {one.get("@id"), one.get("name")} and isinstance(one.get("contentUrl"), str):
            return column, _beside(one["contentUrl"], path)
    msg = f"{path} says that parts are in {name!r}, and its distribution has no such file"
    raise ImportedSplitError(msg)


def _beside(address: str, path: Path) -> Path:
    home = path.parent.resolve()
    try:
        target = (home / address.removeprefix("file://")).resolve()
    except (OSError, ValueError) as error:
        msg = f"{path} names a table that cannot be a file"
        raise ImportedSplitError(msg) from error
    if "://" in address or not target.is_relative_to(home):
        msg = f"{path} names the table {address}, which does not lie beside it; download it first"
        raise ImportedSplitError(msg)
    return target


def _identifier(split: Mapping[str, Any]) -> str:
    return str(split.get("@id", split.get("name", "")))


def _list(holder: Mapping[str, Any], name: str) -> list[Any]:
    value = holder.get(name, holder.get(f"cr:{name}", []))
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, dict)]


def _texts(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _term(address: str) -> str:
    """Return the last part of ``cr:Split`` or ``http://mlcommons.org/croissant/Split``."""
    return address.rsplit("/", 1)[-1].rsplit("#", 1)[-1].rsplit(":", 1)[-1]
