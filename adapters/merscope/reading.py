"""From the files of MERSCOPE regions to one table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.merscope.files import regions_in
from aivc.adapters.merscope.pixels import pixel_size
from aivc.adapters.space.controls import marked_features
from aivc.adapters.space.coordinates import coordinates_of
from aivc.adapters.space.counting import CountedPart, survey
from aivc.adapters.space.in_place import IN_PLACE
from aivc.adapters.space.joining import (
    join,
    keys_of_texts,
    keys_of_values,
    refuse_repeated,
    values_of_texts,
)
from aivc.adapters.space.leftovers import leave_rest
from aivc.adapters.space.sections import Section, table_of
from aivc.adapters.space.shared_features import shared_features
from aivc.adapters.space.side_tables import NAMELESS, open_side
from aivc.adapters.space.taken import taken
from aivc.adapters.space.unmatched import note_unmatched
from aivc.adapters.space.wide import open_wide
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.dataset import MadeDataset

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.merscope.files import RegionFiles
    from aivc.adapters.space.wide_table import WideTable

CENTRES = (("center_x", "center_y"),)
CONTROLS = re.compile(r"^Blank[-_ ]?\d+", re.IGNORECASE)
"""Codes of the codebook that were given to no gene."""

CELL_NAMES = ("", "cell", "EntityID", "cell_id", "Unnamed: 0")
"""What the column of cells is called if it does not come first, as in Parquet."""

_OPERATOR = Said("ImagingSpatial", "MERSCOPE decodes transcripts in an image")
_ASSAY = Said("EFO:0008992", "MERSCOPE is an instrument (EFO:0022956) for MERFISH")


def read_regions(source: Path, log: ConversionNotes) -> SourceReading:
    """Read all regions of a source as one table.

    Raises
    ------
    UnreadableInputError
        There is no region, a file is damaged, or two files do not belong together.
    """
    regions = regions_in(source)
    if not regions:
        msg = (
            f"{source} holds no cell_by_gene.csv, the counts of a MERSCOPE region; "
            "give the folder of the region"
        )
        raise UnreadableInputError(msg)
    tables = [open_wide(region.counts, log, ends_in_numbers=True) for region in regions]
    cells = [_cell_column(table) for table in tables]
    names, columns = shared_features(tables, [{cell} for cell in cells])
    sections = [
        _section(region, table, cell, places, log)
        for region, table, cell, places in zip(regions, tables, cells, columns, strict=True)
    ]
    sizes, kept = _pixels(regions, log)
    uns: dict[str, Any] = {"merscope": kept} if kept else {}
    if any(section.coordinates is not None for section in sections):
        uns["coordinate_unit"] = "um"
    features = marked_features(names, CONTROLS, log)
    made = table_of(sections, features, log, uns)
    used = [
        path
        for region in regions
        for path in (region.counts, region.metadata, region.manifest, region.transform)
        if path is not None
    ]
    leave_rest(source if source.is_dir() else source.parent, used, log)
    return SourceReading(MadeDataset(source, [made]), _hints(sizes))


def _hints(sizes: set[float]) -> Hints:
    card = {**IN_PLACE, "/operators/*/assay_ontology_term_id": _ASSAY}
    if len(sizes) == 1:
        said = "images/ says how many micrometres a pixel has"
        card["/operators/*/pixel_size"] = Said({"value": sizes.pop(), "unit": "um"}, said)
    return Hints(operators={"X": _OPERATOR}, card=card)


def _cell_column(table: WideTable) -> int:
    if table.names[0] in CELL_NAMES or table.path.suffix != ".parquet":
        return 0
    return next((p for p in map(table.place, CELL_NAMES) if p is not None), 0)


def _section(
    region: RegionFiles,
    table: WideTable,
    cell: int,
    columns: tuple[int, ...],
    log: ConversionNotes,
) -> Section:
    log.read_file(region.counts)
    log.mapped(region.counts.name, "X", "it counts transcripts of each feature in each cell")
    found = survey(table, [cell], columns)
    cells = values_of_texts(found.keys[0])
    part = CountedPart(table, columns, found, np.ones(found.n_rows, dtype=bool))
    if region.metadata is None:
        refuse_repeated(keys_of_values(cells, region.counts.name))
        said = "it has no cell_metadata.csv, so nothing is known of where cells lie"
        log.left_alone(f"region {region.name}", said)
        return Section(region.name, part, cells, [], None)
    side = open_side(region.metadata, log)
    named = next((n for n in CELL_NAMES if n in side.names[1:]), "")
    first = side.names[0] if not named or side.names[0] in CELL_NAMES else named
    joined = join(
        keys_of_values(cells, region.counts.name),
        keys_of_texts(side.texts(first), region.metadata.name),
    )
    note_unmatched(region.counts.name, region.metadata.name, joined, log)
    left_out = [first] if first in NAMELESS else []
    obs = taken(side.columns(left_out), joined.places, side.n_rows)
    centres = coordinates_of(side, CENTRES, joined.places, log, "micrometres")
    return Section(region.name, part, cells, obs, centres)


def _pixels(regions: list[RegionFiles], log: ConversionNotes) -> tuple[set[float], dict[str, Any]]:
    sizes: set[float] = set()
    kept: dict[str, Any] = {}
    for region in regions:
        size, said = pixel_size(region, log)
        if size is not None:
            sizes.add(size)
        if said:
            kept[region.name] = said
    return sizes, kept
