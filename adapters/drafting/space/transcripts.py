"""Points that are transcripts, and the cells that they were given to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.drafting.links import add_link, coverage
from aivc.adapters.drafting.space.all_names import names_of_features
from aivc.adapters.drafting.space.controls import prefixes_in
from aivc.adapters.drafting.space.coordinates import unit_of_system
from aivc.adapters.drafting.space.found_transcripts import (
    NO_CELL,
    CellColumn,
    Transcripts,
    best_column,
    column_called,
    transcripts_in,
)
from aivc.adapters.drafting.space.unit_sets import add_unit_set, free_name
from aivc.schema.errors import AivcError
from aivc.storage.elements.affine import usual_system

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.adapters.drafting.section import Section
    from aivc.adapters.drafting.space.unit_sets import DraftedSet
    from aivc.storage.elements.tables import ElementTable
    from aivc.storage.model import Dataset

QUALITY_NAMES = ("qv", "phred")
ID_NAMES = ("transcriptid", "moleculeid", "molid")
MOST_IDS = 2_000_000
"""Transcripts up to which it is tried whether their ids are all different."""


def draft_transcripts(section: Section, dataset: Dataset, sets: Sequence[DraftedSet]) -> list[str]:
    """Draft transcripts as units, link them to cells, and name them where they were counted.

    Returns
    -------
    list of str
        Sentences about columns that name cells of no table.
    """
    found = [one for e in dataset.elements if (one := transcripts_in(dataset, e)) is not None]
    cells = [one for one in sets if one.item.operator.scale == "cell"]
    remarks: list[str] = []
    linked: list[CellColumn] = []
    for one in found:
        best = best_column(one, cells)
        if isinstance(best, CellColumn):
            linked.append(best)
        elif best:
            remarks.append(best)
    counted = list(_counted(section, cells, found, linked))
    used = {one.element.path for one in counted} | {one.transcripts.element.path for one in linked}
    names = _put_sets(section, dataset, [one for one in found if one.element.path in used])
    for column in linked:
        _put_link(section, column, names[column.transcripts.element.path])
    return remarks


def _counted(
    section: Section,
    cells: Sequence[DraftedSet],
    found: Sequence[Transcripts],
    linked: Sequence[CellColumn],
) -> Iterator[Transcripts]:
    """Name the transcripts that each operator counted, and yield them."""
    of_cells = {one.cells.unit_set_id: one.transcripts for one in linked}
    taken = {one.transcripts.element.path for one in linked}
    for drafted in cells:
        own = of_cells.get(drafted.unit_set_id)
        others = [one for one in found if one.element.path not in taken]
        chosen = own or next(iter(others), None)
        if chosen is None or not chosen.features & names_of_features(drafted.item):
            continue
        place = _operator(section, drafted)
        if place is None:
            continue
        _describe(section, place, chosen, is_linked=own is not None)
        yield chosen


def _operator(section: Section, drafted: DraftedSet) -> int | None:
    wanted = {
        entry.get("measured_by")
        for entry in section.slots["tables"]
        if entry.get("unit_set") == drafted.unit_set_id
    }
    return next(
        (
            number
            for number, operator in enumerate(section.slots["operators"])
            if operator["operator_id"] in wanted and operator["operator_type"] == "ImagingSpatial"
        ),
        None,
    )


def _describe(section: Section, place: int, chosen: Transcripts, *, is_linked: bool) -> None:
    operator = section.slots["operators"][place]
    operator["transcripts_element"] = chosen.element.path
    operator["transcript_column"] = chosen.feature_column
    said = (
        f"column {chosen.feature_column} of {chosen.element.path} names features of the table"
        + (", and its cells are those of the table" if is_linked else "")
    )
    section.guess(("operators", place, "transcripts_element"), said)
    controls = prefixes_in(sorted(chosen.features))
    if controls:
        operator["negative_controls"] = controls
        where = f"column {chosen.feature_column} of {chosen.element.path}"
        section.guess(("operators", place, "negative_controls"), f"{where} has names that begin so")
    quality = column_called(chosen.rows, QUALITY_NAMES)
    if quality is not None:
        operator["quality_column"] = quality
        section.guess(("operators", place, "quality_column"), f"the column is called {quality}")


def _put_sets(section: Section, dataset: Dataset, found: Sequence[Transcripts]) -> dict[str, str]:
    """Draft sets of transcripts, and return their identifiers by path of the element."""
    names = {}
    for one in found:
        plain = "transcripts" if len(found) == 1 else one.element.name
        name = names[one.element.path] = free_name(section, plain)
        try:
            system = usual_system(one.element)
        except AivcError:
            system = ""
        unit = unit_of_system(dataset, [one.element], system)
        unit_set = {
            "unit_set_id": name,
            "scale": "molecule",
            "n_units": one.rows.n_rows,
            "unit_id_column": _id_column(one.rows),
            "element": one.element.path,
            "coordinate_system": system,
            "coordinate_unit": unit.unit,
        }
        said = f"each point has a {one.feature_column}"
        add_unit_set(section, unit_set, {"scale": said, "coordinate_unit": unit.because})
    return names


def _id_column(rows: ElementTable) -> str | None:
    """Return the column that names transcripts; None where not all are different."""
    column = column_called(rows, ID_NAMES)
    if column is None or rows.n_rows > MOST_IDS:
        return None
    try:
        texts = rows.texts(column)
    except AivcError:
        return None
    is_each = len(texts.distinct) == rows.n_rows and bool((texts.codes >= 0).all())
    return column if is_each else None


def _put_link(section: Section, column: CellColumn, transcripts: str) -> None:
    cells = column.cells.unit_set_id
    without = sorted(
        label
        for label in column.labels.keys() - column.cells.ids()
        if label and label.lower() in NO_CELL
    )
    n_rows = column.transcripts.rows.n_rows
    because = (
        f"column {column.name} of {column.transcripts.element.path} has the ids of "
        f"{column.n_cells_linked:,} of {column.n_cells:,} {cells} in {column.n_linked:,} of "
        f"{n_rows:,} rows"
    )
    add_link(
        section,
        {
            "link_id": f"{transcripts}_to_{cells}",
            "source_set": transcripts,
            "target_set": cells,
            "direction": "project",
            "link_type": "transcript_to_cell",
            "link_basis": "physical_containment",
            "cardinality": "many_to_one",
            "partner_column": column.name,
            **({"unassigned_labels": without} if without else {}),
            "aggregation_function": "sum",
            "coverage": coverage(n_rows, column.n_linked, column.n_cells, column.n_cells_linked),
            "pairing": "same_unit",
        },
        because,
    )
