"""pandera models of the tables of a dataset, for use in any pipeline.

``model("samples").validate(frame, lazy=True)`` checks a frame of samples. The models are made
from the same slots as the card: what the JSON Schema says of a slot, it says of a column.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from aivc.schema.flat import FlatColumn, flat_columns
from aivc.schema.slots import PROFILES, UnknownNameError, class_spec

if TYPE_CHECKING:
    from pandera.pandas import DataFrameSchema


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One kind of table.

    Attributes
    ----------
    name, description
        Its name, and what a row is.
    class_name
        Class of the standard that a row is an object of.
    separator
        Text between the entries of a list in a cell.
    belongs_to
        Class whose identifier is the first column, where a row is a part of a larger object.
    is_open
        Whether the table may have columns that the standard does not know.
    one_of
        Columns of which each row must fill at least one.
    """

    name: str
    description: str
    class_name: str
    separator: str = ";"
    belongs_to: str | None = None
    is_open: bool = False
    one_of: tuple[str, ...] = ()


TABLES: Mapping[str, TableSpec] = {
    spec.name: spec
    for spec in (
        TableSpec("obs", "One observation.", "Observation", separator=" || ", is_open=True),
        TableSpec("samples", "One sample.", "Sample"),
        TableSpec("conditions", "One condition.", "Condition"),
        TableSpec(
            "events",
            "One dosing event of an intervention.",
            "DosingEvent",
            belongs_to="Intervention",
        ),
        TableSpec(
            "assignments",
            "Observations that belong to one partition.",
            "Assignment",
            one_of=("observation_id", "condition_id", "sample_id"),
        ),
        TableSpec("queries", "One unit that a predictor is asked for.", "Query", is_open=True),
    )
}
"""The kinds of table by name."""


def table_spec(name: str) -> TableSpec:
    """Describe one kind of table.

    Raises
    ------
    UnknownNameError
        If there is no such table.
    """
    if name not in TABLES:
        msg = f"the standard has no table {name!r}, only {', '.join(TABLES)}"
        raise UnknownNameError(msg)
    return TABLES[name]


@cache
def table_columns(name: str) -> tuple[FlatColumn, ...]:
    """List the columns of a table, aside from ``match:`` columns.

    Parameters
    ----------
    name
        ``obs``, ``samples``, ``conditions``, ``events``, ``assignments`` or ``queries``.

    Examples
    --------
    >>> [column.name for column in table_columns("events")][:2]
    ['intervention_id', 'event_type']
    """
    spec = table_spec(name)
    columns = flat_columns(spec.class_name)
    if spec.belongs_to is None:
        return columns
    owner = class_spec(spec.belongs_to)
    key = owner.slots[owner.identifier or ""]
    return (
        FlatColumn(key.name, (key.name,), replace(key, identifier=False), PROFILES[0]),
        *columns,
    )


@cache
def model(name: str, profile: str = "release") -> "DataFrameSchema":
    """Make the pandera model of a table.

    Columns that the profile requires must be there and filled in. Each cell is read as
    :func:`aivc.schema.flat.unflatten` reads it, so that a number may be text; then it must fit
    its slot: type, pattern, range, permissible values. A quantity has its unit, an identifier is
    unique, and the conditional requirements of the class hold in each row.

    Parameters
    ----------
    name
        ``obs``, ``samples``, ``conditions``, ``events``, ``assignments`` or ``queries``.
    profile
        ``minimal``, ``release`` or ``benchmark``.

    Returns
    -------
    pandera.pandas.DataFrameSchema
        ``validate(frame, lazy=True)`` raises ``pandera.errors.SchemaErrors`` with all cells that
        fail in ``failure_cases``.

    Raises
    ------
    UnknownNameError
        If there is no such table or profile.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"sample_id": ["s1"], "partition": ["train"]})
    >>> len(model("assignments").validate(frame))
    1
    """
    # pandera and pandas take a second to import.
    from aivc.schema.table_models import build_model

    if profile not in PROFILES:
        msg = f"the standard has no profile {profile!r}, only {', '.join(PROFILES)}"
        raise UnknownNameError(msg)
    return build_model(table_spec(name), table_columns(name), profile)
