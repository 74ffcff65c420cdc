"""Find the points that are transcripts, and the column that says which cell each is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.drafting.names import joined, words_of
from aivc.adapters.drafting.space.counted_labels import counted_labels
from aivc.schema.errors import AivcError
from aivc.storage.elements.tables import ElementTable

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from aivc.adapters.drafting.space.unit_sets import DraftedSet
    from aivc.storage.model import Dataset, SpatialElement

FEATURE_NAMES = ("featurename", "gene", "genes", "genename", "geneid", "target", "targetname")
CELL_NAMES = ("cellid", "cell", "cellids", "cellindex", "cellname", "instanceid")
NO_CELL = frozenset(
    {"", "0", "-1", "unassigned", "none", "nan", "na", "null", "background", "noise", "false"}
)
"""Labels, in small letters, that say that a transcript is in no cell."""


@dataclass(frozen=True, slots=True)
class Transcripts:
    """Points that name what was decoded at each place."""

    element: SpatialElement
    rows: ElementTable
    feature_column: str
    features: frozenset[str]


@dataclass(frozen=True, slots=True)
class CellColumn:
    """A column of transcripts with the cell of each, and how far it agrees with a set of cells."""

    transcripts: Transcripts
    name: str
    cells: DraftedSet
    labels: Counter[str]
    n_linked: int
    n_cells: int
    n_cells_linked: int


def transcripts_in(dataset: Dataset, element: SpatialElement) -> Transcripts | None:
    """Return an element as transcripts, None where it is something else or cannot be read."""
    if element.kind != "points":
        return None
    try:
        rows = ElementTable(dataset.path, element)
        stated = element.attributes.get("feature_key")
        column = stated if stated in rows.columns else column_called(rows, FEATURE_NAMES)
        labels = counted_labels(rows, column) if column is not None and rows.n_rows else None
    except AivcError:
        return None
    if column is None or not labels:
        return None
    return Transcripts(element, rows, str(column), frozenset(labels))


def column_called(rows: ElementTable, names: Sequence[str]) -> str | None:
    """Return the first column that is called by one of some names, in any spelling."""
    by_name = {joined(column): column for column in reversed(rows.columns)}
    return next((by_name[name] for name in names if name in by_name), None)


def best_column(one: Transcripts, cells: Sequence[DraftedSet]) -> CellColumn | str:
    """Return the column that names most cells of a set; a sentence where it names none."""
    candidates = [one.element.attributes.get("instance_key"), column_called(one.rows, CELL_NAMES)]
    columns = [c for c in dict.fromkeys(candidates) if c in one.rows.columns]
    found = [
        match for column in columns for match in _matches(one, str(column), cells) if match.n_linked
    ]
    if found:
        words = set(words_of(one.element.name))
        return max(
            found,
            key=lambda m: (m.n_linked, len(words & set(words_of(m.cells.item.table.name)))),
        )
    if columns and cells:
        return (
            f"column {columns[0]} of {one.element.path} names cells of no table, "
            "so that transcripts are not linked to cells"
        )
    return ""


def _matches(one: Transcripts, column: str, cells: Sequence[DraftedSet]) -> Iterator[CellColumn]:
    try:
        labels = counted_labels(one.rows, column)
    except AivcError:
        return
    for drafted in cells if labels is not None else ():
        ids = drafted.ids()
        known = labels.keys() & ids if labels is not None else set()
        n_linked = sum(labels[label] for label in known) if labels is not None else 0
        if labels is not None:
            yield CellColumn(one, column, drafted, labels, n_linked, len(ids), len(known))
