"""How an object of the standard becomes one row of a table, and back.

A quantity takes two columns, ``amount`` and ``amount_unit``, and more where it states bounds, a
basis or its source text (``amount_lower``, ...). A list is joined by ``;``. The columns that
recognise the rows of an entity, ``matches``, become ``match:COLUMN``. An object in an object has
dotted names (``culture.medium``). A list of other objects has no place in a row; it has a table
of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from aivc.schema.cells import Cell, join_list, match_cell, plain_cell, read_cell, read_match
from aivc.schema.errors import AivcError
from aivc.schema.slots import PROFILES, SlotSpec, class_spec
from aivc.schema.view import View

MATCH_PREFIX = "match:"
"""Before the name of a column of the file by whose value the rows of an entity are recognised."""


class NotFlatError(AivcError, ValueError):
    """A class holds lists of objects, which do not fit in a row."""


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """One column of the table of a class.

    Attributes
    ----------
    name
        Name of the column.
    path
        Slots that lead to the value, from the outside in.
    slot
        The last of these slots.
    required_by
        Weakest profile that requires the column in every row.
    """

    name: str
    path: tuple[str, ...]
    slot: SlotSpec
    required_by: str | None


@cache
def flat_columns(class_name: str) -> tuple[FlatColumn, ...]:
    """List the columns of the table of a class, aside from ``match:`` columns.

    Parameters
    ----------
    class_name
        Class of the standard whose objects are the rows.

    Raises
    ------
    NotFlatError
        If the class holds lists of objects other than ``matches``.

    Examples
    --------
    >>> [column.name for column in flat_columns("Condition")][4:6]
    ['harvest_time', 'harvest_time_unit']
    """
    return tuple(_columns_of(class_name, ()))


def flatten(instance: View) -> dict[str, Cell]:
    """Write an object as a row.

    Parameters
    ----------
    instance
        A view, as :func:`aivc.schema.reading.read` makes it.

    Returns
    -------
    dict
        Cell by column, in the order of the standard; what the object does not say is left out.

    Raises
    ------
    NotFlatError
        If the class holds lists of objects other than ``matches``.

    Examples
    --------
    >>> from aivc.schema.generated.views import Condition
    >>> from aivc.schema.reading import read
    >>> time = {"value": 24, "unit": "h"}
    >>> flatten(read(Condition, {"condition_id": "c1", "harvest_time": time}))
    {'condition_id': 'c1', 'harvest_time': 24.0, 'harvest_time_unit': 'h'}
    """
    row: dict[str, Cell] = {}
    for column in flat_columns(instance.class_name):
        value: object = instance
        for name in column.path:
            value = getattr(value, name, None)
        if isinstance(value, tuple) and value:
            row[column.name] = join_list(value)
        elif isinstance(value, str | int | float):
            row[column.name] = value
    for match in getattr(instance, "matches", ()):
        if match.column is not None and match.column_value is not None:
            row[f"{MATCH_PREFIX}{match.column}"] = match_cell(match.column_value)
    return row


def unflatten(row: Mapping[str, object], class_name: str) -> dict[str, object]:
    """Read a row as an object, ready for :func:`aivc.schema.structure.check_structure`.

    Cells may have their types, as from Parquet, or be text, as from a text table. Empty cells
    and missing values are left out. Text that does not read as what the column holds stays text,
    and a column that the class does not have stays as a key, so that a check can name both.

    Parameters
    ----------
    row
        Cell by column.
    class_name
        Class of the standard.

    Raises
    ------
    NotFlatError
        If the class holds lists of objects other than ``matches``.

    Examples
    --------
    >>> unflatten({"condition_id": "c1", "harvest_time": "24", "harvest_time_unit": "h"},
    ...           "Condition")
    {'condition_id': 'c1', 'harvest_time': {'value': 24.0, 'unit': 'h'}}
    """
    columns = {column.name: column for column in flat_columns(class_name)}
    takes_matches = "matches" in class_spec(class_name).slots
    instance: dict[str, object] = {}
    matches: list[dict[str, object]] = []
    for name, cell in row.items():
        value = plain_cell(cell)
        if value is None:
            continue
        column = columns.get(name)
        if column is not None:
            _put(instance, column.path, read_cell(value, column.slot))
        elif takes_matches and name.startswith(MATCH_PREFIX):
            said = value if isinstance(value, list) else read_match(value)
            matches.append({"column": name.removeprefix(MATCH_PREFIX), "column_value": said})
        else:
            instance[name] = value
    if matches:
        instance["matches"] = matches
    return instance


def _columns_of(class_name: str, outer: tuple[SlotSpec, ...]) -> Iterator[FlatColumn]:
    for slot in class_spec(class_name).slots.values():
        path = (*outer, slot)
        if slot.kind != "object":
            yield _column(path)
        elif slot.name == "matches" and not outer:
            continue
        elif slot.multivalued or slot.range is None:
            msg = f"{class_name}.{slot.name} is a list of {slot.range}, which does not fit in a row"
            raise NotFlatError(msg)
        else:
            yield from _columns_of(slot.range, path)


def _column(path: tuple[SlotSpec, ...]) -> FlatColumn:
    names = tuple(slot.name for slot in path)
    asked = [slot.required_by for slot in path]
    known = [profile for profile in asked if profile]
    # A value is required once all objects around it are.
    required_by = max(known, key=PROFILES.index) if len(known) == len(asked) else None
    return FlatColumn(_column_name(names, path[-1]), names, path[-1], required_by)


def _column_name(names: tuple[str, ...], leaf: SlotSpec) -> str:
    if leaf.class_name != "Quantity":
        return ".".join(names)
    outer = ".".join(names[:-1])
    return outer if leaf.name == "value" else f"{outer}_{leaf.name}"


def _put(instance: dict[str, object], path: tuple[str, ...], value: object) -> None:
    *outer, last = path
    place = instance
    for name in outer:
        inner = place.setdefault(name, {})
        if not isinstance(inner, dict):
            return
        place = inner
    place[last] = value
