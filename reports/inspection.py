"""What is in a file, without any judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.engine import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

LABEL_WIDTH = 28
"""Longer labels are cut, so that a column stays on one line."""
LINE_WIDTH = 2000
"""A line may be long, as paths and keys of uns may be, but not endless."""


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column of obs or var: how it is stored and what is in it."""

    name: str
    stored_as: str
    n_distinct: int
    n_missing: int
    labels: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class MatrixView:
    """One matrix: where it is, how it is stored, how large it is."""

    path_in_file: str
    encoding: str
    dtype: str
    n_rows: int
    n_columns: int
    n_stored: int


@dataclass(frozen=True, slots=True)
class TableView:
    """One observations x features table."""

    name: str
    n_obs: int
    n_var: int
    matrices: tuple[MatrixView, ...]
    obs: tuple[ColumnView, ...]
    var: tuple[ColumnView, ...]
    uns_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ElementView:
    """An image, labels, points or shapes: its path, what it holds, and where it lies."""

    path: str
    holds: str
    coordinate_systems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is in a container."""

    path: str
    container: str
    encoding_version: str
    tables: tuple[TableView, ...]
    shared_obs: tuple[ColumnView, ...]
    elements: tuple[ElementView, ...]
    problems: tuple[str, ...]
    cards: tuple[str, ...]

    def __str__(self) -> str:
        """Return the text that ``aivc inspect`` prints."""
        return "\n".join(printable(line, LINE_WIDTH) for line in _lines(self)) + "\n"


def _lines(inspection: Inspection) -> Iterator[str]:
    version = f" {inspection.encoding_version}" if inspection.encoding_version else ""
    yield f"{inspection.path}: {inspection.container}{version}"
    yield "  " + ("; ".join(inspection.cards) or "no card")
    if inspection.shared_obs:
        yield "obs of the whole file"
        yield from (_column_line(column) for column in inspection.shared_obs)
    for table in inspection.tables:
        yield from _table_lines(table)
    if inspection.elements:
        yield "elements"
        yield from (_element_line(element) for element in inspection.elements)
    if inspection.problems:
        yield "oddities"
        yield from (f"  {problem}" for problem in inspection.problems)


def _table_lines(table: TableView) -> Iterator[str]:
    name = f"table {table.name}" if table.name else "table"
    yield f"{name}: {table.n_obs:,} observations x {table.n_var:,} features"
    for matrix in table.matrices:
        share = matrix.n_stored / max(matrix.n_rows * matrix.n_columns, 1)
        yield (
            f"  {matrix.path_in_file:<28} {matrix.n_rows:,} x {matrix.n_columns:,}, "
            f"{matrix.encoding}, {matrix.dtype}, {share:.0%} stored"
        )
    for title, columns in (("obs", table.obs), ("var", table.var)):
        if columns:
            yield f"  {title}"
            yield from (_column_line(column) for column in columns)
    if table.uns_keys:
        yield f"  uns: {', '.join(table.uns_keys)}"


def _element_line(element: ElementView) -> str:
    lies_in = f"; lies in {', '.join(element.coordinate_systems)}"
    return f"  {element.path:<28} {element.holds}{lies_in if element.coordinate_systems else ''}"


def _column_line(column: ColumnView) -> str:
    if column.problem:
        return f"    {column.name:<28} cannot be read: {column.problem}"
    labels = ", ".join(_short(label) for label in column.labels)
    more = ", ..." if column.n_distinct > len(column.labels) else ""
    missing = f"; {column.n_missing:,} missing" if column.n_missing else ""
    return (
        f"    {column.name:<28} {column.stored_as:<11} {column.n_distinct:,} distinct{missing}: "
        f"{labels}{more}"
    )


def _short(label: str) -> str:
    shown = printable(label)
    return shown if len(shown) <= LABEL_WIDTH else shown[: LABEL_WIDTH - 1] + "\u2026"
