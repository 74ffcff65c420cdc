"""Edits of the tables of a specimen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aivc.validators.examples.errors import ImpossibleEditError
from aivc.validators.examples.pointer import unshared
from aivc.validators.examples.transforms import transformed

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.validators.examples.example import (
        AddMatrix,
        CopyRows,
        DropColumn,
        SetColumn,
        SetNames,
        SetUns,
        SetValues,
        TransformMatrix,
    )
    from aivc.validators.examples.specimen import (
        Specimen,
        SpecimenFrame,
        SpecimenMatrix,
        SpecimenTable,
    )


def set_column(specimen: Specimen, edit: SetColumn) -> Specimen:
    """Set a column of obs or var, which is made where it is not there."""

    def change(frame: SpecimenFrame) -> SpecimenFrame:
        before = frame.columns.get(edit.column, (None,) * len(frame.names))
        return replace(
            frame, columns={**frame.columns, edit.column: filled(before, edit.values, edit.column)}
        )

    return _with_frame(specimen, edit.table, edit.frame, change)


def drop_column(specimen: Specimen, edit: DropColumn) -> Specimen:
    """Remove a column of obs or var."""

    def change(frame: SpecimenFrame) -> SpecimenFrame:
        if edit.column not in frame.columns:
            msg = f"{edit.frame} has no column {edit.column!r} to remove."
            raise ImpossibleEditError(msg)
        kept = {name: values for name, values in frame.columns.items() if name != edit.column}
        return replace(frame, columns=kept)

    return _with_frame(specimen, edit.table, edit.frame, change)


def set_names(specimen: Specimen, edit: SetNames) -> Specimen:
    """Rename rows of obs or var."""

    def change(frame: SpecimenFrame) -> SpecimenFrame:
        return replace(frame, names=filled(frame.names, edit.names, f"names of {edit.frame}"))

    return _with_frame(specimen, edit.table, edit.frame, change)


def set_values(specimen: Specimen, edit: SetValues) -> Specimen:
    """Set values of a matrix."""

    def change(matrix: SpecimenMatrix) -> SpecimenMatrix:
        values = matrix.values.copy()
        for (row, column), value in edit.values.items():
            values[_within(row, values.shape[0]), _within(column, values.shape[1])] = value
        values.flags.writeable = False
        return replace(matrix, values=values)

    return _with_matrix(specimen, edit.table, edit.matrix, change)


def copy_rows(specimen: Specimen, edit: CopyRows) -> Specimen:
    """Copy rows of a matrix onto others, all as they were before."""

    def change(matrix: SpecimenMatrix) -> SpecimenMatrix:
        values = matrix.values.copy()
        for to, source in edit.rows.items():
            values[_within(to, len(values))] = matrix.values[_within(source, len(values))]
        values.flags.writeable = False
        return replace(matrix, values=values)

    return _with_matrix(specimen, edit.table, edit.matrix, change)


def transform_matrix(specimen: Specimen, edit: TransformMatrix) -> Specimen:
    """Transform a whole matrix."""

    def change(matrix: SpecimenMatrix) -> SpecimenMatrix:
        return transformed(matrix, edit.transform)

    return _with_matrix(specimen, edit.table, edit.matrix, change)


def add_matrix(specimen: Specimen, edit: AddMatrix) -> Specimen:
    """Add a matrix as a copy of another."""
    table = _table(specimen, edit.table)
    source = _matrix(table, edit.copy_of)
    added = transformed(source, edit.transform) if edit.transform else source
    changed = replace(table, matrices={**table.matrices, edit.matrix: added})
    return _with_table(specimen, edit.table, changed)


def set_uns(specimen: Specimen, edit: SetUns) -> Specimen:
    """Put a value into uns."""
    table = _table(specimen, edit.table)
    uns = {**table.uns, edit.key: unshared(edit.value)}
    return _with_table(specimen, edit.table, replace(table, uns=uns))


def _table(specimen: Specimen, name: str) -> SpecimenTable:
    if name not in specimen.tables:
        msg = f"The specimen has no table {name!r}; it has {', '.join(map(repr, specimen.tables))}."
        raise ImpossibleEditError(msg)
    return specimen.tables[name]


def _matrix(table: SpecimenTable, name: str) -> SpecimenMatrix:
    if name not in table.matrices:
        msg = f"The table has no matrix {name!r}; it has {', '.join(table.matrices)}."
        raise ImpossibleEditError(msg)
    return table.matrices[name]


def _with_table(specimen: Specimen, name: str, table: SpecimenTable) -> Specimen:
    return replace(specimen, tables={**specimen.tables, name: table})


def _with_frame(
    specimen: Specimen, table: str, frame: str, change: Callable[[SpecimenFrame], SpecimenFrame]
) -> Specimen:
    before = _table(specimen, table)
    if frame == "obs":
        return _with_table(specimen, table, replace(before, obs=change(before.obs)))
    if frame == "var":
        return _with_table(specimen, table, replace(before, var=change(before.var)))
    msg = f"A table has obs and var, no {frame!r}."
    raise ImpossibleEditError(msg)


def _with_matrix(
    specimen: Specimen, table: str, matrix: str, change: Callable[[SpecimenMatrix], SpecimenMatrix]
) -> Specimen:
    before = _table(specimen, table)
    changed = {**before.matrices, matrix: change(_matrix(before, matrix))}
    return _with_table(specimen, table, replace(before, matrices=changed))


def filled(before: tuple[Any, ...], values: Any, what: str) -> tuple[Any, ...]:
    """Return the values of all rows: one for all, one for each, or new ones by position.

    Raises
    ------
    ImpossibleEditError
        There are more or fewer values than rows, or no such row.
    """
    if isinstance(values, Mapping):
        after = list(before)
        for row, value in values.items():
            after[_within(row, len(after))] = value
        return tuple(after)
    if isinstance(values, list | tuple):
        if len(values) != len(before):
            msg = f"{len(values)} values were given for the {len(before)} rows of {what}."
            raise ImpossibleEditError(msg)
        return tuple(values)
    return (values,) * len(before)


def _within(position: int, size: int) -> int:
    if 0 <= position < size:
        return position
    msg = f"There is no row or column {position} of {size}."
    raise ImpossibleEditError(msg)
