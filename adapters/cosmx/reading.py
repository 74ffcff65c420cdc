"""From the files of CosMx slides to one table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.cosmx.files import slides_in
from aivc.adapters.space.controls import marked_features
from aivc.adapters.space.coordinates import PIXEL, coordinates_of
from aivc.adapters.space.counting import CountedPart, survey
from aivc.adapters.space.in_place import IN_PLACE
from aivc.adapters.space.joining import (
    composed,
    join,
    keys_of_values,
    refuse_repeated,
    values_of_texts,
)
from aivc.adapters.space.leftovers import leave_rest
from aivc.adapters.space.sections import Section, table_of
from aivc.adapters.space.shared_features import shared_features
from aivc.adapters.space.side_tables import open_side
from aivc.adapters.space.taken import taken
from aivc.adapters.space.unmatched import note_unmatched
from aivc.adapters.space.wide import open_wide
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.dataset import MadeDataset
from aivc.storage.model import ColumnKind
from aivc.storage.records.columns import TextCells
from aivc.storage.records.texts import Texts

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.cosmx.files import SlideFiles
    from aivc.adapters.space.side_tables import SideTable
    from aivc.adapters.space.wide_table import WideTable
    from aivc.storage.frames.sources import ColumnSource

KEYS = ("fov", "cell_ID", "cell", "cell_id")
"""Columns of the file of counts that are no genes."""

CENTRES = (("CenterX_global_px", "CenterY_global_px"),)
CONTROLS = re.compile(r"^(NegPrb|Negative|NegativeControl|SystemControl|FalseCode)[-_ ]?\d*$")
"""Names of probes and codes that stand for no gene, as the flat files spell them."""

_OPERATOR = Said("ImagingSpatial", "CosMx decodes transcripts in an image")
_ASSAY = Said("EFO:0022955", "EFO has no term for CosMx; this is the nearest above it")


def read_slides(source: Path, log: ConversionNotes) -> SourceReading:
    """Read all slides of a source as one table.

    Raises
    ------
    UnreadableInputError
        There is no slide, a file is damaged, or two files do not belong together.
    """
    slides = slides_in(source)
    if not slides:
        msg = (
            f"{source} holds no *_exprMat_file.csv, the counts of a CosMx slide; "
            "give the folder of the flat files"
        )
        raise UnreadableInputError(msg)
    tables = [open_wide(slide.counts, log, ends_in_numbers=True) for slide in slides]
    key_places = [_keys(table) for table in tables]
    names, columns = shared_features(tables, [keys.values() for keys in key_places])
    sections = [
        _section(slide, table, keys, places, log)
        for slide, table, keys, places in zip(slides, tables, key_places, columns, strict=True)
    ]
    uns: dict[str, Any] = {}
    if any(slide.positions for slide in slides):
        uns["fov_positions"] = _positions(slides, log)
    if any(section.coordinates is not None for section in sections):
        uns["coordinate_unit"] = PIXEL
    features = marked_features(names, CONTROLS, log)
    cells = table_of(sections, features, log, uns)
    used = [path for s in slides for path in (s.counts, s.metadata, s.positions) if path]
    leave_rest(source if source.is_dir() else source.parent, used, log)
    card = {**IN_PLACE, "/operators/*/assay_ontology_term_id": _ASSAY}
    hints = Hints(operators={"X": _OPERATOR}, card=card)
    return SourceReading(MadeDataset(source, [cells]), hints)


def _keys(table: WideTable) -> dict[str, int]:
    """Return the places of the columns that are no genes."""
    found = {name: table.place(name) for name in KEYS}
    lower = {name.lower(): place for place, name in enumerate(table.names)}
    if found["fov"] is None:
        found["fov"] = lower.get("fov")
    if found["cell_ID"] is None and found["cell_id"] is None:
        found["cell_ID"] = lower.get("cellid", lower.get("cell_id"))
    places = {name: place for name, place in found.items() if place is not None}
    if "fov" not in places or not places.keys() & {"cell_ID", "cell_id"}:
        msg = (
            f"{table.path} has no columns fov and cell_ID, which tell its cells; "
            f"its first columns are {', '.join(table.names[:5])}"
        )
        raise UnreadableInputError(msg)
    return places


def _section(
    slide: SlideFiles,
    table: WideTable,
    keys: dict[str, int],
    columns: tuple[int, ...],
    log: ConversionNotes,
) -> Section:
    log.read_file(slide.counts)
    log.mapped(slide.counts.name, "X", "it counts transcripts of each feature in each cell")
    found = survey(table, list(keys.values()), columns)
    texts = dict(zip(keys, found.keys, strict=True))
    number = "cell_ID" if "cell_ID" in texts else "cell_id"
    in_slide = composed([values_of_texts(texts["fov"]), values_of_texts(texts[number])])
    is_kept = np.array([value != "0" for value in values_of_texts(texts[number])], dtype=bool)
    _note_background(slide, found.totals[~is_kept], log)
    part = CountedPart(table, columns, found, is_kept)
    kept = np.flatnonzero(is_kept)
    own: list[ColumnSource] = [
        TextCells(table.names[keys[name]], Texts(column.codes[kept], column.distinct).used_only())
        for name, column in texts.items()
    ]
    cells = [in_slide[row] for row in kept.tolist()]
    if slide.metadata is None:
        refuse_repeated(keys_of_values(cells, slide.counts.name))
        log.left_alone(
            f"slide {slide.name}", "it has no metadata file, so nothing is known of where cells lie"
        )
        return Section(slide.name, part, cells, own, None)
    side = open_side(slide.metadata, log)
    ours, theirs = _identifiers(cells, own, side, number)
    joined = join(
        keys_of_values(ours, slide.counts.name), keys_of_values(theirs, slide.metadata.name)
    )
    note_unmatched(slide.counts.name, slide.metadata.name, joined, log)
    taken_names = {column.info.name.lower() for column in own}
    others = [column for column in side.columns() if column.info.name.lower() not in taken_names]
    own += taken(others, joined.places, side.n_rows)
    centres = coordinates_of(side, CENTRES, joined.places, log, "pixels of the slide")
    return Section(slide.name, part, cells, own, centres)


def _identifiers(
    cells: list[str], own: list[ColumnSource], side: SideTable, number: str
) -> tuple[list[str], list[str]]:
    """Return the identifiers of cells in the file of counts and in that of metadata."""
    spelled = {name.lower(): name for name in side.names}
    fov = spelled.get("fov")
    cell = number if number in side.names else spelled.get("cell_id", spelled.get("cellid"))
    if fov is not None and cell is not None:
        return cells, composed([side.values(fov), side.values(cell)])
    whole = next((c for c in own if c.info.name in {"cell", "cell_id"}), None)
    if whole is None or whole.info.name not in side.names:
        msg = (
            f"{side.path} has no columns fov and cell_ID, which tell its cells; "
            f"its columns are {', '.join(side.names[:20])}"
        )
        raise UnreadableInputError(msg)
    column = whole.read()
    labels = np.array([*column.categories, ""], dtype=object)
    return labels[column.codes].tolist(), side.values(whole.info.name)


def _note_background(slide: SlideFiles, totals: Any, log: ConversionNotes) -> None:
    if not len(totals):
        return
    log.left_alone(
        f"rows of {slide.counts.name} with cell_ID 0",
        f"they count transcripts outside cells: {len(totals):,} rows with "
        f"{totals.sum():,.0f} transcripts, which belong to no observation",
    )


def _positions(slides: list[SlideFiles], log: ConversionNotes) -> dict[str, Any]:
    found = {}
    for slide in slides:
        if slide.positions is None:
            continue
        side = open_side(slide.positions, log)
        found[slide.name] = {name or "row": _values(side, name) for name in side.names}
    log.mapped("fov positions", "uns/fov_positions", "they place the fields of view on the slide")
    return found[slides[0].name] if len(slides) == 1 else found


def _values(side: SideTable, name: str) -> list[Any]:
    kind = side.column(name).info.kind
    is_number = kind in {ColumnKind.INTEGER, ColumnKind.FLOAT}
    return side.column(name).numbers().tolist() if is_number else side.values(name)
